"""Dossiers answer for what they do not hold: where there are some in a period, a code that none of them has is zero.

Only a facility, place or period without any dossier has not reported. So completeness is that of all dossiers, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from soyte.measures.cells import Cell, Key
from soyte.measures.question import Leaf
from soyte.measures.source import SENDER


def answered(leaf: Leaf, found: Mapping[Key, Cell]) -> dict[Key, Cell]:
    """The cells of a leaf of dossiers, with the zeros that they tell.

    Where dossiers count by residence, those of any place answer for all: no facility is bound to one of them.
    """
    at = leaf.breakdowns.index(SENDER) if SENDER in leaf.breakdowns else None
    somewhere = leaf.measure.place == "residence" and at is None
    present: dict[tuple[str, str], dict[int, Cell]] = {}
    for (_, unit, codes, bucket), cell in found.items():
        who = ("" if somewhere else unit, "" if at is None else codes[at])
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
                made[key] = replace(mine, reports=whole.reports, units=whole.units, periods=whole.periods)
    return made
