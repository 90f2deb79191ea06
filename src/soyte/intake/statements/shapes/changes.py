"""Changes: `a, tăng d (e%) so với năm N (p)`, `tăng từ p lên a`, `cao hơn bình quân chung cả nước: x`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from soyte.intake.statements.shapes.view import View
from soyte.quantities import Form, UnitKind
from soyte.statements import Claim, ClaimKind, Role

_UP = re.compile(r"tăng|thêm|cao hơn|nhiều hơn|lớn hơn|vượt|gấp|cải thiện|nâng")
_DOWN = re.compile(r"giảm|bớt|ít hơn|thấp hơn|hụt|thiếu|sụt|kém")
_VERB = re.compile(rf"(?:{_UP.pattern}|{_DOWN.pattern})")
_DENIED = re.compile(r"\b(?:không|chưa|chẳng)(?: hề| có)?\s*$")
_TREND = re.compile(
    r"(?:liên tục|đều đặn|luôn) (?:tăng|giảm)|(?:tăng|giảm) (?:đều|dần|liên tục)(?= (?:qua|hằng|hàng|từng|các|theo)|\s*:)"
)
_STEP = 20
_NATION = re.compile(
    r"(cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|bằng)[^:;.]{0,40}(?:cả nước|toàn quốc|bình quân chung|trung bình chung|khu vực|toàn tỉnh)"
)


def direction(words: str) -> str:
    """`up`, `down` or empty: what the last verb of change in `words` says, unless it is denied (`không tăng`)."""
    verbs = list(_VERB.finditer(words))
    if not verbs or _DENIED.search(words[: verbs[-1].start()]):
        return ""
    return "up" if _UP.fullmatch(verbs[-1].group()) else "down"


def changes(view: View) -> Iterator[Claim]:
    """Differences, relative changes and directions that the sentence asserts."""
    yield from _differences(view)
    yield from _moves(view)
    yield from _trends(view)
    yield from _against_nation(view)


def _differences(view: View) -> Iterator[Claim]:
    for index in range(len(view)):
        figure = view.figures[index]
        if view.role(index) is not Role.CHANGE or figure.partner is None:
            continue
        if re.search(r"bình quân|trung bình|mỗi năm|hằng năm|hàng năm", figure.gap):
            continue  # an average over years is not the difference of its ends
        way = direction(figure.gap) or _sign(figure.gap) or _way_of_sibling(view, index)
        actual, base = figure.partner, _base(view, index, figure.partner)
        if base is None:
            actual, base = _of_two_years(view, index, actual)
        operands = [("actual", actual), ("change", index)]
        if base is not None:
            operands.append(("previous", base))
            own = ("own_base",) if base < index and figure.post.startswith("so ") else ()
            yield view.claim(ClaimKind.DIFFERENCE, operands, way, (*_multiple(figure.gap), *own))
            continue
        sibling = _absolute_sibling(view, index)
        if sibling is not None and view.is_rate(index) and not view.is_rate(figure.partner):
            yield view.claim(
                ClaimKind.RELATIVE_CHANGE, [("actual", figure.partner), ("absolute", sibling), ("change", index)], way
            )


def _multiple(gap: str) -> tuple[str, ...]:
    return ("multiple",) if "gấp" in gap else ()


def _sign(gap: str) -> str:
    if gap.endswith(("+", "↑", "▲")):
        return "up"
    return "down" if gap.endswith(("-", "↓", "▼")) else ""


def _base(view: View, change: int, actual: int) -> int | None:
    """The previous value (or the target) that the change is measured from."""
    order: list[int] = [*range(change + 1, len(view)), *range(change - 1, -1, -1)]  # what follows comes first
    for role in (Role.PREVIOUS, Role.TARGET):
        bases = [i for i in order if view.role(i) is role and view.figures[i].partner == actual]
        measured = [i for i in bases if _measured_from(view, actual, change, i)]
        if measured:
            return measured[0]
    return None


def _of_two_years(view: View, change: int, actual: int) -> tuple[int, int | None]:
    """`năm 2023 ghi nhận 100 ca, năm 2024 ghi nhận 120 ca, tăng 20 ca`: the two results right before the change."""
    one, two = change - 2, change - 1
    if one < 0 or actual != two or view.role(one) is not Role.ACTUAL or view.role(two) is not Role.ACTUAL:
        return actual, None
    first, second = view.statements[one], view.statements[two]
    years = [s.period for s in (first, second) if s.period and len(s.period) == 4 and f"năm {s.period}" in s.subject]
    if first.unit is None or first.unit != second.unit or len(set(years)) < 2:
        return actual, None
    return (two, one) if years[0] < years[1] else (one, two)


def _measured_from(view: View, actual: int, change: int, base: int) -> bool:
    """Is the change counted from this figure? A target must be named as the thing compared with, and follow the change."""
    if view.role(base) is Role.TARGET:
        if base < change or re.search(r"so (?:với|cùng) (?:cùng kỳ|năm|tháng|quý|tuần)", view.figures[base].gap):
            return False  # giảm 0,25 so với năm 2006 và không đạt chỉ tiêu 0,3
        return bool(re.search(r"so với|vượt|hụt|thấp hơn|cao hơn", _between(view, actual, base)))
    return base <= change + 2


def _between(view: View, one: int, two: int) -> str:
    first, last = min(one, two), max(one, two)
    return " ".join(view.figures[i].gap for i in range(first + 1, last + 1))


def _absolute_sibling(view: View, index: int) -> int | None:
    """The change in units that a change in percent restates: `tăng 12 ca (8,5%)`, `tăng 8,5% (12 ca)`."""
    behind = index + 1 < len(view) and view.figures[index + 1].gap == "("
    before = index + 1 if behind and view.role(index + 1) is Role.CHANGE else index - 1
    if before < 0 or view.role(before) is not Role.CHANGE:
        return None
    if view.figures[before].partner != view.figures[index].partner or view.is_rate(before):
        return None
    ways = {direction(view.figures[i].gap) for i in (before, index)} - {""}
    if len(ways) > 1 or (before < index and ";" in view.figures[index].gap):
        return None  # tăng 174 người so với năm 2025; giảm ít nhất 5% số người nhiễm mới
    return None if view.kind(before) is UnitKind.TIMES else before


def _way_of_sibling(view: View, index: int) -> str:
    if index and view.role(index - 1) is Role.CHANGE:
        return direction(view.figures[index - 1].gap) or _sign(view.figures[index - 1].gap)
    return ""


def _moves(view: View) -> Iterator[Claim]:
    """A direction without its size: `tăng từ p lên a`, `a, giảm so với năm N (p)`."""
    for index in range(len(view)):
        figure = view.figures[index]
        if view.role(index) is not Role.PREVIOUS or figure.partner is None:
            continue
        if any(view.role(i) is Role.CHANGE and view.figures[i].partner == figure.partner for i in range(len(view))):
            continue
        words = _between(view, figure.partner, index) if figure.partner < index else figure.gap
        way = direction(words) or (direction(view.figures[figure.partner].gap) if figure.partner > index else "")
        pair = view.figures[index].quantity.form is Form.DENOMINATOR
        # `12 ca (1 tử vong), tăng 3 ca so với năm 2023 (9 ca, 2 tử vong)`: the cases rose
        elsewhere = any(view.role(i) is Role.CHANGE for i in range(figure.partner + 1, index))
        if way and not pair and not elsewhere and view.like(index, figure.partner):
            yield view.claim(ClaimKind.COMPARISON, [("actual", figure.partner), ("previous", index)], way)


def _trends(view: View) -> Iterator[Claim]:
    """`liên tục giảm qua các năm: 214 ca (2021), 198 ca (2022), 171 ca (2023)`: every step goes the way the words say."""
    for first in range(len(view) - 2):
        match = _TREND.search(view.figures[first].gap)
        if match is None:
            continue
        series = [first]
        for index in range(first + 1, len(view)):
            before, after = view.statements[series[-1]], view.statements[index]
            later = (before.period or "") < (after.period or "") and len(before.period or "") == len(after.period or "")
            if after.unit != before.unit or not later or len(view.figures[index].gap) > _STEP:
                break
            series.append(index)
        if len(series) > 2:
            for one, two in pairwise(series):
                yield view.claim(ClaimKind.COMPARISON, [("actual", two), ("previous", one)], direction(match.group()))


def _against_nation(view: View) -> Iterator[Claim]:
    """`Cao hơn bình quân chung cả nước: 34 giường/10.000 dân; 14 bác sỹ/10.000 dân`."""
    assertion = ""
    for index in range(len(view)):
        match = _NATION.search(view.figures[index].gap)
        if match:
            assertion = (
                "up"
                if match.group(1) in {"cao hơn", "nhiều hơn", "vượt"}
                else "down"
                if match.group(1) != "bằng"
                else ""
            )
        elif view.figures[index].gap.strip(" ,;") not in {"", "và"}:
            assertion = ""
        if not assertion or view.role(index) not in (Role.ACTUAL, Role.PREVIOUS):
            continue
        open_end = True
        for earlier in range(index - 1, -1, -1):
            same = view.statements[earlier].unit == view.statements[index].unit
            elsewhere = view.statements[earlier].place != view.statements[index].place or earlier == index - 1
            if same and view.role(earlier) in (Role.ACTUAL, Role.SHARE) and elsewhere:
                yield view.claim(ClaimKind.COMPARISON, [("actual", earlier), ("comparator", index)], assertion)
                open_end = False
                break
        if open_end:  # the result stands in a sentence before; the paragraph finds it
            yield view.claim(ClaimKind.COMPARISON, [("comparator", index)], assertion)
