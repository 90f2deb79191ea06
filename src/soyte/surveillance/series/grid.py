"""The time axis of a series: whole weeks of one calendar, or months. Calendars are never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from soyte.periods import Calendar, Kind, Period, holding
from soyte.surveillance.detectors.outcome import Positions

Days = npt.NDArray[np.int64]
"""Days since 1970."""
Grain = Literal["week", "month"]
EPOCH = date(1970, 1, 1)
WEEK_CALENDARS = {0: Calendar.WEEK_MONDAY, 4: Calendar.WEEK_FRIDAY, 6: Calendar.WEEK_SUNDAY}
CALENDAR_VI = {
    Calendar.WEEK_MONDAY: "tuần thứ Hai – Chủ nhật",
    Calendar.WEEK_FRIDAY: "tuần thứ Sáu – thứ Năm",
    Calendar.WEEK_SUNDAY: "tuần Chủ nhật – thứ Bảy",
    Calendar.STATISTICS: "tháng dương lịch",
}


@dataclass(frozen=True)
class Grid:
    """`length` weeks or months that end with `last`."""

    last: Period
    length: int

    @property
    def grain(self) -> Grain:
        """What one step is."""
        return "week" if self.last.kind is Kind.WEEK else "month"

    @property
    def calendar(self) -> Calendar:
        """By which its weeks or months are cut."""
        return self.last.calendar

    @cached_property
    def starts(self) -> list[date]:
        """The first day of each step."""
        if self.grain == "week":
            return [self.last.start - timedelta(weeks=back) for back in reversed(range(self.length))]
        number = self.last.start.year * 12 + self.last.start.month - 1
        return [date(n // 12, n % 12 + 1, 1) for n in range(number - self.length + 1, number + 1)]

    @cached_property
    def days(self) -> Days:
        """The same as days since 1970."""
        return np.array([numbered(day) for day in self.starts], np.int64)

    def index(self, days: Days) -> Positions:
        """In which step each day lies; −1 before the first and after the last."""
        end = numbered(self.last.end)
        found = np.searchsorted(self.days, days, side="right") - 1
        return np.where((days >= self.days[0]) & (days <= end), found, -1).astype(np.intp)

    def period(self, step: int) -> Period:
        """A step as a period."""
        return holding(self.starts[step], self.last.kind, self.calendar)

    def same_time_before(self, years: int) -> list[int]:
        """The steps of the same week or month of the years before, last year's first; −1 before the beginning."""
        known = {day: step for step, day in enumerate(self.starts)}
        return [known.get(self.last.shifted(-year).start, -1) for year in range(1, years + 1)]


def numbered(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


def middle_months(grid: Grid) -> Positions:
    """For weeks: the month (year·12 + month − 1) that the fourth day of each lies in."""
    middles = [day + timedelta(days=3) for day in grid.starts]
    return np.array([day.year * 12 + day.month - 1 for day in middles], np.intp)
