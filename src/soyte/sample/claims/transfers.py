"""Who is sent on by one facility arrives at the other: the same person and disease, with the number of the paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.tables import conditions
from soyte.sample.claims.visits import CODES, MINUTES, Visits

_PLAIN = np.array([one.note in ("", "chronic", "dengue", "injury") and not one.operation for one in conditions()])
_SENT, _UNINSURED = CODES.index("1.3"), CODES.index("9")
_SOONEST, _LATEST, _LONGEST = 40, 36 * 60, 6 * MINUTES  # minutes until arrival, and until the second stay has ended


@dataclass(frozen=True)
class _Leaver:
    person: int
    condition: int
    registered: int
    sender: int
    receiver: int
    left: int
    serial: int


class Transfers:
    """People on their way; they go on from batch to batch."""

    def __init__(self, registered: Ints) -> None:
        self._registered = registered
        self._leavers: list[_Leaver] = []

    def arrive(
        self, facility: Ints, kind: Ints, came: Ints, left: Ints, person: Ints, condition: Ints, code: Ints, sender: Ints,
        newborn: NDArray[np.bool_],
    ) -> Ints:  # fmt: skip
        """Give stays that fit to people on their way, in place; the number of the paper for each visit, or 0."""
        paper = np.zeros(len(facility), dtype=np.int64)
        free = (kind == 3) & ~newborn & _PLAIN[condition] & (code != _UNINSURED)
        waiting = []
        for one in self._leavers:
            wait = came - one.left
            fits = (
                free
                & (facility == one.receiver)
                & (wait >= _SOONEST)
                & (wait <= _LATEST)
                & (left - one.left <= _LONGEST)
            )
            places = np.flatnonzero(fits)
            if not len(places) or one.registered == one.receiver:
                waiting.append(one)
                continue
            at = places[0]
            person[at], condition[at], code[at], sender[at], paper[at] = (
                one.person, one.condition, _SENT, one.sender, one.serial
            )  # fmt: skip
            free[at] = False
        oldest = int(left.min(initial=0)) - _LONGEST
        self._leavers = [one for one in waiting if one.left > oldest]
        return paper

    def waiting(self) -> Ints:
        """People on their way, by number."""
        return np.array([one.person for one in self._leavers], dtype=np.int64)

    def leave(self, visits: Visits) -> None:
        """Remember who was sent on."""
        for at in np.flatnonzero((visits.receiver >= 0) & _PLAIN[visits.condition] & ~visits.newborn):
            person = int(visits.person[at])
            self._leavers.append(
                _Leaver(
                    person, int(visits.condition[at]), int(self._registered[person]), int(visits.facility[at]),
                    int(visits.receiver[at]), int(visits.left[at]), int(visits.serial[at]),
                )
            )  # fmt: skip
