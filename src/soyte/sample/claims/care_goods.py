"""What is used for a visit: supplies on the ward and in operations; drugs by prescription, on the ward, or with a scan."""

from __future__ import annotations

import numpy as np

from soyte.sample.claims.care_services import PLACE as SERVICE
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.lines import Lines, Part, part, repeated
from soyte.sample.claims.staff import doctors
from soyte.sample.claims.tables import conditions, drugs, places_of, supplies
from soyte.sample.claims.visits import CODES, MINUTES, Visits

_SUPPLY = places_of([one.key for one in supplies()])
_SUPPLY_PRICE = np.array([one.price for one in supplies()])
CEILING = np.array([int(one.ceiling or -1) for one in supplies()])
_DAILY = np.array([number for number, one in enumerate(supplies()) if one.use == "day"])
_DAILY_LINES = 5
_FOR_OPERATION = {
    "47.01": "chi dao troca", "79.02": "gac bang", "79.36": "chi dao nep ongthong", "55.04": "dao ongthong",
    "86.59": "chi gac", "73.59": "chi gang", "74.1": "chi dao gang",
}  # fmt: skip

_DRUG = places_of([one.key for one in drugs()])
PRICE = np.array([one.price for one in drugs()])
DOSE = np.array([one.dose for one in drugs()])
TIMES = np.array([one.times for one in drugs()])
_SHARE = np.array([one.share for one in drugs()])
_AT_HOME = np.array([one.use == "oral" for one in drugs()])
_ARV, _CONTRAST = _DRUG["arv"], _DRUG["cont"]
_COMMON = ("nacl", "dext", "vitb", "ome", "cal", "dexa", "pcl")
_WARD_LINES = 8
_UNINSURED = CODES.index("9")


def _regimens() -> Ints:
    """Drugs of a day on the ward by condition: its own, filled up with common ones of other substances."""
    rows = []
    for one in conditions():
        keys = [key for key in one.drugs.split() if key != "arv"]
        have = {drugs()[_DRUG[key]].code for key in keys}
        keys += [key for key in _COMMON if drugs()[_DRUG[key]].code not in have]
        rows.append([_DRUG[key] for key in keys[:_WARD_LINES]])
    return np.array(rows)


def _prescriptions() -> Ints:
    rows = [[_DRUG[key] for key in one.drugs.split() if _AT_HOME[_DRUG[key]]] for one in conditions()]
    width = max(map(len, rows))
    return np.array([row + [-1] * (width - len(row)) for row in rows])


_REGIMEN, _PRESCRIPTION = _regimens(), _prescriptions()


def supplies_used(visits: Visits, done: Lines) -> list[Part]:
    """Some every day on the ward, in turn; those of an operation on its day and for its service."""
    here = np.flatnonzero(np.isin(visits.kind, (3, 4, 9)))
    which, turn = repeated(np.maximum(visits.nights[here], 1) * _DAILY_LINES)
    visit, day = here[which], turn // _DAILY_LINES
    item = _DAILY[(visits.serial[visit] * 3 + turn) % len(_DAILY)]
    ordered = _morning(visits, visit, day, 10, 450)
    doctor = doctors(visits.facility[visit], visits.serial[visit])
    made: list[Part] = [
        part(visit=visit, what=1, item=item, group=10, price=_SUPPLY_PRICE[item], ordered=ordered, done=ordered + 5, ward=1,
             doctor=doctor, quantity=1000 * (1 + (visits.serial[visit] + turn) % 4))
    ]  # fmt: skip
    for key, used in _FOR_OPERATION.items():
        lines = np.flatnonzero((done.what == 0) & (done.item == SERVICE[key]))
        for name in used.split():
            number = _SUPPLY[name]
            ceiling = CEILING[number]
            price = int(_SUPPLY_PRICE[number])
            made.append(
                part(visit=done.visit[lines], what=1, item=np.full(len(lines), number), group=10, price=price,
                     price_fund=min(price, ceiling) if ceiling >= 0 else price, ordered=done.ordered[lines],
                     done=done.done[lines], ward=done.ward[lines], doctor=done.doctor[lines], serves=SERVICE[key])
            )  # fmt: skip
    return made


def drugs_used(rng: np.random.Generator, visits: Visits, done: Lines) -> list[Part]:
    """On the ward each drug of the day is a line; at home a line lasts for all days."""
    here = np.flatnonzero(visits.inpatient)
    which, turn = repeated(np.maximum(visits.nights[here], 1) * _WARD_LINES)
    visit, place = here[which], turn % _WARD_LINES
    item = _REGIMEN[visits.condition[visit], place]
    ordered = _morning(visits, visit, turn // _WARD_LINES, 30, 460) + place
    ward: Part = part(visit=visit, what=3, item=item, group=4, quantity=1000 * DOSE[item] * TIMES[item], price=PRICE[item],
                      rate_fund=_SHARE[item], ordered=ordered, done=ordered + 25, ward=1, number=1,
                      doctor=doctors(visits.facility[visit], visits.serial[visit]))  # fmt: skip
    grid = _PRESCRIPTION[visits.condition]
    visit, place = np.nonzero((grid >= 0) & ~visits.inpatient[:, None])
    item = grid[visit, place]
    own = (rng.random(len(item)) < 0.012) | (item == _ARV)
    home: Part = part(visit=visit, what=3, item=item, group=4, quantity=1000 * DOSE[item] * TIMES[item] * visits.days[visit],
                      price=PRICE[item], rate_fund=np.where(own, 0, _SHARE[item]), scope=np.where(own, 2, 1),
                      ordered=visits.left[visit] - 12 + place, number=visits.days[visit],
                      doctor=doctors(visits.facility[visit], visits.serial[visit]))  # fmt: skip
    scans = np.flatnonzero((done.what == 0) & (done.item == SERVICE["ct_nguc"]))
    contrast: Part = part(visit=done.visit[scans], what=3, item=np.full(len(scans), _CONTRAST), group=4,
                          price=int(PRICE[_CONTRAST]), ordered=done.ordered[scans], done=done.done[scans],
                          ward=visits.inpatient[done.visit[scans]].astype(np.int64), doctor=done.doctor[scans],
                          serves=SERVICE["ct_nguc"], number=1)  # fmt: skip
    return [ward, home, contrast]


def uninsured(visits: Visits, own: Part) -> Part:
    """Whoever has no card pays everything."""
    visit = np.asarray(own["visit"])
    none = visits.code[visit] == _UNINSURED
    scope, rate = own.get("scope", 1), own.get("rate_fund", 100)
    return {**own, "scope": np.where(none, 2, scope), "rate_fund": np.where(none, 0, rate)}


def _morning(visits: Visits, visit: Ints, day: Ints, after: int, minute: int) -> Ints:
    midnight = visits.came[visit] // MINUTES * MINUTES
    return np.asarray(np.where(day == 0, visits.ward[visit] + after, midnight + day * MINUTES + minute))
