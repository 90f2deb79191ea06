"""What a benchmark hands back, and how it measures."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Record:
    """`ours` and `other` in `unit`, measured in the same run on the same `data_set`; `command` repeats the measurement."""

    name: str
    ours: float
    other: float
    unit: str
    data_set: str
    against: str
    better: str  # `lower` or `higher`

    @property
    def ratio(self) -> float:
        """Ours ÷ other."""
        return self.ours / self.other if self.other else float("nan")


@dataclass(frozen=True)
class Run:
    """The best wall and processor time of several runs of a program, and the most memory that one took."""

    seconds: float
    processor: float
    megabytes: float


def run_program(command: Sequence[str], times: int) -> Run:
    """Start the program anew each time; its output is thrown away. Its memory counts from what this process holds."""
    seconds, processor, kilobytes = [], [], []
    for _ in range(times):
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - begun)
        processor.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{command[0]} ended with {process.returncode}")
        kilobytes.append(usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1))
    return Run(min(seconds), min(processor), max(kilobytes) / 1024)


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest processor time of several runs, in seconds."""
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)
