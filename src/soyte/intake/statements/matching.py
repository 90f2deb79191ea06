"""Which indicator a figure is about: by the names in the catalogue, or none. Never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from soyte.catalogue import Catalogue
from soyte.catalogue.clauses import figures_of
from soyte.catalogue.labels import Label, LabelIndex
from soyte.catalogue.nearness import CLAUSE, LINE, PROMOTED, Surroundings, Weigher, Weights
from soyte.catalogue.units import compatible, dimensions
from soyte.statements import Role
from soyte.text import fold

_MARGIN = 0.15  # two indicators closer than this are a tie
_OWN_NAME = 1.9  # a modifier that its own words name this well is not of the figure before
_LONG_LINE = 60  # words before a share that may still say of what it is
_RATE = re.compile(r"\b(?:tỷ lệ|tỷ suất|tỷ trọng|công suất|độ bao phủ|mức độ)\b")
_CHANGES = re.compile(r"\b(?:tăng|giảm)(?: (?:hơn|gần|khoảng|trên|tới|đến|mạnh|nhẹ))*\s*$")
_UNCOUNTED = frozenset({"%", "‰", "year", "score", "rank", "level", "sexratio", "day", "child_per"})
# `214/3`, cases and deaths: where the second figure stands, and the first.
_PAIR = re.compile(r"\d[\d.,]*\s*/\s*$")
# A list of places or units under a total: `Đông Hà (02), Tây Lâm (01)`.
_LISTED = re.compile(r"(?:^|[,:;])\s*(?:[^\W\d_a-zà-ỹ][\w.]*\s+){1,5}\(\s*$")
_FIRST_OF_PAIR = re.compile(r"\d[\d.]*\s*/\s*\d+(?![\d/]*\s*(?:\w+\s)?(?:xã|huyện|đồng|cơ sở|chỉ tiêu|đơn vị))")
# A percentage of a plan or of last year (`108% kế hoạch`) is not one of the thing that is counted.
_OF_PLAN = re.compile(
    r"\s*(?:so với\s(?:\w+\s)?)?(?:kế hoạch|kh|chỉ tiêu|dự toán|mục tiêu|cùng kỳ|năm trước|năm \d|tháng|quý|tuần)\b"
)
_MODIFIERS = frozenset({Role.CHANGE, Role.PREVIOUS, Role.TARGET})
_COUNTED = frozenset({Role.NUMERATOR, Role.DENOMINATOR})


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


@dataclass(frozen=True)
class Match:
    """The indicator found, how strongly, and the label that found it."""

    indicator: str
    score: float
    why: str


class Matcher:
    """Finds the indicator of figures; build it once, it compiles every label of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._index = LabelIndex(catalogue)
        self._weigher = Weigher(self._index)

    def match(self, context: FigureContext) -> Match | None:
        """The indicator that the words name, or the one this figure modifies, or none."""
        if _PAIR.search(context.line[: context.at or 0]) and context.role not in _COUNTED:
            return self._second_of_pair(context)
        asked = _Asked(context)
        weights, silent = self._weigher.around(
            Surroundings(context.before, context.after, context.line, context.headings, asked.unit_name, context.at)
        )
        named = self._best(asked, _beside(weights) if asked.listed else weights)
        if context.role in _MODIFIERS and context.inherited is not None and context.inherited in self._catalogue:
            return self._modifier(asked, context.inherited, named, weights)
        if named is None:
            named = self._part(asked)
        return self._borrowed(asked, weights) if named is None and silent else named and named[0]

    def _second_of_pair(self, context: FigureContext) -> Match | None:
        """The deaths of `214/3` (cases/deaths): what the first figure counts as cases."""
        first = _PAIR.search(context.line[: context.at or 0])
        assert first is not None  # noqa: S101 - the caller has seen it
        cases = context.inherited or ""
        if not cases.endswith("_cases"):
            found = self.match(replace(context, at=first.start(), before=context.line[: first.start()], inherited=None))
            cases = found.indicator if found else ""
        deaths = cases.removesuffix("_cases") + "_deaths"
        return Match(deaths, 1.0, f"số sau của {cases}") if cases and deaths in self._catalogue else None

    def _modifier(self, asked: _Asked, inherited: str, named: _Named, weights: Weights) -> Match | None:
        """A modifier belongs to what it modifies, unless its own words name something else."""
        if named and named[0].indicator == inherited:
            return named[0]
        if named:
            match, label = named
            if not (label and label.near):
                own = self._best(asked, _beside(weights))
                match = own[0] if own else Match("", 0.0, "")
            if match.score >= _OWN_NAME:
                return match
        if inherited.endswith("_deaths") and asked.role != Role.TARGET and asked.figures_before > 1:
            return None  # `2.310 ca mắc, 2 ca tử vong, giảm 45%`: the cases fell, or the deaths
        if asked.role == Role.TARGET and "dự toán" in asked.before:
            return None  # an estimate of cost is no target for it
        if asked.role == Role.PREVIOUS and not asked.measures(dimensions(self._catalogue.indicator(inherited).unit)):
            return named and named[0]
        return Match(inherited, 1.0, "bổ nghĩa cho số liệu trước")

    def _part(self, asked: _Asked) -> _Named:
        """A share of, or a part of the ratio that gives, the figure it belongs to."""
        inherited = asked.context.inherited
        if inherited is None or inherited not in self._catalogue:
            return None
        ratio = self._catalogue.ratio_of(inherited)
        if asked.role == Role.SHARE:
            found = self._catalogue.rate_of(inherited)
        elif ratio and asked.role in _COUNTED:
            found = ratio.numerator if asked.role == Role.NUMERATOR else ratio.denominator
        else:
            found = None
        return (Match(found, 1.0, f"tính cùng {inherited}"), None) if found else None

    def _borrowed(self, asked: _Asked, weights: Weights) -> Match | None:
        """The name that the line, for a share, or the heading gives a figure with no words of its own."""
        context = asked.context
        if (asked.role in (Role.SHARE, *_COUNTED) or asked.percent) and context.at is not None:
            clause = re.split(r"[;.]\s", context.line[: context.at])[-1]
            found = self._best(asked, self._weigher.promote(weights, clause, _LONG_LINE), borrowed=True)
            if found:
                return found[0]
        if context.headings and asked.role not in (Role.CHANGE, Role.PREVIOUS):
            found = self._best(asked, self._weigher.promote(weights, context.headings[0]), borrowed=True)
            return found and found[0]
        return None

    def _best(self, asked: _Asked, weights: Weights, *, borrowed: bool = False) -> _Named:
        best: dict[str, tuple[float, Label]] = {}
        for label in {label for phrase in weights for label in self._index.labels_by_phrase.get(phrase, ())}:
            if asked.admits(label, borrowed):
                score = self._score(label, weights)
                if score > best.get(label.indicator, (0.0, label))[0]:
                    best[label.indicator] = (score, label)
        ranked = sorted(best.items(), key=lambda item: -item[1][0])
        if not ranked or (len(ranked) > 1 and ranked[0][1][0] - ranked[1][1][0] < _MARGIN):
            return None
        indicator, (score, label) = ranked[0]
        return Match(indicator, round(score, 2), label.text), label

    def _score(self, label: Label, weights: Weights) -> float:
        if any(weights.get(phrase, 0.0) >= CLAUSE for phrase in label.forbidden):
            return 0.0
        if any(weights.get(phrase, 0.0) >= LINE[0] for phrase in label.banned):
            return 0.0
        total = 0.0
        for number, piece in enumerate(label.pieces):
            least = PROMOTED if piece.near else CLAUSE if number == 0 and not label.near else LINE[-1]
            here = [weights[p] ** 2 * self._index.lengths[p] for p in piece.phrases if weights.get(p, 0.0) >= least]
            if not here:
                return 0.0
            total += max(here)
        return total


class _Asked:
    """What unit and role ask of an indicator."""

    def __init__(self, context: FigureContext) -> None:
        self.context = context
        self.role = context.role
        rest = context.line[context.at :] if context.at is not None else ""
        pair = context.unit is None and context.role not in _COUNTED and _FIRST_OF_PAIR.match(rest) is not None
        self.unit_name = "ca" if pair else context.unit or ""
        self.unit = dimensions(self.unit_name) if self.unit_name else None
        self.percent = self.unit is not None and "%" in self.unit
        self.before = fold(context.before)
        self.listed = _LISTED.search(context.before) is not None
        self.figures_before = len(figures_of(context.line[: context.at or 0]))
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
            if self.role in _COUNTED:
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


_Named = tuple[Match, Label | None] | None


def _beside(weights: Weights) -> Weights:
    """Only the words that stand right beside the figure."""
    return Weights({phrase: weight for phrase, weight in weights.items() if weight >= PROMOTED})


def _is_count(label: Label) -> bool:
    """Whether a label names things counted: where the unit is missing, `tỷ lệ` tells rates from counts."""
    return not any(d in _UNCOUNTED or "/" in d for d in label.dimensions)
