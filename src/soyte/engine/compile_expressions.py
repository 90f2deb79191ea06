"""From an expression to a Narwhals expression. Constants and both sides of an operation get one explicit type first."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any as Anything

import narwhals.stable.v2 as nw
import pyarrow as pa

from soyte.engine import expressions as ex
from soyte.engine import types
from soyte.engine.typed import type_among, type_of

FEW = 8  # so many values are compared one by one; more are looked up


def compile_expression(expression: ex.Expression, schema: pa.Schema) -> Anything:
    """The Narwhals expression over rows of this schema; its type is `type_of` the expression."""

    def of(part: ex.Expression) -> Anything:
        return compile_expression(part, schema)

    def widened(part: ex.Expression, kind: pa.DataType) -> Anything:
        return of(part) if type_of(part, schema) == kind else of(part).cast(dtype(kind))

    match expression:
        case ex.Column(name):
            return nw.col(name)
        case ex.Literal(value):
            kind = type_of(expression, schema)
            return nw.lit(value) if pa.types.is_null(kind) else nw.lit(value).cast(dtype(kind))
        case ex.Compare(left, sign, right):
            kind = types.common([type_of(left, schema), type_of(right, schema)])
            return _COMPARE[sign](widened(left, kind), widened(right, kind))
        case ex.IsIn(operand, values):
            kind = type_among(expression, schema)
            subject = widened(operand, kind)
            if 0 < len(values) <= FEW:  # engines ask statistics of files about comparisons, not about lists
                constants = (nw.lit(_as(value, kind)).cast(dtype(kind)) for value in values)
                return _joined(operator.or_, [subject == constant for constant in constants])
            # Engines disagree on null IN (): here it is unknown.
            return nw.when(~subject.is_null()).then(subject.is_in([_as(value, kind) for value in values]))
        case ex.IsNull(operand):
            return of(operand).is_null()
        case ex.Not(operand):
            return ~of(operand)
        case ex.All(parts):
            return _joined(operator.and_, list(map(of, parts))) if parts else nw.lit(True)
        case ex.Any(parts):
            return _joined(operator.or_, list(map(of, parts))) if parts else nw.lit(False)
        case ex.Negative(operand):
            return (of(operand) * -1).cast(dtype(type_of(expression, schema)))
        case ex.Plus(left, right):
            kind = type_of(expression, schema)
            return (widened(left, kind) + widened(right, kind)).cast(dtype(kind))
        case ex.Times(operand, factor):
            return (of(operand) * factor).cast(dtype(type_of(expression, schema)))
        case ex.Ratio(numerator, denominator):
            below = of(denominator)
            return nw.when(below != 0).then(of(numerator).cast(nw.Float64) / below.cast(nw.Float64))
        case ex.Coalesce(parts):
            kind = type_of(expression, schema)
            return nw.coalesce(*(widened(part, kind) for part in parts))
        case ex.When(condition, then, otherwise):
            kind = type_of(expression, schema)
            return nw.when(of(condition)).then(widened(then, kind)).otherwise(widened(otherwise, kind))
        case ex.Cast(operand, kind):
            return widened(operand, kind)


def dtype(kind: pa.DataType) -> Anything:
    """The Narwhals type of a type of the port."""
    if pa.types.is_decimal128(kind):
        return nw.Decimal(kind.precision, kind.scale)
    return _DTYPES[kind]


_DTYPES = {
    types.INTEGER: nw.Int64(),
    types.FLOAT: nw.Float64(),
    types.TEXT: nw.String(),
    types.DATE: nw.Date(),
    types.MOMENT: nw.Datetime("us", "UTC"),
    types.BOOLEAN: nw.Boolean(),
}
_COMPARE: dict[str, Callable[[Anything, Anything], Anything]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _joined(sign: Callable[[Anything, Anything], Anything], parts: Sequence[Anything]) -> Anything:
    # A tree, not a chain: engines limit how deep an expression may be.
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return sign(_joined(sign, parts[:middle]), _joined(sign, parts[middle:]))


def _as(value: ex.Value, kind: pa.DataType) -> ex.Value:
    """A constant as Python has it in this type, so that a list of them has one type."""
    if pa.types.is_decimal128(kind) and isinstance(value, int | Decimal):
        return Decimal(value).quantize(Decimal(1).scaleb(-kind.scale))
    return float(value) if kind == types.FLOAT and isinstance(value, int) else value
