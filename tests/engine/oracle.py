"""What a plan means, in plain Python over lists of dicts: slow, short, and independent of the engines and of Narwhals.

It knows no types: whole numbers and decimals mix exactly, and what comes out is put into the declared schema at the end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from decimal import Context, Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from soyte.engine import Overflow, aggregates, plan
from soyte.engine import expressions as ex
from soyte.engine.files import check_files, first_damaged, read_to_end

Row = dict[str, Any]
_EXACT = Context(prec=200)


class OracleEngine:
    """The port, played by the oracle."""

    name = "oracle"

    def collect(self, steps: plan.Plan) -> pa.Table:
        """The rows of the plan as one table."""
        check_files(steps)
        try:
            return table(rows_of(steps), steps.schema)
        except OSError as error:
            raise first_damaged(steps, read_to_end) or error from error

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """The rows of the plan, batch by batch."""
        yield from self.collect(steps).to_batches(max_chunksize=rows)


def table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    """Rows in a declared schema."""
    columns = [pa.array([stored(row[field.name], field.type) for row in rows], field.type) for field in schema]
    return pa.table(columns, schema=schema)


def stored(value: Any, kind: pa.DataType) -> Any:
    """A value as a column of this type holds it."""
    if value is None:
        return None
    if pa.types.is_decimal128(kind):
        return decimal(Decimal(value), kind.precision, kind.scale)
    return float(value) if kind == pa.float64() else value


def decimal(value: Decimal, precision: int, scale: int) -> Decimal:
    """With exactly `scale` digits behind the point; refused if that takes more than `precision` digits."""
    exact = value.quantize(Decimal(1).scaleb(-scale), context=_EXACT)
    if exact != value or len(exact.as_tuple().digits) > precision:
        raise Overflow(str(value))
    return exact


def rows_of(steps: plan.Plan) -> list[Row]:
    """The rows of a plan."""
    match steps:
        case plan.Files(paths, schema):
            read = [row for path in paths for row in pq.ParquetFile(path).read().to_pylist()]
            return [{name: row.get(name) for name in schema.names} for row in read]
        case plan.Rows(given):
            return list(given.to_pylist())
        case plan.Filter(source, condition):
            return [row for row in rows_of(source) if value(condition, row) is True]
        case plan.Project(source, columns):
            return [{name: value(column, row) for name, column in columns} for row in rows_of(source)]
        case plan.Join(left, right, on, how):
            return list(_join(rows_of(left), rows_of(right), on, how, steps.schema.names))
        case plan.Group(source, by, reduced):
            return _group(rows_of(source), by, reduced)
        case plan.Union(parts):
            return [row for part in parts for row in rows_of(part)]
        case plan.Sort(source, by, limit):
            order = (*by, *(name for name in steps.schema.names if name not in by))
            return sorted(rows_of(source), key=lambda row: [_place(row[name]) for name in order])[:limit]


def _join(left: list[Row], right: list[Row], on: tuple[str, ...], how: str, names: list[str]) -> Iterator[Row]:
    for row in left:
        partners = [other for other in right if all(row[name] is not None and row[name] == other[name] for name in on)]
        if (how == "semi" and partners) or (how == "anti" and not partners):
            yield row
        if how == "left" and not partners:
            yield {name: row.get(name) for name in names}
        if how in ("inner", "left"):
            for other in partners:
                yield {name: row[name] if name in row else other[name] for name in names}


def _group(rows: list[Row], by: tuple[str, ...], reduced: Iterable[tuple[str, aggregates.Aggregate]]) -> list[Row]:
    groups: dict[tuple[Any, ...], list[Row]] = {} if by else {(): []}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in by), []).append(row)
    return [
        {**dict(zip(by, key, strict=True)), **{name: reduced_to(made, group) for name, made in reduced}}
        for key, group in groups.items()
    ]


def reduced_to(aggregate: aggregates.Aggregate, rows: list[Row]) -> Any:
    """What a group of rows comes down to."""
    if isinstance(aggregate, aggregates.Count):
        return len(rows)
    known = [found for row in rows if (found := value(aggregate.operand, row)) is not None]
    match aggregate:
        case aggregates.CountReported():
            return len(known)
        case aggregates.CountDistinct():
            return len(set(known))
        case aggregates.Sum():
            return _number(_total(known)) if known else None
        case aggregates.Min():
            return min(known, key=_place, default=None)
        case aggregates.Max():
            return max(known, key=_place, default=None)


def value(expression: ex.Expression, row: Row) -> Any:
    """The value of an expression for a row."""
    match expression:
        case ex.Column(name):
            return row[name]
        case ex.Literal(constant, kind):
            return constant if kind is None else stored(constant, kind)
        case ex.Compare(left, sign, right):
            return _known(_SIGNS[sign], value(left, row), value(right, row))
        case ex.IsIn(operand, values):
            return _known(lambda one: any(_order(one, other) == 0 for other in values), value(operand, row))
        case ex.IsNull(operand):
            return value(operand, row) is None
        case ex.Not(operand):
            return _known(lambda one: not one, value(operand, row))
        case ex.All(parts):
            return _all([value(part, row) for part in parts])
        case ex.Any(parts):
            return _known(lambda none: not none, _all([_known(lambda one: not one, value(p, row)) for p in parts]))
        case ex.Negative(operand):
            return _known(lambda one: _number(_product(one, -1)), value(operand, row))
        case ex.Plus(left, right):
            return _known(lambda *both: _number(_total(both)), value(left, row), value(right, row))
        case ex.Times(operand, factor):
            return _known(lambda one: _number(_product(one, factor)), value(operand, row))
        case ex.Ratio(above, below):
            return _known(
                lambda one, other: float(one) / float(other) if other else None, value(above, row), value(below, row)
            )
        case ex.Coalesce(parts):
            return next((found for part in parts if (found := value(part, row)) is not None), None)
        case ex.When(condition, then, otherwise):
            return value(then if value(condition, row) is True else otherwise, row)
        case ex.Cast(operand, kind):
            return stored(value(operand, row), kind)


def _known(made: Callable[..., Any], *values: Any) -> Any:
    return None if None in values else made(*values)


def _all(parts: list[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _total(values: Iterable[Any]) -> Any:
    total: Any = 0
    for one in values:
        total = total + one if isinstance(total, int) and isinstance(one, int) else _EXACT.add(total, one)
    return total


def _product(one: Any, factor: int) -> Any:
    return one * factor if isinstance(one, int) else _EXACT.multiply(one, factor)


def _number(found: Any) -> Any:
    if isinstance(found, Decimal):
        return decimal(found, 38, max(0, -int(found.as_tuple().exponent)))
    if not -(2**63) <= found < 2**63:
        raise Overflow(str(found))
    return found


def _order(left: Any, right: Any) -> int:
    """-1, 0 or 1; beside a float the other side is a float too, and NaN equals itself and is the greatest."""
    if isinstance(left, float) or isinstance(right, float):
        left, right = float(left), float(right)
        left, right = (math.isnan(left), left), (math.isnan(right), right)
        if left[0] or right[0]:
            left, right = left[0], right[0]
    return int(left > right) - int(left < right)


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: _order(left, right) == 0,
    "!=": lambda left, right: _order(left, right) != 0,
    "<": lambda left, right: _order(left, right) < 0,
    "<=": lambda left, right: _order(left, right) <= 0,
    ">": lambda left, right: _order(left, right) > 0,
    ">=": lambda left, right: _order(left, right) >= 0,
}


def _place(found: Any) -> tuple[bool, bool, Any]:
    """Where a value stands: null last, NaN before it, text by code point."""
    nan = isinstance(found, float) and math.isnan(found)
    return found is None, nan, 0 if found is None or nan else found
