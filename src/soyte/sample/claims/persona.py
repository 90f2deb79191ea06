"""Who a visit is about, in text: names, numbers, cards, addresses. All numbers begin with the invented 99."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.sample.claims.days import numbered
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.names import HAMLETS
from soyte.sample.claims.people import CARDS, People
from soyte.sample.claims.tables import facilities
from soyte.sample.claims.visits import CODES, MINUTES, Visits
from soyte.sample.claims.writing import Column, chosen, day, join, number, padded, pick
from soyte.sample.counts.world import REFORM

CODE = pa.array([one.code for one in facilities()])
_JOBS = np.array(["61", "23", "83", "51", "71", "91", "34"])


@dataclass(frozen=True)
class Persona:
    """One text for each visit. `card` is empty without insurance; `age` in whole years at arrival."""

    key: Column
    patient: Column
    name: Column
    citizen: Column
    birth: Column
    sex: Column
    sexes: Ints
    ethnicity: Column
    job: Column
    address: Column
    commune: Column
    district: Column
    card: Column
    social: Column
    registered: Column
    card_from: Column
    card_to: Column
    father: Column
    mother: Column
    phone: Column
    age: Ints
    kinds: Ints
    exempt: Ints
    two_cards: Ints


def kinds_of_cards(people: People, visits: Visits) -> tuple[Ints, Ints]:
    """The kind of card at arrival (a number of `CARDS`), and the age in years."""
    came = visits.came // MINUTES
    age = np.where(visits.newborn, 0, (came - people.birth[visits.person]) / 365.25).astype(np.int64)
    kind = people.card[visits.person]
    kind = np.where((kind != CARDS.index("")) & (age < 6), CARDS.index("TE1"), kind)
    kind = np.where((kind == CARDS.index("TE1")) & (age >= 6), CARDS.index("HS4"), kind)
    kind = np.where((kind == CARDS.index("HS4")) & (age > 24), CARDS.index("GD4"), kind)
    kind = np.where(visits.newborn, CARDS.index("TE1"), kind)
    return np.where(visits.code == CODES.index("9"), CARDS.index(""), kind), age


def persona(people: People, visits: Visits) -> Persona:
    """Texts of all visits of a batch."""
    person, baby = visits.person, visits.newborn
    homes, home = people.homes, people.household[person]
    kind, age = kinds_of_cards(people, visits)
    came, left = visits.came // MINUTES, visits.left // MINUTES
    name = pa.array(np.char.upper(people.name[person]))
    sexes = np.where(baby, 1 + visits.serial % 2, people.sex[person])
    born = np.where(baby, came - 1 - visits.serial % 3, people.birth[person])
    clock = padded(np.where(baby, (visits.serial * 37) % 1440 // 60 * 100 + visits.serial % 60, 0), 4)
    social = join("99", padded(person + baby * 50_000_000, 8))
    year = _new_year(came)
    renewed = np.isin(visits.kind, (2, 3)) & (_new_year(left) > year) & (kind != CARDS.index("")) & ~baby
    first, last = np.where(baby, came, year), np.where(baby, left, _new_year(year + 400) - 1)
    insured = kind != CARDS.index("")
    card = chosen(insured, join(pick(CARDS, 0, kind), "99", social))
    registered = chosen(insured, chosen(baby, "99000", CODE.take(pa.array(people.registered[person]))))
    new = came >= numbered(REFORM)
    after = join(pick(homes.address(True), 0, homes.new[home]))
    before = join(pick(homes.address(False), 0, homes.old[home]))
    codes_new, codes_old = ([unit.code for unit in some] for some in (homes.new_communes, homes.old_communes))
    districts = [str(unit.parent) for unit in homes.old_communes]
    father, mother = _parent(people, visits, people.father), _parent(people, visits, people.mother)
    return Persona(
        key=join(CODE.take(pa.array(visits.facility)), ".", pc.utf8_slice_codeunits(day(left), 2, 4), padded(visits.serial, 8)),
        patient=join("SM", padded(person, 7), chosen(baby, "C")),
        name=chosen(baby, join("CON BÀ ", name), name),
        citizen=chosen(baby, "", _citizen(people, person)),
        birth=join(day(born), clock),
        sex=number(sexes),
        sexes=sexes,
        ethnicity=padded(people.ethnicity[person], 2),
        job=chosen((age < 18) | baby, "00", pa.array(_JOBS[person % len(_JOBS)])),
        address=join("Số ", number(person % 190 + 1), ", ", pick(HAMLETS, 0, homes.hamlet[home]), ", ", chosen(new, after, before)),
        commune=chosen(new, pick(codes_new, 0, homes.new[home]), pick(codes_old, 0, homes.old[home])),
        district=chosen(new, "", pick(districts, 0, homes.old[home])),
        card=_twice(card, card, renewed),
        social=social,
        registered=_twice(registered, registered, renewed),
        card_from=chosen(insured, _twice(day(first), day(_new_year(year + 400)), renewed)),
        card_to=chosen(insured, _twice(day(last), day(_new_year(_new_year(year + 400) + 400) - 1), renewed)),
        father=father,
        mother=mother,
        phone=join("0099", padded(person, 7)),
        age=age,
        kinds=kind,
        exempt=((person % 97 == 0) & insured & (age > 20)).astype(np.int64),
        two_cards=renewed.astype(np.int64),
    )  # fmt: skip


def _citizen(people: People, person: Ints) -> Column:
    """Twelve digits under the province number 099, or 098 and 097 for the next millions: none of them exists."""
    year = people.birth[person].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    century = np.where(year >= 2000, 2, 0) + people.sex[person] - 1
    province = number(99 - person // 1_000_000)
    return join("0", province, number(century), padded(year % 100, 2), padded(person % 1_000_000, 6))


def _parent(people: People, visits: Visits, of: Ints) -> Column:
    """The name of a parent; a newborn's mother is the person of the visit herself, the father lives with her."""
    person = of[visits.person]
    couples = len(people.homes.old)  # the woman and the man of household n are people n and couples + n
    beside = np.where(visits.person < couples, visits.person + couples, -1)
    person = np.where(visits.newborn, visits.person if of is people.mother else beside, person)
    return chosen(person >= 0, pa.array(np.char.upper(people.name[np.maximum(person, 0)])))


def _new_year(days: Ints) -> Ints:
    """The first day of the year of each day."""
    years = days.astype("datetime64[D]").astype("datetime64[Y]")
    return np.asarray(years.astype("datetime64[D]").astype(np.int64))


def _twice(one: Column, other: Column, both: Ints) -> Column:
    return pc.if_else(pa.array(both), join(one, ";", other), one)
