"""When: the periods that a question names, how they are cut, and the short code of a period in a figure's address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from soyte import periods
from soyte.measures.errors import MeasureError
from soyte.periods import Calendar, Kind, Period, PeriodError
from soyte.periods.calendars import unit_bounds, week_of
from soyte.periods.cuts import CUTS

_DAY = timedelta(days=1)
_STATISTICS = Calendar.STATISTICS
GRAINS = ("year", "half", "quarter", "month", "week", "day")  # the coarsest first
_RANGE = re.compile(r"\s*(.+?)\s*\.\.\s*(.+?)\s*")
_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|W(\d\d)|(\d\d)))?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def parse(written: str) -> Period:
    """The period of a label, a code, or a range of them: `2017`, `T3/2017`, `quý I/2024`, `2010..2017`."""
    try:
        found = _from_code(written.strip())
        if found is not None:
            return found
        range_ = _RANGE.fullmatch(written)
        if range_ is None:
            return canonical(periods.parse(written))
        return spanning(parse(range_[1]), parse(range_[2]))
    except ValueError as error:
        told = str(error) if isinstance(error, PeriodError) else f"Không có kỳ “{written}”."
        raise MeasureError(
            f"{told} Hãy ghi kỳ như 2017, 2017-03, “quý I/2024”, “tháng 3/2017” hoặc khoảng 2010..2017."
        ) from None


def spanning(first: Period, last: Period) -> Period:
    """From the first day of one to the last day of the other; whole years are a period of years."""
    if first.calendar is last.calendar and {first.kind, last.kind} <= {Kind.YEAR, Kind.YEARS}:
        if first.first_year > last.year:
            raise PeriodError(f"Khoảng {first.phrase_vi} đến {last.phrase_vi} đi ngược thời gian.")
        return periods.years(first.first_year, last.year, first.calendar)
    if first.start > last.end:
        raise PeriodError(f"Khoảng {first.phrase_vi} đến {last.phrase_vi} đi ngược thời gian.")
    return _named(first.start, last.end)


def canonical(period: Period) -> Period:
    """The period as its own code names it: equal days are one period, whatever they were called."""
    return _named(period.start, period.end) if period.kind in _FREE else period


@lru_cache(maxsize=4096)
def code(period: Period) -> str:
    """`2017`, `2017-H1`, `2017-Q1`, `2017-03`, `2017-W05`, `2010..2017`, `2017-01-01..2017-05-31`; `~` names a calendar."""
    calendar, kind = period.calendar, period.kind
    default = Calendar.WEEK_MONDAY if kind is Kind.WEEK else _STATISTICS
    tail = "" if calendar is default or kind in _FREE else f"~{calendar}"
    number = period.months[0] if not calendar.by_weeks else 0
    match kind:
        case Kind.YEAR:
            bare = f"{period.year}"
        case Kind.YEARS:
            bare = f"{period.first_year}..{period.year}"
        case Kind.HALF:
            bare = f"{period.year}-H{(number + 5) // 6}"
        case Kind.QUARTER:
            bare = f"{period.year}-Q{(number + 2) // 3}"
        case Kind.MONTH:
            bare = f"{period.year}-{number:02d}"
        case Kind.WEEK:
            year, week = _week(period)
            bare = f"{year}-W{week:02d}"
        case Kind.DAY:
            bare = period.start.isoformat()
        case _:
            bare = f"{period.start.isoformat()}..{period.end.isoformat()}"
    return bare + tail


_FREE = (Kind.DAY, Kind.SPAN, Kind.MONTHS, Kind.NINE_MONTHS)


def _from_code(text: str) -> Period | None:
    bare, _, named = text.partition("~")
    if named and named not in set(Calendar):
        return None
    calendar = Calendar(named) if named else _STATISTICS
    if bare.count("..") == 1:
        first, last = bare.split("..")
        if _DATE.fullmatch(first) and _DATE.fullmatch(last):
            return _named(date.fromisoformat(first), date.fromisoformat(last))
        if first.isdigit() and last.isdigit():
            return spanning(periods.year(int(first), calendar), periods.year(int(last), calendar))
        return None
    match = _CODE.fullmatch(bare)
    if match is None:
        return periods.day(date.fromisoformat(bare)) if _DATE.fullmatch(bare) else None
    year, quarter, half, week, month = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 (the pattern has it)
    if week:
        return periods.week(year, week, calendar if named else Calendar.WEEK_MONDAY)
    if half:
        return periods.months(year, 6, calendar, last=half == 2)
    if quarter:
        return periods.quarter(year, quarter, calendar)
    return periods.month(year, month, calendar) if month else periods.year(year, calendar)


def _named(start: date, end: date) -> Period:
    """Days as a period; the first or last months of a year by their own name."""
    if start == end:
        return periods.day(start)
    if start.year != end.year:
        return periods.span(start, end)
    for last in (False, True):
        count = end.month if not last else 13 - start.month
        named = periods.months(start.year, count, last=last) if 1 <= count <= 12 else None
        if named and (named.start, named.end) == (start, end):
            return named
    return periods.span(start, end)


def _week(period: Period) -> tuple[int, int]:
    return week_of(period.calendar, period.start)


def cut(period: Period, by: str | None) -> tuple[Period, ...]:
    """The periods that a question is about: the whole, or its parts. Years carry over to other calendars by number."""
    if by is None:
        return (period,)
    kind, calendar = CUTS[by]
    if calendar is not period.calendar and period.kind in (Kind.YEAR, Kind.YEARS) and not period.calendar.by_weeks:
        period = periods.years(period.first_year, period.year, calendar)
    try:
        if period.calendar is calendar:
            return period.parts(kind)
    except PeriodError:
        pass
    found: list[Period] = []
    day = period.start
    while day <= period.end:
        part = periods.holding(day, kind, calendar)
        if period.contains(part):
            found.append(part)
        day = part.end + _DAY
    if not found:
        raise MeasureError(f"Không chia {period.phrase_vi} theo {by} được; hãy chọn kỳ dài hơn hoặc cách chia khác.")
    return tuple(found)


def covering(days: Sequence[tuple[date, date]]) -> Period:
    """The shortest stretch of whole years in which all these periods lie."""
    return periods.years(min(start for start, _ in days).year, max(end for _, end in days).year)


@dataclass(frozen=True)
class Rhythm:
    """How often a source reports: a grain, and the calendar that its periods are cut by."""

    grain: str
    calendar: Calendar

    @staticmethod
    def of(grain: str, start: date) -> Rhythm:
        """Told by a period's first day."""
        if grain == "week":
            found = {0: Calendar.WEEK_MONDAY, 4: Calendar.WEEK_FRIDAY}.get(start.weekday(), Calendar.WEEK_SUNDAY)
            return Rhythm(grain, found)
        return Rhythm(grain, _STATISTICS if grain == "day" or start.day == 1 else Calendar.ADMINISTRATIVE)

    def within(self, period: Period) -> tuple[tuple[date, date], ...]:
        """The periods of this rhythm that lie in another one; the one that holds it, if it is shorter."""
        return _within(self, period)


@lru_cache(maxsize=4096)
def _within(rhythm: Rhythm, period: Period) -> tuple[tuple[date, date], ...]:
    kind = Kind(rhythm.grain)
    found: list[tuple[date, date]] = []
    day = period.start
    while day <= period.end:
        start, end = unit_bounds(rhythm.calendar, kind, day)
        if start >= period.start and end <= period.end:
            found.append((start, end))
        day = end + _DAY
    return tuple(found) or (unit_bounds(rhythm.calendar, kind, period.start),)
