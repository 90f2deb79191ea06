"""Making a backup: beside its target, flushed, read again in full, and only then given its name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING

from soyte.ledger import clock
from soyte.ledger.backup.archive import BackupError, Manifest, Packing, verify
from soyte.ledger.backup.beside import NAME as BESIDE
from soyte.ledger.backup.beside import sealed
from soyte.ledger.backup.contents import Snapshot, snapshot
from soyte.ledger.errors import disk_trouble
from soyte.ledger.files import flush_folder, write_atomically
from soyte.ledger.holdings import holdings

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.ledger.vault.home import Home as VaultHome
    from soyte.ledger.vault.keyring import Keyring

Progress = Callable[[str, int, int], object]
"""Called with what is done (Vietnamese), how many files are done and how many there are, as far as known."""


@dataclass(frozen=True)
class Backup:
    """The archive, where the keys were written, the last act in it, and files that differ from what their acts say."""

    path: Path
    keys: Path
    head: int
    files: int
    bytes: int
    damaged: tuple[str, ...]


def keys_path(target: Path) -> Path:
    """Where the keyring of a backup is written: never inside it."""
    return target.with_name(f"{target.name}.keys")


def backup(
    ledger: Ledger,
    target: Path,
    *,
    progress: Progress | None = None,
    passphrase: str | None = None,
    beside: Path | None = None,
) -> Backup:
    """Copy ledger and vault into `target` while others may write, and the keyring beside it, which belongs elsewhere.

    `beside` is a file of another program that goes along, sealed; made before this call, it knows of nothing that the ledger's
    copy does not hold. With a passphrase the keyring is wrapped in it. Raises BackupError or VaultError; then neither file is there.
    """
    _refuse(ledger, target)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    keys = keys_path(target)
    tell = progress or (lambda *_: None)
    from soyte.ledger.vault.home import Home as VaultHome  # noqa: PLC0415 (encryption is slow to load)

    vault = VaultHome(ledger.vault.folder, ledger.vault.keys)
    try:
        with vault.in_use() as ring, _disk_errors(target):
            for stale in target.parent.glob(f".{target.name}.*.tmp"):
                stale.unlink()
            with draft.open("xb") as file:
                manifest = _pack(ledger, file, vault, ring, tell, beside, draft.with_suffix(".beside.tmp"))
                file.flush()
                os.fsync(file.fileno())
            tell("đọc lại bản sao lưu", 0, 1)
            verify(draft)
            _write_keys(ledger, keys, ring, passphrase)
            draft.replace(target)
            flush_folder(target.parent)
    except BaseException:
        keys.unlink(missing_ok=True)
        raise
    finally:
        draft.unlink(missing_ok=True)
    return Backup(
        target, keys, manifest.head, len(manifest.files), target.stat().st_size, tuple(_damaged(ledger, manifest))
    )


@contextmanager
def _disk_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise disk_trouble(problem, target) from problem


def _refuse(ledger: Ledger, target: Path) -> None:
    for path in (target, keys_path(target)):
        if path.exists():
            raise BackupError(f"{path}: đã có tệp này; hãy chọn tên khác (không ghi đè bản sao lưu cũ).")
    if not target.parent.is_dir():
        raise BackupError(f"{target.parent}: không có thư mục này; hãy tạo thư mục hoặc chọn nơi khác.")
    if target.resolve().is_relative_to(ledger.home.folder.resolve()):
        raise BackupError(f"{target}: nằm trong chính kho số liệu; hãy sao lưu ra nơi khác, tốt nhất là ổ đĩa khác.")


def _pack(
    ledger: Ledger,
    file: IO[bytes],
    vault: VaultHome,
    ring: Keyring,
    tell: Progress,
    beside: Path | None,
    draft: Path,
) -> Manifest:
    seen = snapshot(ledger)
    packing = Packing(file)
    files = list(seen.files(ledger.home.folder))
    for done, (name, path, needed) in enumerate(files, 1):
        _add(packing, name, path, needed=needed)
        tell("sổ số liệu", done, len(files))
    for done, (name, path) in enumerate(_vault_files(vault.folder), 1):
        _add(packing, name, path, needed=False)
        tell("kho bảo mật", done, done)
    for name in ("access.head", "access.jsonl"):  # in this order: a head may be behind the lines, never ahead
        with _opened(vault.folder / name, needed=False) as source:
            content = source.read() if source else b""
        packing.add_bytes(f"vault/{name}", content[: content.rfind(b"\n") + 1])
    if beside is not None:
        with sealed(beside, ring, draft) as shut:
            _add(packing, BESIDE, shut, needed=True)
    manifest = _manifest(ledger, seen, packing).sealed(ring.log_key)
    packing.finish(manifest)
    return manifest


def _manifest(ledger: Ledger, seen: Snapshot, packing: Packing) -> Manifest:
    return Manifest(
        installation=ledger.home.installation,
        name=ledger.home.name,
        layout=ledger.home.layout,
        program=version("soyte"),
        made=clock.now().isoformat(),
        head=seen.state.head,
        chain=seen.state.chain,
        files=packing.files,
    )


def _vault_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """All of the vault but keys, locks, drafts and the access log. Sealed files that are re-sealed meanwhile are listed anew."""
    yield "vault/vault.json", folder / "vault.json"
    seen: set[Path] = set()
    for _ in range(2):
        for part in ("originals", "identities"):
            for path in sorted((folder / part).rglob("*")):
                if path.is_file() and path not in seen:
                    seen.add(path)
                    yield f"vault/{path.relative_to(folder).as_posix()}", path


def _add(packing: Packing, name: str, path: Path, *, needed: bool) -> None:
    with _opened(path, needed=needed) as source:
        if source is not None:
            status = os.fstat(source.fileno())
            packing.add(name, source, status.st_size, status.st_mtime)


@contextmanager
def _opened(path: Path, *, needed: bool) -> Iterator[IO[bytes] | None]:
    try:
        source = path.open("rb")
    except FileNotFoundError:
        if needed:
            raise BackupError(
                f"{path}: không còn trên đĩa nên bản sao lưu sẽ thiếu; hãy chạy “soyte doctor --repair” trước."
            ) from None
        yield None
        return
    with source:
        yield source


def _write_keys(ledger: Ledger, keys: Path, ring: Keyring, passphrase: str | None) -> None:
    from soyte.ledger.vault import keyring  # noqa: PLC0415
    from soyte.ledger.vault.access_log import AccessLog, Action  # noqa: PLC0415
    from soyte.ledger.vault.vault import ADMINISTRATION  # noqa: PLC0415

    if passphrase is not None:
        ledger.vault.export_keys(keys, passphrase)
        return
    AccessLog(ledger.vault.folder, ring.log_key).append(ADMINISTRATION, Action.EXPORT_KEYS, keys.name)
    write_atomically(keys, keyring.dump(ring), 0o600)


def _damaged(ledger: Ledger, manifest: Manifest) -> Iterator[str]:
    """Files that the backup holds just as they lie there, but not as their acts say."""
    for key, held in holdings(ledger.journal.state()).items():
        entry = manifest.files.get(f"ledger/{key}")
        if entry is not None and entry.sha256 != held.file.sha256:
            yield key
