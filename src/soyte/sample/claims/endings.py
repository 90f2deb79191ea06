"""How visits end: the result of care, the way of leaving, and who takes over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.routes import LEVELS, NUMBER
from soyte.sample.claims.tables import conditions, facilities
from soyte.sample.claims.visits import CODES

_NOTE = np.array([one.note for one in conditions()])
_STATION_CENTRE = {"991": "99911", "992": "99912", "993": "99913"}
_NEXT = np.array(
    [
        NUMBER[_STATION_CENTRE[one.area]]
        if one.level == "station"
        else NUMBER["99901"]
        if one.level != "province"
        else -1
        for one in facilities()
    ]
)
_UNINSURED = CODES.index("9")


@dataclass(frozen=True)
class Endings:
    """KET_QUA_DTRI, MA_LOAI_RV, the facility that takes over (−1: none); `stays_near`: went home alive, may come again."""

    result: Ints
    leaving: Ints
    receiver: Ints
    stays_near: NDArray[np.bool_]


def endings(
    rng: np.random.Generator,
    condition: Ints,
    kind: Ints,
    level: NDArray[np.str_],
    facility: Ints,
    code: Ints,
    sender: Ints,
    may_die: NDArray[np.bool_],
) -> Endings:
    """Who was sent by another facility goes home with an appointment; who is not in danger is never sent on from above."""
    count = len(condition)
    chance, way = rng.random(count), rng.random(count)
    stay = kind == 3
    mild = np.isin(_NOTE[condition], ("birth", "leave"))
    inside = np.select(
        [mild, chance < 0.44, chance < 0.95, chance < 0.97, chance < 0.985, chance < 0.993], [1, 1, 2, 3, 4, 5], 6
    )
    outside = np.select([chance < 0.1, chance < 0.97], [1, 2], 3)
    result = np.where(stay, inside, outside)
    result = np.where(((sender >= 0) & (result > 3)) | (~may_die & (result == 5)), 2, result)
    onward = (level != "province") & (sender < 0) & ~mild & np.isin(kind, (1, 3)) & (code != _UNINSURED)
    moved = onward & ((result == 4) | (np.isin(result, (2, 3)) & (way < np.where(stay, 0.025, 0.02))))
    wished = moved & (result != 4) & (way < 0.003)
    leaving = np.select(
        [
            wished,
            moved,
            np.isin(result, (4, 6)),
            stay & (sender < 0) & (result == 2) & (way > 0.985),
            stay & (sender < 0) & (result == 2) & (way > 0.98),
        ],
        [5, 2, 4, 4, 3],
        1,
    )
    receiver = np.where(np.isin(leaving, (2, 5)), _NEXT[facility], -1)
    near = (leaving == 1) & (result < 4)
    return Endings(
        result, leaving, receiver, near & np.isin(LEVELS[facility], ("province", "private", "district", "station"))
    )
