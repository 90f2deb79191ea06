"""Files divided by a column: the rows of each part go into files of their own, so that whoever asks for a month reads a month."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.ledger.tables import Table

OTHER = "other"
_MONTH = re.compile(r"\d{4}-\d{2}")


def parts(table: Table, rows: pa.Table) -> set[str]:
    """The names of the parts that rows belong to; where files are not divided, the empty one."""
    if table.parted is None or not len(rows):
        return {""}
    return {part_named(value) for value in pc.unique(rows[table.parted]).to_pylist()}


def divided(table: Table, rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each part, in their order. Where files are not divided, all of them as the part without a name."""
    named = sorted(parts(table, rows))
    if len(named) == 1:
        yield named[0], rows
        return
    # Sorted at once and cut: to filter once for each part would look at every row as often as there are parts.
    coded = rows[table.parted].combine_chunks().dictionary_encode(null_encoding="encode")
    number = np.array([named.index(part_named(value)) for value in coded.dictionary.to_pylist()], np.int64)
    belongs = number[coded.indices.to_numpy()]
    ordered = rows.combine_chunks().take(pa.array(np.argsort(belongs, kind="stable")))
    ends = np.cumsum(np.bincount(belongs, minlength=len(named)))
    for name, begun, end in zip(named, (0, *ends[:-1]), ends, strict=True):
        yield name, ordered.slice(begun, end - begun)


def part_named(value: str | None) -> str:
    """What the part of a month is called in the names of files."""
    return value.replace("-", "_") if value is not None and _MONTH.fullmatch(value) else OTHER


def bounded(table: Table) -> tuple[str, ...] | None:
    """The columns by which rows are looked for: days, and where a row stands. Of wide tables no others say in their files
    between which values they lie, for to find that out takes a quarter of the time of writing. None for all."""
    if table.parted is None:
        return None
    heads = {"submission_id", "row_no", "facility", "block", table.parted}
    return tuple(one.name for one in table.schema if one.name in heads or pa.types.is_date(one.type))
