"""Which figure another one modifies: the result that a target, a previous value or a change belongs to."""

from __future__ import annotations

import re

from soyte.intake.statements.figures import Figure, Sentence
from soyte.intake.statements.roles import PLAN_RATIO
from soyte.quantities import Form, UnitKind, related_units
from soyte.statements import Role

_DEAD_BEHIND = re.compile(r"(?:mắc |bị |người |trường hợp )?(?:tử vong|chết)")
_DEAD_BEFORE = re.compile(r"(?:tử vong|chết)(?: (?:là|tăng|giảm|có|do \w+|thêm))*\s*[:(]?$")
_RESULTS = (Role.ACTUAL, Role.SHARE, Role.NUMERATOR)
_RELATIVE = {UnitKind.PERCENT, UnitKind.POINTS, UnitKind.PERMILLE, UnitKind.DENSITY}
_RATES = {UnitKind.PERCENT, UnitKind.POINTS, UnitKind.PERMILLE}
_JOINER = re.compile(r"\s*(?:[;,/]|;? ?và|,? ?và)\s*")


def find_partners(sentence: Sentence) -> None:
    """Set `partner` of every target, previous value and change of the sentence, where it has one."""
    figures = sentence.figures
    in_lists = _parallel(figures)
    for index, figure in enumerate(figures):
        if index in in_lists:
            figure.partner = in_lists[index]
        elif figure.role in (Role.TARGET, Role.PREVIOUS, Role.CHANGE):
            figure.partner = _sibling(figures, index)
            if figure.partner is None:
                figure.partner = _nearest(figures, index, strict=True)
            if figure.partner is None:
                figure.partner = _nearest(figures, index, strict=False)
            if figure.partner is None and figure.role is not Role.TARGET:
                figure.partner = _planned(figures, index)


def _parallel(figures: list[Figure]) -> dict[int, int | None]:
    """`lần lượt 95,2%; 93,8%, cao hơn năm 2024 (94,1%; 93,0%)`: the lists pair in order, or not at all when they differ in length."""
    pairs: dict[int, int | None] = {}
    start = 0
    while start < len(figures):
        end = start + 1
        while end < len(figures) and figures[end].role is figures[start].role and _JOINER.fullmatch(figures[end].gap):
            end += 1
        length = end - start
        if figures[start].role in (Role.PREVIOUS, Role.TARGET) and length > 1 and start > 1:
            before = range(start - length, start)
            if before.start >= 0 and all(
                figures[r].role in _RESULTS and _comparable(figures[r], figures[start + i], strict=False)
                for i, r in enumerate(before)
            ):
                longer = _JOINER.fullmatch(figures[before.start].gap) and before.start
                pairs |= {start + i: None if longer else r for i, r in enumerate(before)}
            elif _JOINER.fullmatch(figures[start - 1].gap) and figures[start - 1].role in _RESULTS:
                pairs |= dict.fromkeys(range(start, end))
        start = end
    return pairs


def _sibling(figures: list[Figure], index: int) -> int | None:
    """`giảm 456 ca (26,2%)`, `tăng 32 ca so với tuần 35 (182) và tăng 22,3% so với …`: what a change before it is about."""
    figure = figures[index]
    for earlier in range(index - 1, -1, -1):
        before = figures[earlier]
        if before.role in _RESULTS:
            return None
        if before.role is not Role.CHANGE or before.partner is None:
            continue
        if figure.role is Role.PREVIOUS and earlier == index - 1:
            return before.partner
        if figure.role is Role.CHANGE and figure.quantity.unit.kind in _RATES:
            return before.partner
    return None


def _planned(figures: list[Figure], index: int) -> int | None:
    """In a plan the target is what grows: `đạt từ 95,5% trở lên, tăng 0,9% so với năm 2025 (94,8%)`."""
    for candidate in range(index - 1, -1, -1):
        if figures[candidate].role is Role.TARGET and _comparable(figures[candidate], figures[index], strict=True):
            return candidate
    return None


def _nearest(figures: list[Figure], index: int, *, strict: bool) -> int | None:
    """`strict`: deaths go with deaths."""
    figure = figures[index]
    for candidate in range(index - 1, -1, -1):
        if figure.role is Role.TARGET and (
            _is_plan_ratio(figures[candidate]) or _is_pair_of_rate(figures, candidate, figure)
        ):
            continue
        if figures[candidate].role in _RESULTS and _comparable(figures[candidate], figure, strict=strict):
            if _taken(figures, candidate, index):
                break
            return candidate
    for candidate in range(index + 1, min(index + 3, len(figures))):
        if (
            figures[candidate].role in _RESULTS
            and _comparable(figures[candidate], figure, strict=strict)
            and _leads_on(figures[candidate])
        ):
            return candidate
    return None


def _is_plan_ratio(figure: Figure) -> bool:
    """`đạt 91,8% kế hoạch` is a share of the target that follows, not the result that met it."""
    return figure.quantity.unit.kind is UnitKind.PERCENT and bool(PLAN_RATIO.search(figure.post))


def _is_pair_of_rate(figures: list[Figure], candidate: int, target: Figure) -> bool:
    """In `82,2% (37/45), đạt KH giao (82%)` the rate meets the target, not the counts behind it."""
    pair = figures[candidate].quantity.form is not Form.PLAIN
    return (
        pair
        and target.quantity.unit.kind in _RATES
        and any(f.quantity.unit.kind in _RATES for f in figures[:candidate])
    )


def _taken(figures: list[Figure], candidate: int, index: int) -> bool:
    """A result takes one previous value and one target; a second one belongs to a result that follows."""
    role = figures[index].role
    if role is Role.CHANGE:
        return False
    return any(figures[k].role is role and figures[k].partner == candidate for k in range(candidate + 1, index))


def _leads_on(figure: Figure) -> bool:
    return (
        figure.gap.endswith(("đạt", "lên", "xuống", "còn", "là", "đến", "được", "thực hiện", "kết quả", "có", ":"))
        or len(figure.gap) < 25
    )


def _comparable(result: Figure, modifier: Figure, *, strict: bool) -> bool:
    one, two = result.quantity.unit, modifier.quantity.unit
    if strict and dead(result) != dead(modifier) and two.kind not in _RATES:
        return False
    if modifier.role is Role.CHANGE and two.kind in (*_RATES, UnitKind.TIMES):
        return True
    if UnitKind.NONE in (one.kind, two.kind):
        return True
    if modifier.role is Role.TARGET:
        # A target in another unit of rate is a fault to be found, not a reason to look elsewhere.
        return (one.kind in _RELATIVE) == (two.kind in _RELATIVE)
    if one.kind in _RATES and two.kind in _RATES:
        return True
    if one.kind is UnitKind.DENSITY and one.name.startswith(f"{two.name}/"):
        return True  # 34,0 giường/vạn dân, tăng 0,5 giường
    return one.kind is two.kind and (one.kind is not UnitKind.COUNT or related_units(one.name, two.name))


def dead(figure: Figure) -> bool:
    """Does the figure count deaths?"""
    if figure.quantity.form is Form.DENOMINATOR and figure.role is not Role.DENOMINATOR:
        return True  # the b of mắc/chết
    return bool(_DEAD_BEHIND.match(figure.post) or _DEAD_BEFORE.search(figure.gap))
