"""Who works: every facility has doctors who order, technicians, and performers who are booked for one procedure a day, so
that nobody is ever in two places at once. Beds are given out in turn."""

from __future__ import annotations

import numpy as np

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.tables import facilities

_DOCTORS = np.array([{"province": 60, "private": 24, "district": 30, "station": 2}[one.level] for one in facilities()])
TECHNICIANS, PERFORMERS = 500, 1000
BEDS = 1998
MARGIN = 60  # days before the first discharge on which somebody may already have been booked
DEPARTMENTS = 60


class Staff:
    """Bookings by facility and day, and the last bed given out by facility and department; they go on over batches."""

    def __init__(self, first_day: int, days: int) -> None:
        self._origin = first_day - MARGIN
        self._booked = np.zeros((len(facilities()), days + 2 * MARGIN), dtype=np.int64)
        self._beds = np.zeros((len(facilities()), DEPARTMENTS), dtype=np.int64)

    def performers(self, facility: Ints, day: Ints) -> Ints:
        """Somebody who does nothing else on that day, for each procedure."""
        return PERFORMERS + _turns(self._booked, facility, day - self._origin)

    def beds(self, facility: Ints, department: Ints) -> Ints:
        """The next bed of each department: 0 to 1997."""
        return _turns(self._beds, facility, department) % BEDS


def doctors(facility: Ints, serial: Ints) -> Ints:
    """The doctor of a visit."""
    return np.asarray(serial % _DOCTORS[facility] + 1)


def technicians(number: Ints) -> Ints:
    """A technician of the laboratory."""
    return TECHNICIANS + number % 6


def _turns(counters: Ints, row: Ints, column: Ints) -> Ints:
    """Counts on in each cell: how often it was asked for before."""
    cell = row * counters.shape[1] + column
    order = np.argsort(cell, kind="stable")
    sorted_cell = cell[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_cell[1:] != sorted_cell[:-1]])) if len(cell) else order
    counts = np.diff(np.concatenate([starts, [len(cell)]]))
    turn = np.empty(len(cell), dtype=np.int64)
    turn[order] = np.arange(len(cell)) - np.repeat(starts, counts)
    flat = counters.reshape(-1)
    turn += flat[cell]
    np.add.at(flat, cell, 1)
    return turn
