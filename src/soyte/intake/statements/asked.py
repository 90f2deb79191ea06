"""What the unit, the role and the words around a figure ask of an indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soyte.catalogue.clauses import figures_of
from soyte.catalogue.labels import Label
from soyte.catalogue.units import compatible, dimensions
from soyte.statements import Role
from soyte.text import fold

_DEATHS = re.compile(r"\b(?:tử vong|chết)\b")
COUNTED = frozenset({Role.NUMERATOR, Role.DENOMINATOR})
_RATE = re.compile(r"\b(?:tỷ lệ|tỷ suất|tỷ trọng|công suất|độ bao phủ|mức độ)\b")
_CHANGES = re.compile(r"\b(?:tăng|giảm)(?: (?:hơn|gần|khoảng|trên|tới|đến|mạnh|nhẹ))*\s*$")
_UNCOUNTED = frozenset({"%", "‰", "year", "score", "rank", "level", "sexratio", "day", "child_per"})
_FIRST_OF_PAIR = re.compile(r"\d[\d.]*\s*/\s*\d+(?![\d/]*\s*(?:\w+\s)?(?:xã|huyện|đồng|cơ sở|chỉ tiêu|đơn vị))")
# A list of places or units under a total: `Đông Hà (02), Tây Lâm (01)`.
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper())
_LISTED = re.compile(rf"(?:^|[,:;])\s*(?:[{_CAPITALS}][\w.]*\s+){{1,5}}\(\s*$")
# A percentage of a plan or of last year (`108% kế hoạch`) is not one of the thing that is counted.
_OF_PLAN = re.compile(
    r"\s*(?:so với\s(?:\w+\s)?)?(?:kế hoạch|kh|chỉ tiêu|dự toán|mục tiêu|cùng kỳ|năm trước|năm \d|tháng|quý|tuần)\b"
)


@dataclass(frozen=True)
class FigureContext:
    """The words around one figure, all from the normalised text.

    `before` reaches back to the previous figure or clause boundary, `after` from behind the unit to the next one;
    `line` is the sentence, in which the figure starts at `at` if known; `headings` are the lines above, nearest first.
    `inherited` is the indicator of the statement that this one modifies (its target, previous value or change).
    """

    before: str
    after: str
    line: str
    headings: tuple[str, ...]
    unit: str | None
    role: str
    inherited: str | None = None
    at: int | None = None


class Asked:
    """What unit and role ask of an indicator."""

    def __init__(self, context: FigureContext) -> None:
        self.context = context
        self.role = context.role
        rest = context.line[context.at :] if context.at is not None else ""
        pair = context.unit is None and context.role not in COUNTED and _FIRST_OF_PAIR.match(rest) is not None
        self.unit_name = "ca" if pair else context.unit or ""
        self.unit = dimensions(self.unit_name) if self.unit_name else None
        self.percent = self.unit is not None and "%" in self.unit
        self.multiple = context.unit == "lần"  # `tăng gấp 3 lần`
        self.before = fold(context.before)
        self.listed = _LISTED.search(context.before) is not None
        earlier = [span for span in figures_of(context.line) if span[0] < (context.at or 0)]
        self.figures_before = len(earlier)
        tail = context.line[earlier[-1][1] : context.at] if earlier else ""
        self.behind_deaths = _DEATHS.search(fold(tail)) is not None
        self._of_plan = self.percent and _OF_PLAN.match(fold(context.after)) is not None
        self._changes = self.percent and _CHANGES.search(self.before) is not None
        self._rate = bool(_RATE.search(self.before + fold(" ".join(context.headings[:1]))))

    def measures(self, other: frozenset[str]) -> bool:
        """Whether the figure can be in a unit of these dimensions; a missing unit can be any."""
        return self.unit is None or compatible(other, self.unit)

    def admits(self, label: Label, borrowed: bool) -> bool:
        """Whether the figure can be a value of what the label names."""
        if label.roles and self.role not in label.roles:
            return False
        share = "%" in label.dimensions
        if self.unit is None:
            if self.role in COUNTED:
                return not share and (not borrowed or self.role == Role.NUMERATOR or bool(label.roles))
            return not _is_count(label) if self._rate or borrowed else not share
        if borrowed and self.role == Role.DENOMINATOR and not label.roles:
            return False
        if self._changes and label.near and "case" in label.dimensions:
            return True  # `sởi giảm 12%` speaks of cases
        if self._of_plan and not label.plan:
            return False
        # The base of a density may stand in the words: `bác sĩ/vạn dân: 9,8 bác sĩ`.
        return self.measures(label.dimensions) or any(
            d.startswith(f"{u}/") for d in label.dimensions for u in self.unit
        )


def _is_count(label: Label) -> bool:
    """Whether a label names things counted: where the unit is missing, `tỷ lệ` tells rates from counts."""
    return not any(d in _UNCOUNTED or "/" in d for d in label.dimensions)
