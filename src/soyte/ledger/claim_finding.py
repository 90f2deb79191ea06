"""What the rules found in dossiers of the claim feed when these came in: one row a finding, and how many of each rule.

A finding follows its dossier: when the dossier is sent again, what was found in the former version no longer counts, but is still
there for whoever asks about that time. `value` and `details` are empty where they would tell who somebody is; `details` is JSON.
A dossier that was refused has no key (`dossier_key` is empty); the file and the place say which it was.
"""

from __future__ import annotations

from soyte.engine import Column, Count, CountDistinct
from soyte.ledger.rollups import Rollup
from soyte.ledger.shapes import TEXT, rows_table

BY_RULE = Rollup(
    "claim_finding_by_rule",
    ("facility", "month", "rule", "severity"),
    {"n_rows": Count(), "n_dossiers": CountDistinct(Column("row_key"))},
)
CLAIM_FINDING = rows_table(
    "claim_finding",
    {
        **dict.fromkeys(("dossier_key", "facility", "month", "ma_lk", "claim_table", "stt", "field", "value"), TEXT),
        **dict.fromkeys(("rule", "severity", "details"), TEXT),
    },
    keyed=True,
    follows="xml1",
    parted="month",
    rollups=(BY_RULE,),
    made=True,
)
