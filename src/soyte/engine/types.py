"""The column types of the port: few, explicit, equal on every engine.

Whole numbers are int64, quantities and money DECIMAL(p, s), ratios float64, text is text, days are date32, moments are
microseconds in UTC, and conditions bool. A sum of decimals is DECIMAL(38, s): an unscaled cast would give scale 0.
"""

from __future__ import annotations

import pyarrow as pa

from soyte.engine.errors import EngineError

INTEGER = pa.int64()
FLOAT = pa.float64()
TEXT = pa.string()
DATE = pa.date32()
MOMENT = pa.timestamp("us", tz="UTC")
BOOLEAN = pa.bool_()
WIDEST = 38


def decimal(scale: int, precision: int = WIDEST) -> pa.DataType:
    """A decimal with `scale` digits behind the point."""
    return pa.decimal128(precision, scale)


def checked(schema: pa.Schema) -> pa.Schema:
    """The schema, refused if it holds a type that engines read differently."""
    for field in schema:
        if not (pa.types.is_decimal128(field.type) or field.type in (INTEGER, FLOAT, TEXT, DATE, MOMENT, BOOLEAN)):
            raise EngineError(f"column {field.name}: the port has no type {field.type}")
    return schema


def summed(kind: pa.DataType) -> pa.DataType:
    """The type of a sum over a column of this type."""
    if pa.types.is_decimal128(kind):
        return decimal(kind.scale)
    if kind == INTEGER:
        return INTEGER
    raise EngineError(f"no sum over {kind}: doubles differ in the last digit between engines")


def common(kinds: list[pa.DataType]) -> pa.DataType:
    """The one type that values of these types share."""
    known = [kind for kind in kinds if not pa.types.is_null(kind)]
    if not known:
        raise EngineError("a value without a type: give a null literal its type")
    if all(kind == known[0] for kind in known):
        return known[0]
    if all(pa.types.is_decimal128(kind) or kind == INTEGER for kind in known):
        return decimal(max(kind.scale for kind in known if pa.types.is_decimal128(kind)))
    if all(kind in (INTEGER, FLOAT) for kind in known):
        return FLOAT
    raise EngineError(f"types do not fit: {', '.join(map(str, kinds))}")
