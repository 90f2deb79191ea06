"""What only the whole text settles: the number style of each kind of unit, and units that neighbours share."""

from __future__ import annotations

from dataclasses import replace

from soyte.quantities import literals
from soyte.quantities.announced import RATED
from soyte.quantities.model import Quantity, Unit, UnitKind


def restyled(found: list[Quantity], text_style: literals.Style) -> list[Quantity]:
    """Read what stays open as the unmistakable numbers of the same kind of unit are written: money may follow another
    habit than counts. Where the whole text has none, `12.480 lượt` shows the habit: a count has no fraction."""
    habits = {
        kind: literals.document_style(q.digits for q in found if q.unit.kind is kind)
        for kind in (UnitKind.MONEY, UnitKind.MEASURE)
    }
    general = _habit(found) if text_style is literals.Style.UNKNOWN else text_style
    done: list[Quantity] = []
    for quantity in found:
        style = habits.get(quantity.unit.kind, literals.Style.UNKNOWN)
        if style is literals.Style.UNKNOWN:
            style = general
        if len(quantity.readings) > 1 and style not in (literals.Style.UNKNOWN, text_style):
            done.append(_reread(quantity, style))
        else:
            done.append(quantity)
    return done


def _habit(found: list[Quantity]) -> literals.Style:
    spoken = [
        literal.style
        for quantity in found
        if len(quantity.readings) == 1
        for literal in literals.readings(quantity.digits)
        if (literal.value, literal.precision) == (abs(quantity.value), quantity.precision)
    ]
    vietnamese, english = spoken.count(literals.Style.VIETNAMESE), spoken.count(literals.Style.ENGLISH)
    if vietnamese == english:
        return literals.Style.UNKNOWN
    return literals.Style.VIETNAMESE if vietnamese > english else literals.Style.ENGLISH


def _reread(quantity: Quantity, style: literals.Style) -> Quantity:
    found = literals.readings(quantity.digits)
    scale = max(map(abs, quantity.readings)) / max(literal.value for literal in found)
    kind = UnitKind.MEASURE if quantity.unit.kind is UnitKind.COUNT else quantity.unit.kind
    chosen, rest = literals.resolve(found, kind, style)
    return replace(
        quantity,
        value=literals.scaled(chosen.value, scale.copy_sign(quantity.value)),
        precision=literals.scaled(chosen.precision, scale),
        readings=tuple(literals.scaled(literal.value, scale.copy_sign(quantity.value)) for literal in rest),
    )


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
