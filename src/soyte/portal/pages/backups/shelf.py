"""The folder of backups: what lies there, and what is known of each file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from soyte.ledger import clock
from soyte.ledger.backup.making import keys_path
from soyte.ledger.errors import LedgerError


@dataclass(frozen=True)
class Kept:
    """One backup: its file, size, age, and whether its keys lie dangerously beside it."""

    path: Path
    bytes: int
    made: datetime
    keys: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name


def shelf() -> Path | None:
    """Where backups go; None if the operator has not said so."""
    folder: Path | None = settings.CONFIGURATION.backups
    return folder


def kept() -> list[Kept]:
    """The backups there, newest first."""
    folder = shelf()
    if folder is None or not folder.is_dir():
        return []
    found = []
    for path in folder.glob("*.tar"):
        status = path.stat()
        made = datetime.fromtimestamp(status.st_mtime, clock.VIETNAM)
        found.append(Kept(path, status.st_size, made, keys_path(path).exists()))
    return sorted(found, key=lambda one: one.made, reverse=True)


def chosen(name: str) -> Path:
    """The backup of this name. LedgerError if there is none (any more)."""
    for one in kept():
        if one.name == name:
            return one.path
    raise LedgerError(f"{name or 'Bản sao lưu'}: không có trong thư mục sao lưu; hãy tải lại trang và chọn lại.")


def passphrase() -> str | None:
    """What the keys of backups made here are wrapped in; None if the operator has not said so."""
    file: Path | None = settings.CONFIGURATION.backup_passphrase
    if file is None:
        return None
    try:
        return (file.read_text("utf-8").splitlines() or [""])[0]
    except OSError as error:
        raise LedgerError(
            f"{file}: không đọc được tệp mật khẩu của bản sao lưu (SOYTE_PORTAL_BACKUP_PASSPHRASE); hãy kiểm tra tệp."
        ) from error
