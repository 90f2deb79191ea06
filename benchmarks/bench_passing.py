"""A large file written as originals are (`ledger.passing`) against one written plainly: processor time, nearly all of it the system's.

The bytes are the same random ones again and again, in the pieces in which an encrypted stream comes. Both files are flushed to
the disk within the time. What a plain file costs depends on the machine's memory: on one that has not been used since it started, or was
given back to the host, five times ours was seen; on one just freed three quarters of ours.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from benchmarks.record import Record
from soyte.ledger.passing import Passing

PIECE = 65_552  # 64 kB and a tag of 16 bytes


def run(quick: bool) -> list[Record]:
    """Milliseconds of processor time a gigabyte."""
    size = (1 << 28) if quick else (1 << 32)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = _written(folder / "a", size, lambda file: file)
        ours = _written(folder / "b", size, Passing)
    data = f"{size >> 20:,} MB in pieces of {PIECE:,} bytes"
    return [Record("a large file written", ours, plain, "ms/GB of processor", data, "file.write alone", "lower")]


def _written(path: Path, size: int, through: Callable[[IO[bytes]], Passing | IO[bytes]]) -> float:
    piece = os.urandom(PIECE)
    begun = time.process_time()
    with path.open("wb") as file:
        target = through(file)
        for _ in range(size // PIECE):
            target.write(piece)
        target.flush()
        os.fsync(file.fileno())
    spent = time.process_time() - begun
    path.unlink()
    return spent * 1e3 / (size / 1e9)
