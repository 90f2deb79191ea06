"""A year of two million dossiers, by the measured slope: the full way with 10, 50 and 200 thousand dossiers, each in a new process.

make bench BENCH="--only claims_year"     takes half an hour and 25 GB of disk; a quick run leaves it out
SOYTE_BENCH_VISITS=2000,4000 for other sizes
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.claims_sample import prepare
from benchmarks.record import Record, Run, run_program
from soyte.ledger.ledger import Ledger

YEAR, GATE, MEMORY = 2_000_000, 10.0, 1500.0
SIZES = "10000,50000,200000"
_TAKE = (
    "import sys; from pathlib import Path; from soyte.ledger.ledger import Ledger; from soyte.receiving import Order, receive; "
    "receive(Ledger.open(Path(sys.argv[1])), Order(Path(sys.argv[2]), actor='bench'))"
)


def run(quick: bool) -> list[Record]:
    """Minutes and megabytes of a year; how flat the slope is."""
    if quick:
        return []
    sizes = [int(one) for one in os.environ.get("SOYTE_BENCH_VISITS", SIZES).split(",")]
    measured = [_taken_in(size) for size in sizes]
    for count, one in measured:
        print(f"{count:,} dossiers: {one.seconds:.1f} s, {one.processor:.1f} s of processor, {one.megabytes:.0f} MB")
    (few, least), (many, most) = measured[0], measured[-1]
    slope = (most.seconds - least.seconds) / (many - few)
    year = (least.seconds + slope * (YEAR - few)) / 60
    middle, between = measured[len(measured) // 2]
    early = (between.seconds - least.seconds) / (middle - few) if middle > few else slope
    data = f"{few:,} to {many:,} invented dossiers of a month in one archive"
    return [
        Record("a year of two million dossiers taken in", year, GATE, "minutes", data, "the gate", "lower"),
        Record("memory while taking in dossiers", most.megabytes, MEMORY, "MB", data, "the gate", "lower"),
        Record("time for a dossier more", slope * 1e6, early * 1e6, "µs", data, f"up to {middle:,}", "lower"),
    ]


def _taken_in(visits: int) -> tuple[int, Run]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared = prepare(folder, visits)
        Ledger.create(folder / "kho")
        command = [sys.executable, "-c", _TAKE, str(folder / "kho"), str(prepared.archive)]
        return prepared.dossiers, run_program(command, 1)
