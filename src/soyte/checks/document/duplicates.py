"""One quantity stated in several places: the same value, or values that need an explanation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from soyte.catalogue.units import compatible, dimensions
from soyte.checks.claims.interval import in_dong
from soyte.checks.document.scope import alike, scope_of
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import listed, number, stated, unit_words
from soyte.quantities import money_scale
from soyte.statements import Finding, Qualifier, Role, Statement, Verdict

KIND = "duplicate_conflict"
_MOST = 12
_OPEN = (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.UNDER, Qualifier.OVER)
_Key = tuple[str, bool, str | None, str | None]
# Indicators that readers take for one: two rates of one feed, by different deadlines or over different wholes.
_ALMOST_ONE = (
    ("bhyt_data_ontime_rate", "bhyt_claims_same_day_rate"),
    ("emr_public_hospital_rate", "emr_facility_rate"),
    ("vneid_facilities_rate", "vneid_ready_facilities_rate"),
)


def judge_duplicates(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each quantity that is stated twice or more."""
    for group in _groups(sheet).values():
        yield from _judge(sheet, group)
    yield from _near_names(sheet)


def _groups(sheet: Sheet) -> dict[_Key, list[Statement]]:
    groups: dict[_Key, list[Statement]] = defaultdict(list)
    for s in sheet.figures:
        if (
            s.indicator
            and s.high is None
            and (s.role in (Role.ACTUAL, Role.TARGET) or (s.role is Role.SHARE and s.unit == "%"))
        ):
            groups[(s.indicator, s.role is Role.TARGET, s.period, s.place)].append(s)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _judge(sheet: Sheet, group: Sequence[Statement]) -> Iterator[Finding]:
    pairs = [(a, b) for a, b in combinations(_distinct(group), 2) if a.sentence != b.sentence and _same_kind(a, b)]
    same = [(a, b) for a, b in pairs if _agree(a, b)]
    agreeing = {s.number for pair in same for s in pair}
    differing = [
        (a, b)
        for a, b in pairs
        if not in_dong(a).meets(in_dong(b))
        and a.number not in agreeing
        and b.number not in agreeing
        and _comparable(sheet, a, b)
    ]
    if differing:
        yield _conflict(sheet, [s for s in group if any(s in pair for pair in differing)])
    elif same and (same[0][0].value >= 10 or same[0][0].precision < 1):
        one, two = same[0]
        about = tuple(s for s in group if s.number in agreeing)
        words = f"{stated(one)} ({sheet.where(one)}) và {stated(two)} ({sheet.where(two)})"
        message = (
            f"Hai chỗ nêu cùng một số: {words}."
            if one.value == two.value
            else f"Hai chỗ nêu cùng một số, một chỗ làm tròn: {words}."
        )
        yield sheet.note(about, KIND, stated(two), stated(one), message, Verdict.OK)


def _distinct(group: Sequence[Statement]) -> list[Statement]:
    """The group with each value at most twice: more of one value tell nothing new."""
    seen: Counter[object] = Counter()
    kept: list[Statement] = []
    for s in group:
        value = (s.value, s.unit, s.qualifier)
        seen[value] += 1
        if seen[value] <= 2:
            kept.append(s)
    return kept[:_MOST]


def _same_kind(one: Statement, two: Statement) -> bool:
    """Figures in one unit, or large enough to be the same thing where one unit is not printed."""
    if one.unit is None or two.unit is None:
        return one.unit == two.unit or abs(one.value) > 10
    return one.unit == two.unit or compatible(dimensions(one.unit), dimensions(two.unit))


def _agree(one: Statement, two: Statement) -> bool:
    """Equal, or one is the other rounded; two limits that merely do not contradict each other say nothing."""
    if one.value == two.value and money_scale(one.unit) == money_scale(two.unit):
        return one.qualifier is two.qualifier or not {one.qualifier, two.qualifier} & set(_OPEN)
    open_ones = [s for s in (one, two) if s.qualifier in _OPEN]
    return in_dong(one).meets(in_dong(two)) and (not open_ones or all(s.qualifier is Qualifier.OVER for s in open_ones))


def _comparable(sheet: Sheet, one: Statement, two: Statement) -> bool:
    """Do both speak of one whole? Items of a list and rows of a table do not, nor does a part beside its total."""
    first, second = sheet.line_of(one.start), sheet.line_of(two.start)
    if one.block == two.block or first < 0 or second < 0 or first == second:
        return False
    a, b = sheet.lines[first], sheet.lines[second]
    if a.table is not None and b.table is not None:
        return False
    if sheet.parents[first] == sheet.parents[second] and a.depth == b.depth and a.marker and b.marker:
        return False
    return scope_of(sheet, one) == scope_of(sheet, two) and alike(sheet, one, two)


def _conflict(sheet: Sheet, group: Sequence[Statement]) -> Finding:
    one, two = group[0], group[1]
    indicator = sheet.indicator(one)
    name = indicator.name_vi if indicator else one.subject
    words = listed([f"{stated(s)} ({sheet.where(s)})" for s in group])
    difference = abs(in_dong(one).mid - in_dong(two).mid) / money_scale(one.unit)
    unit = " điểm phần trăm" if one.unit == "%" else unit_words(one.unit)
    message = (
        f"{name} được nêu khác nhau: {words}; chênh {number(difference, 3)}{unit}. Có thể do ngày chốt số, phạm vi hoặc mẫu số khác nhau: "
        "thống nhất một số, hoặc ghi ngày chốt và phạm vi cạnh từng số."
    )
    return sheet.note((two, one, *group[2:]), KIND, stated(two), stated(one), message)


def _near_names(sheet: Sheet) -> Iterator[Finding]:
    """Two rates with nearly the same name and different values: a reader takes them for one."""
    by_name: dict[str, list[Statement]] = defaultdict(list)
    for s in sheet.figures:
        if s.indicator and s.unit == "%" and s.role in (Role.ACTUAL, Role.SHARE) and sheet.is_home(s.place):
            by_name[s.indicator].append(s)
    for name, other in _ALMOST_ONE:
        if not by_name[name] or not by_name[other]:
            continue
        one, two = by_name[name][0], by_name[other][0]
        if in_dong(one).meets(in_dong(two)):
            continue
        names = [i.name_vi if (i := sheet.indicator(s)) else "" for s in (one, two)]
        message = (
            f"{stated(one)} ({names[0]}, {sheet.where(one)}) và {stated(two)} ({names[1]}, {sheet.where(two)}) dễ bị hiểu là một chỉ tiêu; "
            "hai số có thể khác ngày chốt, khác hạn gửi hoặc khác mẫu số. Ghi rõ tên, mẫu số và ngày chốt của từng tỷ lệ."
        )
        yield sheet.note((two, one), KIND, stated(two), stated(one), message)
