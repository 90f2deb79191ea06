"""How many come on which day: seasons, days of the week, days off, and an outbreak."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from soyte.catalogue.working_days import load_working_days

EPOCH = date(1970, 1, 1)
_WEEK = (1.32, 1.14, 1.10, 1.08, 1.10, 0.62, 0.34)  # Monday to Sunday
_WARD = (1.20, 1.08, 1.06, 1.08, 1.22, 0.78, 0.58)  # who leaves a bed
_MONTHS = (0.94, 0.84, 1.04, 1.02, 1.03, 1.02, 1.03, 1.05, 1.05, 1.06, 1.00, 0.94)
OUTBREAK = 0.10  # of all that come on its worst day


def numbered(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


def weights(first: date, last: date, *, ward: bool) -> NDArray[np.float64]:
    """How busy each day is, from the first to the last, summing to 1."""
    working = load_working_days()
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        week = _WARD if ward else _WEEK
        works = working.works(day)
        shape = week[6] if not works else week[day.weekday()] if day.weekday() < 5 else week[0]
        found.append(_MONTHS[day.month - 1] * (week[5] if not works and day.weekday() == 5 else shape))
    array = np.array(found)
    return np.asarray(array / array.sum())


def outbreak(day: date) -> float:
    """The share of those who come because of the outbreak of August: it rises and falls over four weeks."""
    along = (day - date(day.year, 8, 4)).days / 28
    return OUTBREAK * np.sin(np.pi * along) ** 2 if 0 <= along < 1 else 0.0


def season(peak: int, swing: float, day: date) -> float:
    """How much more common than on average a condition is."""
    return float(1 + swing * np.cos((day.month - peak) * np.pi / 6))
