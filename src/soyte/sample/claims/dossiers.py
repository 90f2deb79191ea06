"""From visits to the tables of their dossiers, for a whole batch at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soyte.sample.claims import care_goods, care_services, money, xml_course, xml_family, xml_papers, xml_programmes
from soyte.sample.claims.blocks import Block
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.lines import Lines, joined
from soyte.sample.claims.people import People
from soyte.sample.claims.persona import persona
from soyte.sample.claims.routes import LEVELS
from soyte.sample.claims.staff import Staff
from soyte.sample.claims.visits import Visits
from soyte.sample.claims.xml_cost import order_of_rows, xml2, xml3
from soyte.sample.claims.xml_visit import sums, xml1


@dataclass(frozen=True)
class Dossiers:
    """The tables of a batch, XML1 first; check-ins apart; sums of XML1 by field in hundredths of a đồng."""

    visits: Visits
    blocks: tuple[Block, ...]
    arrivals: Block
    sums: dict[str, Ints]


def lines_of(rng: np.random.Generator, visits: Visits, staff: Staff) -> Lines:
    """Everything that costs something."""
    extra = np.isin(visits.result, (3, 4, 5, 6)) | np.isin(visits.leaving, (2, 3, 4))
    parts = [
        *care_services.exams(visits),
        *care_services.tests(rng, visits, staff),
        *care_services.procedures(rng, visits, staff),
        *care_services.operations(visits, staff),
        *care_services.beds(visits, staff, extra, rng),
    ]
    done = joined(parts)
    parts += care_goods.supplies_used(visits, done)
    parts += care_goods.drugs_used(rng, visits, done)
    return joined([care_goods.uninsured(visits, one) for one in parts])


def dossiers_of(rng: np.random.Generator, people: People, visits: Visits, staff: Staff) -> Dossiers:
    """All tables of a batch of visits."""
    lines = lines_of(rng, visits, staff)
    who = persona(people, visits)
    _, insured = money.cost(lines)
    level = money.levels(visits, money.by_visit(insured, lines, len(visits)), who.kinds, who.exempt)
    amounts = money.split(lines, level[lines.visit])
    direct = amounts.fund * (LEVELS[visits.facility[lines.visit]] != "station")
    by_field = sums(lines, amounts, len(visits))
    by_direct = money.by_visit(direct, lines, len(visits))
    first = xml1(visits, who, lines, by_field, by_direct)
    one = first.columns
    drug_rows, other_rows = order_of_rows(lines)
    blocks = (
        first,
        xml2(visits, who, lines, amounts, drug_rows),
        xml3(visits, who, lines, amounts, other_rows),
        xml_course.xml4(rng, visits, who, lines),
        xml_course.xml5(rng, visits, who),
        xml_programmes.xml6(visits, one),
        xml_papers.xml7(visits, who, one),
        xml_papers.xml8(visits, who, one),
        xml_family.xml9(people, visits, who, one, lines),
        xml_family.xml10(visits, one),
        xml_family.xml11(visits, who, one),
        xml_papers.xml13(visits, one),
        xml_papers.xml14(visits, one),
        xml_programmes.xml15(visits, one),
    )
    arrivals = xml_programmes.xml0(visits, who, one, lines)
    return Dossiers(
        visits, tuple(block for block in blocks if len(block)), arrivals, {**by_field, "T_BHTT_GDV": by_direct}
    )
