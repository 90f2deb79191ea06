"""What was counted, in long form: of which disease, where, on or from which day; and its way into arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from soyte.periods import Calendar
from soyte.surveillance.detectors.outcome import Array, Flags, Positions
from soyte.surveillance.series.grid import CALENDAR_VI, Days, Grain, Grid
from soyte.surveillance.series.walk import Place, Walk, divided, restated

JOIN = "+"


@dataclass(frozen=True)
class Source:
    """Where a series comes from. The calendar of its weeks is part of it. `notes` are said wherever it is shown."""

    kind: Literal["claims", "contributions", "counts"]
    dataset: str
    grain: Grain
    calendar: Calendar
    title: str = ""
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Short and stable: `counts:cdc_tuan:week_friday`."""
        return f"{self.kind}:{self.dataset}:{self.calendar if self.grain == 'week' else self.grain}"

    @property
    def words(self) -> str:
        """For people."""
        return f"{self.title or self.dataset} ({CALENDAR_VI[self.calendar]})"


@dataclass(frozen=True)
class Feed:
    """Counts of a source. One number a count in `disease`, `place` and `facility` (positions; −1 none), `day`, `value` (NaN: not reported).

    `filled`: what is not there is zero, wherever `received` (days and dossiers of each facility) says that the source sent at all;
    else what is not there was not reported. `keys` name the rows behind the counts, if they are kept.
    """

    source: Source
    diseases: tuple[str, ...]
    places: tuple[Place, ...]
    facilities: tuple[str, ...]
    disease: Positions
    place: Positions
    facility: Positions
    day: Days
    value: Array
    filled: bool = False
    received: Received | None = None
    keys: pa.Array | None = None
    eras: tuple[tuple[int, int], ...] = field(default=())
    """First and last day of the era of each place."""

    @cached_property
    def _order(self) -> tuple[Positions, Positions]:
        order = np.argsort(self.disease, kind="stable").astype(np.intp)
        return order, np.searchsorted(self.disease[order], np.arange(len(self.diseases) + 1)).astype(np.intp)

    def of(self, disease: str) -> Positions:
        """Which counts are of a disease."""
        number = self.diseases.index(disease)
        order, bounds = self._order
        return order[bounds[number] : bounds[number + 1]]

    def raw(self, disease: str, grid: Grid, of: Literal["place", "facility"], size: int) -> Array:
        """Counts (places or facilities as they reported, time); NaN where nothing was reported."""
        rows = self.of(disease)
        whose = (self.place if of == "place" else self.facility)[rows]
        step = grid.index(self.day[rows])
        inside = (step >= 0) & (whose >= 0)
        cells = whose[inside] * grid.length + step[inside]
        value = self.value[rows][inside]
        known = ~np.isnan(value)
        total = np.bincount(cells[known], value[known], minlength=size * grid.length)
        seen = np.bincount(cells[known], minlength=size * grid.length) > 0
        found: Array = np.where(seen | self.filled, total, np.nan).reshape(size, grid.length)
        return found

    def alive(self, grid: Grid) -> Flags:
        """Shape (places, time): whether each place was there, in its era, at the beginning of each step."""
        bounds = np.array(self.eras, np.int64).reshape(len(self.places), 2)
        return np.asarray((grid.days[None, :] >= bounds[:, :1]) & (grid.days[None, :] <= bounds[:, 1:]))


@dataclass(frozen=True)
class Received:
    """How many dossiers each facility sent of which day."""

    facility: Positions
    day: Days
    dossiers: npt.NDArray[np.int64]

    def whole(self, grid: Grid, share: float) -> Flags:
        """The steps in which about as much came as usual: at least this share of the median of those with anything."""
        found: Flags = _usual(self._counts(grid, 1, np.zeros(len(self.day), np.intp)), share)[0]
        return found

    def by_facility(self, grid: Grid, facilities: int, share: float) -> Flags:
        """The same for each facility."""
        return _usual(self._counts(grid, facilities, self.facility), share)

    def _counts(self, grid: Grid, size: int, whose: Positions) -> Array:
        step = grid.index(self.day)
        inside = (step >= 0) & (whose >= 0)
        cells = whose[inside] * grid.length + step[inside]
        found = np.bincount(cells, self.dossiers[inside], minlength=size * grid.length).astype(np.float64)
        return found.reshape(size, grid.length)


def _usual(counts: Array, share: float) -> Flags:
    usual = [float(np.median(row[row > 0])) if (row > 0).any() else np.inf for row in counts]
    return np.asarray(counts >= share * np.array(usual)[:, None])


@dataclass(frozen=True)
class Block:
    """The series of one disease at one level: `counts` (places, time; NaN not known) on the boundaries of one day."""

    source: Source
    disease: str
    level: str
    places: tuple[str, ...]
    grid: Grid
    counts: Array


def block(
    feed: Feed,
    disease: str,
    grid: Grid,
    level: str,
    way: Walk | Sequence[str],
    least: float,
    share: float,
    *,
    to_date: bool = False,
) -> Block:
    """A disease's counts in the units of a walk, or of facilities. `least`: share of sources that must have reported;
    `share`: of the usual number of dossiers, for a step to count as received. `to_date`: the last step has only begun."""
    if not isinstance(way, Walk):
        counts = feed.raw(disease, grid, "facility", len(feed.facilities))
        if feed.received is not None:
            came = feed.received.by_facility(grid, len(feed.facilities), share)
            came[:, -1] |= to_date
            counts = np.where(came, counts, np.nan)
        return Block(feed.source, disease, level, tuple(way), grid, counts)
    if feed.filled:
        counts = _placed(feed, disease, grid, way)
        if feed.received is not None:
            arrived = feed.received.whole(grid, share)
            arrived[-1] |= to_date
            counts = np.where(arrived[None, :], counts, np.nan)
    else:
        counts = restated(feed.raw(disease, grid, "place", len(feed.places)), feed.alive(grid), way, least)
    return Block(feed.source, disease, level, way.units, grid, counts)


def _placed(feed: Feed, disease: str, grid: Grid, way: Walk) -> Array:
    """Counts of a filled feed in the units of a walk. Cases go straight to their units, without an array of all places that ever were;
    only what has to be divided is looked at place by place."""
    rows = feed.of(disease)
    step, place, size = grid.index(feed.day[rows]), feed.place[rows], (len(way.units), grid.length)
    unit = way.unit_of(place)
    value = feed.value[rows]
    inside = (step >= 0) & (unit >= 0)
    cells = unit[inside] * grid.length + step[inside]
    counts = np.bincount(cells, value[inside], minlength=size[0] * size[1]).astype(np.float64).reshape(size)
    shared = np.flatnonzero((step >= 0) & (unit < 0) & np.isin(place, np.flatnonzero(way.shared)))
    for source, units, millionths in way.parts if len(shared) else ():
        here = shared[place[shared] == source]
        if len(here):
            steps, at = np.unique(step[here], return_inverse=True)
            counts[np.ix_(units, steps)] += divided(np.bincount(at, value[here]).astype(np.float64), millionths)
    for source, units in way.held if len(shared) else ():
        here = shared[place[shared] == source]
        counts[np.ix_(units, np.unique(step[here]))] = np.nan
    return counts
