"""An installation from a backup: unpacked beside its folder, compared and examined there, and only then moved into place."""

from __future__ import annotations

import os
import shutil
import tarfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from soyte.ledger.backup.archive import (
    LARGEST_MANIFEST,
    MANIFEST,
    BackupError,
    Entry,
    Manifest,
    compare,
    entry_of,
    read_manifest,
    reading,
)
from soyte.ledger.backup.making import Progress, keys_path
from soyte.ledger.doctor import check
from soyte.ledger.errors import disk_trouble
from soyte.ledger.files import flush, flush_folder, write_atomically
from soyte.ledger.ledger import Ledger
from soyte.ledger.trouble import Kind, Trouble


@dataclass(frozen=True)
class Restored:
    """The installation, what the backup said of itself, whether its keys are in place, and what an examination found."""

    ledger: Ledger
    manifest: Manifest
    keys: bool
    troubles: tuple[Trouble, ...]


def restore(
    source: Path,
    folder: Path,
    keys: Path | None = None,
    *,
    passphrase: str | None = None,
    progress: Progress | None = None,
) -> Restored:
    """The installation of a backup in a new or empty folder; else, or if anything in the archive is amiss, nothing happens.

    `keys` is the keyring's file, by default the one beside the archive; without one figures work and originals stay shut.
    Raises BackupError, or VaultError when the keys are not those of this vault or the passphrase is wrong.
    """
    tell = progress or (lambda *_: None)
    _refuse(source, folder)
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.restoring")
    try:
        draft.mkdir(parents=True)
        manifest = _unpack(source, draft, tell)
        ring = keys or (keys_path(source) if keys_path(source).exists() else None)
        if ring is not None:
            _place_keys(draft / "vault", ring, passphrase, manifest)
        restored = Ledger.open(draft)
        state = restored.state()
        if (state.head, state.chain) != (manifest.head, manifest.chain):
            raise BackupError(f"{source}: sổ trong bản sao lưu không khớp với bảng kê; không dùng được bản này.")
        troubles = tuple(
            trouble
            for trouble in check(restored, deep=True, progress=tell)
            if ring is not None or trouble.kind is not Kind.VAULT  # without keys it cannot be looked at
        )
        _move(draft, folder)
    except OSError as problem:
        raise disk_trouble(problem, folder) from problem
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Restored(Ledger.open(folder), manifest, ring is not None, troubles)


def _refuse(source: Path, folder: Path) -> None:
    if not source.is_file():
        raise BackupError(f"{source}: không có tệp này; hãy kiểm tra lại đường dẫn của bản sao lưu.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder}: thư mục không trống; hãy khôi phục vào một thư mục mới hoặc trống.")
    with suppress(OSError):
        for stale in folder.parent.glob(f".{folder.name}.*.restoring"):
            shutil.rmtree(stale, ignore_errors=True)


def _unpack(source: Path, draft: Path, tell: Progress) -> Manifest:
    found: dict[str, Entry] = {}
    manifest: Manifest | None = None
    total = source.stat().st_size
    done = 0
    with reading(source) as members:
        for member, content in members:
            if member.name == MANIFEST:
                manifest = read_manifest(source, content.read(LARGEST_MANIFEST))
                continue
            found[member.name] = _put(draft, member, content)
            done += member.size
            tell("giải nén", done, total)
    compare(source, manifest, found)
    assert manifest is not None  # noqa: S101 (compare refuses that)
    vault = draft / "vault"
    if (draft / "portal").exists():
        (draft / "portal").chmod(0o700)
    for part in (vault, vault / "originals", vault / "identities", vault / "tmp"):
        part.mkdir(mode=0o700, exist_ok=True)
    for part in (vault, *(path for path in vault.rglob("*") if path.is_dir())):
        part.chmod(0o700)
    return manifest


def _put(draft: Path, member: tarfile.TarInfo, content: IO[bytes]) -> Entry:
    target = draft / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = 0o600 if member.name.startswith(("vault/", "portal/")) else 0o644
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        entry = entry_of(content, file)
    os.utime(target, (member.mtime, member.mtime))
    flush(target)
    return entry


def _place_keys(vault: Path, keys: Path, passphrase: str | None, manifest: Manifest) -> None:
    """Into the restored vault, which must be the one that they belong to; the seal of the manifest must be theirs."""
    from soyte.ledger.vault import Vault, keyring  # noqa: PLC0415 (encryption is slow to load)

    inside = vault / "keys.json"
    if passphrase is not None:
        Vault.import_keys(vault, keys, passphrase, inside)
    else:
        content = keys.read_bytes()
        if content.startswith(b"age-encryption.org"):
            raise BackupError(f"{keys}: tệp khóa này được bảo vệ bằng mật khẩu; hãy chạy lại và cho biết mật khẩu.")
        keyring.parse(content, keys)
        with os.fdopen(os.open(inside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        Vault.open(vault, inside)
    if not manifest.holds(keyring.KeyringFile(inside).read().log_key):
        raise BackupError(
            f"{keys}: bản sao lưu không mang dấu niêm phong của khóa này; bản sao lưu đã bị sửa hoặc khóa không phải của nó."
        )
    elsewhere = keyring.keyring_path(vault, None)
    if elsewhere == inside:
        return
    # SOYTE_VAULT_KEYS names a place of its own: the keyring belongs there, if none is there yet.
    if not elsewhere.exists():
        elsewhere.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(elsewhere, inside.read_bytes(), 0o600)
    inside.unlink()
    Vault.open(vault)


def _move(draft: Path, folder: Path) -> None:
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    flush_folder(folder.parent)
