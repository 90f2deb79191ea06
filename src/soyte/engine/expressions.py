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
