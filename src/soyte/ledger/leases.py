"""Who is loading just now. A lease is a file that its process keeps locked: when the process dies, the lock goes with it.

Whether a lock reaches across machines depends on the file system, so another machine's lease is believed for a week.
"""

from __future__ import annotations

import fcntl
import json
import os
import platform
from datetime import timedelta
from pathlib import Path

from soyte.ledger import clock
from soyte.ledger.errors import disk_trouble

BELIEVED = timedelta(days=7)


class Lease:
    """The right to write rows for a submission, until `release` or death."""

    def __init__(self, folder: Path, submission_id: str) -> None:
        self._path = folder / f"{submission_id}.lease"
        draft = folder / f".{submission_id}.{os.getpid()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                # Locked and filled before it gets its name: nobody ever sees a lease that nobody holds.
                fcntl.flock(self._file, fcntl.LOCK_EX)
                os.write(self._file, json.dumps({"host": platform.node(), "process": os.getpid()}).encode())
                draft.rename(self._path)
            except BaseException:
                draft.unlink(missing_ok=True)
                os.close(self._file)
                raise
        except OSError as error:
            raise disk_trouble(error, folder) from error

    def release(self) -> None:
        """Done, well or badly."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)


def alive(folder: Path, submission_id: str) -> bool:
    """True while a process holds the lease of this submission, or may hold it on another machine."""
    path = folder / f"{submission_id}.lease"
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise disk_trouble(error, path) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        age = clock.now().timestamp() - os.fstat(descriptor).st_mtime
        return _host(descriptor) != platform.node() and age < BELIEVED.total_seconds()
    except OSError:
        return True
    finally:
        os.close(descriptor)


def abandoned(folder: Path) -> list[str]:
    """Submissions whose lease lies there although nobody holds it."""
    return sorted(name for name in named(folder) if not alive(folder, name))


def named(folder: Path) -> list[str]:
    """Submissions that have a lease, held or not."""
    return sorted(path.stem for path in folder.glob("*.lease"))


def remove(folder: Path, submission_id: str) -> None:
    """Take away the lease of a dead load, and what it was just making beside it."""
    for path in (folder / f"{submission_id}.lease", *folder.glob(f".{submission_id}.*")):
        path.unlink(missing_ok=True)


def _host(descriptor: int) -> str:
    try:
        return str(json.loads(os.pread(descriptor, 4096, 0))["host"])
    except (ValueError, KeyError, TypeError):
        return platform.node()
