"""Damage: a file that is not a whole Parquet file is named, also if it is found only while rows are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from soyte.engine import Column, Count, DamagedFile, Engine, FileError, Frame, MissingFile, Sum, types

SCHEMA = pa.schema([("k", types.TEXT), ("n", types.INTEGER)])


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    """Three sound files."""
    found = [str(tmp_path / f"{name}.parquet") for name in "abc"]
    for path in found:
        pq.write_table(pa.table({"k": [f"k{n}" for n in range(500)], "n": range(500)}, schema=SCHEMA), path)
    return found


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def emptied(_: bytes) -> bytes:
    return b""


def another_format(_: bytes) -> bytes:
    return b"a,b\n1,2\n" * 10


def a_page_overwritten(content: bytes) -> bytes:
    return content[:4] + b"\xff" * 200 + content[204:]


def the_footer_overwritten(content: bytes) -> bytes:
    return content[:-60] + b"\xff" * 52 + content[-8:]


@pytest.mark.parametrize("damage", [cut_off, emptied, another_format, a_page_overwritten, the_footer_overwritten])
def test_the_damaged_one_among_sound_files_is_named(
    engine: Engine, paths: list[str], damage: Callable[[bytes], bytes]
) -> None:
    spoiled = Path(paths[1])
    spoiled.write_bytes(damage(spoiled.read_bytes()))
    asked = Frame.files(paths, SCHEMA).group("k", n=Sum(Column("n")))
    with pytest.raises(DamagedFile) as caught:
        engine.collect(asked.steps)
    assert caught.value.path == paths[1]
    assert caught.value.reason


def test_a_file_that_vanishes_between_two_questions_is_named(engine: Engine, paths: list[str]) -> None:
    asked = Frame.files(paths, SCHEMA).group(rows=Count())
    assert engine.collect(asked.steps).to_pylist() == [{"rows": 1500}]
    Path(paths[2]).unlink()
    with pytest.raises(MissingFile) as caught:
        engine.collect(asked.steps)
    assert caught.value.path == paths[2]


def test_a_file_replaced_between_two_questions_is_looked_at_anew(engine: Engine, paths: list[str]) -> None:
    asked = Frame.files(paths, SCHEMA).group(rows=Count())
    assert engine.collect(asked.steps).to_pylist() == [{"rows": 1500}]
    pq.write_table(pa.table({"k": ["x"], "n": ["text"]}), paths[0])
    with pytest.raises(FileError) as caught:
        engine.collect(asked.steps)
    assert caught.value.path == paths[0]
