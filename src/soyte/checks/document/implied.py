"""What two figures imply together: people in a household, the population behind two densities, the cost of a visit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from soyte.catalogue.model import Ratio
from soyte.checks.claims.interval import Interval, in_dong, printed
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import number, stated
from soyte.quantities import money_scale
from soyte.statements import Finding, Role, Statement

KIND = "plausibility"
_LEAST, _MOST = Decimal(2), Decimal(6)
_JOINED = re.compile(r"\bvà\b|,|với|gồm|/|;|tương đương|khoảng")
_APART = re.compile(r"trong đó|trong số|nghèo|cao tuổi|trẻ|tử vong|bị thương|mất tích|cán bộ")
_COSTS = (
    ("bhyt_cost_total", "bhyt_visits_total"),
    ("bhyt_cost_outpatient", "bhyt_outpatient_visits"),
    ("bhyt_cost_inpatient", "bhyt_inpatient_visits"),
)
# đồng for one visit, wide enough for outpatients and for inpatients of a central hospital
_CHEAP, _DEAR = Decimal(30_000), Decimal(30_000_000)


def judge_implied(sheet: Sheet) -> Iterator[Finding]:
    """Ratios that nobody printed but every reader can compute."""
    yield from _households(sheet)
    yield from _costs(sheet)
    yield from _populations(sheet)


def _households(sheet: Sheet) -> Iterator[Finding]:
    for one, two in pairwise(sheet.figures):
        if (
            one.sentence != two.sentence
            or {one.unit, two.unit} != {"hộ", "người"}
            or {one.role, two.role} != {Role.ACTUAL}
        ):
            continue
        between = sheet.words.between(one.end, two.start)
        if len(between) > 60 or not _JOINED.search(between) or _APART.search(between + sheet.after(two, 25)):
            continue
        homes, people = (one, two) if one.unit == "hộ" else (two, one)
        if homes.value < 10 or not people.value:
            continue
        average = people.value / homes.value
        if _LEAST <= average <= _MOST:
            continue
        message = (
            f"Lấy {stated(people)} chia cho {stated(homes)} được {number(average)} người/hộ, trong khi một hộ thường có 3–4 người: "
            "kiểm tra lại số hộ, số người hoặc ghi rõ số người chỉ tính nhóm nào."
        )
        yield sheet.note((one, two), KIND, stated(people), f"{number(average)} người/hộ", message)


def _single(sheet: Sheet) -> dict[tuple[str | None, str | None, bool], dict[str, Statement]]:
    """Figures of each period and place, results apart from targets, that are stated once or always with one value."""
    groups: dict[tuple[str | None, str | None, bool], dict[str, list[Statement]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for s in sheet.figures:
        if s.indicator and s.high is None and s.value > 0 and s.role in (Role.ACTUAL, Role.TARGET):
            groups[(s.period, s.place, s.role is Role.TARGET)][s.indicator].append(s)
    return {
        key: {name: found[0] for name, found in group.items() if len({s.value for s in found}) == 1}
        for key, group in groups.items()
    }


def _costs(sheet: Sheet) -> Iterator[Finding]:
    for group in _single(sheet).values():
        for cost_name, visits_name in _COSTS:
            cost, visits = group.get(cost_name), group.get(visits_name)
            if cost is None or visits is None or money_scale(cost.unit) == 1:
                continue
            average = in_dong(cost).mid / visits.value
            if _CHEAP <= average <= _DEAR:
                continue
            message = (
                f"Lấy {stated(cost)} chia cho {stated(visits)} được {number(average, 0)} đồng/lượt, ngoài khoảng thường thấy "
                f"({number(_CHEAP, 0)}–{number(_DEAR, 0)} đồng): kiểm tra đơn vị tiền (triệu hay tỷ đồng), số lượt và thời gian của hai số."
            )
            yield sheet.note((cost, visits), KIND, stated(cost), f"{number(average, 0)} đồng/lượt", message)


def _populations(sheet: Sheet) -> Iterator[Finding]:
    """Beds and doctors, each as a count and as a density, must imply like populations; a stated population is judged elsewhere."""
    ratios = [r for r in sheet.catalogue.relations if isinstance(r, Ratio) and r.denominator == "population_mean"]
    for group in _single(sheet).values():
        if "population_mean" in group:
            continue
        implied = [
            (group[r.numerator], group[r.rate], size)
            for r in ratios
            if r.numerator in group
            and r.rate in group
            and (size := _implied(group[r.numerator], group[r.rate], r.multiplier))
        ]
        for (count, rate, size), (count2, rate2, size2) in pairwise(implied):
            if size.meets(size2, slack=max(size.mid, size2.mid) / 50):
                continue
            words = f"{stated(count)} và {stated(rate)} ứng với {number(size.mid, 0)} dân"
            words2 = f"{stated(count2)} và {stated(rate2)} ứng với {number(size2.mid, 0)} dân"
            message = f"Hai mật độ ngụ ý hai dân số khác nhau: {words}, còn {words2}. Kiểm tra số đếm, mật độ và dân số dùng làm mẫu số."
            yield sheet.note((rate2, count2, rate, count), KIND, stated(rate2), f"{number(size2.mid, 0)} dân", message)


def _implied(count: Statement, rate: Statement, multiplier: int) -> Interval | None:
    size = printed(count).over(printed(rate))
    return size.scaled(Decimal(multiplier)) if size else None
