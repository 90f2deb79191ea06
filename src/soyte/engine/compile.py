"""From a plan to a lazy Narwhals frame: the one place where steps and expressions get their meaning on an engine.

Narwhals speaks to DuckDB and Spark alike; what they would still do differently is levelled here: the sum of nothing,
a null among distinct values, the width of a sum, division by zero.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any as Anything

import narwhals.stable.v2 as nw
import pyarrow as pa

from soyte.engine import aggregates, plan, types
from soyte.engine import expressions as ex

Native = Callable[[plan.Files | plan.Rows], Anything]


def compile_plan(steps: plan.Plan, native: Native) -> Anything:
    """The lazy frame that the plan describes; `native` gives the engine's own frame for files and for rows."""
    match steps:
        case plan.Files() | plan.Rows():
            return nw.from_native(native(steps)).lazy()
        case plan.Filter(source, condition):
            return compile_plan(source, native).filter(_expression(condition, source.schema))
        case plan.Project(source, columns):
            made = [_expression(column, source.schema).alias(name) for name, column in columns]
            return compile_plan(source, native).select(*made)
        case plan.Join(left, right, on, how):
            return compile_plan(left, native).join(compile_plan(right, native), on=list(on), how=how)
        case plan.Group(source, by, reduced):
            return _group(compile_plan(source, native), source.schema, by, reduced)
        case plan.Union(parts):
            return nw.concat([compile_plan(part, native) for part in parts], how="vertical")
        case plan.Sort(source, by, limit):
            ordered = compile_plan(source, native)
            ordered = ordered.sort(*by, nulls_last=True) if by else ordered
            return ordered if limit is None else ordered.head(limit)


def _group(
    frame: Anything, schema: pa.Schema, by: tuple[str, ...], reduced: tuple[tuple[str, aggregates.Aggregate], ...]
) -> Anything:
    if not reduced:
        return frame.select(*by).unique()
    made = [_aggregate(aggregate, schema).alias(name) for name, aggregate in reduced]
    if not by:
        return frame.select(*made)
    return frame.group_by(*by).agg(*made).select(*by, *(name for name, _ in reduced))


def _aggregate(aggregate: aggregates.Aggregate, schema: pa.Schema) -> Anything:
    kind = aggregates.type_of_aggregate(aggregate, schema)
    if isinstance(aggregate, aggregates.Count):
        return nw.len().cast(nw.Int64)
    operand = _expression(aggregate.operand, schema)
    known = operand.count()
    match aggregate:
        case aggregates.Sum():
            return nw.when(known > 0).then(operand.sum().cast(_dtype(kind)))
        case aggregates.CountReported():
            return known.cast(nw.Int64)
        case aggregates.CountDistinct():
            # Narwhals counts null as one more value.
            return operand.n_unique().cast(nw.Int64) - nw.when(known < nw.len()).then(1).otherwise(0)
        case aggregates.Min():
            return operand.min()
        case aggregates.Max():
            return operand.max()


def _expression(expression: ex.Expression, schema: pa.Schema) -> Anything:
    def of(part: ex.Expression) -> Anything:
        return _expression(part, schema)

    match expression:
        case ex.Column(name):
            return nw.col(name)
        case ex.Literal(value, kind):
            made = nw.lit(value)
            return made if value is not None and kind is None else made.cast(_dtype(ex.type_of(expression, schema)))
        case ex.Compare(left, sign, right):
            return _COMPARE[sign](of(left), of(right))
        case ex.IsIn(operand, values):
            # Engines disagree on null IN (...): Spark and DuckDB keep it unknown, Narwhals may not.
            subject = of(operand)
            return nw.when(~subject.is_null()).then(subject.is_in([v for v in values if v is not None]))
        case ex.IsNull(operand):
            return of(operand).is_null()
        case ex.Not(operand):
            return ~of(operand)
        case ex.All(parts):
            return reduce(operator.and_, map(of, parts)) if parts else nw.lit(True)
        case ex.Any(parts):
            return reduce(operator.or_, map(of, parts)) if parts else nw.lit(False)
        case ex.Negative(operand):
            return (of(operand) * -1).cast(_dtype(ex.type_of(expression, schema)))
        case ex.Plus(left, right):
            kind = _dtype(ex.type_of(expression, schema))
            return (of(left).cast(kind) + of(right).cast(kind)).cast(kind)
        case ex.Times(operand, factor):
            return (of(operand) * factor).cast(_dtype(ex.type_of(expression, schema)))
        case ex.Ratio(numerator, denominator):
            below = of(denominator)
            return nw.when(below != 0).then(of(numerator).cast(nw.Float64) / below.cast(nw.Float64))
        case ex.Coalesce(parts):
            kind = _dtype(ex.type_of(expression, schema))
            return nw.coalesce(*(of(part).cast(kind) for part in parts))
        case ex.When(condition, then, otherwise):
            kind = _dtype(ex.type_of(expression, schema))
            return nw.when(of(condition)).then(of(then).cast(kind)).otherwise(of(otherwise).cast(kind))
        case ex.Cast(operand, kind):
            return of(operand).cast(_dtype(kind))


_COMPARE: dict[str, Callable[[Anything, Anything], Anything]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _dtype(kind: pa.DataType) -> Anything:
    if pa.types.is_decimal128(kind):
        return nw.Decimal(kind.precision, kind.scale)
    return {
        types.INTEGER: nw.Int64(),
        types.FLOAT: nw.Float64(),
        types.TEXT: nw.String(),
        types.DATE: nw.Date(),
        types.MOMENT: nw.Datetime("us", "UTC"),
        types.BOOLEAN: nw.Boolean(),
    }[kind]
