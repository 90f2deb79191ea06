"""Dossiers answer for what they do not hold: where there are some in a period, a code that none of them has is zero.

Only a facility, place or period without any dossier has not reported. So completeness is that of all dossiers, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from soyte.ledger.ledger import Ledger
from soyte.measures.cells import Cell, Key
from soyte.measures.question import Leaf, Scope
from soyte.measures.reallocate import Recasting
from soyte.measures.source import SENDER

if TYPE_CHECKING:
    from soyte.measures.compute import Asker


def answered(leaf: Leaf, found: Mapping[Key, Cell], sent: Mapping[Key, Cell]) -> dict[Key, Cell]:
    """The cells of a leaf of dossiers, with the zeros that they tell; `sent` are the cells of all dossiers (`who_sent`).

    Where dossiers count by residence, those of any place answer for all: no facility is bound to one of them.
    """
    at = leaf.breakdowns.index(SENDER) if SENDER in leaf.breakdowns else None
    somewhere = leaf.measure.place == "residence" and at is None
    present: dict[tuple[str, str], dict[int, Cell]] = {}
    for (_, unit, codes, bucket), cell in sent.items():
        who = ("" if somewhere else unit, "".join(codes))  # the facility, where there is one
        fullest = present.setdefault(who, {})
        if bucket not in fullest or (cell.periods, cell.units) > (fullest[bucket].periods, fullest[bucket].units):
            fullest[bucket] = cell
    made: dict[Key, Cell] = {}
    for dataset, unit, codes in {key[:3] for key in found}:
        for bucket, whole in present["" if somewhere else unit, "" if at is None else codes[at]].items():
            key = dataset, unit, codes, bucket
            mine = found.get(key)
            if mine is None:
                counts = {name: int(name == "n_reported") for name in whole.counts}
                made[key] = replace(whole, key=key, value=Decimal(0), counts=counts)
            else:
                made[key] = Cell(
                    *(key, mine.grain, mine.level, mine.inside, mine.value, mine.counts),
                    *(whole.reports, whole.units, whole.periods, whole.first, mine.left_out, mine.divided),
                )
    return made


# Who sent dossiers after an act, for the last act that was asked about and the scopes that were.
_known: WeakKeyDictionary[Ledger, tuple[str, dict[tuple[object, ...], Mapping[Key, Cell]]]] = WeakKeyDictionary()
_MOST_KEPT = 64


def who_sent(asker: Asker, leaf: Leaf, scope: Scope) -> Mapping[Key, Cell]:
    """The cells of all dossiers, of whatever kind, of those whom a leaf asks. Many questions ask the same.

    Who sends is the facility; but a roll-up by residence does not know which.
    """
    measure = leaf.measure.model_copy(update={"where": None, "aggregate": "count", "of": "row_key"})
    conditions = tuple(one for one in leaf.conditions if one[0] == SENDER)
    everybody = replace(leaf, measure=measure, conditions=conditions, breakdowns=_sender_of(leaf))
    place, recast = measure.place, scope.recast
    asked = (
        place,
        conditions,
        everybody.breakdowns,
        scope.place,
        scope.level,
        scope.buckets,
        recast and recast.day,
        asker.use,
    )
    chain, known = _known.get(asker.ledger, ("", {}))
    if asker.places is not None or chain != asker.view.state.chain or len(known) >= _MOST_KEPT:
        chain, known = asker.view.state.chain, {}
    if asked not in known:
        reader = Recasting(asker.reader, recast) if recast else asker.reader
        known[asked] = reader.cells(everybody, scope, SENDER if place == "place" else "place")
    if asker.places is None:  # places of somebody's own are not those of the installation
        _known[asker.ledger] = chain, known
    return known[asked]


def _sender_of(leaf: Leaf) -> tuple[str, ...]:
    return (SENDER,) if SENDER in leaf.breakdowns else ()
