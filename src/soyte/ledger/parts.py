"""Files divided by a column: the rows of each part go into files of their own, so that whoever asks for a month reads a month."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from soyte.ledger.tables import Table

OTHER = "other"
_MONTH = re.compile(r"\d{4}-\d{2}")


def divided(table: Table, rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each part. Where files are not divided, all of them as the part without a name."""
    if table.parted is None or not len(rows):
        yield "", rows
        return
    values = rows[table.parted]
    names: dict[str, list[str | None]] = {}
    for value in pc.unique(values).to_pylist():
        names.setdefault(part_named(value), []).append(value)
    if len(names) == 1:
        yield next(iter(names)), rows
        return
    for name, same in sorted(names.items()):
        yield name, rows.filter(pc.is_in(values, pa.array(same, values.type)))


def part_named(value: str | None) -> str:
    """What the part of a month is called in the names of files."""
    return value.replace("-", "_") if value is not None and _MONTH.fullmatch(value) else OTHER
