"""Files of the vault that a storage key seals: their names, and what is said when one cannot be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soyte.ledger.sealing import age
from soyte.ledger.vault.files import disk_errors
from soyte.ledger.vault.keyring import Key, Keyring
from soyte.ledger.vault.model import VaultError

_NAME = re.compile(r"(?P<name>[0-9A-Za-z_-]{1,120}(?:\.[0-9a-f]{16})?)\.k(?P<version>[1-9][0-9]{0,5})\.age")


def sealed_path(folder: Path, name: str, version: int) -> Path:
    """Where something lies when it is sealed with this version of the storage key."""
    return folder / f"{name}.k{version}.age"


def sealed_name(path: Path) -> tuple[str, int] | None:
    """The name and the key version of a sealed file; None for a file that is not of ours."""
    match = _NAME.fullmatch(path.name)
    return (match["name"], int(match["version"])) if match else None


def find(folder: Path, name: str, ring: Keyring) -> tuple[Path, Key] | None:
    """The sealed file of a name and the key that opens it, the newest key first."""
    for key in reversed(ring.storage):
        if (path := sealed_path(folder, name, key.version)).exists():
            return path, key
    return None


def damaged(path: Path) -> VaultError:
    """What is said of a file that does not open, or holds something else than its name says."""
    return VaultError(
        f"Tệp {path.parent.name}/{path.name} trong kho bảo mật bị hỏng. Hãy phục hồi tệp này từ bản sao lưu."
    )


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Turn what the disk or the cipher says into the words of the vault."""
    try:
        with disk_errors(path):
            yield
    except age.CannotUnseal:
        raise damaged(path) from None
