"""What only the whole text settles: the number style of each kind of unit, and units that neighbours share."""

from __future__ import annotations

from dataclasses import replace

from soyte.quantities import literals
from soyte.quantities.announced import RATED
from soyte.quantities.model import Quantity, Unit, UnitKind


def restyled(found: list[Quantity], text_style: literals.Style) -> list[Quantity]:
    """Read what stays open as the unmistakable numbers of the same kind of unit are written: money may follow another
    habit than counts."""
    habits = {
        kind: literals.document_style(q.digits for q in found if q.unit.kind is kind)
        for kind in (UnitKind.MONEY, UnitKind.MEASURE)
    }
    done: list[Quantity] = []
    for quantity in found:
        style = habits.get(quantity.unit.kind, literals.Style.UNKNOWN)
        if len(quantity.readings) > 1 and style not in (literals.Style.UNKNOWN, text_style):
            chosen, rest = literals.resolve(literals.readings(quantity.digits), quantity.unit.kind, style)
            open_readings = tuple(r.value for r in rest)
            done.append(replace(quantity, value=chosen.value, precision=chosen.precision, readings=open_readings))
        else:
            done.append(quantity)
    return done


def share_units(found: list[Quantity], text: str) -> list[Quantity]:
    """One density may serve two figures: `58 giường bệnh và 13,2 bác sĩ trên một vạn dân`."""
    shared = list(found)
    for k in range(len(shared) - 1):
        one, two = shared[k], shared[k + 1]
        between = text[one.end : two.start].strip(" ,").lower()
        counted = one.unit.kind is UnitKind.COUNT and one.unit.name in RATED
        if two.unit.kind is UnitKind.DENSITY and counted and between in {"và", "", ",", "bệnh và", "bệnh,"}:
            tail = two.unit.name.split("/", 1)[1]
            shared[k] = replace(one, unit=Unit(f"{one.unit.name}/{tail}", UnitKind.DENSITY))
    return shared
