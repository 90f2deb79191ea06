"""What a benchmark hands back, and how it measures."""

from __future__ import annotations

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


_WATCH = """
import os, subprocess, sys, time
begun = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
print(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, process.returncode)
"""


def run_program(command: Sequence[str], times: int) -> Run:
    """Start the program anew each time; its output is thrown away.

    A small process starts it and watches, for the system counts a program's memory from what the process held that started it.
    """
    runs = []
    for _ in range(times):
        watched = [sys.executable, "-I", "-S", "-c", _WATCH, *command]
        told = subprocess.run(watched, capture_output=True, text=True, check=True).stdout.split()
        if told[3] != "0":
            raise RuntimeError(f"{command[0]} ended with {told[3]}")
        runs.append([float(one) for one in told[:3]])
    seconds, processor, memory = zip(*runs, strict=True)
    return Run(min(seconds), min(processor), max(memory) / (1024 * 1024 if sys.platform == "darwin" else 1024))


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest processor time of several runs, in seconds."""
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)
