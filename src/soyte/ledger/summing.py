"""Sums of the rows that an act brings or takes away, for all roll-ups of a table in one reading of these rows.

The engine gives the same sums. But it plans each question anew, which costs more than summing ten thousand rows does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from soyte.engine import Column, Count, Sum
from soyte.ledger.rollups import Rollup

ROWS_AT_ONCE = 500_000


def summable(rollup: Rollup) -> bool:
    """Whether the roll-up holds nothing but numbers of rows and sums of columns."""
    return all(
        isinstance(one, Count) or (isinstance(one, Sum) and isinstance(one.operand, Column))
        for one in rollup.sums.values()
    )


def columns_of(rollups: Sequence[Rollup]) -> list[str]:
    """The columns of the rows that these roll-ups look at."""
    return sorted({name for one in rollups for name in (*one.by, *_columns(one).values()) if name})


def of_files(files: Sequence[str], columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of these Parquet files."""
    for path in files:
        with pq.ParquetFile(path) as source:
            yield from source.iter_batches(ROWS_AT_ONCE, columns=list(columns))


def summed(
    rollups: Sequence[Rollup], gained: Iterable[pa.RecordBatch], lost: Iterable[pa.RecordBatch] = ()
) -> dict[str, pa.Table]:
    """For each roll-up its columns and sums over rows that are gained, less those over rows that are lost; none where there are
    no rows. A few rows at a time: there may be more than memory holds."""
    parts: dict[str, list[pa.Table]] = {one.name: [] for one in rollups}
    for batches, taken in ((gained, False), (lost, True)):
        for batch in batches:
            rows = pa.Table.from_batches([batch]).append_column("1", pa.repeat(pa.scalar(1), len(batch)))
            for one in rollups:
                found = _grouped(rows, one, {name: of or "1" for name, of in _columns(one).items()})
                parts[one.name].append(_negative(found, one) if taken else found)
    return {
        one.name: _grouped(
            pa.concat_tables(parts[one.name], promote_options="permissive"), one, {n: n for n in one.sums}
        )
        for one in rollups
        if parts[one.name]
    }


def _negative(rows: pa.Table, rollup: Rollup) -> pa.Table:
    return pa.table({name: pc.negate(rows[name]) if name in rollup.sums else rows[name] for name in rows.column_names})


def _columns(rollup: Rollup) -> dict[str, str]:
    """The column that each sum sums; none for the number of rows."""
    return {
        name: one.operand.name if isinstance(one, Sum) and isinstance(one.operand, Column) else ""
        for name, one in rollup.sums.items()
    }


def _grouped(rows: pa.Table, rollup: Rollup, sums: dict[str, str]) -> pa.Table:
    found = rows.group_by(list(rollup.by), use_threads=False).aggregate([(of, "sum") for of in sums.values()])
    return pa.table(
        {
            **{name: found[name] for name in rollup.by},
            **{name: found[f"{of}_sum"] for name, of in sums.items()},
        }
    )
