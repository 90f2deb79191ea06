"""What was written: counts and sums that a load can be held against, for each file and in all."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from soyte.sample.claims.drafts import Draft

MONEY = (
    "T_THUOC",
    "T_VTYT",
    "T_TONGCHI_BV",
    "T_TONGCHI_BH",
    "T_BNTT",
    "T_BNCCT",
    "T_BHTT",
    "T_NGUONKHAC",
    "T_BHTT_GDV",
)
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")


@dataclass
class Tally:
    """Dossiers, rows by table, and sums of XML1 in hundredths of a đồng. Unreadable dossiers are only counted."""

    dossiers: int = 0
    unreadable: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally, sign: int = 1) -> None:
        """Take in another tally, or take it away."""
        self.dossiers += sign * other.dossiers
        self.unreadable += sign * other.unreadable
        for name, count in other.rows.items():
            self.rows[name] += sign * count
        for name, count in other.sums.items():
            self.sums[name] += sign * count

    def as_json(self) -> dict[str, Any]:
        """Amounts as text with two decimals."""
        order = sorted(self.rows, key=lambda name: int(name[3:]))
        return {
            "dossiers": self.dossiers,
            "unreadable": self.unreadable,
            "rows": {name: self.rows[name] for name in order},
            "sums": {name: f"{Decimal(self.sums[name]) / 100:.2f}" for name in MONEY},
        }


def tally_of_draft(draft: Draft) -> Tally:
    """What a reader finds in a dossier that was changed by hand: amounts that are no numbers count nothing."""
    if not draft.readable:
        return Tally(0, 1)
    sums: Counter[str] = Counter()
    for name in MONEY:
        if _AMOUNT.fullmatch(draft.one[name]):
            sums[name] = int(Decimal(draft.one[name]) * 100)
    return Tally(1, 0, Counter({name: len(rows) for name, rows in draft.tables.items()}), sums)


def line(value: Mapping[str, Any]) -> str:
    """One line of a `.jsonl` file."""
    return json.dumps(value, ensure_ascii=False) + "\n"
