"""The column types of the port: few, explicit, equal on every engine.

Whole numbers are int64, quantities and money DECIMAL(p, s), ratios float64, text is text, days are date32, moments are
microseconds in UTC, and conditions bool. A sum of decimals is DECIMAL(38, s): an unscaled cast would give scale 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow as pa

from soyte.engine.errors import EngineError

INTEGER = pa.int64()
FLOAT = pa.float64()
TEXT = pa.string()
DATE = pa.date32()
MOMENT = pa.timestamp("us", tz="UTC")
BOOLEAN = pa.bool_()
WIDEST = 38
_PLAIN = (INTEGER, FLOAT, TEXT, DATE, MOMENT, BOOLEAN)
# Spark takes `a.b` for a field of a, and no two engines quote alike.
_NAME = re.compile(r"\w+")


def decimal(scale: int, precision: int = WIDEST) -> pa.DataType:
    """A decimal with `scale` digits behind the point."""
    return pa.decimal128(precision, scale)


def checked(fields: Iterable[pa.Field]) -> pa.Schema:
    """Names and types alone; refused if engines would read one of them differently."""
    bare = pa.schema([pa.field(field.name, field.type) for field in fields])
    if not bare.names:
        raise EngineError("no columns")
    seen: set[str] = set()
    for field in bare:
        if not _NAME.fullmatch(field.name):
            raise EngineError(f"column {field.name!r}: a name is made of letters, digits and _")
        if not known(field.type):
            raise EngineError(f"column {field.name}: the port has no type {field.type}")
        # SQL does not tell capitals from small letters in names.
        if field.name.casefold() in seen:
            raise EngineError(f"two columns called {field.name}")
        seen.add(field.name.casefold())
    return bare


def known(kind: pa.DataType) -> bool:
    """True for a type of the port."""
    return kind in _PLAIN or (pa.types.is_decimal128(kind) and 0 <= kind.scale <= kind.precision)


def summed(kind: pa.DataType) -> pa.DataType:
    """The type of a sum over a column of this type."""
    if pa.types.is_decimal128(kind):
        return decimal(kind.scale)
    if kind == INTEGER:
        return INTEGER
    raise EngineError(f"no sum over {kind}: doubles differ in the last digit between engines")


def keyed(name: str, kind: pa.DataType) -> pa.DataType:
    """The type, refused for keys of groups and joins if it is float64: engines differ in -0.0, and no ratio is a key."""
    if kind == FLOAT:
        raise EngineError(f"{name}: {kind} is no key")
    return kind


def common(kinds: list[pa.DataType]) -> pa.DataType:
    """The one type that values of these types share."""
    typed = [kind for kind in kinds if not pa.types.is_null(kind)]
    if not typed:
        raise EngineError("a value without a type: give a null literal its type")
    if all(kind == typed[0] for kind in typed):
        return typed[0]
    if all(pa.types.is_decimal128(kind) or kind == INTEGER for kind in typed):
        return decimal(max(kind.scale for kind in typed if pa.types.is_decimal128(kind)))
    if all(kind in (INTEGER, FLOAT) for kind in typed):
        return FLOAT
    raise EngineError(f"types do not fit: {', '.join(map(str, kinds))}")
