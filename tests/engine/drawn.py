"""Tables drawn in ASCII, as the specification tests write them.

    k   | cases int | paid dec2
    a   | 3         | -1.50
    -   | -         | -

A column is a name and a type (`text` where none is written). `-` is null, `''` an empty text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from soyte.engine import Engine, Frame, types

NULL, EMPTY = "-", "''"
_KINDS: dict[str, tuple[pa.DataType, Callable[[str], Any]]] = {
    "text": (types.TEXT, str),
    "int": (types.INTEGER, int),
    "float": (types.FLOAT, float),
    "bool": (types.BOOLEAN, {"true": True, "false": False}.__getitem__),
    "day": (types.DATE, date.fromisoformat),
    "moment": (types.MOMENT, lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC)),
}


def kind(name: str) -> tuple[pa.DataType, Callable[[str], Any]]:
    """The type that a drawing calls `int`, or `dec2` for decimals with two digits behind the point (`dec2.9`: of nine)."""
    if not name.startswith("dec"):
        return _KINDS[name]
    scale, _, precision = name.removeprefix("dec").partition(".")
    return types.decimal(int(scale), int(precision or types.WIDEST)), Decimal


def table(drawing: str) -> pa.Table:
    """The table that is drawn."""
    header, *lines = [
        [cell.strip() for cell in line.split("|")]
        for line in drawing.strip().splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    columns = [(name, kind(sort or "text")) for name, _, sort in (cell.partition(" ") for cell in header)]
    values = [[_value(cell, read) for cell, (_, (_, read)) in zip(line, columns, strict=True)] for line in lines]
    arrays = [pa.array([row[at] for row in values], found[0]) for at, (_, found) in enumerate(columns)]
    return pa.table(arrays, schema=pa.schema([(name, found[0]) for name, found in columns]))


def frame(drawing: str) -> Frame:
    """A frame over the table that is drawn."""
    return Frame.rows(table(drawing))


def yields(engine: Engine, asked: Frame, drawing: str, *, ordered: bool = False) -> None:
    """Asserts that an engine gives the rows that are drawn, in their types; their order counts only if `ordered`."""
    expected = table(drawing)
    found = engine.collect(asked.steps)
    assert asked.schema == expected.schema
    assert found.schema == expected.schema
    assert rows(found, ordered) == rows(expected, ordered)


def rows(found: pa.Table, ordered: bool = False) -> list[tuple[str, ...]]:
    """The rows as text, so that 1, 1.0 and 1.00 differ and NaN equals itself; sorted unless their order counts."""
    lines = [tuple(map(repr, row.values())) for row in found.to_pylist()]
    return lines if ordered else sorted(lines)


def _value(cell: str, read: Callable[[str], Any]) -> Any:
    if cell == NULL:
        return None
    return read("" if cell == EMPTY else cell)
