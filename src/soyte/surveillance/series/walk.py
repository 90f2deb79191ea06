"""From the places that reported, each in its time, to the units of one day: whole, divided by measured shares, or not divisible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from soyte.measures.where import LEVELS, Geography
from soyte.places.shares import WHOLE, in_millionths, trace
from soyte.surveillance.detectors.outcome import Array, Flags, Positions

Place = tuple[str, int]
"""A code and the era (of `Geography`) in which it reported: one code may name two areas."""


@dataclass(frozen=True)
class Walk:
    """Where each source (position) goes. `whole`: its unit, or −1; `parts`: source, units by code, their millionths; `held`: sources that
    nobody has measured, with the units that share them."""

    units: tuple[str, ...]
    whole: Positions
    parts: tuple[tuple[int, Positions, npt.NDArray[np.int64]], ...] = ()
    held: tuple[tuple[int, Positions], ...] = ()

    def unit_of(self, sources: Positions) -> Positions:
        """The unit to which all of each source goes; −1 for several, for none, and for a source of −1."""
        return np.append(self.whole, -1)[sources].astype(np.intp)

    @cached_property
    def shared(self) -> Flags:
        """Which sources belong to several units."""
        found = np.zeros(len(self.whole), np.bool_)
        found[[one[0] for one in self.parts] + [one[0] for one in self.held]] = True
        return found

    @cached_property
    def of_unit(self) -> Mapping[int, frozenset[int]]:
        """The shared sources of each unit that has any."""
        found: dict[int, set[int]] = {}
        for source, units in [*((one[0], one[1]) for one in self.parts), *self.held]:
            for unit in units:
                found.setdefault(int(unit), set()).add(source)
        return {unit: frozenset(sources) for unit, sources in found.items()}


def walk(
    geography: Geography,
    sources: Sequence[Place],
    level: str,
    day: date,
    units: Sequence[str] = (),
    *,
    only: bool = False,
) -> Walk:
    """The way of sources to the units of a level on a day; `units` are there even if nothing goes to them, with `only` no others.

    Of sources at several levels those of this level count, else the deepest ones, so that nothing counts twice. From a level below,
    a source goes to the unit that holds all its area on that day. Places without a unit go nowhere.
    """
    levels = [geography.level(code) for code, _ in sources]
    taken = level if level in levels else max(levels, key=LEVELS.index, default=level)
    here = frozenset(units)
    shares = []
    for (code, era), own in zip(sources, levels, strict=True):
        found = _shares(geography, code, era, level, day) if own == taken else {}
        shares.append({unit: part for unit, part in found.items() if unit in here or not only})
    every = tuple(sorted({*units, *(unit for one in shares for unit in one)}))
    number = {unit: position for position, unit in enumerate(every)}
    whole = np.full(len(sources), -1, np.intp)
    parts, held = [], []
    for source, found in enumerate(shares):
        at = np.array([number[unit] for unit in sorted(found)], np.intp)
        if len(found) == 1:
            whole[source] = at[0]
        elif any(part is None for part in found.values()):
            held.append((source, at))
        elif found:
            parts.append((source, at, np.array([found[unit] for unit in sorted(found)], np.int64)))
    return Walk(every, whole, tuple(parts), tuple(held))


def _shares(geography: Geography, code: str, era: int, level: str, day: date) -> dict[str, int | None]:
    own = geography.level(code)
    if level == own and not geography.atlas.versions(code):
        return {code: WHOLE}
    if LEVELS.index(own) < LEVELS.index(level):
        return {}
    parts = in_millionths(trace(geography.atlas, code, geography.day_in(era), day))
    if own == level:
        return parts
    found: dict[str, int | None] = {}
    for part, millionths in parts.items():
        above = geography.above(part, day).get(level)
        if above is not None:
            present = found.get(above, 0)
            found[above] = None if millionths is None or present is None else present + millionths
    return dict.fromkeys(found, WHOLE) if len(found) == 1 else found


def restated(values: Array, alive: Flags, way: Walk, least: float = 1.0) -> Array:
    """Counts (sources, time; NaN: not reported) → counts (units, time). `alive` says when each source was there to report.

    Divided counts stay whole and keep their sum. A unit is not known where less than the `least` share of its sources reported,
    where none was there, or where a count above zero (or unknown) lies in it that nobody can divide.
    """
    size = (len(way.units), values.shape[1])
    known = alive & ~np.isnan(values)
    counted = np.where(known, values, 0.0)
    goes = way.whole >= 0
    total, due, answered = (_summed(one[goes], way.whole[goes], size) for one in (counted, alive, known))
    for source, units, millionths in way.parts:
        total[units] += divided(counted[source], millionths)
        due[units] += alive[source]
        answered[units] += known[source]
    hidden = np.zeros(size, np.bool_)
    for source, units in way.held:
        secret = alive[source] & ~(known[source] & (counted[source] == 0))
        hidden[units] |= secret
        due[units] += alive[source]
        answered[units] += known[source]
    return np.where((due > 0) & (answered >= least * due) & ~hidden, total, np.nan)


def _summed(rows: npt.NDArray[np.generic], to: Positions, size: tuple[int, int]) -> Array:
    found = np.zeros(size)
    np.add.at(found, to, rows.astype(np.float64))
    return found


def divided(counts: Array, millionths: npt.NDArray[np.int64]) -> Array:
    """Whole counts (time) by largest remainder over shares → (shares, time), as `places.allocation.divide` does one by one."""
    exact = np.rint(counts).astype(np.int64)[None, :] * millionths[:, None]
    floors, rest = exact // WHOLE, exact % WHOLE
    left = np.rint(counts).astype(np.int64) - floors.sum(axis=0)
    codes = np.broadcast_to(np.arange(len(millionths))[:, None], exact.shape)
    order = np.lexsort((codes, -exact, -rest), axis=0)
    rank = np.argsort(order, axis=0, kind="stable")
    return np.asarray(floors + (rank < left), np.float64)
