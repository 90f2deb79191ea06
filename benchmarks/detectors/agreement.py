"""Alarms of ours beside those of the R package `surveillance` on the invented series of all scenarios.

`python -m benchmarks.detectors.agreement [series of a scenario]`; needs Rscript with surveillance and jsonlite.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from soyte.surveillance.detectors import FarringtonSettings, FlexibleSettings, ears, farrington, farrington_flexible
from soyte.surveillance.proof import SCENARIOS, simulate
from soyte.surveillance.proof.scenarios import CURRENT, WEEKS


def main(replicates: int) -> None:
    """Print for each detector how many series-weeks were compared and how many alarms differ."""
    program = shutil.which("Rscript")
    if program is None:
        sys.exit("Rscript is not installed: apt-get install r-cran-surveillance r-cran-jsonlite")
    made = [
        simulate(one, replicates, np.random.default_rng([1, one.number]), past=5, current=5).counts for one in SCENARIOS
    ]
    counts = np.concatenate(made)
    now = np.arange(WEEKS - CURRENT, WEEKS)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "counts.csv"
        np.savetxt(path, counts.T, fmt="%d", delimiter=",")
        script = Path(__file__).with_name("agreement.R")
        command = [program, str(script), str(path), str(now[0] + 1), str(CURRENT)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=3600)
    theirs = {
        name: np.array([[one is True for one in row] for row in rows])
        for name, rows in json.loads(done.stdout.strip().splitlines()[-1]).items()
    }
    ours = {
        "flexible": farrington_flexible(
            counts, FlexibleSettings(alpha=0.01, least=(0, 4)), moments=now, compat="surveillance"
        ),
        "classic": farrington(counts, FarringtonSettings(alpha=0.01), moments=now, compat="surveillance"),
        "ears": ears(counts, "C1", moments=now),
    }
    for name, found in ours.items():
        differ = found.alarm != theirs[name]
        print(f"{name}: {differ.size} series-weeks, {int(theirs[name].sum())} alarms in R, {int(differ.sum())} differ")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
