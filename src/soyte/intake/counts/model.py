"""What a table of counts becomes: accepted cells with what they count, cells set aside with the reason why."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from soyte.intake.documents.model import UnreadableDocument

VALUE = pa.decimal128(24, 6)
DIMENSIONS = ("facility", "disease", "sex", "age_group", "category")

# row_no: ordinal of the cell in the file, from 0, gapless over accepted and quarantined cells together.
# line: physical line of the text file or row of the sheet, from 1. column: header, in a workbook with its letter.
# person is the identifier as it was written: the receiver must replace it (`keys.replace_person`) before storing.
OBSERVATION = pa.schema(
    [
        pa.field("row_no", pa.int64(), nullable=False),
        pa.field("row_key", pa.string(), nullable=False),
        pa.field("dataset", pa.string(), nullable=False),
        pa.field("measure", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("grain", pa.string(), nullable=False),
        *(pa.field(name, pa.string()) for name in DIMENSIONS),
        pa.field("person", pa.string()),
        pa.field("state", pa.string(), nullable=False),
        pa.field("value", VALUE),
        pa.field("status", pa.string(), nullable=False),
        pa.field("sheet", pa.string()),
        pa.field("line", pa.int64(), nullable=False),
        pa.field("column", pa.string()),
    ]
)

# `message` and `remedy` never hold what was written; `value` does, and must stay out of the open ledger.
QUARANTINE = pa.schema(
    [
        pa.field("row_no", pa.int64(), nullable=False),
        pa.field("sheet", pa.string()),
        pa.field("line", pa.int64(), nullable=False),
        pa.field("column", pa.string()),
        pa.field("field", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("remedy", pa.string(), nullable=False),
        pa.field("value", pa.string()),
    ]
)

# What stands in the columns that the mapping calls identities, one row for each accepted cell and identity.
IDENTITY = pa.schema(
    [
        pa.field("row_no", pa.int64(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("value", pa.string(), nullable=False),
    ]
)


class UnreadableCounts(UnreadableDocument):
    """A file of which no cell can be taken in. The message is Vietnamese and names the file, the cause and the remedy."""


@dataclass(frozen=True)
class CountBatch:
    """Accepted cells (`OBSERVATION`) and the identities beside them (`IDENTITY`), if the mapping names any."""

    rows: pa.RecordBatch
    identities: pa.Table | None


@dataclass(frozen=True)
class Fault:
    """Why a cell is set aside: the field at fault, a stable reason, two Vietnamese sentences without what was written."""

    field: str
    reason: str
    message: str
    remedy: str
