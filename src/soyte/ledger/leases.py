"""Who is loading just now. A lease is a file that its process keeps locked: when the process dies, the lock goes with it."""

from __future__ import annotations

import fcntl
import json
import os
import platform
from pathlib import Path

from soyte.ledger.errors import disk_trouble


class Lease:
    """The right to write rows for a submission, until `release` or death."""

    def __init__(self, folder: Path, submission_id: str) -> None:
        self._path = folder / f"{submission_id}.lease"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
            os.write(self._file, json.dumps({"host": platform.node(), "process": os.getpid()}).encode())
        except OSError as error:
            raise disk_trouble(error, folder) from error

    def release(self) -> None:
        """Done, well or badly."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)


def alive(folder: Path, submission_id: str) -> bool:
    """True while a process holds the lease of this submission."""
    path = folder / f"{submission_id}.lease"
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def abandoned(folder: Path) -> list[str]:
    """Submissions whose lease lies there although nobody holds it."""
    return sorted(path.stem for path in folder.glob("*.lease") if not alive(folder, path.stem))


def remove(folder: Path, submission_id: str) -> None:
    """Take away the lease of a dead load."""
    (folder / f"{submission_id}.lease").unlink(missing_ok=True)
