"""Draws visits: what people have, who they are, where they go, what kind of care they get and how it ends."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims import days, endings, routes, stays
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.people import People
from soyte.sample.claims.pools import POOLS, Pools
from soyte.sample.claims.tables import conditions, facilities
from soyte.sample.claims.transfers import Transfers
from soyte.sample.claims.visits import Visits

_DENGUE = next(number for number, one in enumerate(conditions()) if one.note == "dengue")
_WHO = np.array([POOLS.index(one.who) for one in conditions()])
_STAY = np.array([one.stay for one in conditions()])
_OPERATION = np.array([bool(one.operation) for one in conditions()])
_NOTE = np.array([one.note for one in conditions()])
_OPERATED_OUTSIDE = _NOTE == "injury"


class Episodes:
    """Makes batches of visits; remembers who came, who is on the way, and the last number that each facility gave to a dossier."""

    def __init__(self, people: People, pools: Pools) -> None:
        self._people = people
        self._pools = pools
        self._transfers = Transfers(people.registered)
        self._serial = np.zeros(len(facilities()), dtype=np.int64)

    def batch(self, rng: np.random.Generator, day: Ints, ward: NDArray[np.bool_], closes: Ints) -> Visits:
        """One visit for each `day` (of discharge, since 1970, ascending); `ward` says who had a bed. They come back by the day
        on which their file `closes`, then by facility, then by the time of leaving."""
        condition, out = _conditions(rng, day, ward)
        person, newborn = self._persons(condition, out)
        kind = _kinds(rng, condition, ward)
        facility = routes.facilities_of(rng, self._people, person, condition, kind)
        station = routes.LEVELS[facility] == "station"
        kind = np.where(station & np.isin(kind, (2, 8)), 5 * (kind == 8) + (kind == 2), kind)
        registered = np.where(newborn, -1, self._people.registered[person])
        level = routes.LEVELS[facility]
        kind = np.where((kind == 7) & (registered != facility) & (level != "district"), 5, kind)
        birth_stay = np.where(_NOTE[condition] == "birth", np.maximum(_STAY[condition], 3), _STAY[condition])
        came, bed, left = stays.times(rng, day, kind, birth_stay, np.isin(kind, (5, 7)).astype(np.int64))
        card = self._people.card[person]
        code, sender = routes.codes(rng, facility, registered, kind, newborn, card)
        paper = self._transfers.arrive(facility, kind, came, left, person, condition, code, sender, newborn)
        ends = endings.endings(rng, condition, kind, level, facility, code, sender, self._may_die(person))
        chronic = _NOTE[condition] == "chronic"
        drug_days = np.where(
            chronic | np.isin(kind, (5, 7)), rng.choice([28, 30], len(day)), rng.integers(5, 11, len(day))
        )
        returns = (sender >= 0) | (ends.stays_near & (chronic | (rng.random(len(day)) < 0.12)))
        appointment = np.where(returns, day + np.where(chronic, drug_days, rng.integers(7, 15, len(day))), -1)
        operated = _OPERATION[condition] & (kind == 3) & (rng.random(len(day)) < 0.82)
        operated |= (
            _OPERATED_OUTSIDE[condition] & _OPERATION[condition] & (kind == 1) & ~station & (rng.random(len(day)) < 0.3)
        )
        born = (_NOTE[condition] == "birth") & (kind == 3)
        children = np.where(born, 1 + (rng.random(len(day)) < 0.012), 0)
        exams = np.where((kind == 1) & ~station & (rng.random(len(day)) < 0.12), 2, (kind != 7).astype(np.int64))
        self._pools.bury(person[ends.result == 5])
        order = np.lexsort((left, facility, closes))
        made = Visits(
            facility, person, condition, kind, code, came, bed, left, left + rng.integers(5, 30, len(day)), ends.result,
            ends.leaving, sender, ends.receiver, drug_days, appointment, children, newborn, operated | born, exams,
            np.zeros(len(day), dtype=np.int64), paper,
        ).taken(order)  # fmt: skip
        numbered = self._numbered(made)
        self._transfers.leave(numbered)
        return numbered

    def _may_die(self, person: Ints) -> NDArray[np.bool_]:
        """Nobody dies who comes once more in this batch, or is on the way to another facility."""
        number, where, times = np.unique(person, return_inverse=True, return_counts=True)
        again = (times > 1) | np.isin(number, self._transfers.waiting())
        return np.asarray(~again[where])

    def _numbered(self, visits: Visits) -> Visits:
        """Each facility counts its dossiers."""
        counts = np.bincount(visits.facility, minlength=len(self._serial))
        order = np.argsort(visits.facility, kind="stable")
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        rank = np.arange(len(visits)) - np.repeat(starts, counts)
        visits.serial[order] = self._serial[visits.facility[order]] + rank + 1
        self._serial += counts
        return visits

    def _persons(self, condition: Ints, out: NDArray[np.bool_]) -> tuple[Ints, NDArray[np.bool_]]:
        """Somebody of the right pool for each condition."""
        pool = np.where(out, POOLS.index("outbreak"), _WHO[condition])
        person = np.zeros(len(condition), dtype=np.int64)
        for number in np.unique(pool):
            here = np.flatnonzero(pool == number)
            person[here] = self._pools.take(POOLS[number], len(here))
        return person, pool == POOLS.index("newborn")


def _conditions(rng: np.random.Generator, day: Ints, ward: NDArray[np.bool_]) -> tuple[Ints, NDArray[np.bool_]]:
    """What each visit is about, and whether it belongs to the outbreak."""
    found = np.zeros(len(day), dtype=np.int64)
    outbreak = np.zeros(len(day), dtype=bool)
    for number in np.unique(day):
        today = days.EPOCH + timedelta(int(number))
        for inside in (False, True):
            here = np.flatnonzero((day == number) & (ward == inside))
            if len(here):
                found[here] = rng.choice(len(conditions()), len(here), p=_weights(today, inside))
        ill = (day == number) & (rng.random(len(day)) < days.outbreak(today))
        found[ill], outbreak[ill] = _DENGUE, True
    return found, outbreak


def _weights(day: date, inside: bool) -> NDArray[np.float64]:
    weights = np.array(
        [(one.inpatient if inside else one.outpatient) * days.season(one.peak, one.swing, day) for one in conditions()]
    )
    return np.asarray(weights / weights.sum())


def _kinds(rng: np.random.Generator, condition: Ints, ward: NDArray[np.bool_]) -> Ints:
    """MA_LOAI_KCB: beds are stays, days or hours; the chronically ill get drugs, with or without tests; others an exam."""
    chance = rng.random(len(condition))
    note = _NOTE[condition]
    inside = np.select(
        [np.isin(note, ("birth", "cancer")) | _OPERATION[condition], chance < 0.93, chance < 0.965], [3, 3, 4], 9
    )
    chronic = np.select([chance < 0.55, chance < 0.88, chance < 0.94], [5, 8, 7], 1)
    outside = np.select([np.isin(note, ("chronic", "hiv", "tb")), (note == "rehab") & (chance < 0.6)], [chronic, 2], 1)
    outside = np.where(np.isin(note, ("hiv", "tb")) & (outside == 7), 5, outside)
    return np.where(ward, inside, outside)
