"""The portal's part of a backup: its database (SQLite), the secret that seals its log and second factors, reports under audit.

It is copied before the ledger is: what the copy says was delivered is then in the ledger's copy too, and what it says is
still on its way is found there and not written twice. PostgreSQL is copied by its own means (docs/operations/backup.md).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from soyte.ledger.backup import BackupError, open_sealed
from soyte.ledger.backup.beside import NAME

DATABASE, SECRET, DESK, SEALED = "portal.sqlite3", "secret.key", "desk", Path(NAME).name
_SQLITE = "sqlite:///"


def folder_of(home: Path) -> Path:
    """Where the portal of an installation lies."""
    return Path(os.environ.get("SOYTE_PORTAL_FOLDER") or home / "portal")


def database_file(home: Path) -> Path | None:
    """Where its database lies: in that folder, or where SOYTE_PORTAL_DATABASE says; None on a server."""
    said = os.environ.get("SOYTE_PORTAL_DATABASE", "")
    if not said:
        return folder_of(home) / DATABASE
    return Path(said.removeprefix(_SQLITE)) if said.startswith(_SQLITE) else None


@contextmanager
def packed(home: Path) -> Iterator[Path | None]:
    """A file for `backup(…, beside=…)`, until the end of the context; None where there is no portal."""
    folder, database = folder_of(home), database_file(home)
    if not (database and database.exists()) and not (folder / SECRET).exists():
        yield None
        return
    with tempfile.TemporaryDirectory(dir=folder, prefix=".sao-luu-") as scratch:
        target = Path(scratch) / "portal.tar"
        with tarfile.open(target, "w") as tar:
            for name, path in _contents(folder, database, Path(scratch)):
                tar.add(path, name, recursive=False)
        yield target


def _contents(folder: Path, database: Path | None, scratch: Path) -> Iterator[tuple[str, Path]]:
    if database and database.exists():
        copy = scratch / DATABASE
        with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(copy)) as copied:
            live.backup(copied)  # as of one moment, while others write
        yield DATABASE, copy
    if (folder / SECRET).exists():
        yield SECRET, folder / SECRET
    for path in sorted((folder / DESK).rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def unpack(home: Path) -> bool:
    """Put the portal's part of a restored installation in its place; whether there was one. Needs the keys of the vault."""
    sealed, folder = home / NAME, folder_of(home)
    if not sealed.exists():
        return False
    database = database_file(home) or folder / DATABASE  # beside a server, one that was copied before lies there unused
    if database.exists() or (folder / SECRET).exists():
        raise BackupError(
            f"{sealed}: phần của cổng trong bản sao lưu chưa được dùng, nhưng cổng đã có dữ liệu mới trong {folder}; hãy xóa "
            "hoặc chuyển đi một trong hai rồi chạy lại."
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".phuc-hoi-") as scratch:
        plain, content = Path(scratch) / "portal.tar", Path(scratch) / "content"
        open_sealed(home / "vault", sealed, plain)
        with tarfile.open(plain) as tar:
            for member in tar:
                _extract(tar, member, content)
        for path in sorted(content.iterdir()):
            path.chmod(0o700 if path.is_dir() else 0o600)
            shutil.move(path, database if path.name == DATABASE else folder / path.name)
    sealed.unlink()
    return True


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    target = (into / member.name).resolve()
    source = tar.extractfile(member) if member.isreg() and target.is_relative_to(into.resolve()) else None
    if source is None:
        raise BackupError(f"{SEALED}: có mục lạ “{member.name[:80]}”; không dùng bản sao lưu này.")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with source, os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(source, file)
