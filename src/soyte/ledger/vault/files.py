"""Files that are there whole or not at all, locks between processes, and errors of the disk in plain words."""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from soyte.ledger.vault.model import VaultError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def make_folder(path: Path) -> None:
    """A folder that only its owner enters; parents are made likewise. One that exists is left as it is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names within a folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path, *, shared: bool = False, wait: bool = True) -> Iterator[bool]:
    """Hold a lock between processes (and threads). Yields False where it is taken and `wait` is off."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno not in _CLOSED or not path.exists():
            raise
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)  # a store that is only read can be locked as well
    try:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)


class Scratch(NamedTuple):
    """A file being written: open for reading and writing, and where it lies until it gets its name."""

    file: BinaryIO
    path: Path


@contextmanager
def scratch(folder: Path) -> Iterator[Scratch]:
    """A new file, readable by its owner only, that is gone afterwards unless `publish` has named it."""
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield Scratch(file, Path(name))
    finally:
        Path(name).unlink(missing_ok=True)


def publish(draft: Scratch, target: Path) -> None:
    """Give the file its name. Until then nobody sees it; afterwards it is whole and survives a power cut."""
    draft.file.flush()
    os.fsync(draft.file.fileno())
    make_folder(target.parent)
    draft.path.replace(target)
    sync_folder(target.parent)


def write_whole(target: Path, content: bytes) -> None:
    """Replace a small file, readable by its owner only, in one step. The caller sees to it that one writes at a time."""
    draft = draft_of(target)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            publish(Scratch(file, draft), target)
    finally:
        draft.unlink(missing_ok=True)


def draft_of(target: Path) -> Path:
    """What a killed `write_whole` leaves beside its target; the next one writes over it."""
    return target.with_name(f".{target.name}.new")


def remove(path: Path) -> None:
    """Delete a file so that it stays deleted after a power cut. One that is gone already is no error."""
    with suppress(FileNotFoundError):
        path.unlink()
        sync_folder(path.parent)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Say in Vietnamese what the disk refused at or near `path`, and what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "lỗi đọc ghi"
        if error.errno in _FULL:
            advice = "Đĩa đã đầy. Chưa có gì được ghi lại; hãy giải phóng chỗ trống rồi làm lại."
        elif error.errno in _CLOSED:
            advice = f"Không có quyền đọc hoặc ghi ({reason}). Hãy kiểm tra chủ sở hữu và quyền của thư mục này."
        else:
            advice = f"Ổ đĩa báo lỗi: {reason}. Hãy kiểm tra ổ đĩa rồi làm lại."
        raise VaultError(f"Kho bảo mật, {path}: {advice}") from error
