"""Whole plans for Hypothesis, made by applying the typing rules backwards: a type is asked for, an expression is drawn.

Values are few, so that keys meet, and small enough that no sum of them overflows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from soyte.engine import expressions as ex
from soyte.engine import types
from soyte.engine.aggregates import Aggregate, Count, CountDistinct, CountReported, Max, Min, Sum
from soyte.engine.frame import Frame
from soyte.engine.plan import How

Draw = Callable[[st.SearchStrategy[Any]], Any]
MONEY, NARROW, FINE = types.decimal(2), types.decimal(1, 9), types.decimal(4, 20)
KINDS = (types.INTEGER, types.TEXT, MONEY, NARROW, FINE, types.DATE, types.BOOLEAN, types.MOMENT, types.FLOAT)
KEYS = tuple(kind for kind in KINDS if kind != types.FLOAT)
_TEXTS = ["", "a", "A", "01", "1", "Huế", "Hue\u0302\u0301", "HUẾ", "Đà Nẵng", "đ", "'\"`\\;%_", " a "]
_ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=3)
_VALUES: dict[pa.DataType, st.SearchStrategy[Any]] = {
    types.INTEGER: st.integers(-3, 3) | st.sampled_from([-(10**6), 10**6]),
    types.TEXT: st.sampled_from(_TEXTS) | _ANY_TEXT,
    types.DATE: st.sampled_from([date(2020, 12, 31), date(2024, 2, 29), date(1945, 9, 2), date(2025, 7, 1)]),
    types.MOMENT: st.sampled_from(
        [datetime(2025, 1, 1, tzinfo=UTC), datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)]
    ),
    types.BOOLEAN: st.booleans(),
    types.FLOAT: st.sampled_from([-2.5, 0.0, 1.5, 1e300, float("inf"), float("-inf"), float("nan")]),
}
_names = (f"c{number}" for number in count())


def values(kind: pa.DataType) -> st.SearchStrategy[Any]:
    """Values of a type, null left out."""
    if pa.types.is_decimal128(kind):
        return st.integers(-200, 200).map(lambda number: Decimal(number * 10**kind.scale // 7).scaleb(-kind.scale))
    return _VALUES[kind]


# ------------------------------------------------------------------------------------------------------ expressions


def expression(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int = 2) -> ex.Expression:
    """An expression of a type over rows of a schema."""
    makers = [_column, _constant] if depth == 0 else [_column, _constant, _choice, _first, *_made(kind)]
    maker: Maker = draw(st.sampled_from(makers))
    return maker(draw, kind, schema, depth - 1)


def condition(draw: Draw, schema: pa.Schema, depth: int = 2) -> ex.Expression:
    """A condition over rows of a schema."""
    return expression(draw, types.BOOLEAN, schema, depth)


Maker = Callable[[Draw, pa.DataType, pa.Schema, int], ex.Expression]


def _made(kind: pa.DataType) -> list[Maker]:
    if kind == types.BOOLEAN:
        return [_compare, _compare, _is_in, _is_null, _not, _several]
    if kind == types.FLOAT:
        return [_ratio]
    if kind == types.INTEGER:
        return [_plus, _scaled]
    if pa.types.is_decimal128(kind):
        return [_plus, _scaled, _cast] if kind.precision == types.WIDEST else [_cast]
    return []


def _column(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    names = [field.name for field in schema if field.type == kind]
    return ex.Column(draw(st.sampled_from(names))) if names else _constant(draw, kind, schema, depth)


def _constant(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    value = draw(st.none() | values(kind).filter(_is_finite))
    return ex.Literal(value, kind)


def _is_finite(value: Any) -> bool:
    return not isinstance(value, float) or abs(value) < float("inf")


def _choice(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    then, otherwise = (expression(draw, kind, schema, depth) for _ in range(2))
    return ex.When(condition(draw, schema, depth), then, otherwise)


def _first(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    parts = [expression(draw, kind, schema, depth) for _ in range(draw(st.integers(1, 3)))]
    if kind.equals(MONEY) and draw(st.booleans()):
        parts.insert(0, expression(draw, types.INTEGER, schema, depth))
    return ex.Coalesce(tuple(parts))


def _compare(draw: Draw, _: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    numbers = [types.INTEGER, MONEY, NARROW, FINE]
    pairs = [(kind, kind) for kind in KINDS] + [(one, other) for one in numbers for other in numbers]
    left, right = draw(st.sampled_from([*pairs, (types.INTEGER, types.FLOAT)]))
    sign = draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]))
    return ex.Compare(expression(draw, left, schema, depth), sign, expression(draw, right, schema, depth))


def _is_in(draw: Draw, _: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    kind = draw(st.sampled_from(KINDS))
    among = draw(st.lists(values(kind).filter(_is_finite), max_size=3))
    return ex.IsIn(expression(draw, kind, schema, depth), tuple(among))


def _is_null(draw: Draw, _: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    return ex.IsNull(expression(draw, draw(st.sampled_from(KINDS)), schema, depth))


def _not(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    return ex.Not(expression(draw, kind, schema, depth))


def _several(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    parts = tuple(expression(draw, kind, schema, depth) for _ in range(draw(st.integers(0, 3))))
    return ex.All(parts) if draw(st.booleans()) else ex.Any(parts)


def _plus(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    other = draw(st.sampled_from([kind, kind, types.INTEGER]))
    return ex.Plus(expression(draw, kind, schema, depth), expression(draw, other, schema, depth))


def _scaled(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    operand = expression(draw, kind, schema, depth)
    return ex.Negative(operand) if draw(st.booleans()) else ex.Times(operand, draw(st.integers(-3, 3)))


def _ratio(draw: Draw, _: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    above, below = (draw(st.sampled_from([types.INTEGER, MONEY, NARROW])) for _ in range(2))
    return ex.Ratio(expression(draw, above, schema, depth), expression(draw, below, schema, depth))


def _cast(draw: Draw, kind: pa.DataType, schema: pa.Schema, depth: int) -> ex.Expression:
    sources = [one for one in (NARROW, MONEY, FINE) if one.scale <= kind.scale and one.precision <= kind.precision]
    if kind.precision == types.WIDEST:
        sources.append(types.INTEGER)
    return ex.Cast(expression(draw, draw(st.sampled_from(sources)), schema, depth), kind)


# ------------------------------------------------------------------------------------------------------------ steps


def plan(draw: Draw, folder: Path, steps: int = 4) -> Frame:
    """A frame over small tables, in memory or in files of the folder, after some steps."""
    frame = source(draw, folder)
    for _ in range(draw(st.integers(1, steps))):
        frame = draw(st.sampled_from(_STEPS))(draw, frame, partial(source, draw, folder))
    return frame


def source(draw: Draw, folder: Path) -> Frame:
    """A small table of drawn columns: in memory, or in Parquet files of which the second lacks a column."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    schema = pa.schema([(f"k{at}", kind) for at, kind in enumerate(kinds)])
    size = draw(st.integers(0, 6))
    columns = [draw(st.lists(st.none() | values(kind), min_size=size, max_size=size)) for kind in kinds]
    table = pa.table([pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)], schema=schema)
    if draw(st.integers(0, 3)):
        return Frame.rows(table)
    first, second = table.slice(0, size // 2), table.slice(size // 2)
    if len(kinds) > 1:
        second = second.drop_columns([schema.names[0]]).select(schema.names[:0:-1])
    paths = [folder / f"{next(_names)}.parquet" for _ in range(2)]
    pq.write_table(first, paths[0])
    pq.write_table(second, paths[1])
    return Frame.files(paths, schema)


Other = Callable[[], Frame]


def _filtered(draw: Draw, frame: Frame, _: Other) -> Frame:
    return frame.filter(condition(draw, frame.schema))


def _projected(draw: Draw, frame: Frame, _: Other) -> Frame:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    made = {f"k{at}": expression(draw, kind, frame.schema) for at, kind in enumerate(kinds)}
    return frame.select(**made) if draw(st.booleans()) else frame.with_columns(**made)


def _grouped(draw: Draw, frame: Frame, _: Other) -> Frame:
    by = _keys(draw, frame.schema.names, frame)
    made = [_aggregate(draw, frame.schema) for _ in range(draw(st.integers(0 if by else 1, 3)))]
    return frame.group(*by, **dict(zip(_fresh("a", by), made, strict=False)))


def _fresh(letter: str, taken: Sequence[str]) -> Iterator[str]:
    return (name for name in (f"{letter}{at}" for at in count()) if name not in taken)


def _keys(draw: Draw, names: Sequence[str], frame: Frame) -> list[str]:
    keys = [name for name in names if frame.schema.field(name).type != types.FLOAT]
    return draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)) if keys else []


def _aggregate(draw: Draw, schema: pa.Schema) -> Aggregate:
    made = draw(st.sampled_from([Sum, Count, CountReported, CountDistinct, Min, Max]))
    if made is Count:
        return Count()
    allowed = {
        Sum: (types.INTEGER, MONEY, NARROW, FINE),
        CountReported: KINDS,
        CountDistinct: KEYS,
    }.get(made, tuple(kind for kind in KINDS if kind != types.BOOLEAN))
    found: Aggregate = made(expression(draw, draw(st.sampled_from(allowed)), schema, 1))
    return found


def _joined(draw: Draw, frame: Frame, other: Other) -> Frame:
    right = other()
    on = _keys(draw, frame.schema.names, frame)
    if not on:
        return frame
    kinds = {name: frame.schema.field(name).type for name in on}
    right = right.with_columns(**{name: expression(draw, kind, right.schema, 1) for name, kind in kinds.items()})
    how: How = draw(st.sampled_from(["inner", "left", "semi", "anti"]))
    others = [name for name in right.schema.names if name not in on]
    fresh = dict(zip(others, _fresh("r", frame.schema.names), strict=False))
    return frame.join(right.rename(fresh), on, how)


def _united(draw: Draw, frame: Frame, other: Other) -> Frame:
    right = other()
    kinds = {field.name: field.type for field in frame.schema}
    return frame.union(right.select(**{name: expression(draw, kind, right.schema, 1) for name, kind in kinds.items()}))


def _sorted(draw: Draw, frame: Frame, _: Other) -> Frame:
    by = draw(st.lists(st.sampled_from(frame.schema.names), max_size=2, unique=True))
    return frame.sort(*by, limit=draw(st.none() | st.integers(0, 4)))


_STEPS = [_filtered, _projected, _grouped, _grouped, _joined, _united, _sorted]
