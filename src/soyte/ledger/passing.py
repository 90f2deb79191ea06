"""Large files that are read or written once: they go by without taking the memory of what is in use.

Left to itself the system keeps what went through a file, in ever new memory. A load would push out what the pages of the portal read
again and again. And on a virtual machine, memory that was never used costs several times what writing into it does; used memory does
not (`make bench BENCH="--only passing"` says what it is just then).
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_WINDOW = 32 << 20


def _forget(descriptor: int, start: int, length: int) -> None:
    """The system begins to write what is new and forgets what is on the disk; a length of nothing means to the end."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, start, length, os.POSIX_FADV_DONTNEED)


class Passing:
    """A target whose bytes go to the disk as they come."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._since = file, 0

    def write(self, data: bytes, /) -> int:
        """Write all of it."""
        self._file.write(data)
        self._since += len(data)
        if self._since >= _WINDOW:
            self._file.flush()
            _forget(self._file.fileno(), 0, 0)
            self._since = 0
        return len(data)

    def flush(self) -> None:
        """Hand on what is still here."""
        self._file.flush()


@dataclass(eq=False)
class _Place:
    """How far a file was read."""

    which: os.stat_result
    at: int = 0


_PLACES: dict[int, _Place] = {}  # of the files that are open; copied in one step, for several threads use it


class _PassingFile(io.FileIO):
    """A file read from front to back; going elsewhere in it is slower and no error."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._since = 0
        self._place = _Place(os.fstat(self.fileno()))
        _PLACES[id(self._place)] = self._place

    def readinto(self, buffer: Any, /) -> int:
        count = super().readinto(buffer) or 0
        self._since += count
        self._place.at = self.tell()
        if self._since >= _WINDOW:
            start = max(0, self._place.at - 2 * _WINDOW)  # what was behind in the buffer of the last time, too
            _forget(self.fileno(), start, 2 * _WINDOW)
            self._since = 0
        return count

    def close(self) -> None:
        if not self.closed:
            _PLACES.pop(id(self._place), None)
        super().close()


def passed(path: Path) -> int | None:
    """How far this process has come in reading the file; None if it does not read it so just now."""
    try:
        which = path.stat()
    except OSError:
        return None
    return max((one.at for one in list(_PLACES.values()) if os.path.samestat(which, one.which)), default=None)


def open_passing(path: Path) -> io.BufferedReader:
    """Open a file to be read once, from front to back, by the last who needs it."""
    return io.BufferedReader(_PassingFile(path))
