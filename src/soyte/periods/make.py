"""Making periods from numbers."""

from __future__ import annotations

from datetime import date

from soyte.periods.calendars import (
    NAMED_MONTHS,
    Calendar,
    Kind,
    PeriodError,
    month_bounds,
    unit_bounds,
    week_bounds,
    year_bounds,
    year_of,
)
from soyte.periods.period import Period

_STATISTICS = Calendar.STATISTICS


def year(number: int, calendar: Calendar = _STATISTICS) -> Period:
    """One year of a calendar."""
    return Period(calendar, *year_bounds(calendar, number), Kind.YEAR)


def years(first: int, last: int, calendar: Calendar = _STATISTICS) -> Period:
    """`giai đoạn 2021 - 2025`."""
    start, end = year_bounds(calendar, first)[0], year_bounds(calendar, last)[1]
    return Period(calendar, start, end, Kind.YEAR if first == last else Kind.YEARS)


def quarter(of_year: int, number: int, calendar: Calendar = _STATISTICS) -> Period:
    """Quarters are numbered 1 to 4."""
    if not 1 <= number <= 4:
        raise PeriodError(f"Không có quý {number}.")
    return Period(calendar, *month_bounds(calendar, of_year, number * 3 - 2, number * 3), Kind.QUARTER)


def month(of_year: int, number: int, calendar: Calendar = _STATISTICS) -> Period:
    """Months are numbered 1 to 12."""
    return Period(calendar, *month_bounds(calendar, of_year, number, number), Kind.MONTH)


def months(of_year: int, count: int, calendar: Calendar = _STATISTICS, *, last: bool = False) -> Period:
    """The first (or last) `count` months of a year; twelve are the year, six its half."""
    first, final = (13 - count, 12) if last else (1, count)
    kind = NAMED_MONTHS.get((first, final), Kind.MONTHS)
    return Period(calendar, *month_bounds(calendar, of_year, first, final), kind)


def week(of_year: int, number: int, calendar: Calendar = Calendar.WEEK_MONDAY) -> Period:
    """Weeks are numbered 1 to 52 or 53."""
    return Period(calendar, *week_bounds(calendar, of_year, number), Kind.WEEK)


def day(date_: date, calendar: Calendar = _STATISTICS) -> Period:
    """One day."""
    return Period(calendar, date_, date_, Kind.DAY)


def span(start: date, end: date, calendar: Calendar = _STATISTICS) -> Period:
    """Any stretch of days."""
    return Period(calendar, start, end, Kind.SPAN)


def until(end: date, calendar: Calendar = _STATISTICS) -> Period:
    """`tính đến 17/12/2024`: from the beginning of the year to that day."""
    return span(year_bounds(calendar, year_of(calendar, end))[0], end, calendar)


def holding(date_: date, kind: Kind, calendar: Calendar = _STATISTICS) -> Period:
    """The day, week, month, quarter, half or year that holds a day."""
    return Period(calendar, *unit_bounds(calendar, kind, date_), kind)
