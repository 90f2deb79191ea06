"""What a table of the ledger is: its columns, what identifies a row across submissions, and the roll-ups kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from soyte.engine import types
from soyte.ledger.rollups import Rollup

TEXT, INTEGER, DATE, MOMENT, BOOLEAN = types.TEXT, types.INTEGER, types.DATE, types.MOMENT, types.BOOLEAN
QUANTITY = types.decimal(6, 24)
TOTAL = types.decimal(6)

LOCATOR = {
    "sheet": TEXT,
    "line": INTEGER,
    "column": TEXT,
    "page": TEXT,
    "block": INTEGER,
    "span_start": INTEGER,
    "span_end": INTEGER,
    "path": TEXT,
}


@dataclass(frozen=True)
class Table:
    """A table of accepted rows. With `keyed`, a row whose `row_key` a later submission has is superseded by it.

    With `follows`, it is the rows of that other table which decide: a row is superseded as soon as a later submission has its
    key there, be it here or not. Several rows may then have one key. `parted` is the column by whose values its files are divided.
    What is `made` of the rows of the table that it follows, one row for each of them, is no row that anybody sent; but a submission
    may bring it alone, where the others are not kept. Then its own keys decide.
    """

    name: str
    schema: pa.Schema
    keyed: bool = False
    follows: str | None = None
    parted: str | None = None
    rollups: tuple[Rollup, ...] = field(default=())
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    made: bool = False

    @property
    def lead(self) -> str:
        """The table whose keys decide which rows count."""
        return self.follows or self.name


def rows_table(
    name: str,
    columns: Mapping[str, pa.DataType],
    *,
    keyed: bool = False,
    follows: str | None = None,
    parted: str | None = None,
    rollups: tuple[Rollup, ...] = (),
    pseudonyms: Mapping[str, str] | None = None,
    made: bool = False,
) -> Table:
    """A table of rows with submission, number, key and locator in front of its own columns."""
    head = {"submission_id": TEXT, "row_no": INTEGER, **({"row_key": TEXT} if keyed else {})}
    schema = pa.schema({**head, **columns, **LOCATOR})
    return Table(name, schema, keyed, follows, parted, rollups, pseudonyms or {}, made)
