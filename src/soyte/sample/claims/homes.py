"""Where households live: the communes of the invented province before and after the reform, and who serves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from soyte.places import Unit, crosswalk, units
from soyte.sample.claims.tables import facilities
from soyte.sample.counts.world import PROVINCE, REFORM, World

BEFORE = date(2025, 6, 30)
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Homes:
    """Households by number. `old` and `new` point into the lists of communes; `station` and `centre` into facilities."""

    old_communes: tuple[Unit, ...]
    new_communes: tuple[Unit, ...]
    old: Ints
    new: Ints
    station: Ints
    centre: Ints
    hamlet: Ints

    def address(self, after_reform: bool) -> list[str]:
        """`xã Khe Biếc, tỉnh Sao Mai`, one for each commune of that time."""
        if after_reform:
            return [f"{unit.kind} {unit.name}, tỉnh Sao Mai" for unit in self.new_communes]
        districts = {unit.code: unit for unit in units("district", BEFORE, PROVINCE)}
        above = [districts[str(unit.parent)] for unit in self.old_communes]
        return [
            f"{unit.kind} {unit.name}, {up.kind} {up.name}, tỉnh Sao Mai"
            for unit, up in zip(self.old_communes, above, strict=True)
        ]


def make_homes(rng: np.random.Generator, world: World, size: float, times: int) -> Homes:
    """Households of `size` people on average: as many as the communes of the tables of counts have people for, or so many
    `times` more."""
    old, new = units("commune", BEFORE, PROVINCE), units("commune", REFORM, PROVINCE)
    people = np.array([world.people(unit.code, 2025, 1) for unit in old]) * times
    lives = np.repeat(np.arange(len(old)), np.maximum(1, (people / size).astype(np.int64)))
    place = {unit.code: number for number, unit in enumerate(new)}
    walk = crosswalk("commune", BEFORE, REFORM, within=PROVINCE)
    moved = np.zeros(len(lives), dtype=np.int64)
    for number, unit in enumerate(old):
        shares = [share for share in walk.of(unit.code) if share.new in place]
        weights = np.array([share.millionths if share.millionths is not None else 1 for share in shares], dtype=float)
        here = np.flatnonzero(lives == number)
        drawn = rng.choice(len(shares), len(here), p=weights / weights.sum())
        moved[here] = np.array([place[share.new] for share in shares])[drawn]
    stations = {one.commune: number for number, one in enumerate(facilities()) if one.level == "station"}
    centres = {one.area: number for number, one in enumerate(facilities()) if one.level == "district"}
    station = np.array([stations[unit.code] for unit in new])
    centre = np.array([centres[str(unit.parent)] for unit in old])
    hamlet = rng.integers(0, 24, len(lives))
    return Homes(old, new, lives, moved, station[moved], centre[lives], hamlet)
