"""The tables of the ledger: their columns, what identifies a row across submissions, and the roll-ups kept of them.

Every row carries `submission_id`, `row_no` (its number within the submission) and a locator into the original: sheet,
line, column, page, block, character span or XML path, whichever its format has.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from soyte.catalogue import claims
from soyte.catalogue.claims import storage
from soyte.engine import Column, Count, Sum
from soyte.engine.expressions import Cast, Literal, When, equals
from soyte.ledger.care_rollups import CARE
from soyte.ledger.claim_finding import CLAIM_FINDING
from soyte.ledger.contribution import CONTRIBUTION
from soyte.ledger.rollups import Rollup
from soyte.ledger.shapes import BOOLEAN, DATE, INTEGER, LOCATOR, QUANTITY, TEXT, TOTAL, Table, rows_table
from soyte.ledger.store import DataFile


def _in_state(state: str) -> Sum:
    return Sum(When(equals("state", state), Literal(1), Literal(0)))


OBSERVATION_DIMENSIONS = ("facility", "disease", "sex", "age_group", "category")

OBSERVATION = rows_table(
    "observation",
    {
        "dataset": TEXT,
        "measure": TEXT,
        "place": TEXT,
        "period_start": DATE,
        "period_end": DATE,
        "grain": TEXT,
        **dict.fromkeys(OBSERVATION_DIMENSIONS, TEXT),
        "person": TEXT,
        "state": TEXT,
        "value": QUANTITY,
        "status": TEXT,
    },
    keyed=True,
    rollups=(
        Rollup(
            "observation_by_place",
            ("dataset", "measure", "place", "facility", "disease", "period_start", "period_end", "grain", "status"),
            {
                "n_rows": Count(),
                "n_reported": _in_state("reported"),
                "n_none": _in_state("none"),
                "n_not_applicable": _in_state("not_applicable"),
                "n_not_reported": _in_state("not_reported"),
                "value": Sum(Cast(Column("value"), TOTAL)),
            },
        ),
    ),
    pseudonyms={"person": "identity"},
)

STATEMENT = rows_table(
    "statement",
    {
        "number": INTEGER,
        "indicator": TEXT,
        "place": TEXT,
        "period": TEXT,
        "as_of": TEXT,
        "role": TEXT,
        "qualifier": TEXT,
        "value": QUANTITY,
        "high": QUANTITY,
        "precision": QUANTITY,
        "value_text": TEXT,
        "unit": TEXT,
        "estimate": BOOLEAN,
        "assigned_by": TEXT,
    },
)

# What a report asserts about its statements: `operands` is JSON, a list of [part, statement number].
CLAIM = rows_table("claim", {"kind": TEXT, "assertion": TEXT, "operands": TEXT})

TARGET = rows_table(
    "target",
    {
        "indicator": TEXT,
        "place": TEXT,
        "period": TEXT,
        "operator": TEXT,
        "value": QUANTITY,
        "high": QUANTITY,
        "unit": TEXT,
        "body": TEXT,
        "document": TEXT,
        "owner": TEXT,
        "deadline": DATE,
        "note": TEXT,
    },
    keyed=True,
)

QUARANTINE = rows_table("quarantine", {"field": TEXT, "reason": TEXT, "message": TEXT, "remedy": TEXT})

# Definitions that this installation made or took in: how a dataset's files are mapped, later indicators and targets.
DEFINITION = rows_table("definition", {"kind": TEXT, "name": TEXT, "hash": TEXT, "body": TEXT})

EVENT = Table(
    "event",
    pa.schema(
        {
            "submission_id": TEXT,
            "row_no": INTEGER,
            "kind": TEXT,
            "subject": TEXT,
            "answers": TEXT,
            "body": TEXT,
        }
    ),
)

# Which rows a submission makes obsolete: those of earlier submissions with these keys. Written anew by each attempt to
# commit, so it is named by the act that was accepted, not by the submission.
SUPERSEDING = Table("superseding", pa.schema({"act_id": TEXT, "submission_id": TEXT, "table": TEXT, "row_key": TEXT}))


def _claim_table(name: str) -> Table:
    """A table of the claim feed: its fields, and what is known of the dossier each row belongs to."""
    about = {"facility": TEXT, "month": TEXT}
    if name == MAIN_CLAIMS:
        about |= dict.fromkeys(("decision", "signature", "made_on"), TEXT)
    elif claims.table(name).message != "dossier":
        about |= {"signature": TEXT}
    return rows_table(
        name.lower(),
        {**about, **storage.kept_columns(name)},
        keyed=True,
        follows=MAIN_CLAIMS.lower() if claims.table(name).message == "dossier" and name != MAIN_CLAIMS else None,
        parted="month",
        rollups=CARE.get(name, ()),
        pseudonyms=storage.pseudonymous(name),
    )


MAIN_CLAIMS = "XML1"
CLAIMS = {one.table: _claim_table(one.table) for one in claims.tables()}
"""The claim feed, by the names that its tables have in it (`XML1`); here they are called `xml1`."""

CONTRIBUTIONS = "contributions"  # what submissions are called of which no original is kept

ROWS = {
    table.name: table
    for table in (
        OBSERVATION,
        STATEMENT,
        CLAIM,
        TARGET,
        QUARANTINE,
        DEFINITION,
        EVENT,
        CONTRIBUTION,
        CLAIM_FINDING,
        *CLAIMS.values(),
    )
}


def rollup_table(source: Table, rollup: Rollup) -> Table:
    """The stored form of a roll-up: the act that made the difference, the columns, the sums."""
    from soyte.engine.aggregates import type_of_aggregate  # noqa: PLC0415 (a detail of the port)

    columns = {"act_id": TEXT, **{name: source.schema.field(name).type for name in rollup.by}}
    sums = {name: type_of_aggregate(aggregate, source.schema) for name, aggregate in rollup.sums.items()}
    return Table(rollup.name, pa.schema({**columns, **sums}))


DERIVED = {
    SUPERSEDING.name: SUPERSEDING,
    **{rollup.name: rollup_table(table, rollup) for table in ROWS.values() for rollup in table.rollups},
}
STORED = {**ROWS, **DERIVED}


def sent_rows(files: Iterable[DataFile]) -> int:
    """How many rows of what somebody sent these files of one submission hold; what was set aside is not among them."""
    listed = [(file, ROWS[file.table]) for file in files if file.table in ROWS and file.table != QUARANTINE.name]
    tables = {table.name for _, table in listed}
    alone = {CONTRIBUTION.name}  # may come without the rows it is made of
    made = {table.name for _, table in listed if table.made and (table.follows in tables or table.name not in alone)}
    return sum(file.rows for file, table in listed if table.name not in made)


__all__ = [
    "CLAIM",
    "CLAIMS",
    "CLAIM_FINDING",
    "CONTRIBUTION",
    "CONTRIBUTIONS",
    "DEFINITION",
    "DERIVED",
    "EVENT",
    "LOCATOR",
    "MAIN_CLAIMS",
    "OBSERVATION",
    "OBSERVATION_DIMENSIONS",
    "QUANTITY",
    "QUARANTINE",
    "ROWS",
    "STATEMENT",
    "STORED",
    "SUPERSEDING",
    "TARGET",
    "TEXT",
    "TOTAL",
    "Rollup",
    "Table",
    "rollup_table",
    "rows_table",
    "sent_rows",
]
