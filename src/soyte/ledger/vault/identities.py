"""Who stands behind a pseudonym: `identities/<kind>/<submission>.k<storage key version>.age`, each a sealed Parquet file.

Two text columns, `pseudonym` and `value`, distinct pairs. Each file remembers inside which kind and submission it belongs
to, so exchanging two files is found out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from soyte.ledger.vault import age
from soyte.ledger.vault.files import disk_errors, locked, publish, remove, scratch
from soyte.ledger.vault.keyring import Key, Keyring
from soyte.ledger.vault.model import IdentityKind, VaultError
from soyte.ledger.vault.sealed import damage_named, damaged, find, sealed_name, sealed_path

SCHEMA = pa.schema({"pseudonym": pa.string(), "value": pa.string()})
_SUBMISSION = re.compile(r"[0-9A-Za-z_-]{1,120}")
_BELONGS = b"soyte"

Change = Callable[[pa.Table], pa.Table]


class Identities:
    """The files. The caller holds the lock of the vault while it writes, and logs before it reveals."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._scratch, self._lock = folder / "identities", folder / "tmp", folder / "identities.lock"

    def add(self, submission: str, kind: IdentityKind, pairs: pa.Table, ring: Keyring) -> None:
        """Add pairs to those that the submission has. Adding them again changes nothing."""
        if not _SUBMISSION.fullmatch(submission):
            raise VaultError(
                f"Mã lần gửi {submission!r} không dùng được trong kho bảo mật. "
                "Mã chỉ gồm chữ cái không dấu, chữ số, gạch nối và gạch dưới, nhiều nhất 120 ký tự."
            )
        with locked(self._lock):
            found = find(self._folder / kind, submission, ring)
            before = self._read(*found) if found else SCHEMA.empty_table()
            after = _distinct(pa.concat_tables([before, pairs]))
            if len(after) > len(before):
                self._write(submission, kind, after, ring)

    def files(self, kind: IdentityKind | None = None) -> Iterator[tuple[Path, str, int]]:
        """Every file with the submission and the key version of its name; an empty submission for a stranger."""
        for folder in sorted(self._folder.iterdir() if kind is None else [self._folder / kind]):
            for path in sorted(folder.glob("*")):
                yield path, *(sealed_name(path) or ("", 0))

    def tables(self, kind: IdentityKind, ring: Keyring, submissions: frozenset[str] | None) -> Iterator[pa.Table]:
        """The pairs of each submission, or of those asked for. Raises VaultError at a damaged file."""
        for name in self.submissions(kind):
            if submissions is not None and name not in submissions:
                continue
            while found := find(self._folder / kind, name, ring):
                with suppress(FileNotFoundError):  # sealed anew in between: look again
                    yield self._read(*found)
                    break

    def submissions(self, kind: IdentityKind) -> list[str]:
        """Who has pairs of a kind, sorted."""
        return sorted({name for _, name, _ in self.files(kind) if name})

    def change(self, kind: IdentityKind, submission: str, ring: Keyring, change: Change) -> None:
        """Replace the pairs of one file, sealed with the newest key. A file that is gone meanwhile stays away."""
        with locked(self._lock):
            if found := find(self._folder / kind, submission, ring):
                before = self._read(*found).replace_schema_metadata()
                after = _distinct(change(before))
                if found[1] is not ring.storage[-1] or not after.equals(before):
                    self._write(submission, kind, after, ring)
                self._remove_older(submission, kind, ring)

    def check(self, path: Path, key: Key) -> None:
        """Raises VaultError when the file is damaged or belongs elsewhere."""
        self._read(path, key)

    def remove(self, submission: str) -> int:
        """Delete what was kept for a submission. How many files that were."""
        with locked(self._lock):
            paths = [path for path, name, _ in self.files() if name == submission]
            for path in paths:
                remove(path)
        return len(paths)

    def _read(self, path: Path, key: Key) -> pa.Table:
        plain = io.BytesIO()
        with path.open("rb") as source, damage_named(path):
            age.unseal(source, plain, key.secret)
        try:
            table = pq.read_table(pa.BufferReader(plain.getbuffer()))
            belongs = (table.schema.metadata or {}).get(_BELONGS)
        except (pa.ArrowException, OSError):
            raise damaged(path) from None
        if not table.schema.equals(SCHEMA) or belongs != _belongs(path.parent.name, path.name.partition(".")[0]):
            raise damaged(path)
        return table

    def _write(self, submission: str, kind: IdentityKind, pairs: pa.Table, ring: Keyring) -> None:
        """The new file first, then older seals of the same name are deleted."""
        plain = io.BytesIO()
        meta = {_BELONGS: _belongs(kind, submission)}
        pq.write_table(pairs.replace_schema_metadata(meta), plain, compression="zstd", use_dictionary=False)
        plain.seek(0)
        target = sealed_path(self._folder / kind, submission, ring.storage[-1].version)
        with disk_errors(target), scratch(self._scratch) as draft:
            age.seal(plain, draft.file, ring.storage[-1].secret)
            publish(draft, target)
        self._remove_older(submission, kind, ring)

    def _remove_older(self, submission: str, kind: IdentityKind, ring: Keyring) -> None:
        for key in ring.storage[:-1]:
            remove(sealed_path(self._folder / kind, submission, key.version))


def _belongs(kind: str, submission: str) -> bytes:
    return f"{kind}/{submission}".encode()


def _distinct(pairs: pa.Table) -> pa.Table:
    """Whole pairs, each once, in order: the same pairs always give the same file before it is sealed."""
    whole = pairs.select(SCHEMA.names).drop_null()
    return (
        whole.group_by(SCHEMA.names).aggregate([]).sort_by([(name, "ascending") for name in SCHEMA.names]).cast(SCHEMA)
    )


def of_version(pairs: pa.Table, prefix: str) -> pa.Table:
    """The pairs whose pseudonym begins so."""
    return pairs.filter(pc.starts_with(pairs["pseudonym"], pattern=prefix))
