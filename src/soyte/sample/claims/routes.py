"""Where people go, and under which code of MA_DOITUONG_KCB they are then treated."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.people import CARDS, People
from soyte.sample.claims.tables import conditions, facilities
from soyte.sample.claims.visits import CODES

LEVELS = np.array([one.level for one in facilities()])
NUMBER = {one.code: number for number, one in enumerate(facilities())}
_NOTE = np.array([one.note for one in conditions()])
_DEPARTMENT = np.array([one.department for one in conditions()])
_PLAIN = np.array([not one.operation and one.note in ("", "chronic", "leave", "dengue") for one in conditions()])
_GENERAL, _MATERNITY, _LUNGS, _PRIVATE = (NUMBER[code] for code in ("99901", "99902", "99903", "99904"))
_CODE = {code: number for number, code in enumerate(CODES)}


def facilities_of(rng: np.random.Generator, people: People, person: Ints, condition: Ints, kind: Ints) -> Ints:
    """Station, district, province or private, by how serious it is and what it needs."""
    home = people.household[person]
    inside = np.isin(kind, (3, 4, 9))
    chance = rng.random(len(person))
    outside_level = np.select([chance < 0.24, chance < 0.66, chance < 0.93], [0, 1, 2], 3)
    inside_level = np.select([chance < 0.46, chance < 0.92], [1, 2], 3)
    level = np.where(inside | ~_PLAIN[condition] & (outside_level == 0), np.maximum(inside_level, 1), outside_level)
    level = np.where(_NOTE[condition] == "hiv", 1, level)
    top = np.select(
        [_DEPARTMENT[condition] == "K12", np.isin(_DEPARTMENT[condition], ("K27", "K18"))],
        [_LUNGS, _MATERNITY],
        _GENERAL,
    )
    level = np.where(np.isin(_NOTE[condition], ("cancer", "tb")), 2, level)
    choices = np.stack([people.homes.station[home], people.homes.centre[home], top, np.full(len(person), _PRIVATE)])
    return choices[level, np.arange(len(person))]


def codes(
    rng: np.random.Generator, facility: Ints, registered: Ints, kind: Ints, newborn: NDArray[np.bool_], card: Ints
) -> tuple[Ints, Ints]:
    """Numbers of `CODES`, and who sent the patient (a facility or −1). `registered` is −1 for a card not yet given out."""
    chance = rng.random(len(facility))
    level = LEVELS[facility]
    stay, inside = np.isin(kind, (3, 9)), np.isin(kind, (3, 4, 9))
    province = level == "province"
    at_home = registered == facility
    found = np.select(
        [
            (card == CARDS.index("")) & ~newborn,
            newborn & province,
            newborn,
            at_home & (chance < np.where(inside, 0.2, 0.03)),
            at_home,
            level == "station",
            kind == 7,
            province & stay,
            province,
            stay,
            kind == 4,
        ],
        [
            _CODE["9"],
            _CODE["2"],
            _CODE["1.7"],
            _CODE["2"],
            _CODE["1.1"],
            _CODE["1.2"],
            _CODE["10"],
            np.select([chance < 0.3, chance < 0.72], [_CODE["1.15"], _CODE["1.3"]], _CODE["2"]),
            np.where(chance < 0.93, _CODE["1.3"], _CODE["2"]),
            np.select(
                [chance < 0.5, chance < 0.72, chance < 0.77], [_CODE["1.15"], _CODE["1.3"], _CODE["3.3"]], _CODE["2"]
            ),
            _CODE["1.3"],
        ],
        default=np.select([chance < 0.7, chance < 0.86], [_CODE["1.12"], _CODE["1.3"]], _CODE["1.5"]),
    )
    sent = np.isin(found, (_CODE["1.3"], _CODE["1.5"]))
    return found, np.where(sent, registered, -1)
