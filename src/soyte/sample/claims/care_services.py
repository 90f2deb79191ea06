"""What is done for a visit: exams, tests, procedures, operations and beds, each with its times inside the stay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.lines import Part, part, repeated
from soyte.sample.claims.routes import LEVELS
from soyte.sample.claims.staff import Staff, doctors, technicians
from soyte.sample.claims.tables import conditions, places_of, services
from soyte.sample.claims.visits import MINUTES, Visits

PLACE = places_of([one.key for one in services()])
GROUP = np.array([one.group for one in services()])
PRICE = np.array([one.price for one in services()])
_MINUTES = np.array([one.minutes for one in services()])
_REPEAT = np.array([int(one.repeat or 0) for one in services()])
_EXAMS = {
    "K18": "kham_nhi", "K27": "kham_san", "K19": "kham_ngoai", "K20": "kham_ngoai", "K23": "kham_ngoai",
    "K24": "kham_ngoai", "K30": "kham_mat", "K28": "kham_tmh", "K29": "kham_rhm",
}  # fmt: skip
_EXAM = np.array([PLACE[_EXAMS.get(one.department, "kham_noi")] for one in conditions()])
_NOTE = np.array([one.note for one in conditions()])
_ICD = np.array([one.icd for one in conditions()])
_INDEX = {code: number for number, code in enumerate(dict.fromkeys(one.department for one in conditions()))}
DEPARTMENTS = (*_INDEX, "K02")
"""Departments by number; the last one is the emergency ward."""
DEPARTMENT = np.array([_INDEX[one.department] for one in conditions()])
_BED_PRICE = {"province": 378_900, "private": 348_000, "district": 328_400, "station": 60_000}
BED_PRICE = np.array([_BED_PRICE[level] for level in LEVELS])


def _matrix(keys: list[list[str]]) -> Ints:
    width = max(len(row) for row in keys)
    return np.array([[PLACE[key] for key in row] + [-1] * (width - len(row)) for row in keys])


_TESTS = _matrix([one.tests.split() for one in conditions()])
_OPERATION = np.array([PLACE.get(one.operation, -1) for one in conditions()])


def exams(visits: Visits) -> list[Part]:
    """The first in full, a second one by another department for 30 %."""
    made: list[Part] = []
    station = LEVELS[visits.facility] == "station"
    first = np.where(station, PLACE["kham_tram"], _EXAM[visits.condition])
    other = np.where(first == PLACE["kham_noi"], PLACE["kham_ngoai"], PLACE["kham_noi"])
    for number, item in enumerate((first, other)):
        here = np.flatnonzero(visits.exams > number)
        start = visits.came[here] + 4 + 9 * number
        doctor = doctors(visits.facility[here], visits.serial[here] + number)
        made.append(
            part(visit=here, item=item[here], group=13, price=PRICE[item[here]], rate_service=30 if number else 100,
                 ordered=start - 2, done=start, ended=start + 7, doctor=doctor, performer=doctor)
        )  # fmt: skip
    return made


def tests(rng: np.random.Generator, visits: Visits, staff: Staff) -> list[Part]:
    """Laboratory, imaging and functional tests: on the first day, and again during a long stay."""
    grid = _TESTS[visits.condition]
    inside = visits.inpatient
    wanted = (
        rng.random(grid.shape) < np.select([inside, visits.kind == 8, visits.kind == 1], [0.97, 0.85, 0.5], 0)[:, None]
    )
    wanted[:, 0] |= inside | (visits.kind == 8)
    wanted &= (grid >= 0) & (LEVELS[visits.facility] != "station")[:, None]
    picture = np.isin(GROUP[np.maximum(grid, 0)], (2, 3)) & wanted
    slot = np.cumsum(picture, axis=1) - 1
    visit, place = np.nonzero(wanted)
    item, slot = grid[visit, place], slot[visit, place]
    again = np.where(
        (visits.kind[visit] == 3) & (_REPEAT[item] > 0), (visits.nights[visit] - 1) // np.maximum(_REPEAT[item], 1), 0
    )
    which, turn = repeated(1 + np.maximum(again, 0))
    visit, item, slot, place = visit[which], item[which], slot[which], place[which]
    midnight = visits.came[visit] // MINUTES * MINUTES
    base = np.where(turn == 0, visits.came[visit] + 18, midnight + turn * _REPEAT[item] * MINUTES + 390)
    scan = np.isin(GROUP[item], (2, 3))
    done = base + np.where(scan, 12 + 36 * slot, 7 + place)
    ended = done + _MINUTES[item] + rng.integers(0, 4, len(item))
    performer = technicians(visits.serial[visit])
    performer[scan] = staff.performers(visits.facility[visit[scan]], done[scan] // MINUTES)
    return [
        part(visit=visit, item=item, group=GROUP[item], price=PRICE[item], ordered=base, done=done, ended=ended,
             ward=(inside[visit] & (turn > 0)).astype(np.int64), performer=performer,
             doctor=doctors(visits.facility[visit], visits.serial[visit]))
    ]  # fmt: skip


def procedures(rng: np.random.Generator, visits: Visits, staff: Staff) -> list[Part]:
    """Small ones: every day on a ward or in rehabilitation, once for teeth."""
    note, icd, chance = _NOTE[visits.condition], _ICD[visits.condition], rng.random(len(visits))
    stay, course = visits.kind == 3, visits.kind == 2
    rehab = (note == "rehab") & (stay | course)
    tooth = (note == "dental") & (visits.kind == 1) & (chance < 0.5) & (LEVELS[visits.facility] != "station")
    breath = np.char.startswith(icd, "J") & stay
    dressing = visits.operated & stay & (note != "birth")
    plans = (("hongngoai", rehab, 0), ("dienxung", rehab, 1), ("khidung", breath, 0), ("thaybang", dressing, 0),
             ("tiemtm", stay & ~rehab & (chance < 0.5), 1), ("truyen", stay & ~rehab & (chance < 0.35), 2))  # fmt: skip
    made = []
    for key, who, slot in plans:
        first = np.where(course, 0, 1)
        here = np.flatnonzero(who)
        which, turn = repeated(np.maximum(visits.nights[here] + course[here] - first[here], 0))
        visit = here[which]
        day = turn + first[visit]
        midnight = visits.came[visit] // MINUTES * MINUTES + day * MINUTES
        done = np.where(day == 0, visits.came[visit] + 60, midnight + 500) + 42 * slot
        made.append(_procedure(visits, staff, visit, key, done + ~course[visit] * 45))
    here = np.flatnonzero(tooth)
    made.append(_procedure(visits, staff, here, "nhorang", visits.came[here] + 40))
    return made


def operations(visits: Visits, staff: Staff) -> list[Part]:
    """On the first day if it can be ended before midnight, else on the next morning."""
    here = np.flatnonzero(visits.operated)
    came, ward = visits.came[here], visits.ward[here]
    early = np.where(ward >= 0, np.maximum(ward + 90, came + 150), came + 100)
    late = (early % MINUTES > 1350) | (early // MINUTES > came // MINUTES)
    done = np.where(late, (came // MINUTES + 1) * MINUTES + 485, early)
    item = _OPERATION[visits.condition[here]]
    performer = staff.performers(visits.facility[here], done // MINUTES)
    return [
        part(visit=here, item=item, group=GROUP[item], price=PRICE[item], ordered=done - 10, done=done,
             ended=done + _MINUTES[item], ward=(ward >= 0).astype(np.int64), performer=performer, doctor=performer)
    ]  # fmt: skip


def beds(visits: Visits, staff: Staff, extra: NDArray[np.bool_], rng: np.random.Generator) -> list[Part]:
    """One line a bed: days of the stay, one more if it ended badly or elsewhere (`extra`); some begin in the emergency ward."""
    nights = visits.nights
    days = np.where(nights == 0, 1, nights + extra)
    moved = (
        (visits.kind == 3) & (nights >= 3) & ~extra & (visits.came % MINUTES < 640) & (rng.random(len(visits)) < 0.3)
    )
    change = (visits.came // MINUTES + 1) * MINUTES + 1200
    emergency = len(DEPARTMENTS) - 1
    made = []
    for which, quantity, start, end, first in (
        (moved, np.full(len(visits), 1500), visits.ward, change, True),
        (moved, days * 1000 - 1500, change, visits.left, False),
        (np.isin(visits.kind, (3, 4)) & ~moved, days * 1000, visits.ward, visits.left, False),
    ):
        here = np.flatnonzero(which)
        department = np.full(len(here), emergency) if first else DEPARTMENT[visits.condition[here]]
        number = staff.beds(visits.facility[here], department)
        price = BED_PRICE[visits.facility[here]]
        made.append(
            part(visit=here, what=2, item=department, group=np.where(visits.kind[here] == 4, 14, 15), quantity=quantity[here],
                 price=price, ordered=start[here], done=start[here], ended=end[here], ward=2 if first else 1, number=number,
                 doctor=doctors(visits.facility[here], visits.serial[here]))
        )  # fmt: skip
    return made


def _procedure(visits: Visits, staff: Staff, visit: Ints, key: str, done: Ints) -> Part:
    item = np.full(len(visit), PLACE[key])
    performer = staff.performers(visits.facility[visit], done // MINUTES)
    return part(visit=visit, item=item, group=GROUP[item], price=PRICE[item], ordered=done - 8, done=done,
                ended=done + _MINUTES[item], ward=visits.inpatient[visit].astype(np.int64), performer=performer,
                doctor=performer)  # fmt: skip
