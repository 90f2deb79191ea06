"""Rows of a batch as rules look at them: only the columns they name, amounts as doubles, moments on the clock of Vietnam."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import tables
from soyte.catalogue.claims.storage import typed_columns
from soyte.engine.workbench import Workbench

MAIN = "xml1"
_HEAD = {"row_key": pa.string(), "facility": pa.string(), "month": pa.string(), "path": pa.string()}
_PLACE = {"block": pa.int64(), "line": pa.int64()}
_OWN = {"decision": pa.string(), "signature": pa.string(), "made_on": pa.string()}
_EAST = 7 * 3600 * 1_000_000  # Vietnam keeps one time all year
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


@cache
def schema_of(name: str) -> Mapping[str, pa.DataType]:
    """The columns that rules see of a table (`xml2`)."""
    kinds = {**_HEAD, **_PLACE, **(_OWN if name == MAIN else {}), **typed_columns(name.upper())}
    return {column: _seen(kind) for column, kind in kinds.items()}


@cache
def names() -> tuple[str, ...]:
    """All tables that travel in a dossier, and the check-in."""
    return tuple(one.table.lower() for one in tables() if one.message != "assessment")


def words(texts: Iterable[str]) -> set[str]:
    """Everything in these expressions that may be the name of a column."""
    return {word for text in texts for word in _WORD.findall(text)}


def lay(bench: Workbench, name: str, rows: pa.Table | None, named: set[str]) -> None:
    """Put a table of the batch on the bench, with the columns that are named."""
    kinds = schema_of(name)
    wanted = [column for column in kinds if column in named or column in _HEAD or column in _PLACE]
    count = 0 if rows is None else len(rows)
    made: Mapping[str, pa.Array | pa.ChunkedArray] = {
        column: _plain(rows[column])
        if rows is not None and column in rows.column_names
        else pa.nulls(count, kinds[column])
        for column in wanted
    }
    casts = [
        f"CAST({column} AS DOUBLE) AS {column}" if pa.types.is_decimal(made[column].type) else column
        for column in wanted
    ]
    bench.lay(name, pa.table(made), ", ".join(casts))


def _plain(values: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    if not pa.types.is_timestamp(values.type):
        return values
    moments = values.combine_chunks().view(pa.int64())
    return pc.add(moments, pa.scalar(np.int64(_EAST))).view(pa.timestamp("us"))


def _seen(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_decimal(kind):
        return pa.float64()
    return pa.timestamp("us") if pa.types.is_timestamp(kind) else kind
