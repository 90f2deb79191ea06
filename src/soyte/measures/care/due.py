"""When a dossier should have come, and how late it came: days as whole numbers, column-wise, on the working calendar.

Days are numbers of days since 1970-01-01. The calendar is `catalogue/regimes/holidays.csv` (made with the library `holidays`, with
the days worked instead); a day off work is taken for a day without insured service, which accuses nobody wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from soyte.catalogue.working_days import WorkingDays, load_working_days

Days = npt.NDArray[np.int64]
EPOCH = date(1970, 1, 1)
ON_TIME, NEXT_DAY, WITHIN, LATER = range(4)
CLASSES = ("on_time", "next_day", "within_7", "later")
WORKING_DAYS = 7


@dataclass(frozen=True)
class Calendar:
    """Which of a stretch of days are worked: `works[n]` is about day `first + n`."""

    first: int
    works: npt.NDArray[np.bool_]

    @staticmethod
    def around(first: date, last: date, days: WorkingDays | None = None) -> Calendar:
        """From a day to sixty days behind another. CatalogueError where the days off of a year are not known."""
        known = days or load_working_days()
        count = (last - first).days + 61
        works = [known.works(first + timedelta(days=number)) for number in range(count)]
        return Calendar((first - EPOCH).days, np.array(works, bool))

    def due(self, base: Days) -> Days:
        """The day on which data are due: the day itself if it is worked, else the next working day."""
        after = np.flatnonzero(self.works)
        return self.first + after[np.searchsorted(after, base - self.first)]

    def after(self, base: Days, count: int) -> Days:
        """The `count`-th working day after each day (`WorkingDays.after`)."""
        worked = np.flatnonzero(self.works)
        return self.first + worked[np.searchsorted(worked, base - self.first, side="right") + count - 1]


def classes(base: Days, received: Days, calendar: Calendar) -> npt.NDArray[np.int64]:
    """`ON_TIME` by the due day; `NEXT_DAY` one day later; `WITHIN` seven working days after the base day; else `LATER`."""
    due = calendar.due(base)
    seventh = calendar.after(base, WORKING_DAYS)
    return np.select([received <= due, received <= due + 1, received <= seventh], [ON_TIME, NEXT_DAY, WITHIN], LATER)
