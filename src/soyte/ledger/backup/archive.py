"""The file of a backup: a plain tar, whose last member says what the others must be. No compression: the contents are."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from soyte.ledger.errors import LedgerError

MANIFEST = "manifest.json"
TOP = ("soyte.json", "retention.yaml", "ledger", "vault", "portal")
BLOCK = 1 << 20
LARGEST_MANIFEST = 512 << 20
_PART = re.compile(r"[^\x00-\x1f\\:*?\"<>|]{1,200}")


class BackupError(LedgerError):
    """A backup cannot be made or cannot be trusted."""


class Entry(BaseModel):
    """One file of the backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a backup holds. `seal` is an HMAC under the log key of the vault: who has the keys can tell a forged backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Literal[1] = 1
    installation: str
    name: str
    layout: int
    program: str
    made: str
    head: int
    chain: str
    files: dict[str, Entry]
    seal: str = ""

    def sealed(self, key: bytes) -> Manifest:
        """With the seal."""
        return self.model_copy(update={"seal": self._seal(key)})

    def holds(self, key: bytes) -> bool:
        """Whether the seal was made with this key."""
        return hmac.compare_digest(self.seal, self._seal(key))

    def _seal(self, key: bytes) -> str:
        text = json.dumps(self.model_dump(mode="json", exclude={"seal"}), sort_keys=True, ensure_ascii=False)
        return hmac.digest(key, f"soyte backup\n{text}".encode(), "sha256").hex()


class Packing:
    """Writes members one after the other and remembers their hashes."""

    def __init__(self, target: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 (closed by finish)
        self.files: dict[str, Entry] = {}

    def add(self, name: str, source: IO[bytes], size: int, changed: float = 0) -> None:
        """`size` bytes of the stream; what is behind them is left out."""
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, int(changed), 0o600
        hashing = _Hashing(source)
        self._tar.addfile(member, hashing)
        self.files[name] = Entry(size=size, sha256=hashing.digest.hexdigest())

    def add_bytes(self, name: str, content: bytes) -> None:
        """A small member."""
        self.add(name, io.BytesIO(content), len(content))

    def finish(self, manifest: Manifest) -> None:
        """The manifest, and the end."""
        content = manifest.model_dump_json().encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))
        self._tar.close()


@contextmanager
def reading(path: Path) -> Iterator[Iterator[tuple[tarfile.TarInfo, IO[bytes]]]]:
    """The members of an archive with their content, one after the other. What is cut off or no tar is a BackupError."""
    try:
        with tarfile.open(path, "r|") as tar:
            yield _members(path, tar)
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(
            f"{path}: tệp không phải bản sao lưu của Soyte hoặc đã bị cắt cụt, hỏng; hãy dùng bản sao lưu khác."
        ) from error


def _members(path: Path, tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    seen: set[str] = set()
    for member in tar:
        if member.type != tarfile.REGTYPE or member.sparse is not None or not _tame(member.name):
            raise BackupError(
                f"{path}: có mục lạ “{member.name[:80]}” mà bản sao lưu của Soyte không bao giờ có; không dùng tệp này."
            )
        if member.name in seen:
            raise BackupError(f"{path}: mục “{member.name}” có hai lần; tệp đã bị sửa, không dùng được.")
        seen.add(member.name)
        content = tar.extractfile(member)
        if content is not None:
            yield member, content


def read_manifest(path: Path, content: bytes) -> Manifest:
    """What the last member says."""
    try:
        return Manifest.model_validate_json(content)
    except ValidationError:
        raise BackupError(
            f"{path}: bảng kê của bản sao lưu bị hỏng hoặc do bản Soyte mới hơn ghi; hãy nâng cấp Soyte hoặc dùng bản khác."
        ) from None


def verify(path: Path) -> Manifest:
    """Read all of a backup: every file must be what the manifest says. Raises BackupError."""
    found: dict[str, Entry] = {}
    manifest: Manifest | None = None
    with reading(path) as members:
        for member, content in members:
            if member.name == MANIFEST:
                manifest = read_manifest(path, content.read(LARGEST_MANIFEST))
            else:
                found[member.name] = entry_of(content)
    compare(path, manifest, found)
    assert manifest is not None  # noqa: S101 (compare refuses that)
    return manifest


def compare(path: Path, manifest: Manifest | None, found: dict[str, Entry]) -> None:
    """Raises BackupError unless the files are just those of the manifest."""
    if manifest is None:
        raise BackupError(f"{path}: bản sao lưu bị cắt cụt (thiếu bảng kê ở cuối); hãy dùng bản sao lưu khác.")
    for name in sorted(manifest.files.keys() | found.keys()):
        if found.get(name) != manifest.files.get(name):
            what = "thiếu" if name not in found else "thừa" if name not in manifest.files else "đã bị sửa hoặc hỏng"
            raise BackupError(f"{path}: mục “{name}” {what}; không dùng được bản sao lưu này, hãy dùng bản khác.")


def entry_of(content: IO[bytes], target: IO[bytes] | None = None) -> Entry:
    """Size and hash of a stream, copied to `target` meanwhile."""
    hashing, size = _Hashing(content), 0
    while block := hashing.read(BLOCK):
        size += len(block)
        if target is not None:
            target.write(block)
    return Entry(size=size, sha256=hashing.digest.hexdigest())


def _tame(name: str) -> bool:
    """A path within the installation, and nothing that leads out of it on any system."""
    parts = PurePosixPath(name).parts
    return name == MANIFEST or (
        bool(parts)
        and parts[0] in TOP
        and "/".join(parts) == name
        and all(_PART.fullmatch(part) and part not in (".", "..") for part in parts)
    )


class _Hashing(io.RawIOBase):
    """A stream that hashes what is read of it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._source.read(size)
        self.digest.update(block)
        return block
