"""Run every benchmark of this folder (`bench_*.py`, each with `run(quick) -> list[Record]`) and write the results.

python -m benchmarks [--quick] [--only NAME] [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.record import ROOT, Record
from benchmarks.table import renew

FOLDER = Path(__file__).parent
LATEST = FOLDER / "results" / "latest.json"


def main() -> int:
    """Measure, print a table, write the file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, smaller data")
    parser.add_argument("--only", default="", metavar="NAME", help="benchmarks whose name holds this")
    parser.add_argument("--out", type=Path, metavar="FILE", help="latest.json for a full run, else out/bench.json")
    given = parser.parse_args()
    partial = given.quick or given.only
    out: Path = given.out or (ROOT / "out" / "bench.json" if partial else LATEST)
    rows: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("bench_*.py")):
        if given.only in path.stem:
            print(f"{path.stem} …", file=sys.stderr)
            for record in import_module(f"benchmarks.{path.stem}").run(given.quick):
                rows.append(as_row(record, path.stem.removeprefix("bench_"), given.quick))
                print(
                    "{name}: {ours} {unit}; {against}: {other}; ratio {ratio} ({better} is better)".format(**rows[-1])
                )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if out == LATEST and not partial:
        renew(ROOT / "README.md", rows)
    where = out.resolve()
    print(f"written: {where.relative_to(ROOT) if where.is_relative_to(ROOT) else where}", file=sys.stderr)
    return 0


def as_row(record: Record, module: str, quick: bool) -> dict[str, Any]:
    """A record as it is written."""
    return {
        "name": record.name,
        "ours": round(record.ours, 4),
        "other": round(record.other, 4),
        "ratio": round(record.ratio, 4),
        "unit": record.unit,
        "data_set": record.data_set,
        "command": f'make bench BENCH="--only {module}{" --quick" if quick else ""}"',
        "against": record.against,
        "better": record.better,
    }


if __name__ == "__main__":
    sys.exit(main())
