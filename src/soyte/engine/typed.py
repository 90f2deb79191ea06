"""The typing rules: what type an expression has, and which are refused before an engine sees them."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from soyte.engine import expressions as ex
from soyte.engine import types
from soyte.engine.errors import EngineError

_LONGEST = 2**63


def type_of(expression: ex.Expression, schema: pa.Schema) -> pa.DataType:
    """The type of an expression over rows of this schema; refused if its parts do not fit."""
    match expression:
        case ex.Column(name):
            return type_of_column(name, schema)
        case ex.Literal(value, kind):
            return _literal(value, kind)
        case ex.Compare(left, _, right):
            types.common([type_of(left, schema), type_of(right, schema)])
            return types.BOOLEAN
        case ex.IsIn():
            type_among(expression, schema)
            return types.BOOLEAN
        case ex.IsNull(operand):
            type_of(operand, schema)
            return types.BOOLEAN
        case ex.Not(operand):
            return _boolean(operand, schema)
        case ex.All(parts) | ex.Any(parts):
            for part in parts:
                _boolean(part, schema)
            return types.BOOLEAN
        case ex.Negative(operand):
            return types.summed(type_of(operand, schema))
        case ex.Times(operand, factor):
            type_of_value(factor)
            return types.summed(type_of(operand, schema))
        case ex.Plus(left, right):
            return types.common([types.summed(type_of(left, schema)), types.summed(type_of(right, schema))])
        case ex.Ratio(numerator, denominator):
            types.summed(type_of(numerator, schema))
            types.summed(type_of(denominator, schema))
            return types.FLOAT
        case ex.Coalesce(parts):
            return types.common([type_of(part, schema) for part in parts])
        case ex.When(condition, then, otherwise):
            _boolean(condition, schema)
            return types.common([type_of(then, schema), type_of(otherwise, schema)])
        case ex.Cast(operand, kind):
            return _cast(type_of(operand, schema), kind)


def type_of_column(name: str, schema: pa.Schema) -> pa.DataType:
    """The type of a column, refused if there is none of that name."""
    if name not in schema.names:
        raise EngineError(f"no column {name!r} among {', '.join(schema.names)}")
    return schema.field(name).type


def type_among(expression: ex.IsIn, schema: pa.Schema) -> pa.DataType:
    """The type in which the operand is looked up among the values."""
    if None in expression.values:
        raise EngineError("nothing equals null: ask IsNull")
    return types.common([type_of(expression.operand, schema), *map(type_of_value, expression.values)])


def type_of_value(value: ex.Value) -> pa.DataType:
    """The type of a constant; refused if engines would not keep it to the digit."""
    match value:
        case None:
            return pa.null()
        case bool():
            return types.BOOLEAN
        case int() if -_LONGEST <= value < _LONGEST:
            return types.INTEGER
        case Decimal() if value.is_finite():
            exponent = int(value.as_tuple().exponent)
            scale = max(0, -exponent)
            if max(value.adjusted() + 1, 0) + scale <= types.WIDEST:
                return types.decimal(scale)
        case float() if math.isfinite(value):
            return types.FLOAT
        case str() if _encodable(value):
            return types.TEXT
        case datetime() if value.tzinfo is not None:
            return types.MOMENT
        case date() if not isinstance(value, datetime):
            return types.DATE
    raise EngineError(
        f"no constant {value!r}: beyond its type, not finite, without time zone, or of a type unknown here"
    )


def columns_of(expression: ex.Expression) -> frozenset[str]:
    """The columns that an expression looks at; a constant looks at none."""
    match expression:
        case ex.Column(name):
            return frozenset({name})
        case ex.Literal():
            return frozenset()
        case ex.Compare(left, _, right) | ex.Plus(left, right) | ex.Ratio(left, right):
            return columns_of(left) | columns_of(right)
        case ex.All(parts) | ex.Any(parts) | ex.Coalesce(parts):
            return frozenset().union(*map(columns_of, parts))
        case ex.When(condition, then, otherwise):
            return columns_of(condition) | columns_of(then) | columns_of(otherwise)
        case (
            ex.IsIn(operand) | ex.IsNull(operand) | ex.Not(operand)
            | ex.Negative(operand) | ex.Times(operand) | ex.Cast(operand)
        ):  # fmt: skip
            return columns_of(operand)


def _encodable(text: str) -> bool:
    # Half a surrogate pair is no character, and PostgreSQL is not alone in having no character 0.
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _literal(value: ex.Value, kind: pa.DataType | None) -> pa.DataType:
    source = type_of_value(value)
    if kind is None:
        return source
    if not types.known(kind):
        raise EngineError(f"the port has no type {kind}")
    return kind if value is None or (source, kind) == (types.INTEGER, types.FLOAT) else _cast(source, kind)


def _boolean(expression: ex.Expression, schema: pa.Schema) -> pa.DataType:
    if type_of(expression, schema) != types.BOOLEAN:
        raise EngineError(f"not a condition: {expression}")
    return types.BOOLEAN


def _cast(source: pa.DataType, kind: pa.DataType) -> pa.DataType:
    widens = (
        types.known(kind)
        and pa.types.is_decimal128(kind)
        and (source == types.INTEGER or (pa.types.is_decimal128(source) and source.scale <= kind.scale))
    )
    if source != kind and not widens:
        raise EngineError(f"no cast from {source} to {kind}: it could lose something")
    return kind
