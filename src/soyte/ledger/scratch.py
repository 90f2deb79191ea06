"""Folders for the moment: opened originals, files being packed, rows that do not fit into memory. They may tell who somebody is.

Only this account can enter them. They are gone afterwards; what a killed process left is taken away when the next one begins. A
folder whose process lives is known by a lock, as a lease is.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

PREFIX = "soyte-"
_LOCK = ".lock"


class Scratch:
    """A folder until `close`, in `within` or where temporary files go. OSError if it cannot be made."""

    def __init__(self, within: Path | None = None, prefix: str = PREFIX) -> None:
        place = Path(tempfile.gettempdir()) if within is None else within
        sweep(place, prefix)
        draft = Path(tempfile.mkdtemp(prefix=f".{prefix.strip('.')}", dir=place))
        # Locked before it gets its name: nobody who sweeps ever sees it without its lock.
        self._lock = os.open(draft / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.path = draft.rename(place / f"{prefix}{draft.name[-8:]}")

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Take it away with everything in it."""
        if self._lock >= 0:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1


def sweep(within: Path, prefix: str = PREFIX) -> int:
    """Take away the folders of dead processes of this account; how many there were."""
    return sum(_swept(folder) for folder in within.glob(f"{prefix}*"))


def _swept(folder: Path) -> bool:
    try:
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            return False
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:  # not one of these, or just taken away
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        shutil.rmtree(folder, ignore_errors=True)
        return True
    finally:
        os.close(lock)
