"""From a plan to a lazy Narwhals frame: the steps. Narwhals speaks to DuckDB and Spark alike; what they or Narwhals would
do differently is levelled here and in `compile_expressions`: the sum of nothing, a null among distinct values, the width
of a sum, rows of constants only, the order of ties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any as Anything

import narwhals.stable.v2 as nw
import pyarrow as pa

from soyte.engine import aggregates, plan
from soyte.engine import expressions as ex
from soyte.engine.compile_expressions import compile_expression, dtype
from soyte.engine.typed import columns_of

Native = Callable[[plan.Files | plan.Rows], Anything]


def compile_plan(steps: plan.Plan, native: Native) -> Anything:
    """The lazy frame that the plan describes; `native` gives the engine's own frame for files and for rows."""
    match steps:
        case plan.Files() | plan.Rows():
            return nw.from_native(native(steps)).lazy()
        case plan.Filter(source, condition):
            return _filter(compile_plan(source, native), source.schema, condition)
        case plan.Project(source, columns):
            return _project(compile_plan(source, native), source.schema, columns)
        case plan.Join(left, right, on, how):
            return compile_plan(left, native).join(compile_plan(right, native), on=list(on), how=how)
        case plan.Group(source, by, reduced):
            return _group(compile_plan(source, native), source.schema, by, reduced)
        case plan.Union():
            return _union([compile_plan(part, native) for part in _leaves(steps)])
        case plan.Sort(source, by, limit):
            return _sort(compile_plan(source, native), source.schema.names, by, limit)


def _filter(frame: Anything, schema: pa.Schema, condition: ex.Expression) -> Anything:
    if columns_of(condition):
        return frame.filter(compile_expression(condition, schema))
    # Narwhals takes a constant for one row.
    flag = _unused(schema.names)
    flagged = frame.with_columns(compile_expression(condition, schema).alias(flag))
    return flagged.filter(nw.col(flag)).select(*schema.names)


def _project(frame: Anything, schema: pa.Schema, columns: Sequence[tuple[str, ex.Expression]]) -> Anything:
    made = [compile_expression(column, schema).alias(name) for name, column in columns]
    names = [name for name, _ in columns]
    if any(columns_of(column) for _, column in columns):
        return frame.select(*made)
    # Constants alone would give one row; beside a column they are repeated.
    beside = _unused(names)
    return frame.select(nw.col(schema.names[0]).alias(beside), *made).select(*names)


def _group(
    frame: Anything, schema: pa.Schema, by: tuple[str, ...], reduced: tuple[tuple[str, aggregates.Aggregate], ...]
) -> Anything:
    if not reduced:
        return frame.select(*by).unique()
    made = []
    for name, aggregate in reduced:
        operand = None
        if not isinstance(aggregate, aggregates.Count):
            operand = compile_expression(aggregate.operand, schema)
            if not columns_of(aggregate.operand):  # a constant has to stand in each row to be counted
                constant = _unused(frame.columns)
                frame = frame.with_columns(operand.alias(constant))
                operand = nw.col(constant)
        made.append(_aggregate(aggregate, operand, schema).alias(name))
    if not by:
        return frame.select(*made)
    return frame.group_by(*by).agg(*made).select(*by, *(name for name, _ in reduced))


def _aggregate(aggregate: aggregates.Aggregate, operand: Anything, schema: pa.Schema) -> Anything:
    if isinstance(aggregate, aggregates.Count):
        return nw.len().cast(nw.Int64)
    known = operand.count()
    match aggregate:
        case aggregates.Sum():
            total = operand.sum().cast(dtype(aggregates.type_of_aggregate(aggregate, schema)))
            return nw.when(known > 0).then(total)
        case aggregates.CountReported():
            return known.cast(nw.Int64)
        case aggregates.CountDistinct():
            # Narwhals counts null as one more value, and does not know how many values nothing has.
            different = operand.n_unique() - nw.when(known < nw.len()).then(1).otherwise(0)
            return nw.when(known > 0).then(different).otherwise(0).cast(nw.Int64)
        case aggregates.Min():
            return operand.min()
        case aggregates.Max():
            return operand.max()


def _leaves(steps: plan.Plan) -> list[plan.Plan]:
    return [leaf for part in steps.parts for leaf in _leaves(part)] if isinstance(steps, plan.Union) else [steps]


def _union(frames: list[Anything]) -> Anything:
    # A tree, not a chain: engines go down into a union of unions.
    if len(frames) == 1:
        return frames[0]
    middle = len(frames) // 2
    return nw.concat([_union(frames[:middle]), _union(frames[middle:])], how="vertical")


def _sort(frame: Anything, names: list[str], by: tuple[str, ...], limit: int | None) -> Anything:
    ordered = frame.sort(*by, *(name for name in names if name not in by), nulls_last=True)
    return ordered if limit is None else ordered.head(limit)


def _unused(names: Iterable[str]) -> str:
    taken = {name.casefold() for name in names}
    name = "constant"
    while name in taken:
        name += "_"
    return name
