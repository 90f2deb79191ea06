"""Files: Parquet files are listed one by one and read in the declared columns and types, never searched for or guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.drawn import table, yields
from soyte.engine import Column, Count, Engine, EngineError, Frame, MissingFile, Sum, UnfitFile, types

DECLARED = table("ward | n int | paid dec2").schema
Writer = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Writes a drawn table under a name; the path."""

    def written(name: str, drawing: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table(drawing), path)
        return str(path)

    return written


def test_the_rows_of_all_files_are_one_table(engine: Engine, write: Writer) -> None:
    paths = [
        write("a.parquet", "ward | n int | paid dec2 \n 01 | 1 | 0.10 \n - | - | -"),
        write("b.parquet", "ward | n int | paid dec2 \n 01 | 1 | 0.10"),
    ]
    yields(
        engine, Frame.files(paths, DECLARED), "ward | n int | paid dec2 \n 01 | 1 | 0.10 \n - | - | - \n 01 | 1 | 0.10"
    )


def test_of_no_files_there_are_no_rows(engine: Engine) -> None:
    nothing = Frame.files([], DECLARED)
    yields(engine, nothing, "ward | n int | paid dec2")
    yields(engine, nothing.group(n=Sum(Column("n")), rows=Count()), "n int | rows int \n - | 0")


def test_a_file_without_rows_adds_none(engine: Engine, write: Writer) -> None:
    paths = [
        write("a.parquet", "ward | n int | paid dec2"),
        write("b.parquet", "ward | n int | paid dec2 \n 01 | 1 | 2.00"),
    ]
    yields(engine, Frame.files(paths, DECLARED), "ward | n int | paid dec2 \n 01 | 1 | 2.00")


def test_a_column_that_an_older_file_lacks_is_null_there(engine: Engine, write: Writer) -> None:
    paths = [
        write("new.parquet", "ward | n int | paid dec2 \n 01 | 1 | 2.00"),
        write("old.parquet", "ward | n int \n 02 | 5"),
    ]
    yields(engine, Frame.files(paths, DECLARED), "ward | n int | paid dec2 \n 01 | 1 | 2.00 \n 02 | 5 | -")
    yields(engine, Frame.files(paths[1:], DECLARED), "ward | n int | paid dec2 \n 02 | 5 | -")


def test_columns_may_stand_in_another_order_and_others_beside_them(engine: Engine, write: Writer) -> None:
    paths = [
        write("a.parquet", "ward | n int | paid dec2 \n 01 | 1 | 2.00"),
        write("b.parquet", "paid dec2 | note | n int | ward \n 3.00 | x | 2 | 02"),
        write("c.parquet", "paid dec2 | note int | n int | ward \n 4.00 | 9 | 3 | 03"),
    ]
    yields(
        engine,
        Frame.files(paths, DECLARED),
        "ward | n int | paid dec2 \n 01 | 1 | 2.00 \n 02 | 2 | 3.00 \n 03 | 3 | 4.00",
    )


def test_names_of_folders_do_not_become_columns(engine: Engine, write: Writer) -> None:
    paths = [
        write("month=01/n=7/a.parquet", "ward | paid dec2 \n 01 | 1.00"),
        write("month=202502/n=8/b.parquet", "ward | paid dec2 \n 02 | 2.00"),
    ]
    declared = pa.schema([*DECLARED, ("month", types.TEXT)])
    yields(
        engine,
        Frame.files(paths, declared),
        "ward | n int | paid dec2 | month \n 01 | - | 1.00 | - \n 02 | - | 2.00 | -",
    )


def test_codes_with_leading_zeros_stay_as_they_are(engine: Engine, write: Writer) -> None:
    path = write("month=01/a.parquet", "ward | month \n 00001 | 01")
    yields(engine, Frame.files([path], table("ward | month").schema), "ward | month \n 00001 | 01")


def test_a_path_is_no_pattern(engine: Engine, write: Writer) -> None:
    for name in ("a*.parquet", "a?.parquet", "[ab].parquet", "{a,b}.parquet", "b\\.parquet", "Sở Y tế %20'.parquet"):
        write("ab.parquet", "ward | n int | paid dec2 \n wrong | 1 | 1.00")
        write("b.parquet", "ward | n int | paid dec2 \n wrong | 1 | 1.00")
        path = write(name, "ward | n int | paid dec2 \n right | 1 | 1.00")
        yields(engine, Frame.files([path], DECLARED).select("ward"), "ward \n right")


def test_narrower_numbers_are_widened(engine: Engine, write: Writer, tmp_path: Path) -> None:
    path = tmp_path / "narrow.parquet"
    narrow = table("ward | paid dec1.9 \n 01 | -1.5").append_column("n", pa.array([7], pa.int32()))
    pq.write_table(narrow, path)
    paths = [str(path), write("b.parquet", "ward | n int | paid dec2 \n 02 | 8 | 0.01")]
    yields(engine, Frame.files(paths, DECLARED), "ward | n int | paid dec2 \n 01 | 7 | -1.50 \n 02 | 8 | 0.01")


def test_days_and_moments_of_any_time_are_read_as_written(engine: Engine, write: Writer) -> None:
    drawing = (
        "d day | m moment \n 0001-01-01 | 1000-01-01T00:00 \n 1582-10-14 | 1969-12-31T23:59:59.999999 \n 9999-12-31 | -"
    )
    yields(engine, Frame.files([write("a.parquet", drawing)], table(drawing).schema), drawing)


def test_texts_stored_as_a_dictionary_are_texts(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"ward": pa.array(["01", None, "01"]).dictionary_encode()}), path)
    yields(engine, Frame.files([path], table("ward").schema), "ward \n 01 \n - \n 01")


@pytest.mark.parametrize("kept", ["n float \n 1.5", "n \n 7", "n dec0 \n 7", "n bool \n true"])
def test_a_column_of_another_type_is_refused_not_rounded(engine: Engine, write: Writer, kept: str) -> None:
    paths = [write("a.parquet", "ward | n int \n 01 | 1"), write("b.parquet", kept)]
    with pytest.raises(UnfitFile, match="column n holds") as caught:
        engine.collect(Frame.files(paths, DECLARED).steps)
    assert caught.value.path == paths[1]


def test_a_decimal_with_more_digits_than_declared_is_refused_not_rounded(engine: Engine, write: Writer) -> None:
    path = write("a.parquet", "paid dec4.9 \n 1.2367")
    with pytest.raises(UnfitFile, match=r"holds decimal128\(9, 4\), not decimal128\(38, 2\)"):
        engine.collect(Frame.files([path], DECLARED).steps)


def test_a_moment_without_time_zone_is_refused(engine: Engine, tmp_path: Path) -> None:
    pq.write_table(pa.table({"m": pa.array([0], pa.timestamp("us"))}), tmp_path / "a.parquet")
    with pytest.raises(UnfitFile):
        engine.collect(Frame.files([tmp_path / "a.parquet"], table("m moment").schema).steps)


def test_a_column_in_other_capitals_is_refused_since_engines_disagree_whether_it_is_meant(
    engine: Engine, write: Writer
) -> None:
    path = write("a.parquet", "WARD | n int \n 01 | 1")
    with pytest.raises(UnfitFile, match="column ward is written WARD"):
        engine.collect(Frame.files([path], DECLARED).steps)


def test_a_file_that_is_not_there_is_named(engine: Engine, write: Writer, tmp_path: Path) -> None:
    paths = [write("a.parquet", "ward \n 01"), str(tmp_path / "gone.parquet")]
    with pytest.raises(MissingFile, match="no such file") as caught:
        engine.collect(Frame.files(paths, DECLARED).steps)
    assert caught.value.path == paths[1]


@pytest.mark.parametrize("path", ["x/_a.parquet", "x/.a.parquet", "_a.parquet", "x/"])
def test_a_name_that_spark_passes_over_in_silence_is_refused(path: str) -> None:
    with pytest.raises(EngineError, match="Spark does not read"):
        Frame.files([path], DECLARED)


def test_a_file_listed_twice_is_refused_since_it_would_count_twice() -> None:
    with pytest.raises(EngineError, match=r"listed twice: x/a\.parquet"):
        Frame.files(["x/a.parquet", "x/b.parquet", "x/a.parquet"], DECLARED)


@pytest.mark.parametrize(
    "kind", [pa.int32(), pa.float32(), pa.timestamp("us"), pa.decimal256(40, 2), pa.list_(pa.int64())]
)
def test_a_type_that_engines_read_differently_cannot_be_declared(kind: pa.DataType) -> None:
    with pytest.raises(EngineError, match="the port has no type"):
        Frame.files([], pa.schema([("x", kind)]))
