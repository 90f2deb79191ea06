"""The vault: what could tell who somebody is, and the originals, sealed; the open ledger holds pseudonyms and hashes.

Several processes may use one vault. Every opening and revealing is logged before anything is handed out.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc

from soyte.ledger.sealing.apart import LARGE, GivenUp
from soyte.ledger.vault import keyring, rotation
from soyte.ledger.vault.access_log import AccessLog, AccessRecord, Action, Broken
from soyte.ledger.vault.files import disk_errors, locked, make_folder
from soyte.ledger.vault.home import Home
from soyte.ledger.vault.identities import SCHEMA
from soyte.ledger.vault.keyring import Phase, keyring_path
from soyte.ledger.vault.model import Damage, IdentityKind, Kept, Progress, Reader, VaultError
from soyte.ledger.vault.pseudonyms import Pseudonyms, prefix, pseudonyms, successors
from soyte.ledger.vault.verify import verify

ADMINISTRATION = Reader("soyte", "lệnh quản trị kho bảo mật")


def changed_meanwhile(kind: IdentityKind) -> VaultError:
    """For whoever made pseudonyms under a key that is no longer in use."""
    return VaultError(
        f"Khóa mã thay thế của {kind.label} vừa được thay trong khi đang nạp dữ liệu. Hãy nạp lại tệp này."
    )


class _Wanted:
    """Reads a stream as long as it is wanted."""

    def __init__(self, source: IO[bytes], given_up: Callable[[], bool]) -> None:
        self._source, self._given_up = source, given_up

    def read(self, size: int = -1, /) -> bytes:
        if self._given_up():
            raise GivenUp
        return self._source.read(size)


class Vault:
    """Open one with `Vault.create` or `Vault.open`. Every method may raise VaultError, whose message is Vietnamese."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def __repr__(self) -> str:
        return f"Vault({str(self._home.folder)!r})"

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._home.folder

    @property
    def keys(self) -> Path:
        """Where its keyring lies."""
        return self._home.keys.path

    @classmethod
    def create(cls, folder: Path, keys: Path | None = None) -> Vault:
        """Make a vault and its keyring (`keys`, else SOYTE_VAULT_KEYS, else `keys.json` inside). Refuses what exists."""
        home = Home(folder, keyring_path(folder, keys))
        home.create()
        return cls(home)

    @classmethod
    def open(cls, folder: Path, keys: Path | None = None) -> Vault:
        """Open a vault. Says what is wrong when it or its keyring is missing, unreadable, damaged, foreign or outdated."""
        home = Home(folder, keyring_path(folder, keys))
        home.about()
        home.check(home.keys.read())
        home.sweep()
        return cls(home)

    # --------------------------------------------------------------------------------------------------- originals

    def keep(self, path: Path, known: str | None = None, given_up: Callable[[], bool] = lambda: False) -> Kept:
        """Put a file into the vault, in bounded memory. Keeping it again, also at the same time, changes nothing.

        `known` is its hash if the caller has just made it: a file that is there then is not read again. VaultError as soon
        as `given_up` says that nobody wants it any more.
        """
        try:
            source = path.open("rb")
        except OSError as error:
            raise VaultError(
                f"Không đọc được tệp {path}: {error.strerror}. Hãy kiểm tra đường dẫn và quyền đọc tệp."
            ) from error
        with source, self._home.in_use() as ring:
            if known is not None and self._home.originals.find(known, ring):
                return Kept(known, source.seek(0, io.SEEK_END), new=False)
            try:
                large = os.fstat(source.fileno()).st_size >= LARGE
                apart = self._home.originals.keep_large(path, ring, given_up) if large else None
                return apart or self._home.originals.keep(_Wanted(source, given_up), ring)
            except GivenUp:
                raise VaultError("Việc giữ bản gốc đã dừng giữa chừng; chưa giữ gì. Hãy nhận lại tệp.") from None

    def keep_bytes(self, data: bytes) -> Kept:
        """Put content that is in memory into the vault."""
        with self._home.in_use() as ring:
            return self._home.originals.keep(io.BytesIO(data), ring)

    def holds(self, sha256: str) -> bool:
        """Whether an original is in the vault; `verify` says whether it is sound."""
        with self._home.in_use() as ring:
            return self._home.originals.find(sha256, ring) is not None

    def originals(self) -> Iterator[str]:
        """The hash of every original, sorted."""
        names = sorted({name for _, name, _ in self._home.originals.files() if name})
        return iter(names)

    @contextmanager
    def open_original(self, sha256: str, reader: Reader) -> Iterator[IO[bytes]]:
        """The content of an original, checked, as a file without a name. The opening is logged first."""
        with self._home.in_use() as ring:
            self._log().append(reader, Action.OPEN, sha256)
            plain = self._home.originals.unseal(sha256, ring)
        with plain:
            yield plain

    def forget_original(self, sha256: str, reader: Reader = ADMINISTRATION) -> bool:
        """Delete an original. True when there was one. The caller knows that nobody needs it."""
        with self._home.in_use() as ring:
            self._log().append(reader, Action.FORGET, f"original {sha256}")
            return self._home.originals.remove(sha256, ring)

    def verify(self, progress: Progress | None = None) -> list[Damage]:
        """Every file that does not open or is not what its name says, and the first line of the log that does not hold."""
        return verify(self._home, progress)

    # --------------------------------------------------------------------------------------------------- identities

    def pseudonyms(self, kind: IdentityKind, values: pa.Array | pa.ChunkedArray) -> pa.Array:
        """Strings to pseudonyms of the same length; null and what holds no identifier become null.

        The same identifier gives the same pseudonym within a kind, however it was written (see `canonical`).
        """
        return pseudonyms(kind, self._home.keys.read().pseudonym[kind][-1], values)

    def pseudonymising(self) -> Pseudonyms:
        """What makes pseudonyms with the newest keys, here or in a process that is started for it."""
        ring = self._home.keys.read()
        return Pseudonyms({kind: keys[-1] for kind, keys in ring.pseudonym.items()})

    def keep_identities(self, submission_id: str, kind: IdentityKind, pseudonyms: pa.Array, values: pa.Array) -> None:
        """Remember who is behind the pseudonyms of a submission, batch by batch or all at once.

        Pairs with a null are left out; the same batch again changes nothing.

        Refuses pseudonyms made before the key of the kind was changed: the submission has to be read again.
        """
        pairs = pa.table({"pseudonym": pseudonyms, "value": values}).cast(SCHEMA).drop_null()
        with self._home.in_use() as ring:
            now = prefix(kind, ring.pseudonym[kind][-1].version)
            if not pc.all(pc.starts_with(pairs["pseudonym"], pattern=now), min_count=0).as_py():
                raise changed_meanwhile(kind)
            if len(pairs):
                self._home.identities.add(submission_id, kind, pairs, ring)

    def reveal(
        self,
        kind: IdentityKind,
        pseudonyms: Sequence[str],
        reader: Reader,
        submissions: Sequence[str] | None = None,
    ) -> dict[str, str]:
        """Who is behind the pseudonyms, in one of the ways it was written; those not known are left out. Logged first, pseudonym by pseudonym.

        Looks through the files of all submissions, or of those named, which is faster.
        """
        wanted = list(dict.fromkeys(pseudonyms))
        known: dict[str, str] = {}
        with self._home.in_use() as ring:
            self._log().append(reader, Action.REVEAL, kind.value, wanted, count=0)
            among = None if submissions is None else frozenset(submissions)
            for pairs in self._home.identities.tables(kind, ring, among):
                hits = pairs.filter(pc.is_in(pairs["pseudonym"], pa.array(wanted, pa.string())))
                for pseudonym, value in zip(*(column.to_pylist() for column in hits.columns), strict=True):
                    known.setdefault(pseudonym, value)
                if len(known) == len(wanted):
                    break
        return known

    def forget(self, submission_id: str, reader: Reader = ADMINISTRATION) -> int:
        """Delete what was kept of the identities of a submission. How many files that were."""
        with self._home.in_use():
            self._log().append(reader, Action.FORGET, f"submission {submission_id}")
            return self._home.identities.remove(submission_id)

    # --------------------------------------------------------------------------------------------------------- keys

    def rotate_storage_key(self, progress: Progress | None = None, reader: Reader = ADMINISTRATION) -> None:
        """Encrypt everything anew. A run that was killed is taken up where it stopped; nothing is unreadable meanwhile."""
        self._log().append(reader, Action.ROTATE_STORAGE, "storage")
        rotation.rotate_storage(self._home, progress)

    def rotate_pseudonym_key(self, kind: IdentityKind, reader: Reader = ADMINISTRATION) -> pa.Table:
        """New pseudonyms for a kind, as a table of text columns `old` and `new`; the ledger rewrites its columns by it.

        Both are resolved by `reveal` until `finish_rotation`. Called again before that, it gives the same table. Nothing
        may be loaded between this call and the rewriting of the ledger.
        """
        self._log().append(reader, Action.ROTATE_PSEUDONYM, kind.value)
        return rotation.rotate_pseudonyms(self._home, kind)

    def finish_rotation(self, kind: IdentityKind) -> None:
        """The ledger is rewritten: forget the old pseudonyms of a kind and their key."""
        rotation.finish_pseudonyms(self._home, kind)

    def rewriting(self, kind: IdentityKind) -> tuple[str, str] | None:
        """What old and new pseudonyms of a kind begin with while its key is changed and the ledger not rewritten; else None."""
        ring = self._home.keys.read()
        if ring.rotating.get(kind) is not Phase.REWRITING:
            return None
        old, new = ring.pseudonym[kind][-2:]
        return prefix(kind, old.version), prefix(kind, new.version)

    def successors(self, kind: IdentityKind, unknown: pa.Array) -> pa.Array:
        """New pseudonyms for old ones whose identities were forgotten: other ones for others, always the same for one."""
        return successors(kind, self._home.keys.read().pseudonym[kind][-1], unknown)

    def check_current(self, beginnings: Collection[str]) -> None:
        """Refuses pseudonyms that begin so (`c1:`) when the key of their kind was changed since, or is being changed."""
        for kind in IdentityKind:
            ours = {beginning for beginning in beginnings if beginning.startswith(kind.letter)}
            if ours and self.rewriting(kind):
                raise VaultError(
                    f"Khóa mã thay thế của {kind.label} đang được thay, hoặc lần thay trước bị ngắt giữa chừng; chưa nhận tệp "
                    f"này. Hãy đợi lệnh thay khóa xong (nếu nó đã dừng, chạy “soyte vault rotate {kind}” để làm nốt), rồi nạp lại."
                )
            if ours - {prefix(kind, self._home.keys.read().pseudonym[kind][-1].version)}:
                raise changed_meanwhile(kind)

    def rotations(self) -> frozenset[IdentityKind]:
        """The kinds whose pseudonym key is being changed."""
        return frozenset(self._home.keys.read().rotating)

    def export_keys(self, path: Path, passphrase: str, reader: Reader = ADMINISTRATION) -> None:
        """Write the keyring under a passphrase of at least 14 characters, for a backup kept apart from the vault."""
        with self._home.in_use() as ring:
            self._log().append(reader, Action.EXPORT_KEYS, path.name)
            keyring.export(ring, path, passphrase)

    @classmethod
    def import_keys(cls, folder: Path, path: Path, passphrase: str, keys: Path | None = None) -> Vault:
        """Put an exported keyring back where a vault has lost its own, and open it. Refuses to replace another keyring."""
        home = Home(folder, keyring_path(folder, keys))
        home.about()
        with disk_errors(home.keys.path), locked(folder / "vault.lock"):
            if home.keys.path.exists():
                raise VaultError(
                    f"Đã có tệp khóa tại {home.keys.path}. Nếu tệp này hỏng, hãy chuyển nó đi nơi khác rồi nhập lại."
                )
            ring = keyring.unwrap(path, passphrase)
            home.check(ring)
            make_folder(home.keys.path.parent)
            home.keys.write(ring)
        return cls.open(folder, keys)

    # ---------------------------------------------------------------------------------------------------------- log

    def access_log(self, since: datetime | None = None, actor: str | None = None) -> Iterator[AccessRecord]:
        """Who opened what and why, oldest first; `since` carries a time zone."""
        return self._log().records(since, actor)

    def verify_chain(self) -> Broken | None:
        """The first line of the access log that was changed, moved or removed; None when all hold."""
        return self._log().verify()

    def _log(self) -> AccessLog:
        return AccessLog(self._home.folder, self._home.keys.read().log_key)
