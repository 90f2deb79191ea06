"""An engine that remembers: the same rows as another, computed once, and never those of another question or another file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from soyte.engine import Column, Frame, MissingFile, Sum, equals, plan, types
from soyte.engine.duckdb_engine import DuckDBEngine
from soyte.engine.remembering import Remembering

SCHEMA = pa.schema({"place": types.TEXT, "cases": types.INTEGER})


class Counting:
    """DuckDB, and how often it was asked."""

    name = "duckdb"

    def __init__(self) -> None:
        self.engine = DuckDBEngine()
        self.asked = 0

    def collect(self, steps: plan.Plan) -> pa.Table:
        self.asked += 1
        return self.engine.collect(steps)

    def batches(self, steps: plan.Plan, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
        return self.engine.batches(steps, rows)


def write(path: Path, cases: list[int]) -> str:
    pq.write_table(pa.table({"place": ["a"] * len(cases), "cases": cases}, schema=SCHEMA), path)
    return str(path)


def total(paths: list[str], place: str = "a") -> Frame:
    return Frame.files(paths, SCHEMA).filter(equals("place", place)).group("place", cases=Sum(Column("cases")))


def test_a_question_is_computed_once_and_another_one_anew(tmp_path: Path) -> None:
    counting = Counting()
    engine = Remembering(counting)
    one, two = write(tmp_path / "a.parquet", [1, 2]), write(tmp_path / "b.parquet", [4])
    answers = [
        engine.collect(total(paths, place).steps).to_pydict().get("cases")
        for paths, place in (([one], "a"), ([one], "a"), ([one, two], "a"), ([one], "b"))
    ]
    assert (answers, counting.asked) == ([[3], [3], [7], []], 3)


def test_small_tables_within_a_question_belong_to_it() -> None:
    engine = Remembering(Counting())
    asked = [Frame.rows(pa.table({"cases": pa.array([n], types.INTEGER)})).steps for n in (1, 2, 1)]
    assert [engine.collect(steps).column("cases").to_pylist() for steps in asked] == [[1], [2], [1]]


def test_a_file_that_was_replaced_or_is_gone_is_not_answered_from_memory(tmp_path: Path) -> None:
    engine = Remembering(Counting())
    path = write(tmp_path / "a.parquet", [1])
    assert engine.collect(total([path]).steps).to_pydict()["cases"] == [1]
    write(tmp_path / "a.parquet", [1, 10])
    assert engine.collect(total([path]).steps).to_pydict()["cases"] == [11]
    (tmp_path / "a.parquet").unlink()
    with pytest.raises(MissingFile):
        engine.collect(total([path]).steps)


def test_what_is_kept_is_bounded() -> None:
    counting = Counting()
    engine = Remembering(counting, most_bytes=100)
    asked = [Frame.rows(pa.table({"cases": pa.array([n] * 8, types.INTEGER)})).steps for n in range(3)]
    for steps in (*asked, asked[0]):
        engine.collect(steps)
    assert counting.asked == 4
