"""The engine in process. One connection in memory; Parquet files are read by name, nothing is attached or installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

from soyte.engine import plan
from soyte.engine.compile import compile_plan
from soyte.engine.conform import conform

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "false",
}


class DuckDBEngine:
    """Carries plans out with DuckDB. `memory` bounds what it holds (`2GB`); beyond it DuckDB spills into `spill`."""

    name = "duckdb"

    def __init__(self, memory: str | None = None, threads: int | None = None, spill: str | None = None) -> None:
        chosen = {"memory_limit": memory, "threads": threads, "temp_directory": spill}
        settings: dict[str, Any] = {
            **_SETTINGS,
            **{name: str(value) for name, value in chosen.items() if value is not None},
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        self._connection.execute("SET TimeZone = 'UTC'")

    def collect(self, steps: plan.Plan) -> pa.Table:
        """The rows of the plan as one table."""
        return conform(self._relation(steps).to_arrow_table(), steps.schema)

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """The rows of the plan, batch by batch."""
        for batch in self._relation(steps).to_arrow_reader(rows):
            yield from conform(pa.Table.from_batches([batch]), steps.schema).to_batches()

    def _relation(self, steps: plan.Plan) -> Any:
        cursor = self._connection.cursor()  # a cursor for each question: threads may ask at the same time

        def native(source: plan.Files | plan.Rows) -> Any:
            if isinstance(source, plan.Rows):
                return cursor.from_arrow(source.table)
            return _files(cursor, source)

        return compile_plan(steps, native).to_native()


def _files(cursor: Any, source: plan.Files) -> Any:
    if not source.paths:
        return cursor.from_arrow(source.schema.empty_table())
    found = cursor.read_parquet(list(source.paths), union_by_name=True, hive_partitioning=False)
    present = set(found.columns)
    columns = [
        f"{_quoted(field.name) if field.name in present else 'NULL'}::{_sql_type(field.type)} AS {_quoted(field.name)}"
        for field in source.schema
    ]
    return found.project(", ".join(columns))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal128(kind):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    return {
        pa.int64(): "BIGINT",
        pa.float64(): "DOUBLE",
        pa.string(): "VARCHAR",
        pa.date32(): "DATE",
        pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
        pa.bool_(): "BOOLEAN",
    }[kind]
