"""Which counts the flexible Farrington detector compares a moment with, and which part of the year each belongs to.

Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett (2013), "An improved algorithm for outbreak detection in multiple surveillance
systems", Stat Med 32, 1206–1222, section 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from soyte.surveillance.detectors.outcome import Positions

_WEEK = 7
_UNUSED = -1


@dataclass(frozen=True)
class Reference:
    """The counts behind one moment: their positions, the part of the year of each (0 …; the last one is the moment's own)."""

    at: Positions
    part: Positions


def anniversaries(moment: int, years: int, frequency: int, dates: list[date] | None) -> list[int]:
    """Positions of the same time in the years before, last year's first.

    By step without dates; with them the count of the same date, moved to the nearest same weekday. Those before the
    beginning are left out.
    """
    if dates is None:
        return [moment - year * frequency for year in range(1, years + 1)]
    known = {day: number for number, day in enumerate(dates)}
    found = []
    for year in range(1, years + 1):
        day = _years_before(dates[moment], year)
        if day not in known and frequency not in (4, 12):
            day = _same_weekday(day, dates[moment].weekday())
        number = known.get(day)
        if number is None:
            break
        found.append(number)
    return found


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def _same_weekday(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % _WEEK
    return day + timedelta(days=ahead if ahead <= _WEEK // 2 else ahead - _WEEK)


def reference(
    moment: int, years: int, half_width: int, frequency: int, parts: int, left_out: int, dates: list[date] | None
) -> Reference | None:
    """The counts behind a moment; None if the history does not reach that far.

    The 2·`half_width` + 1 counts around each anniversary are the moment's own part; those between are cut into `parts` − 1 blocks of
    equal length, spare ones going to the first blocks; with one part only they are not used. The last `left_out` counts before the moment are not used.
    """
    found = anniversaries(moment, years, frequency, dates)
    if len(found) < years or not found or found[-1] - half_width < 0:
        return None
    centres = [*reversed(found), moment]
    first, end = centres[0] - half_width, moment - left_out
    part = np.full(moment + half_width + 1 - first, parts - 1, dtype=np.intp)
    for centre, following in pairwise(centres):
        low, high = centre + half_width + 1 - first, following - half_width - first
        if high > low:
            part[low:high] = _blocks(high - low, parts - 1) if parts > 1 else _UNUSED
    used = np.flatnonzero(part[: end - first] != _UNUSED)
    return Reference(first + used, part[used])


def _blocks(length: int, blocks: int) -> Positions:
    size, spare = divmod(length, blocks)
    return np.repeat(np.arange(blocks), size + (np.arange(blocks) < spare))
