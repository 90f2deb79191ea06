"""A few tables in memory, asked by SQL expressions of the catalogue: where rules look at rows before these are kept.

The frames of the port describe questions to kept tables, alike on every engine. A rule is asked of rows that were read a
moment ago, in the process that read them; on a cluster each executor has a workbench of its own. So this is DuckDB alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa

from soyte.engine.errors import EngineError

_MACROS = """
CREATE TEMP MACRO minutes(a, b) AS (epoch_us(b) - epoch_us(a)) / 60000000.0;
CREATE TEMP MACRO as_day(a) AS CAST(try_strptime(a, '%Y%m%d') AS DATE);
CREATE TEMP MACRO as_moment(a) AS coalesce(try_strptime(a, '%Y%m%d%H%M'), try_strptime(a, '%Y%m%d'));
CREATE TEMP MACRO off(told, expected) AS abs(told - expected) > 0.0100001;
CREATE TEMP MACRO years(a, b) AS date_diff('year', a, b) - CASE WHEN strftime(b, '%m%d') < strftime(a, '%m%d') THEN 1 ELSE 0 END;
CREATE TEMP MACRO blank(a) AS a IS NULL OR trim(a) = '';
CREATE TEMP MACRO parts(a) AS list_filter(list_transform(string_split(a, ';'), lambda x: trim(x)), lambda x: x <> '');
CREATE TEMP MACRO has_part(a, b) AS list_contains(list_transform(string_split(a, ';'), lambda x: trim(x)), b);
"""


@dataclass
class _Feed:
    """Rows that the engine asks for anew whenever a question runs, by the protocol of Arrow streams."""

    rows: pa.Table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.rows.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self.rows.schema.__arrow_c_schema__()


class Workbench:
    """Tables by name, and questions in SQL. `folder`: where it may put aside what does not fit into `memory` megabytes.

    `planned` false takes questions as they are written: to improve a long one costs more than to ask it of few rows.

    Macros: `minutes(from, to)`, `years(born, day)`, `as_day(text)`, `as_moment(text)`, `off(told, expected)` (differs by more
    than a hundredth of a đồng), `blank(text)`, `parts(list)`, `has_part(list, part)`.
    """

    def __init__(
        self, *, threads: int = 1, folder: Path | None = None, memory: int | None = None, planned: bool = True
    ) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        }
        if memory is not None:
            settings["memory_limit"] = f"{memory}MB"
        if folder is not None:
            settings["temp_directory"] = str(folder)
        self._feeds: dict[str, _Feed] = {}
        self._base = duckdb.connect(":memory:", config=settings)
        for line in _MACROS.strip().splitlines():
            self._base.execute(line)
        if not planned:
            self._base.execute("PRAGMA disable_optimizer")

    def __enter__(self) -> Workbench:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self._base.close()

    def lay(self, name: str, rows: pa.Table, columns: str = "*") -> None:
        """A table of these rows in place of the one of that name; `columns` as in a SELECT."""
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM rows", rows)

    def make(self, name: str, question: str) -> None:
        """A table of what a question answers."""
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS {question}")

    def append(self, name: str, rows: pa.Table) -> None:
        """Add rows to a table that stays; with a folder it may be larger than memory."""
        self._run(f"CREATE TEMP TABLE IF NOT EXISTS {name} AS SELECT * FROM rows LIMIT 0", rows)
        self._run(f"INSERT INTO {name} SELECT * FROM rows", rows)

    def ask(self, question: str) -> pa.Table:
        """What a question answers."""
        with _told(question):
            return _table(self._base.sql(question))

    def feed(self, name: str, schema: pa.Schema) -> None:
        """A table of these columns whose rows change from one asking to the next; none are in it yet."""
        self._feeds[name] = _Feed(schema.empty_table())
        self._base.register(name, self._feeds[name])

    def fill(self, name: str, rows: pa.Table | None) -> None:
        """The rows of a feed in place of those before; they are read where they lie. EngineError if columns differ."""
        feed = self._feeds[name]
        if rows is not None and not rows.schema.equals(feed.rows.schema):
            raise EngineError(f"{name}: {rows.schema.to_string()}\n{feed.rows.schema.to_string()}")
        feed.rows = feed.rows.schema.empty_table() if rows is None else rows

    def keep(self, name: str, question: str) -> None:
        """Plan a question that is asked again and again; to plan a long one costs as much as a thousand rows."""
        self._run(f"PREPARE {name} AS {question}")

    def answer(self, name: str) -> pa.Table:
        """What a kept question answers now."""
        return self.ask(f"EXECUTE {name}")

    def stream(self, question: str, rows: int = 20_000) -> Iterator[pa.Table]:
        """What a question answers, so many rows at a time."""
        with _told(question):
            for batch in self._base.sql(question).to_arrow_reader(rows):
                yield pa.Table.from_batches([batch])

    def _run(self, statement: str, rows: pa.Table | None = None) -> None:  # noqa: ARG002 (found by its name in this frame)
        with _told(statement):
            self._base.execute(statement)


def _table(answer: duckdb.DuckDBPyRelation) -> pa.Table:
    rows: pa.Table = answer.to_arrow_table()
    return rows


@contextmanager
def _told(statement: str) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise EngineError(f"{error}\n{statement[:2000]}") from error
