"""The original of a file is sealed into the vault while the file is being read: both take long, and each needs one core."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

from soyte.ledger.files import sha256_of
from soyte.ledger.vault import Vault


class Keeping:
    """A file on its way into the vault. As a context: leaving it early gives up, and nothing is kept.

    `known` is the hash of its content, if that had to be found out before. Without a vault the content is hashed and not kept.
    """

    def __init__(self, path: Path, vault: Vault | None, known: str | None = None) -> None:
        self._path, self._vault, self._hash = path, vault, known
        self._given_up = Event()
        self._trouble: BaseException | None = None
        self._thread = Thread(target=self._keep, name="keep-original", daemon=True)

    def sha256(self) -> str:
        """Wait until it is kept; the hash of what is. VaultError or OSError if that could not be done."""
        self._thread.join()
        if self._trouble is not None:
            raise self._trouble
        assert self._hash is not None  # noqa: S101 (no trouble)
        return self._hash

    def _keep(self) -> None:
        try:
            if self._vault is not None:
                self._hash = self._vault.keep(self._path, self._hash, self._given_up.is_set).sha256
            elif self._hash is None:
                self._hash = sha256_of(self._path)
        except BaseException as trouble:  # told to whoever waits
            self._trouble = trouble

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._given_up.set()
        self._thread.join()
