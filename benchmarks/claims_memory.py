"""How much memory it takes to take in a claim file of any size.

python -m benchmarks.claims_memory --gigabytes 2
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.claims_data import write_claims
from benchmarks.record import Run, run_program

_READ = "import sys; from pathlib import Path; from soyte.intake.claims import read_claims; any(False for _ in read_claims(Path(sys.argv[1])).batches())"
_SIZE = 47_400  # of a dossier in its envelope


def measured(megabytes: int, *, taking_in: bool) -> Run:
    """Time and the most memory for one file of about this size, read only or taken into a new installation."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_claims(folder / "ho-so.xml", max(1, megabytes * 1_000_000 // _SIZE))
        if not taking_in:
            return run_program([sys.executable, "-c", _READ, str(source)], 1)
        soyte = [sys.executable, "-c", "from soyte.cli.main import run; run()"]
        subprocess.run([*soyte, "init", "--home", str(folder / "kho")], check=True, stdout=subprocess.DEVNULL)
        return run_program([*soyte, "ingest", "--home", str(folder / "kho"), str(source)], 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=2)
    given = parser.parse_args()
    run = measured(int(given.gigabytes * 1000), taking_in=True)
    print(
        f"{given.gigabytes} GB: {run.megabytes:.0f} MB of memory, {run.seconds:.0f} s ({run.processor:.0f} s of processor)"
    )


if __name__ == "__main__":
    main()
