"""What each dossier of the claim feed adds to sums: one narrow row, and the roll-ups of these rows.

Where dossiers are kept it is made of their rows and has their key, so that a sum leads to the dossiers behind it. Where they are
not, it is all that is kept, under a keyed hash.

| column | is |
|---|---|
| `facility` | who sent the dossier |
| `place` | the commune in which the facility lies; the province of the installation where nobody knows |
| `residence` | where the patient lives: commune, or province if no commune was given |
| `day` | the day of discharge, of admission where that is not known; `period_start`, `period_end` its month |
| `tier` | kind of facility (`station`, `centre`, `hospital`, `private`) where it is known |
| `care` | what MA_LOAI_KCB counts as (`catalogue.claims.grouping`); `recalled` for what is asked to be taken back |
| `insured` | `yes` unless MA_DOITUONG_KCB is 9; without it, whether there is a card |
| `chapter`, `icd` | of the main diagnosis: chapter of ICD-10, three characters |
| COUNTS | whole numbers, 0 where there is nothing |
| AMOUNTS | đồng: fields of XML1, and by group of cost what XML2 and XML3 charge at the hospital's price (THANH_TIEN_BV) |
"""

from __future__ import annotations

from collections.abc import Mapping

from soyte.catalogue.claims.grouping import COST_GROUPS
from soyte.engine import Aggregate, Column, Count, Sum, types
from soyte.ledger.rollups import Rollup
from soyte.ledger.shapes import DATE, INTEGER, TEXT, rows_table

DATASET = "ho_so_kcb"
"""The dataset of everything that claim files bring."""

DIMENSIONS = (
    *("tier", "sex", "age_group", "care", "insured", "form", "object", "card_group"),
    *("icd", "chapter", "result", "leaving"),
)
COUNTS = (
    *("days", "referred", "died", "appointed", "traditional"),
    *("deliveries", "caesareans", "newborns", "newborn_boys", "newborn_girls"),
    *("prescribed", "orders", "drug_lines", "antibiotics", "surgeries", "procedures"),
)
MONEY = ("T_THUOC", "T_VTYT", "T_TONGCHI_BV", "T_TONGCHI_BH", "T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC")
AMOUNTS = (*MONEY, *(f"cost_{group}" for group in COST_GROUPS))

_SUMS: Mapping[str, Aggregate] = {"n_rows": Count(), **{name: Sum(Column(name)) for name in (*COUNTS, *AMOUNTS)}}
_MONTH = ("period_start", "period_end")


def _rollup(name: str, *by: str) -> Rollup:
    return Rollup(f"contribution_{name}", by, _SUMS)


# In the order in which they are asked: small ones first.
ROLLUPS = (
    _rollup("by_place", "facility", "tier", "place", "residence", *_MONTH, "care", "insured"),
    _rollup("by_day", "facility", "tier", "place", "day", "care", "insured"),
    _rollup("by_person", "facility", "place", *_MONTH, "sex", "age_group", "care", "insured"),
    _rollup("by_home", "residence", *_MONTH, "sex", "age_group", "chapter", "care", "insured"),
    _rollup("by_disease", "facility", "place", *_MONTH, "chapter", "icd", "care", "insured"),
    _rollup(
        "by_paper", "facility", "place", *_MONTH, "form", "object", "card_group", "result", "leaving", "care", "insured"
    ),
)

CONTRIBUTION = rows_table(
    "contribution",
    {
        "dossier": TEXT,
        "facility": TEXT,
        "month": TEXT,
        "day": DATE,
        **dict.fromkeys(_MONTH, DATE),
        "place": TEXT,
        "residence": TEXT,
        **dict.fromkeys(DIMENSIONS, TEXT),
        **dict.fromkeys(COUNTS, INTEGER),
        **dict.fromkeys(AMOUNTS, types.decimal(2, 18)),
    },
    keyed=True,
    follows="xml1",
    parted="month",
    rollups=ROLLUPS,
    pseudonyms={"dossier": "patient"},
    made=True,
)
