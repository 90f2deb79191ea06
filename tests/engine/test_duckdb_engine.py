"""The engine in process: shared by threads, bounded in memory, streaming, silent about where it runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.drawn import frame, yields
from soyte.engine import (
    All,
    Column,
    Compare,
    Count,
    CountDistinct,
    DamagedFile,
    EngineFailure,
    Frame,
    IsIn,
    Literal,
    OutOfRoom,
    Overflow,
    Plus,
    Sum,
    types,
)
from soyte.engine.duckdb_engine import DuckDBEngine

NUMBERS = Frame.rows(pa.table({"n": pa.array(range(300_000), types.INTEGER)}))
N = Column("n")


def test_eight_threads_ask_at_the_same_time(duckdb_engine: DuckDBEngine) -> None:
    answers: list[tuple[int, int]] = []
    asked = NUMBERS.group(total=Sum(N), different=CountDistinct(N))

    def ask() -> None:
        for _ in range(5):
            (row,) = duckdb_engine.collect(asked.steps).to_pylist()
            answers.append((row["total"], row["different"]))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(44_999_850_000, 300_000)] * 40


def test_a_condition_may_have_a_thousand_parts_and_a_list_three_thousand_values(duckdb_engine: DuckDBEngine) -> None:
    many = All(tuple(Compare(N, "!=", Literal(number)) for number in range(1000)))
    few = frame("n int \n 999 \n 1000").filter(many)
    yields(duckdb_engine, few, "n int \n 1000")
    yields(duckdb_engine, NUMBERS.filter(IsIn(N, tuple(range(3000)))).group(rows=Count()), "rows int \n 3000")


def test_two_hundred_steps_and_a_thousand_parts_are_carried_out(duckdb_engine: DuckDBEngine) -> None:
    one = frame("n int \n 1")
    deep = one
    for _ in range(200):
        deep = deep.with_columns(n=Plus(N, Literal(1)))
    yields(duckdb_engine, deep, "n int \n 201")
    yields(duckdb_engine, one.union(*[one] * 999).group(n=Sum(N)), "n int \n 1000")


def test_what_does_not_fit_into_memory_is_refused_without_a_folder_to_spill_into(tmp_path: Path) -> None:
    wide = NUMBERS.union(*[NUMBERS.select(n=Plus(N, Literal(step * 300_000))) for step in range(1, 8)])
    asked = wide.with_columns(t=Literal("x" * 60)).group("n", "t", rows=Count()).group(rows=Count())
    with DuckDBEngine(memory="200MB", threads=2) as small, pytest.raises(OutOfRoom):
        small.collect(asked.steps)
    with DuckDBEngine(memory="200MB", threads=2, spill=str(tmp_path)) as spilling:
        yields(spilling, asked, "rows int \n 2400000")
    assert list(tmp_path.iterdir()) == []


def test_batches_stream_and_stop_when_nobody_asks_for_more(duckdb_engine: DuckDBEngine) -> None:
    batches: Iterator[pa.RecordBatch] = duckdb_engine.batches(NUMBERS.steps, rows=10_000)
    first = next(batches)
    assert (first.schema, first.num_rows <= 10_000) == (NUMBERS.schema, True)
    assert first.num_rows + sum(batch.num_rows for batch in batches) == 300_000
    left = duckdb_engine.batches(NUMBERS.steps)
    next(left)
    left.close()  # type: ignore[attr-defined]


def test_an_overflow_in_the_middle_of_a_stream_is_an_overflow(duckdb_engine: DuckDBEngine) -> None:
    asked = NUMBERS.select(n=Plus(N, Literal(2**63 - 200_000)))
    with pytest.raises(Overflow):
        list(duckdb_engine.batches(asked.steps))


def test_damage_in_the_middle_of_a_stream_names_the_file(duckdb_engine: DuckDBEngine, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"n": pa.array(range(400_000), types.INTEGER)})
    pq.write_table(table, path, row_group_size=50_000, use_dictionary=False, compression="none")
    content = bytearray(path.read_bytes())
    column = pq.read_metadata(path).row_group(6).column(0)
    content[column.data_page_offset : column.data_page_offset + 40] = b"\xff" * 40
    path.write_bytes(content)
    with pytest.raises(DamagedFile) as caught:
        list(duckdb_engine.batches(Frame.files([path], table.schema).steps))
    assert caught.value.path == str(path)


def test_the_machine_may_stand_in_another_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    with DuckDBEngine() as engine:
        yields(
            engine,
            frame("m moment \n 2025-01-01T00:00").select("m", n=Column("m")),
            "m moment | n moment \n 2025-01-01T00:00 | 2025-01-01T00:00",
        )


def test_a_fault_of_the_engine_is_an_error_of_the_port(duckdb_engine: DuckDBEngine) -> None:
    with DuckDBEngine() as closed:
        pass
    with pytest.raises(EngineFailure):
        closed.collect(NUMBERS.steps)
