"""Taking in a large table of counts, and figures over it: the ledger against SQLite and pandas doing the same job plainly.

The same file for all three: a count for every commune of today, month, disease, sex and age group. All read the text, check
numbers, drop what is no number, keep the rows under their key so that a later file corrects them, and keep sums by commune,
month and disease. The ledger also hashes and encrypts the original, resolves places and periods, writes the act and checks
its invariants. Figures are asked three ways: one commune and year, all provinces and years of one disease, and a cut that
no kept sum has.
"""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv

from benchmarks.record import Record
from soyte.ledger.ledger import Ledger
from soyte.measures.compute import figures
from soyte.places import units
from soyte.receiving import Order, receive

T = TypeVar("T")
DISEASES = ("dengue", "hfmd", "measles", "influenza", "diarrhoea", "chickenpox")
SEXES = ("male", "female")
AGES = ("0-4", "5-14", "15-59", "60-99")
YEAR = 2026
MAPPING = """\
dataset: ca_benh_xa
title: Số ca mắc theo xã, tháng, giới, nhóm tuổi
owner: CDC
measure: cases
grain: month
status: final
place: {column: xa, level: commune, codes: true}
period: {year: nam, month: thang}
dimensions:
  disease: {column: benh, values: {dengue: dengue, hfmd: hfmd, measles: measles, influenza: influenza, diarrhoea: diarrhoea,
    chickenpox: chickenpox}}
  sex: {column: gioi, values: {male: male, female: female}}
  age_group: {column: tuoi, values: {0-4: 0-4, 5-14: 5-14, 15-59: 15-59, 60-99: 60-99}}
value: {column: so_ca, numbers: plain}
"""


def run(quick: bool) -> list[Record]:
    """Load once each; ask each question several times, the first answer apart."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        months = 1 if quick else 12
        source, rows = _write(folder / "ca-benh.csv", months)
        mapping = folder / "ca-benh.mapping.yaml"
        mapping.write_text(MAPPING, encoding="utf-8")
        data = (
            f"{rows:,} counts of all communes, {months} months, generated; {source.stat().st_size / 1e6:.0f} MB of CSV"
        )
        home = folder / "kho"
        ledger = Ledger.create(home)
        ours, _ = _timed(lambda: receive(ledger, Order(source, actor="bench", mapping=mapping)))
        database = folder / "plain.sqlite"
        theirs, _ = _timed(lambda: _sqlite_load(source, database))
        panda, frame = _timed(lambda: _pandas_load(source, folder / "plain.parquet"))
        records = [
            Record(
                "table of counts taken in",
                rows / ours / 1e3,
                rows / other / 1e3,
                "thousand rows/s",
                data,
                against,
                "higher",
            )
            for other, against in ((theirs, SQLITE), (panda, PANDAS))
        ]
        opened = Ledger.open(home)
        for question in _questions():
            label = f"{question.label}, time to answer"
            mine = _answered(partial(question.ask, opened), quick)
            plain = _answered(partial(_asked, database, question.sql), quick)
            records.append(Record(label, mine, plain, "ms", data, SQLITE, "lower"))
            in_memory = _answered(partial(question.in_pandas, frame), quick)
            records.append(Record(label, mine, in_memory, "ms", data, PANDAS, "lower"))
        shutil.rmtree(home)
    return records


SQLITE = f"sqlite3 {sqlite3.sqlite_version}: csv module, INSERT OR REPLACE under the same key, a table of sums"
PANDAS = f"pandas {pd.__version__}: read_csv, drop_duplicates, to_parquet, groupby; figures from the frame in memory"


@dataclass(frozen=True)
class Question:
    """One question in three languages."""

    label: str
    ask: Callable[[Ledger], object]
    sql: str
    in_pandas: Callable[[pd.DataFrame], object]


def _questions() -> Iterator[Question]:
    commune = units("commune", date(YEAR, 6, 30))[100].code
    yield Question(
        "figure of a commune and year",
        lambda ledger: figures(ledger, "dengue_cases", place=commune, period=str(YEAR)),
        f"SELECT SUM(so_ca) FROM tong WHERE xa = '{commune}' AND benh = 'dengue' AND nam = {YEAR}",
        lambda df: df.loc[(df.xa == commune) & (df.benh == "dengue") & (df.nam == YEAR), "so_ca"].sum(),
    )
    yield Question(
        "figures of a disease by commune",
        lambda ledger: figures(ledger, "dengue_cases", by=("commune",), period=str(YEAR)),
        "SELECT xa, SUM(so_ca) FROM tong WHERE benh = 'dengue' GROUP BY xa",
        lambda df: df[df.benh == "dengue"].groupby("xa")["so_ca"].sum().to_dict(),
    )
    yield Question(
        "figures by sex and age group, a cut without kept sums",
        lambda ledger: figures(ledger, "dengue_cases", by=("sex", "age_group"), period=str(YEAR)),
        "SELECT gioi, tuoi, SUM(so_ca) FROM ca WHERE benh = 'dengue' GROUP BY gioi, tuoi",
        lambda df: df[df.benh == "dengue"].groupby(["gioi", "tuoi"])["so_ca"].sum().to_dict(),
    )


def _write(path: Path, months: int) -> tuple[Path, int]:
    codes = [unit.code for unit in units("commune", date(YEAR, 6, 30))]
    cells = [(m, d, s, a) for m in range(1, months + 1) for d in DISEASES for s in SEXES for a in AGES]
    random = np.random.default_rng(2026)
    count = len(codes) * len(cells)
    month, disease, sex, age = (np.tile(np.array(column), len(codes)) for column in zip(*cells, strict=True))
    table = pa.table(
        {
            "xa": np.repeat(np.array(codes), len(cells)),
            "nam": np.full(count, YEAR),
            "thang": month,
            "benh": disease,
            "gioi": sex,
            "tuoi": age,
            "so_ca": random.negative_binomial(1, 0.2, count),
        }
    )
    pacsv.write_csv(table, path)
    return path, count


def _sqlite_load(source: Path, database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute(
        "CREATE TABLE ca (xa TEXT, nam INT, thang INT, benh TEXT, gioi TEXT, tuoi TEXT, so_ca INT,"
        " PRIMARY KEY (xa, nam, thang, benh, gioi, tuoi)) WITHOUT ROWID"
    )
    with source.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        while batch := list(islice(lines, 50_000)):
            rows = [(a, int(b), int(c), d, e, f, int(g)) for a, b, c, d, e, f, g in batch if g.isdigit()]
            connection.executemany("INSERT OR REPLACE INTO ca VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute(
        "CREATE TABLE tong AS SELECT xa, nam, thang, benh, SUM(so_ca) AS so_ca FROM ca GROUP BY xa, nam, thang, benh"
    )
    connection.execute("CREATE INDEX tong_benh ON tong (benh, xa)")
    connection.commit()
    connection.close()


def _asked(database: Path, sql: str) -> object:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _pandas_load(source: Path, target: Path) -> pd.DataFrame:
    frame = pd.read_csv(source, dtype={"xa": str})
    frame["so_ca"] = pd.to_numeric(frame["so_ca"], errors="coerce")
    frame = frame.dropna(subset=["so_ca"]).drop_duplicates(["xa", "nam", "thang", "benh", "gioi", "tuoi"], keep="last")
    frame.to_parquet(target)
    frame.groupby(["xa", "nam", "thang", "benh"], as_index=False)["so_ca"].sum().to_parquet(target.with_suffix(".sums"))
    return frame


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


def _answered(work: Callable[[], object], quick: bool) -> float:
    work()
    return min(_timed(work)[0] for _ in range(2 if quick else 7)) * 1e3
