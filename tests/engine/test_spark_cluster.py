"""Two executors in processes of their own: what they sum from files is what DuckDB sums, to the digit."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.needs import require_spark
from repository import ROOT
from soyte.engine import Column, Count, CountDistinct, Engine, Frame, Ratio, Sum, types

SCHEMA = pa.schema(
    [("ward", types.TEXT), ("sex", types.TEXT), ("patient", types.INTEGER), ("cost", types.decimal(2, 18))]
)
WARDS = pa.schema([("ward", types.TEXT), ("name", types.TEXT), ("people", types.INTEGER)])


def question(folder: Path) -> Frame:
    """Costs and rates by ward, of the wards that have a name."""
    visits = Frame.files(sorted(map(str, (folder / "visits").glob("*.parquet"))), SCHEMA)
    sums = visits.group(
        "ward", "sex", cost=Sum(Column("cost")), rows=Count(), patients=CountDistinct(Column("patient"))
    )
    by_ward = sums.group("ward", cost=Sum(Column("cost")), rows=Sum(Column("rows")), patients=Sum(Column("patients")))
    named = by_ward.join(Frame.files([str(folder / "wards.parquet")], WARDS), ["ward"])
    return named.with_columns(rate=Ratio(Column("rows"), Column("people"))).sort("ward")


@pytest.mark.slow
def test_two_spark_executors_give_what_duckdb_gives(duckdb_engine: Engine, tmp_path: Path) -> None:
    require_spark()
    draw = random.Random(20250701)
    (tmp_path / "visits").mkdir()
    for part in range(6):
        size = 5_000
        columns = [
            [draw.choice([None, *(f"{ward:05d}" for ward in range(40))]) for _ in range(size)],
            [draw.choice(["nam", "nữ", None]) for _ in range(size)],
            [draw.randrange(2_000) for _ in range(size)],
            [draw.choice([None, Decimal(draw.randrange(-(10**6), 10**15)).scaleb(-2)]) for _ in range(size)],
        ]
        pq.write_table(pa.table(columns, schema=SCHEMA), tmp_path / "visits" / f"{part}.parquet")
    wards = [[f"{ward:05d}", f"Xã {ward}", ward * 100] for ward in range(38)]
    pq.write_table(pa.table(list(map(list, zip(*wards, strict=True))), schema=WARDS), tmp_path / "wards.parquet")

    # In a process of its own: a process has one Spark session, and the other tests have theirs.
    done = subprocess.run(
        [sys.executable, __file__, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = pq.read_table(tmp_path / "found.parquet")
    assert found.num_rows == 38
    assert found.equals(duckdb_engine.collect(question(tmp_path).steps))
    assert (tmp_path / "executors").read_text("utf-8") == "2"


def main(folder: Path) -> None:
    """Asks the question of a cluster of two executors with one core and 1 GB each."""
    from soyte.engine.spark_engine import SparkEngine, local_session  # noqa: PLC0415 (an extra)

    session = local_session("local-cluster[2,1,1024]", **{"spark.sql.shuffle.partitions": "4"})
    pq.write_table(SparkEngine(session).collect(question(folder).steps), folder / "found.parquet")
    executors = session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
    (folder / "executors").write_text(str(len(executors) - 1), "utf-8")  # the driver is listed too
    session.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
