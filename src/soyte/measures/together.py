"""Leaves that differ in one disease only are read together: ten indicators of ten diseases cost one question, not ten.

Broken down by disease, each cell is what the condition on that disease alone would give: grain and level are chosen for
each breakdown apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from soyte.measures.cells import Cell, Key
from soyte.measures.dossier_cells import company
from soyte.measures.question import Leaf

COLUMN = "disease"
Cells = dict[Key, Cell]


@dataclass(frozen=True)
class Together:
    """For each leaf that has company the wide one that is read instead; and what was read, which several formulas share.

    `beside` are, for each leaf of dossiers, those that are cut alike; they are read with it.
    """

    wide: Mapping[Leaf, Leaf] = field(default_factory=dict)
    read: dict[tuple[Leaf, object], dict[str, Cells]] = field(default_factory=dict)
    beside: Mapping[Leaf, tuple[Leaf, ...]] = field(default_factory=dict)
    sums: dict[tuple[Leaf, object], Cells] = field(default_factory=dict)

    @staticmethod
    def of(leaves: Iterable[Leaf], area: str) -> Together:
        """Sorted out of all leaves of a question."""
        leaves = list(leaves)
        groups: dict[Leaf, dict[Leaf, str]] = defaultdict(dict)
        for leaf in leaves:
            codes = dict(leaf.conditions).get(COLUMN, ())
            if len(codes) == 1 and COLUMN not in leaf.breakdowns and leaf.measure.aggregate != "distinct":
                groups[_bare(leaf)][leaf] = codes[0]
        found: dict[Leaf, Leaf] = {}
        for bare, several in groups.items():
            if len(several) > 1:
                conditions = tuple(sorted((*bare.conditions, (COLUMN, tuple(sorted(set(several.values())))))))
                wide = replace(bare, conditions=conditions, breakdowns=(*bare.breakdowns, COLUMN))
                found |= dict.fromkeys(several, wide)
        of_dossiers = (feed for leaf in leaves for feed in leaf.feeds(area) if feed.of_dossiers)
        return Together(found, beside=company(of_dossiers))


def _bare(leaf: Leaf) -> Leaf:
    return replace(leaf, conditions=tuple(one for one in leaf.conditions if one[0] != COLUMN))


def parted(cells: Cells) -> dict[str, Cells]:
    """The cells of a wide leaf by disease, each as the narrow leaf would have it."""
    found: dict[str, Cells] = defaultdict(dict)
    for (dataset, unit, codes, bucket), cell in cells.items():
        key = dataset, unit, codes[:-1], bucket
        found[codes[-1]][key] = replace(cell, key=key)
    return found
