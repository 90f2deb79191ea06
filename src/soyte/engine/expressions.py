"""Expressions over the columns of one row: plain data that every engine compiles and the tests' oracle interprets.

Null means unknown. A comparison with it is unknown, `All` and `Any` follow three-valued logic, and a filter keeps what is
known to be true. There is no rounding, no division but `Ratio`, and no arithmetic on dates (join the calendar instead).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal as Choice

import pyarrow as pa

from soyte.engine import types
from soyte.engine.errors import EngineError

Value = int | float | Decimal | str | date | datetime | bool | None
Operator = Choice["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True)
class Column:
    """The value of a column."""

    name: str


@dataclass(frozen=True)
class Literal:
    """A constant. A null needs `kind`; decimals take the scale they are written with."""

    value: Value
    kind: pa.DataType | None = None


@dataclass(frozen=True)
class Compare:
    """left OPERATOR right; unknown if one side is."""

    left: Expression
    operator: Operator
    right: Expression


@dataclass(frozen=True)
class IsIn:
    """True if the operand is one of `values`; unknown for null."""

    operand: Expression
    values: tuple[Value, ...]


@dataclass(frozen=True)
class IsNull:
    """True where the operand is null; never unknown."""

    operand: Expression


@dataclass(frozen=True)
class Not:
    """The contrary; unknown stays unknown."""

    operand: Expression


@dataclass(frozen=True)
class All:
    """True if every part is, false if one part is false."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Any:
    """True if one part is, false if every part is false."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Negative:
    """The operand with the other sign."""

    operand: Expression


@dataclass(frozen=True)
class Plus:
    """left + right, of whole numbers or decimals; null if one side is."""

    left: Expression
    right: Expression


@dataclass(frozen=True)
class Times:
    """The operand times a whole number. Decimals by decimals are refused: engines differ in the scale of the product."""

    operand: Expression
    factor: int


@dataclass(frozen=True)
class Ratio:
    """numerator ÷ denominator as float64; null where either is null or the denominator is 0."""

    numerator: Expression
    denominator: Expression


@dataclass(frozen=True)
class Coalesce:
    """The first of the parts that is not null."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class When:
    """`then` where the condition is true, else (also where it is unknown) `otherwise`."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True)
class Cast:
    """A whole number as a decimal, or a decimal with more digits behind the point. Nothing that would round."""

    operand: Expression
    kind: pa.DataType


Expression = (
    Column
    | Literal
    | Compare
    | IsIn
    | IsNull
    | Not
    | All
    | Any
    | Negative
    | Plus
    | Times
    | Ratio
    | Coalesce
    | When
    | Cast
)


def equals(name: str, value: Value) -> Compare:
    """column == value"""
    return Compare(Column(name), "==", Literal(value))


def between(name: str, low: Value, high: Value) -> All:
    """low ≤ column ≤ high"""
    return All((Compare(Column(name), ">=", Literal(low)), Compare(Column(name), "<=", Literal(high))))


def plus(left: str, right: str) -> Plus:
    """left + right"""
    return Plus(Column(left), Column(right))


def minus(left: str, right: str) -> Plus:
    """left - right"""
    return Plus(Column(left), Negative(Column(right)))


def type_of(expression: Expression, schema: pa.Schema) -> pa.DataType:
    """The type of an expression over rows of this schema; refused if its parts do not fit."""
    match expression:
        case Column(name):
            if name not in schema.names:
                raise EngineError(f"no column {name!r} among {', '.join(schema.names)}")
            return schema.field(name).type
        case Literal(value, kind):
            return kind if kind is not None else _type_of_value(value)
        case Compare(left, _, right):
            types.common([type_of(left, schema), type_of(right, schema)])
            return types.BOOLEAN
        case IsIn(operand, values):
            types.common([type_of(operand, schema), *map(_type_of_value, values)])
            return types.BOOLEAN
        case IsNull(operand):
            type_of(operand, schema)
            return types.BOOLEAN
        case Not(operand):
            return _boolean(operand, schema)
        case All(parts) | Any(parts):
            for part in parts:
                _boolean(part, schema)
            return types.BOOLEAN
        case Negative(operand) | Times(operand):
            return _summable(operand, schema)
        case Plus(left, right):
            return types.common([_summable(left, schema), _summable(right, schema)])
        case Ratio(numerator, denominator):
            _summable(numerator, schema)
            _summable(denominator, schema)
            return types.FLOAT
        case Coalesce(parts):
            return types.common([type_of(part, schema) for part in parts])
        case When(condition, then, otherwise):
            _boolean(condition, schema)
            return types.common([type_of(then, schema), type_of(otherwise, schema)])
        case Cast(operand, kind):
            return _cast(type_of(operand, schema), kind)


def _type_of_value(value: Value) -> pa.DataType:
    match value:
        case None:
            return pa.null()
        case bool():
            return types.BOOLEAN
        case int():
            return types.INTEGER
        case Decimal():
            return types.decimal(max(0, -int(value.as_tuple().exponent)))
        case float():
            return types.FLOAT
        case str():
            return types.TEXT
        case datetime():
            return types.MOMENT
        case date():
            return types.DATE
    raise EngineError(f"no literal of {type(value)}")


def _boolean(expression: Expression, schema: pa.Schema) -> pa.DataType:
    if type_of(expression, schema) != types.BOOLEAN:
        raise EngineError(f"not a condition: {expression}")
    return types.BOOLEAN


def _summable(expression: Expression, schema: pa.Schema) -> pa.DataType:
    return types.summed(type_of(expression, schema))


def _cast(source: pa.DataType, kind: pa.DataType) -> pa.DataType:
    widens = pa.types.is_decimal128(kind) and (
        source == types.INTEGER or (pa.types.is_decimal128(source) and source.scale <= kind.scale)
    )
    if source != kind and not widens:
        raise EngineError(f"no cast from {source} to {kind}: it could lose something")
    return kind
