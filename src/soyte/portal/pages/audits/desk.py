"""Where reports under audit lie: a vault of the portal's own, so that nothing lies open on the disk.

It is not the ledger's vault: that one keeps for good what was handed in, this one forgets after some days, and forgetting
here must never take away an original of the ledger that happens to have the same bytes.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from soyte.ledger.vault import Reader, Vault, VaultError

_opening = Lock()


def _keys(folder: Path) -> Path:
    """Beside the ledger's keyring where that lies apart, else in the desk's own folder."""
    apart = os.environ.get("SOYTE_VAULT_KEYS")
    return Path(apart).with_name("desk-keys.json") if apart else folder / "keys.json"


@cache
def _opened(folder: Path) -> Vault:
    keys = _keys(folder)
    if not keys.exists():
        try:
            return Vault.create(folder, keys)
        except VaultError:
            if not keys.exists():  # else another process made it just now
                raise
    return Vault.open(folder, keys)


def desk() -> Vault:
    """The desk, made when it is first needed."""
    with _opening:
        return _opened(Path(settings.SOYTE_DESK))


def keep(data: bytes) -> str:
    """Seal content; its hash."""
    return desk().keep_bytes(data).sha256


def take(sha256: str, who: str, purpose: str) -> bytes:
    """Content, opened; the desk's log says by whom and what for."""
    with desk().open_original(sha256, Reader(who, purpose)) as file:
        return file.read()


def forget(sha256: str) -> None:
    """Delete content."""
    desk().forget_original(sha256, Reader("soyte", "hết hạn giữ báo cáo rà soát"))
