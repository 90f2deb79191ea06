"""What another program of the same installation puts into a backup: one file, sealed with the storage key of the vault.

It may hold names and secrets, and the rest of a backup lies open; so it is sealed, and opens with the keys that belong elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from soyte.ledger.backup.archive import BackupError

if TYPE_CHECKING:
    from soyte.ledger.vault.keyring import Keyring

NAME = "portal/portal.age"


@contextmanager
def sealed(source: Path, ring: Keyring, draft: Path) -> Iterator[Path]:
    """The file sealed, as `draft`, until the end of the context."""
    from soyte.ledger.sealing import age  # noqa: PLC0415 (encryption is slow to load)

    try:
        with source.open("rb") as plain, os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            age.seal(plain, file, ring.storage[-1].recipient)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def open_sealed(vault: Path, source: Path, target: Path) -> None:
    """Open such a file of a restored installation into `target`. BackupError if the vault's keys are not there or not its own."""
    from soyte.ledger.sealing import age  # noqa: PLC0415
    from soyte.ledger.vault import VaultError  # noqa: PLC0415
    from soyte.ledger.vault.home import Home  # noqa: PLC0415
    from soyte.ledger.vault.keyring import keyring_path  # noqa: PLC0415

    try:
        with Home(vault, keyring_path(vault, None)).in_use() as ring:
            for key in reversed(ring.storage):
                with (
                    source.open("rb") as file,
                    os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as plain,
                ):
                    try:
                        age.unseal(file, plain, key.secret)
                    except age.CannotUnseal:
                        continue
                    return
    except VaultError as error:
        raise BackupError(f"{source}: chưa mở được vì chưa có khóa của kho bảo mật ({error})") from error
    target.unlink(missing_ok=True)
    raise BackupError(f"{source}: không mở được bằng khóa của kho bảo mật này; hãy dùng tệp khóa đi cùng bản sao lưu.")
