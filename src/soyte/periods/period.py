"""A period: a stretch of days, cut by a calendar, with its names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from soyte.periods import printing
from soyte.periods.calendars import (
    FIRST_YEAR,
    LAST_YEAR,
    NAMED_MONTHS,
    Calendar,
    Kind,
    PeriodError,
    check_year,
    month_bounds,
    month_of,
    unit_bounds,
    week_bounds,
    week_of,
    weeks_in,
    year_bounds,
    year_of,
)

_DAY = timedelta(days=1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included. Periods are ordered by start, then by end."""

    calendar: Calendar
    start: date
    end: date
    kind: Kind

    def __post_init__(self) -> None:
        if not (self.start <= self.end and self._is_in_range() and self._is_whole()):
            raise PeriodError(f"Từ {self.start} đến {self.end} không phải là một kỳ loại {self.kind}.")

    def _is_in_range(self) -> bool:
        if self.start.year < FIRST_YEAR or self.end.year > LAST_YEAR:
            return False
        return self.first_year >= FIRST_YEAR and self.year <= LAST_YEAR

    def _is_whole(self) -> bool:
        if self.kind is Kind.SPAN:
            return True
        if self.kind is Kind.YEARS:
            first, last = self.first_year, self.year
            return first < last and (self.start, self.end) == (
                year_bounds(self.calendar, first)[0],
                year_bounds(self.calendar, last)[1],
            )
        if self.kind in (Kind.MONTHS, Kind.NINE_MONTHS):
            months = self.months
            if (self.start, self.end) != month_bounds(self.calendar, self.year, *months):
                return False
            named = NAMED_MONTHS.get(months, Kind.MONTHS)
            return named is self.kind and (months[0] == 1 or months[1] == 12)
        return unit_bounds(self.calendar, self.kind, self.start) == (self.start, self.end)

    def __lt__(self, other: Period) -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[date, date, str, str]:
        return self.start, self.end, self.kind, self.calendar

    @property
    def year(self) -> int:
        """The year of the calendar in which the period ends."""
        return year_of(self.calendar, self.end)

    @property
    def first_year(self) -> int:
        """The year of the calendar in which the period begins."""
        return year_of(self.calendar, self.start)

    @property
    def months(self) -> tuple[int, int]:
        """First and last month that the period touches, numbered by its calendar."""
        return month_of(self.calendar, self.start)[1], month_of(self.calendar, self.end)[1]

    @property
    def label_vi(self) -> str:
        """The name by which a report calls it, as a heading: `Quý I/2025`."""
        return printing.label(self)

    @property
    def phrase_vi(self) -> str:
        """The same within a sentence: `quý I/2025`."""
        label = self.label_vi
        return label[0].lower() + label[1:]

    @property
    def iso(self) -> str:
        """`2024`, `2024-12`, `2024-12-17`, `2024-Q1`, `2025-W37`, else `2024-01-01/2024-12-17`."""
        return printing.iso(self)

    def contains(self, other: Period | date) -> bool:
        """True if no day of the other lies outside."""
        if isinstance(other, date):
            return self.start <= other <= self.end
        return self.start <= other.start and other.end <= self.end

    def parts(self, kind: Kind | str) -> tuple[Period, ...]:
        """The units of a kind that tile this period, without gap or overlap; refused if they do not fit."""
        kind = Kind(kind)
        found: list[Period] = []
        day = self.start
        while day <= self.end:
            start, end = unit_bounds(self.calendar, kind, day)
            if start != day or end > self.end:
                raise PeriodError(f"Không chia {self.phrase_vi} thành các kỳ loại {kind} trọn vẹn được.")
            found.append(Period(self.calendar, start, end, kind))
            day = end + _DAY
        return tuple(found)

    def shifted(self, years: int) -> Period:
        """The same period some years later or, if negative, earlier: the same months, week number or dates."""
        calendar = self.calendar
        if self.kind in (Kind.DAY, Kind.SPAN):
            start = _move(self.start, years)
            whole_months = self.start.day == 1 and (self.end + _DAY).day == 1
            end = _move(self.end + _DAY, years) - _DAY if whole_months else _move(self.end, years)
        elif self.kind is Kind.WEEK:
            year, number = week_of(calendar, self.start)
            check_year(year + years)
            start, end = week_bounds(calendar, year + years, min(number, weeks_in(calendar, year + years)))
        elif self.kind in (Kind.YEAR, Kind.YEARS):
            start = year_bounds(calendar, self.first_year + years)[0]
            end = year_bounds(calendar, self.year + years)[1]
        else:
            start, end = month_bounds(calendar, self.year + years, *self.months)
        return Period(calendar, start, end, self.kind)

    def previous(self) -> Period:
        """Cùng kỳ: the same period one year before; of several years, as many years before them."""
        return self.shifted(-(self.year - self.first_year + 1) if self.kind is Kind.YEARS else -1)

    def preceding(self) -> Period:
        """The period of the same kind that ends the day before this one begins: last month, last week, last quarter."""
        if self.kind in (Kind.SPAN, Kind.MONTHS, Kind.NINE_MONTHS, Kind.YEARS):
            return self.previous()
        return Period(self.calendar, *unit_bounds(self.calendar, self.kind, self.start - _DAY), self.kind)


def _move(day: date, years: int) -> date:
    check_year(day.year + years)
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
