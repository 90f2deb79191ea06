"""The engine in process. One connection in memory; Parquet files are read by name, nothing is attached or installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import duckdb
import pyarrow as pa
from narwhals.exceptions import NarwhalsError

from soyte.engine import plan
from soyte.engine.compile import compile_plan
from soyte.engine.conform import conform
from soyte.engine.errors import EngineError, EngineFailure, OutOfRoom, Overflow
from soyte.engine.files import check_files, columns_held, first_damaged

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "false",
    "max_expression_depth": "10000",  # 2.0 counts the parts of a union
}
_MEANING = {
    OutOfRoom: ("Out of Memory Error", "No space left"),
    Overflow: ("Out of Range Error", "Conversion Error"),
}


class DuckDBEngine:
    """Carries plans out with DuckDB; threads may share it.

    `memory` bounds what it holds (`2GB`). Beyond that it spills into the folder `spill`; without one it gives up, so that
    nothing of a patient is left behind in a folder that nobody thought of.
    """

    name = "duckdb"

    def __init__(self, memory: str | None = None, threads: int | None = None, spill: str | None = None) -> None:
        chosen = {"memory_limit": memory, "threads": threads}
        settings: dict[str, Any] = {
            **_SETTINGS,
            "temp_directory": spill or "",
            **{name: str(value) for name, value in chosen.items() if value is not None},
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        # For the cursors too, which do not inherit what is set for one connection.
        self._connection.execute("SET GLOBAL TimeZone = 'UTC'")
        # Of each state of a file: it looks at their times.
        self._connection.execute("SET GLOBAL parquet_metadata_cache = true")

    def collect(self, steps: plan.Plan) -> pa.Table:
        """The rows of the plan as one table. Raises an `EngineError`, which names the file if it is about one."""
        with self._speaking_of(steps):
            return conform(self._relation(steps).to_arrow_table(), steps.schema)

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        """The rows of the plan, batch by batch; what was handed out is not held."""
        with self._speaking_of(steps):
            for batch in self._relation(steps).to_arrow_reader(rows):
                yield from conform(pa.Table.from_batches([batch]), steps.schema).to_batches()

    def close(self) -> None:
        """Gives memory and spilled data back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _relation(self, steps: plan.Plan) -> Any:
        check_files(steps)
        cursor = self._connection.cursor()  # a cursor for each question: threads may ask at the same time

        def native(source: plan.Files | plan.Rows) -> Any:
            if isinstance(source, plan.Rows):
                return cursor.from_arrow(source.table)
            return _files(cursor, source)

        return compile_plan(steps, native).to_native()

    @contextmanager
    def _speaking_of(self, steps: plan.Plan) -> Iterator[None]:
        try:
            yield
        except EngineError:
            raise
        # What happens while a stream is read reaches us through Arrow, and keeps only its words.
        except (duckdb.Error, NarwhalsError, pa.ArrowException, OSError) as error:
            for kind, names in _MEANING.items():
                if any(name in str(error) for name in names):
                    raise kind(str(error)) from error
            raise first_damaged(steps, self._read_to_end) or EngineFailure(str(error)) from error

    def _read_to_end(self, path: str) -> None:
        for _ in self._connection.cursor().read_parquet([_escaped(path)]).to_arrow_reader():
            pass


def _files(cursor: Any, source: plan.Files) -> Any:
    if not source.paths:
        return cursor.from_arrow(source.schema.empty_table())
    paths = ", ".join(_text(_escaped(path)) for path in source.paths)
    scan = f"read_parquet([{paths}], union_by_name = true, hive_partitioning = false)"
    present = columns_held(source)
    if present is None:
        present = set(cursor.sql(f"FROM {scan}").columns)
    columns = [
        f"{_quoted(field.name) if field.name in present else 'NULL'}::{_sql_type(field.type)} AS {_quoted(field.name)}"
        for field in source.schema
    ]
    return cursor.sql(f"SELECT {', '.join(columns)} FROM {scan}")  # noqa: S608 (names and paths are quoted)


def _escaped(path: str) -> str:
    # DuckDB takes every path for a pattern.
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


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
