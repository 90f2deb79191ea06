"""Figures over a year of two million dossiers: our figures function against DuckDB summing the same rows.

The rows are what dossiers add to sums (`ledger.contribution`), invented column by column for a province of today with 200
facilities, and taken in through the ledger in 24 submissions. Both answer the same questions of the same files on the same
cores. DuckDB reads just the columns that a question needs, and neither asks which rows still count nor says where a number comes
from; ours does both, and looks up names, boundaries and completeness. Wall and processor time are the medians of several answers
of a process that has answered before; what it remembers of an act are places and who sent dossiers, never a figure.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.record import Record
from soyte.catalogue import icd10
from soyte.ledger.contribution import AMOUNTS, COUNTS, DATASET
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.measures.compute import figures
from soyte.places import units
from soyte.receiving.amounts import decimals

PROVINCE, YEAR, FACILITIES, SUBMISSIONS = "38", 2026, 200, 24
AGES = ("0", "1-4", "5-14", "15-59", "60+")
CARE = (("exam", "01", 0.62), ("course", "05", 0.22), ("inpatient", "03", 0.13), ("pickup", "07", 0.03))
OBJECTS = ("1.1", "1.2", "1.3", "1.5", "2", "9")
TIERS = ("station", "centre", "hospital", "private")


@dataclass(frozen=True)
class Question:
    """The same question in our words and in SQL over the rows (`x`)."""

    name: str
    indicator: str
    by: tuple[str, ...]
    select: str
    where: str = "true"
    group: str = ""
    area: str = "place"
    period: str = str(YEAR)


INSURED = "insured = 'yes' and care <> 'recalled'"
VISIT = "care in ('exam', 'course', 'inpatient')"
QUESTIONS = (
    Question("visits of the year", "visits_total", (), "count(*)", VISIT),
    Question("cost by month", "bhyt_cost_total", ("month",), 'sum("T_TONGCHI_BH")', INSURED, "period_start"),
    Question("visits by commune and month", "visits_total", ("commune", "month"), "count(*)", VISIT, "place, period_start"),
    Question("stays by residence", "average_length_of_stay", ("commune",), "sum(days) / count(*)", "care = 'inpatient'", "residence", "residence"),
    Question("cost per visit by facility", "bhyt_cost_per_visit", ("facility",), 'sum("T_TONGCHI_BH") / count(*)', INSURED, "facility"),
    Question("visits by week", "visits_total", ("week",), "count(*)", VISIT, "date_trunc('week', day)"),
    Question("cost by age and sex", "bhyt_cost_total", ("age_group", "sex"), 'sum("T_TONGCHI_BH")', INSURED, "age_group, sex"),
    Question("visits by chapter and month", "visits_total", ("chapter", "month"), "count(*)", VISIT, "chapter, period_start"),
    Question("visits by diagnosis", "visits_total", ("icd",), "count(*)", VISIT, "icd"),
    Question("visits by object", "bhyt_visits_total", ("object",), "count(*)", INSURED, "object"),
    Question("a cut of no roll-up", "visits_total", ("icd", "sex"), "count(*)", VISIT, "icd, sex"),
    Question("cost by diagnosis and age, no roll-up", "bhyt_cost_total", ("icd", "age_group"), 'sum("T_TONGCHI_BH")', INSURED, "icd, age_group"),
    Question("visits by week of residence, no roll-up", "visits_total", ("week",), "count(*)", VISIT, "date_trunc('week', day)", "residence"),
    Question("visits by facility and month", "visits_total", ("facility", "month"), "count(*)", VISIT, "facility, period_start"),
)  # fmt: skip


def run(quick: bool) -> list[Record]:
    """Take the rows in, then ask each question several times."""
    rows = 100_000 if quick else 2_000_000
    with tempfile.TemporaryDirectory() as name:
        ledger = Ledger.create(Path(name) / "kho", place=PROVINCE)
        began = time.perf_counter()
        _load(ledger, rows)
        spent = time.perf_counter() - began
        data = f"{rows:,} dossiers of {FACILITIES} facilities, invented; {SUBMISSIONS} submissions, {spent:.0f} s to take in"
        return [record for one in QUESTIONS for record in _asked(ledger, one, data, 3 if quick else 7)]


def _asked(ledger: Ledger, question: Question, data: str, times: int) -> list[Record]:
    files = [str(ledger.stores["contribution"].folder / path) for path in ledger.stores["contribution"].paths()]
    group = f"group by {question.group}" if question.group else ""
    scan = f"select {question.group or 'null'}, {question.select} from read_parquet({files!r}) where {question.where} {group}"
    with duckdb.connect() as plain:
        theirs = _median(lambda: plain.execute(scan).fetchall(), times)
    ours = _median(
        lambda: figures(ledger, question.indicator, by=question.by, period=question.period, area=question.area), times
    )
    name, other = f"claim figure: {question.name}", "DuckDB over the rows"
    return [
        Record(name + told, mine * 1e3, its * 1e3, "ms", data, other, "lower")
        for told, mine, its in zip(("", " (processor)"), ours, theirs, strict=True)
    ]


def _median(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Wall and processor time, in seconds, once it was asked before."""
    work()
    wall, processor = [], []
    for _ in range(times):
        began, spent = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    return sorted(wall)[times // 2], sorted(processor)[times // 2]


def _load(ledger: Ledger, rows: int) -> None:
    draw = np.random.default_rng(7)
    communes = [one.code for one in units("commune", date(YEAR, 1, 1), PROVINCE)]
    letters = [f"{part.first[0]}{number:02d}" for part in icd10.chapters().all for number in range(0, 90, 5)]
    codes = [code for code in dict.fromkeys(letters) if icd10.chapters().of(code)]
    for number in range(SUBMISSIONS):
        made = _drawn(draw, rows // SUBMISSIONS, number, communes, codes)
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        with ledger.loading(
            Ticket("contributions", f"{number}.zip", "bench", "cli", digest, dataset=DATASET)
        ) as loading:
            loading.write("contribution", made)
            loading.commit(len(made))


def _drawn(draw: np.random.Generator, size: int, part: int, communes: Sequence[str], codes: Sequence[str]) -> pa.Table:
    """Patients mostly live near the facility, diseases follow a long tail, each submission holds half a month."""
    facility = np.minimum(draw.zipf(1.3, size) - 1, FACILITIES - 1)
    home = (facility * 7 + np.minimum(draw.zipf(1.6, size) - 1, 40)) % len(communes)
    disease = np.minimum(draw.zipf(1.2, size) - 1, len(codes) - 1) % len(codes)
    month, half = part // 2, part % 2
    day = np.datetime64(f"{YEAR}-{month + 1:02d}-01") + half * 14 + draw.integers(0, 14, size)
    care = draw.choice(len(CARE), size, p=[one[2] for one in CARE])
    first = np.datetime64(f"{YEAR}-{month + 1:02d}", "M")
    cost = np.round(draw.lognormal(12.5, 1, size)).astype(np.int64) * 100
    chapter = np.array([one.code for code in codes if (one := icd10.chapters().of(code))], object)
    counts = {name: pa.array(np.zeros(size, np.int64)) for name in COUNTS}
    counts["days"] = pa.array(np.where(care == 2, draw.integers(1, 12, size), 0))
    counts["prescribed"] = pa.array(draw.integers(0, 2, size))
    return pa.table(
        {
            "row_no": pa.array(np.arange(size)),
            "row_key": pa.array([f"hs:{part:02d}{number:010d}" for number in range(size)]),
            "facility": _named([f"{PROVINCE}{number:03d}" for number in range(FACILITIES)], facility),
            "month": pa.repeat(pa.scalar(f"{YEAR}-{month + 1:02d}"), size),
            "day": pa.array(day.astype("datetime64[D]")),
            "period_start": pa.repeat(pa.scalar(first.astype("datetime64[D]").item()), size),
            "period_end": pa.repeat(pa.scalar(((first + 1).astype("datetime64[D]") - 1).item()), size),
            "place": _named(communes, facility % len(communes)),
            "residence": _named(communes, home),
            "tier": _named(TIERS, facility % 4),
            "sex": _named(("male", "female"), draw.integers(0, 2, size)),
            "age_group": _named(AGES, draw.integers(0, 5, size)),
            "care": _named([one[0] for one in CARE], care),
            "form": _named([one[1] for one in CARE], care),
            "insured": _named(("yes", "no"), draw.choice(2, size, p=[0.95, 0.05])),
            "object": _named(OBJECTS, draw.integers(0, len(OBJECTS), size)),
            "card_group": _named(("GD4", "HT3", "TE1", "HN2"), draw.integers(0, 4, size)),
            "icd": _named(codes, disease),
            "chapter": pa.array(chapter[disease], pa.string()),
            "result": _named(("1", "2", "3", "5"), draw.choice(4, size, p=[0.4, 0.5, 0.099, 0.001])),
            "leaving": _named(("1", "2", "4"), draw.choice(3, size, p=[0.96, 0.03, 0.01])),
            **counts,
            **{name: decimals(cost if name.startswith("T_") else cost // 12) for name in AMOUNTS},
        }
    )


def _named(names: Sequence[str], places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(places))
