"""Reading what is built of units: ranges, lists, `tính đến …`, `giai đoạn …`, `N tháng đầu năm`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from soyte.periods import guards, make, patterns
from soyte.periods.calendars import Calendar, Kind, PeriodError
from soyte.periods.hits import Hit, OfYear
from soyte.periods.period import Period
from soyte.periods.units import (
    MAKERS,
    NONE,
    STATISTICS,
    STRONG,
    WEAK,
    day_at,
    numbered,
    unit_at,
    year,
    years_at,
)

_RANGE_KIND = {"day": "day_range", "month": "months", "quarter": "months", "week": "week"}


def range_at(text: str, at: int, *, cue: int, first: Hit | None = None) -> Hit | None:
    """`từ 5 - 12/3`, `01/01/2024 đến 17/12/2024`, `tháng 1 - 6/2025`, `quý I đến quý III/2025`."""
    first = first or unit_at(text, at, max(cue, WEAK))
    if first is None or first.kind not in _RANGE_KIND:
        return _days_at(text, at, cue)
    join = patterns.RANGE_JOIN.match(text, first.end)
    if join is None:
        return _days_at(text, at, cue)
    second = _second(text, join.end(), first.kind, dashed="-" in join[0])
    if second is None or second.kind != first.kind:
        return None
    bare = first.kind == "day" and cue == NONE and second.year is None
    if bare and guards.RATIO_NOUN.match(text, second.end):
        return None
    if first.year is not None and second.year is None:
        second = replace(second, year=first.year)
    kind = _RANGE_KIND[first.kind]
    of_year = _between(first, second)
    if bare and not _plausible(of_year):
        return None
    return Hit(at, second.end, kind, second.year, of_year)


def _second(text: str, at: int, kind: str, *, dashed: bool) -> Hit | None:
    if kind == "day":
        second = unit_at(text, at, WEAK)
        return second if second and second.kind == "day" else day_at(text, at, WEAK)
    second = unit_at(text, at, WEAK)
    if second and second.kind == kind:
        return second
    if kind in MAKERS:
        match = patterns.NUMBER_ONLY.match(text, at)
        if match and (match["year"] or dashed) and not guards.COUNTED.match(text, match.end()):
            return numbered(match, kind)
    return second


def _days_at(text: str, at: int, cue: int) -> Hit | None:
    # "5 - 12/3": the month stands only once.
    prefix = patterns.DAY_WORD.match(text, at)
    begin = prefix.end() if prefix else at
    strong = STRONG if prefix else WEAK
    if cue == NONE and prefix is None:
        return None
    match = patterns.DAY_ONLY.match(text, begin)
    join = match and patterns.RANGE_JOIN.match(text, match.end())
    if match is None or join is None:
        return None
    second_word = patterns.DAY_WORD.match(text, join.end())
    second = day_at(text, second_word.end() if second_word else join.end(), STRONG if second_word else strong)
    if second is None or not 1 <= int(match["day"]) <= 31:
        return None
    return Hit(at, second.end, "day_range", second.year, _from_day(int(match["day"]), second))


def _from_day(day: int, second: Hit) -> OfYear:
    def make_span(of_year: int, calendar: Calendar | None) -> Period:
        end = _made(second, of_year, None).end
        return make.span(date(end.year, end.month, day), end, calendar or STATISTICS)

    return make_span


def _between(first: Hit, second: Hit) -> OfYear:
    def make_span(of_year: int, calendar: Calendar | None) -> Period:
        calendar = calendar or (Calendar.WEEK_MONDAY if first.kind == "week" else STATISTICS)
        last = _made(second, of_year, calendar)
        start = _made(first, first.year or of_year, calendar)
        if first.year is None and start.start > last.end:
            start = _made(first, of_year - 1, calendar)
        return whole(start.start, last.end, calendar)

    return make_span


def whole(start: date, end: date, calendar: Calendar) -> Period:
    """The stretch, as a quarter, half or year if it is one and begins the year; else as a span."""
    if not calendar.by_weeks:
        for kind in (Kind.YEAR, Kind.HALF, Kind.QUARTER, Kind.NINE_MONTHS, Kind.MONTHS):
            try:
                return Period(calendar, start, end, kind)
            except PeriodError:
                continue
    return make.span(start, end, calendar)


def _made(hit: Hit, of_year: int, calendar: Calendar | None) -> Period:
    assert hit.of_year is not None  # noqa: S101
    return hit.of_year(of_year, calendar)


def _plausible(of_year: OfYear) -> bool:
    try:
        made = of_year(2025, None)
    except ValueError:
        return False
    return (made.end - made.start).days <= 31


def listed(text: str, hit: Hit) -> list[Hit]:
    """The hit and its fellows: `tháng 11, 12 năm 2024`, `quý I và II/2025`, `năm 2023, 2024`."""
    hits = [hit]
    if hit.kind == "year" and hit.of_year is year:
        while match := patterns.YEAR_NEXT.match(text, hits[-1].end):
            hits.append(Hit(match.start("year"), match.end("year"), "year", int(match["year"]), year))
    if hit.kind in MAKERS and hit.year is None:
        more: list[Hit] = []
        end = hit.end
        while len(more) < 12 and (join := patterns.LISTED.match(text, end)):
            match = patterns.NUMBER_ONLY.match(text, join.end())
            fellow = match and numbered(match, hit.kind)
            if not fellow:
                break
            more.append(fellow)
            end = fellow.end
            if fellow.year is not None:
                return [replace(each, year=fellow.year) for each in [hit, *more]]
    return hits


def as_of_at(text: str, at: int) -> Hit | None:
    """`tính đến ngày 17/12/2024`, `đến hết tháng 11`; `đến năm 2030` is a year."""
    match = patterns.AS_OF.match(text, at)
    if match is None:
        return None
    hit = years_at(text, match.end(), cue=True) or unit_at(text, match.end(), WEAK)
    if hit is None or hit.kind == "years":
        return hit
    closing = bool(match["close"] or match["close2"])
    if hit.kind == "year":
        return replace(hit, start=hit.start, closing=closing)
    return Hit(at, hit.end, "as_of", hit.year, _until(hit), closing=True)


def _until(hit: Hit) -> OfYear:
    return lambda of_year, calendar: make.until(_made(hit, of_year, None).end, calendar or STATISTICS)


def era_at(text: str, at: int) -> Hit | None:
    """`giai đoạn 2021 - 2025`, `nhiệm kỳ 2020 - 2025`, `tầm nhìn đến năm 2045`."""
    match = patterns.HORIZON.match(text, at)
    if match:
        return Hit(at, match.end(), "years", int(match["year"]), year)
    match = patterns.ERA.match(text, at)
    hit = years_at(text, match.end(), cue=True) if match else None
    return replace(hit, start=at) if hit else None


def months_at(text: str, at: int) -> Hit | None:
    """`6 tháng đầu năm 2025`, `11 tháng`; not an age, a term or a stage of pregnancy."""
    match = patterns.MONTHS.match(text, at)
    if match is None:
        return None
    spelt = match["count"]
    count = int(spelt) if spelt.isdigit() else patterns.WORDED[spelt]
    explicit = match["year"] or match["year2"]
    if not explicit and not (match["rest"] and match["rest"].endswith("năm")):
        if not spelt.isdigit() or count == 1 or _is_duration(text, at, match):
            return None
    return Hit(at, match.end(), "months", int(explicit) if explicit else None, _months(count, match["side"] == "cuối"))


def _is_duration(text: str, at: int, match: re.Match[str]) -> bool:
    if guards.AGE_AFTER.match(text, match.end()) or guards.preceded_by(text, at, guards.AGE_BEFORE):
        return True
    return bool(match["rest"] and guards.WEANING.search(text[max(0, at - 40) : match.end() + 20]))


def _months(count: int, last: bool) -> OfYear:
    return lambda of_year, calendar: make.months(of_year, count, calendar or STATISTICS, last=last)


def half_at(text: str, at: int) -> Hit | None:
    """`nửa đầu năm 2025`."""
    match = patterns.HALF.match(text, at)
    if match is None:
        return None
    given = int(match["year"]) if match["year"] else None
    return Hit(at, match.end(), "months", given, _months(6, match["side"] == "cuối"))
