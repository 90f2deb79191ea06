"""Whatever plan is drawn, DuckDB and Spark give what the oracle gives: the same rows in the same types, to the digit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.drawn import rows
from engine.oracle import OracleEngine
from engine.plans import plan
from soyte.engine import Engine
from soyte.engine.plan import Sort

# Spark takes a quarter of a second for a plan; the profile `explore` draws as many for both.
ON_SPARK = 25 if settings().derandomize else settings().max_examples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


def agree(engine: Engine, folder: Path, data: st.DataObject) -> None:
    asked = plan(data.draw, folder)
    expected = OracleEngine().collect(asked.steps)
    found = engine.collect(asked.steps)
    assert found.schema == expected.schema == asked.schema
    ordered = isinstance(asked.steps, Sort)
    assert rows(found, ordered) == rows(expected, ordered)


@settings(max_examples=max(300, settings().max_examples))
@given(st.data())
def test_duckdb_agrees_with_the_oracle(duckdb_engine: Engine, folder: Path, data: st.DataObject) -> None:
    agree(duckdb_engine, folder, data)


@settings(max_examples=ON_SPARK)
@given(st.data())
def test_spark_agrees_with_the_oracle(spark_engine: Engine, folder: Path, data: st.DataObject) -> None:
    agree(spark_engine, folder, data)
