"""Originals by the SHA-256 of their content: `originals/ab/<hash>.k<storage key version>.age`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from soyte.ledger.sealing import age
from soyte.ledger.sealing.apart import seal_file
from soyte.ledger.vault.files import Scratch, locked, publish, remove, scratch
from soyte.ledger.vault.keyring import Key, Keyring
from soyte.ledger.vault.model import Kept, VaultError
from soyte.ledger.vault.sealed import damage_named, damaged, find, sealed_name, sealed_path

IN_MEMORY = 16 << 20
_SHA = re.compile(r"[0-9a-f]{64}")


class Originals:
    """The files. The caller holds the lock of the vault while it writes, and logs before it opens."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._scratch, self._lock = folder / "originals", folder / "tmp", folder / "publish.lock"

    def find(self, sha256: str, ring: Keyring) -> tuple[Path, Key] | None:
        """The file of an original and the key that opens it. Raises VaultError for what is no hash."""
        if not _SHA.fullmatch(sha256):
            raise VaultError("Mã băm của tệp gốc phải gồm 64 chữ số thập lục phân viết thường. Hãy kiểm tra lại mã.")
        return find(self._folder / sha256[:2], sha256, ring)

    def keep(self, source: age.Source, ring: Keyring) -> Kept:
        """Seal what the stream holds, unless it is kept already. Hashed while it is sealed: it is read once."""
        with scratch(self._scratch) as draft:
            plain = age.seal(source, draft.file, ring.storage[-1].recipient)
            return Kept(plain.sha256, plain.size, new=self._publish(draft, plain.sha256, ring))

    def keep_large(self, path: Path, ring: Keyring, given_up: Callable[[], bool]) -> Kept | None:
        """Likewise, in a process of its own; None if that could not be started or did not end well. Raises GivenUp."""
        with scratch(self._scratch) as draft:
            plain = seal_file(path, draft.path, ring.storage[-1].recipient, given_up)
            return plain and Kept(plain.sha256, plain.size, new=self._publish(draft, plain.sha256, ring))

    def _publish(self, draft: Scratch, sha256: str, ring: Keyring) -> bool:
        """True for the one of several who came first."""
        with locked(self._lock):
            if self.find(sha256, ring):
                return False
            publish(draft, sealed_path(self._folder / sha256[:2], sha256, ring.storage[-1].version))
        return True

    def unseal(self, sha256: str, ring: Keyring) -> IO[bytes]:
        """The content in a file without a name, in memory when small. Raises VaultError when missing or damaged."""
        while found := self.find(sha256, ring):
            path, key = found
            with suppress(FileNotFoundError), path.open("rb") as source:  # sealed anew in between: look again
                plain: IO[bytes] = SpooledTemporaryFile(IN_MEMORY, dir=str(self._scratch))  # noqa: SIM115 (handed out)
                try:
                    self.check(path, sha256, key, source, plain)
                except BaseException:
                    plain.close()
                    raise
                plain.seek(0)
                return plain
        raise VaultError(
            f"Kho bảo mật không có tệp gốc {sha256[:12]}…. Hãy kiểm tra lại mã, hoặc phục hồi kho từ bản sao lưu."
        )

    @staticmethod
    def check(path: Path, sha256: str, key: Key, source: BinaryIO, target: age.Target) -> None:
        """Unseal into the target. Raises VaultError when the content is not what its name says."""
        with damage_named(path):
            if age.unseal(source, target, key.secret).sha256 != sha256:
                raise damaged(path)

    def files(self) -> Iterator[tuple[Path, str, int]]:
        """Every file with the hash and the key version of its name; an empty hash for a stranger."""
        for path in sorted(self._folder.glob("*/*")):
            name, version = sealed_name(path) or ("", 0)
            ours = _SHA.fullmatch(name) and path.parent.name == name[:2]
            yield (path, name, version) if ours else (path, "", 0)

    def remove(self, sha256: str, ring: Keyring) -> bool:
        """Delete an original, also while it is being sealed anew. True when there was one."""
        there = False
        with locked(self._lock):
            while found := self.find(sha256, ring):
                remove(found[0])
                there = True
        return there

    def reseal(self, path: Path, sha256: str, old: Key, new: Key) -> None:
        """Seal one original with another key, then delete the old file. Raises VaultError when it is damaged."""
        with suppress(FileNotFoundError), path.open("rb") as source, scratch(self._scratch) as draft:
            with damage_named(path):
                if age.reseal(source, draft.file, old.secret, new.secret).sha256 != sha256:
                    raise damaged(path)
            with locked(self._lock):
                if path.exists():  # else it was deleted meanwhile, and must not come back
                    publish(draft, sealed_path(path.parent, sha256, new.version))
                    remove(path)
