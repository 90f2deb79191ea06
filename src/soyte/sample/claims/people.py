"""The people of the invented province, by number: families in households, with cards and where they are registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims.homes import Homes, Ints, make_homes
from soyte.sample.claims.names import FAMILIES, MEN, MEN_MIDDLE, WOMEN, WOMEN_MIDDLE
from soyte.sample.claims.tables import facilities
from soyte.sample.counts.world import World

CARDS = ("TE1", "HS4", "DN4", "GD4", "HN2", "CN3", "DT2", "HT3", "BT2", "CC1", "CA5", "")
"""Kinds of cards by number; the last one has no card. The third character says what share the fund pays."""

_SIZE = 3.6  # people in a household
_YEAR = 365.25
# kinds of cards of pupils and students, of adults, of people over sixty: number → weight
_YOUNG = {1: 0.86, 4: 0.07, 6: 0.05, 3: 0.02}
_ADULT = {2: 0.30, 3: 0.36, 4: 0.08, 5: 0.05, 6: 0.07, 9: 0.015, 10: 0.005, 8: 0.02, 11: 0.10}
_OLD = {7: 0.30, 3: 0.32, 4: 0.09, 5: 0.06, 6: 0.08, 8: 0.12, 9: 0.02, 11: 0.01}


@dataclass(frozen=True)
class People:
    """One number a person in every array. `birth` in days since 1970; `father` and `mother` are numbers or −1; `card` a
    number of `CARDS` for anybody over six; `registered` a number of facilities."""

    homes: Homes
    household: Ints
    sex: Ints
    birth: Ints
    father: Ints
    mother: Ints
    card: Ints
    registered: Ints
    ethnicity: Ints
    name: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.sex)


@lru_cache(maxsize=1)
def make_people(seed: int, year: int, times: int = 1) -> People:
    """Everybody who lives in the province in a year, or so many `times` more; the same seed makes the same people."""
    rng = np.random.default_rng([seed, 1])
    homes = make_homes(rng, World(seed), _SIZE, times)
    count = len(homes.old)
    today = (date(year, 1, 1) - date(1970, 1, 1)).days
    mothers = np.arange(count)
    fathers = np.arange(count) + count
    mother_age = rng.triangular(19, 34, 62, count)
    kids = rng.choice(4, count, p=[0.24, 0.36, 0.32, 0.08])
    elders = rng.choice(3, count, p=[0.62, 0.26, 0.12])
    kid_home = np.repeat(np.arange(count), kids)
    elder_home = np.repeat(np.arange(count), elders)
    kid_age = np.maximum(0.15, mother_age[kid_home] - rng.uniform(19, 38, len(kid_home)))
    elder_age = np.minimum(97, np.maximum(60, mother_age[elder_home] + rng.uniform(22, 36, len(elder_home))))
    household = np.concatenate([mothers, mothers, kid_home, elder_home])
    age = np.concatenate([mother_age, mother_age + rng.uniform(-2, 7, count), kid_age, elder_age])
    women, men = np.full(count, 2), np.full(count, 1)
    sex = np.concatenate([women, men, rng.integers(1, 3, len(kid_home)), rng.integers(1, 3, len(elder_home))])
    nobody = np.full(2 * count, -1)
    alone = np.full(len(elder_home), -1)
    birth = today - (age * _YEAR).astype(np.int64)
    return People(
        homes,
        household,
        sex,
        birth,
        np.concatenate([nobody, fathers[kid_home], alone]),
        np.concatenate([nobody, mothers[kid_home], alone]),
        _cards(rng, age),
        _registered(rng, homes, household),
        rng.choice([1, 2, 3, 4, 5], count, p=[0.78, 0.1, 0.05, 0.04, 0.03])[household],
        _names(rng, household, sex, count, len(kid_home)),
    )


def _cards(rng: np.random.Generator, age: NDArray[np.float64]) -> Ints:
    cards = np.zeros(len(age), dtype=np.int64)
    for low, high, kinds in ((0, 19, _YOUNG), (19, 60, _ADULT), (60, 120, _OLD)):
        here = np.flatnonzero((age >= low) & (age < high))
        weights = np.array(list(kinds.values()))
        cards[here] = rng.choice(list(kinds), len(here), p=weights / weights.sum())
    return cards


def _registered(rng: np.random.Generator, homes: Homes, household: Ints) -> Ints:
    """At the station, the district's centre, the provincial or the private hospital."""
    numbers = {one.code: number for number, one in enumerate(facilities())}
    where = rng.choice(4, len(household), p=[0.34, 0.50, 0.11, 0.05])
    choices = np.stack(
        [
            homes.station[household],
            homes.centre[household],
            np.full(len(household), numbers["99901"]),
            np.full(len(household), numbers["99904"]),
        ]
    )
    return choices[where, np.arange(len(household))]


def _names(rng: np.random.Generator, household: Ints, sex: Ints, homes: int, kids: int) -> NDArray[np.str_]:
    """Children bear the family name of the father; mothers and elders have their own."""
    total = len(household)
    family = rng.integers(0, len(FAMILIES), total)
    family[2 * homes : 2 * homes + kids] = family[homes + household[2 * homes : 2 * homes + kids]]
    drawn = rng.integers(0, 10, total), rng.integers(0, 30, total)
    men = np.array([f"{middle} {given}" for middle in MEN_MIDDLE for given in MEN])
    women = np.array([f"{middle} {given}" for middle in WOMEN_MIDDLE for given in WOMEN])
    number = drawn[0] * 30 + drawn[1]
    own = np.where(sex == 1, men[number], women[number])
    return np.char.add(np.char.add(np.array(FAMILIES)[family], " "), own)
