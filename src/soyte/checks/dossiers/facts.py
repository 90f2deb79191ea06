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


@cache
def seen_columns(name: str, named: frozenset[str]) -> pa.Schema:
    """The columns that are named of a table, and those that say where a row stands."""
    kinds = schema_of(name)
    return pa.schema([(one, kinds[one]) for one in kinds if one in named or one in _HEAD or one in _PLACE])


def seen(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows of a batch with these columns; null where the batch has no such column."""
    there = set(rows.column_names)
    made = [
        _plain(rows[column.name], column.type) if column.name in there else pa.nulls(len(rows), column.type)
        for column in schema
    ]
    return pa.table(made, schema=schema)


def _plain(values: pa.ChunkedArray, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    if values.type.equals(kind):
        return values
    if pa.types.is_decimal128(values.type):
        return _amounts(values.combine_chunks())
    if pa.types.is_timestamp(values.type):
        moments = values.combine_chunks().view(pa.int64())
        return pc.add(moments, pa.scalar(np.int64(_EAST))).view(pa.timestamp("us"))
    return values.cast(kind)


def _amounts(values: pa.Array) -> pa.Array:
    """Decimals of at most 18 figures as the nearest doubles (Arrow's own cast is a bit off in the last place)."""
    start = values.offset
    whole = np.frombuffer(values.buffers()[1], np.int64)[2 * start : 2 * (start + len(values)) : 2]
    made = pa.array(whole / 10.0**values.type.scale)
    return made if not values.null_count else pc.if_else(values.is_valid(), made, None)


def _seen(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_decimal(kind):
        return pa.float64()
    return pa.timestamp("us") if pa.types.is_timestamp(kind) else kind
