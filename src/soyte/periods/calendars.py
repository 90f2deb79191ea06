"""Calendars: where a year, a quarter, a month or a week begins and ends.

Statistics run from the first to the last day of a month. Administrative reports (Decree 09/2019) and the HIV quarter
are cut on the 14th, so their year 2025 runs from 15/12/2024 to 14/12/2025. A week belongs to the year that holds its
fourth day: for weeks from Monday that is ISO 8601, for weeks from Sunday the epidemiological week.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class PeriodError(ValueError):
    """A period that cannot be read or does not exist; the message is Vietnamese."""


class Calendar(StrEnum):
    """The rule by which time is cut into periods."""

    STATISTICS = "statistics"
    ADMINISTRATIVE = "administrative"
    HIV = "hiv"
    WEEK_MONDAY = "week_monday"
    WEEK_FRIDAY = "week_friday"
    WEEK_SUNDAY = "week_sunday"

    @property
    def by_weeks(self) -> bool:
        """True if its years are made of whole weeks, not of months."""
        return self in _FIRST_WEEKDAY


class Kind(StrEnum):
    """The shape of a period: `MONTHS` the first or last n of a year, `YEARS` several years, `SPAN` any days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    MONTHS = "months"
    YEAR = "year"
    YEARS = "years"
    SPAN = "span"


Bounds = tuple[date, date]
FIRST_YEAR, LAST_YEAR = 1900, 2099
_DAY = timedelta(days=1)
# How many months before January, and on which day, the first month of a year begins.
_CUT = {Calendar.STATISTICS: (0, 1), Calendar.ADMINISTRATIVE: (1, 15), Calendar.HIV: (1, 15)}
_FIRST_WEEKDAY = {Calendar.WEEK_MONDAY: 0, Calendar.WEEK_FRIDAY: 4, Calendar.WEEK_SUNDAY: 6}
# Months in each unit that tiles the year.
UNIT_MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.YEAR: 12}
NAMED_MONTHS = {(1, 12): Kind.YEAR, (1, 6): Kind.HALF, (7, 12): Kind.HALF, (1, 9): Kind.NINE_MONTHS}


def month_bounds(calendar: Calendar, year: int, first: int, last: int) -> Bounds:
    """First and last day of the months `first` to `last` of a year."""
    check_year(year)
    if not 1 <= first <= last <= 12:
        raise PeriodError(f"Tháng phải từ 1 đến 12, không thể là {first}–{last}.")
    return _month_start(calendar, year, first), _month_start(calendar, year, last + 1) - _DAY


def month_of(calendar: Calendar, day: date) -> tuple[int, int]:
    """Year and month that a day falls in."""
    early, cut = _cut(calendar)
    index = day.year * 12 + day.month - 1 + early - (day.day < cut)
    return index // 12, index % 12 + 1


def week_bounds(calendar: Calendar, year: int, number: int) -> Bounds:
    """First and last day of week `number` of a year."""
    check_year(year)
    if not 1 <= number <= weeks_in(calendar, year):
        raise PeriodError(f"Năm {year} không có tuần {number}.")
    start = _first_week(calendar, year) + timedelta(weeks=number - 1)
    return start, start + timedelta(days=6)


def week_of(calendar: Calendar, day: date) -> tuple[int, int]:
    """Year and number of the week that a day falls in."""
    start = _week_start(calendar, day)
    year = (start + timedelta(days=3)).year
    return year, (start - _first_week(calendar, year)).days // 7 + 1


def weeks_in(calendar: Calendar, year: int) -> int:
    """52 or 53."""
    return (_first_week(calendar, year + 1) - _first_week(calendar, year)).days // 7


def year_bounds(calendar: Calendar, year: int) -> Bounds:
    """First and last day of a year of this calendar."""
    if calendar.by_weeks:
        check_year(year)
        return _first_week(calendar, year), _first_week(calendar, year + 1) - _DAY
    return month_bounds(calendar, year, 1, 12)


def year_of(calendar: Calendar, day: date) -> int:
    """The year of this calendar that a day falls in."""
    return week_of(calendar, day)[0] if calendar.by_weeks else month_of(calendar, day)[0]


def unit_bounds(calendar: Calendar, kind: Kind, day: date) -> Bounds:
    """The unit of a kind (day, week, month, quarter, half, year) that holds a day."""
    if kind is Kind.DAY:
        return day, day
    if kind is Kind.YEAR:
        return year_bounds(calendar, year_of(calendar, day))
    if kind is Kind.WEEK and calendar.by_weeks:
        return week_bounds(calendar, *week_of(calendar, day))
    if kind in UNIT_MONTHS and not calendar.by_weeks:
        size = UNIT_MONTHS[kind]
        year, month = month_of(calendar, day)
        first = (month - 1) // size * size + 1
        return month_bounds(calendar, year, first, first + size - 1)
    raise PeriodError(f"Lịch {calendar} không chia được theo {kind}.")


def check_year(year: int) -> None:
    """Refuses a year that no report can mean."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}, không thể là {year}.")


def _cut(calendar: Calendar) -> tuple[int, int]:
    if calendar.by_weeks:
        raise PeriodError("Lịch tuần không có tháng và quý.")
    return _CUT[calendar]


def _month_start(calendar: Calendar, year: int, month: int) -> date:
    early, cut = _cut(calendar)
    index = year * 12 + month - 1 - early
    return date(index // 12, index % 12 + 1, cut)


def _week_start(calendar: Calendar, day: date) -> date:
    if not calendar.by_weeks:
        raise PeriodError("Chỉ lịch tuần mới có tuần.")
    return day - timedelta(days=(day.weekday() - _FIRST_WEEKDAY[calendar]) % 7)


def _first_week(calendar: Calendar, year: int) -> date:
    # A week with four days or more in a year always holds 4 January.
    return _week_start(calendar, date(year, 1, 4))
