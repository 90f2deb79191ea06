"""When people come and leave: by kind of care, so that every length is clearly on one side of four and of 24 hours."""

from __future__ import annotations

import numpy as np

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.visits import MINUTES

LONGEST = 18  # nights


def times(rng: np.random.Generator, day: Ints, kind: Ints, stay: Ints, chronic: Ints) -> tuple[Ints, Ints, Ints]:
    """Minutes of coming, of entering the ward (−1: none) and of leaving, for visits that end on a day.

    `stay` is the usual number of nights of the condition; `chronic` 1 for those who only fetch drugs.
    """
    count = len(day)

    def between(low: int, high: int) -> Ints:
        return rng.integers(low, high, count)

    nights = np.clip(rng.poisson(np.maximum(stay - 1, 0)) + 1, 1, LONGEST)
    nights = np.where(rng.random(count) < 0.04, 0, nights)
    same = kind == 3
    nights = np.select([same, kind == 2], [nights, np.clip(nights, 2, 9)], default=0)
    came = np.select(
        [kind == 9, kind == 4, kind == 2, same & (nights == 0), same & (nights == 1), same],
        [
            between(420, 840),
            between(420, 480),
            between(450, 600),
            between(360, 510),
            between(390, 600),
            between(40, 1230),
        ],
        default=np.minimum(between(400, 930), between(400, 1100)),
    )
    wait = np.where(kind == 9, between(12, 22), between(20, 85))
    wait = np.where((nights == 0) & same, wait % 55 + 5, wait)
    out = np.select(
        [kind == 4, kind == 2, same & (nights < 2), same],
        [between(930, 1010), between(640, 690), between(960, 1040), between(490, 1000)],
        default=0,
    )
    first = (day - nights) * MINUTES + came
    stays_short = np.where(kind == 9, between(140, 205), np.where(chronic == 1, between(40, 90), between(175, 225)))
    left = np.where(out > 0, day * MINUTES + out, first + stays_short)
    ward = np.where(np.isin(kind, (3, 4, 9)), first + wait, -1)
    return first, ward, left
