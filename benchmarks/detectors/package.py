"""The R package `surveillance`, timed on the same series; recorded figures where it is not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.detectors.series import Counts

# R 4.2.2, surveillance 1.20.3, one core, 22 November 2026: seconds for one series and week
RECORDED = {"flexible": 0.0112, "ears": 0.0000156}


@dataclass(frozen=True)
class Timed:
    """Seconds for one series and week, and what measured them."""

    flexible: float
    ears: float
    name: str


def timed(counts: Counts, first: int, weeks: int) -> Timed:
    """Run R on the counts (series, weeks), testing `weeks` weeks from `first` (position)."""
    program = shutil.which("Rscript")
    if program is not None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "counts.csv"
            np.savetxt(path, counts.T, fmt="%d", delimiter=",")
            script = Path(__file__).with_name("timed.R")
            command = [program, str(script), str(path), str(first + 1), str(weeks)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        if done.returncode == 0:
            told = json.loads(done.stdout.strip().splitlines()[-1])
            return Timed(told["flexible"], told["ears"], f"R package surveillance {told['version']}")
    why = "recorded: R 4.2.2, surveillance 1.20.3; to measure: apt-get install r-cran-surveillance"
    return Timed(RECORDED["flexible"], RECORDED["ears"], why)
