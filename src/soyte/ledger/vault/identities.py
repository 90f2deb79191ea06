"""Who stands behind a pseudonym: `identities/<kind>/<submission>.<part>.k<storage key version>.age`, sealed Parquet files.

Two text columns, `pseudonym` and `value`, distinct pairs. A part is what was kept in one call, named by a keyed hash of its
pairs, so a load that is taken again writes the same files. Each file remembers inside what it is called and of which kind it
is, so exchanging two files is found out.
"""

from __future__ import annotations

import hmac
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from soyte.ledger.sealing import age
from soyte.ledger.vault.files import Scratch, disk_errors, locked, publish, remove, scratch
from soyte.ledger.vault.keyring import Key, Keyring
from soyte.ledger.vault.model import IdentityKind, VaultError
from soyte.ledger.vault.sealed import damage_named, damaged, find, sealed_name, sealed_path

SCHEMA = pa.schema({"pseudonym": pa.string(), "value": pa.string()})
_SUBMISSION = re.compile(r"[0-9A-Za-z_-]{1,120}")
_BELONGS = b"soyte"
_PART = 16

Change = Callable[[pa.Table], pa.Table]


class Identities:
    """The files. The caller holds the lock of the vault while it writes, and logs before it reveals."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._scratch, self._lock = folder / "identities", folder / "tmp", folder / "identities.lock"

    def add(self, submission: str, kind: IdentityKind, pairs: pa.Table, ring: Keyring) -> None:
        """Keep a part of a submission. The same pairs again change nothing."""
        if not _SUBMISSION.fullmatch(submission):
            raise VaultError(
                f"Mã lần gửi {submission!r} không dùng được trong kho bảo mật. "
                "Mã chỉ gồm chữ cái không dấu, chữ số, gạch nối và gạch dưới, nhiều nhất 120 ký tự."
            )
        part = _distinct(pairs)
        name = f"{submission}.{_hash(part, ring)}"
        if find(self._folder / kind, name, ring):
            return
        with self._sealed(kind, name, part, ring) as draft, locked(self._lock):
            if not find(self._folder / kind, name, ring):
                publish(draft, sealed_path(self._folder / kind, name, ring.storage[-1].version))

    def files(self, kind: IdentityKind | None = None) -> Iterator[tuple[Path, str, int]]:
        """Every file with the name (submission and part) and the key version; an empty name for a stranger."""
        for folder in sorted(self._folder.iterdir() if kind is None else [self._folder / kind]):
            for path in sorted(folder.glob("*")):
                name, version = sealed_name(path) or ("", 0)
                yield path, name if "." in name else "", version

    def names(self, kind: IdentityKind) -> list[str]:
        """What is kept of a kind, sorted: submissions with their parts."""
        return sorted({name for _, name, _ in self.files(kind) if name})

    def tables(self, kind: IdentityKind, ring: Keyring, submissions: frozenset[str] | None) -> Iterator[pa.Table]:
        """The pairs of each part, or of the submissions asked for. Raises VaultError at a damaged file."""
        for name in self.names(kind):
            if submissions is not None and _submission(name) not in submissions:
                continue
            while found := find(self._folder / kind, name, ring):
                with suppress(FileNotFoundError):  # sealed anew in between: look again
                    yield self._read(*found)
                    break

    def change(self, kind: IdentityKind, name: str, ring: Keyring, change: Change) -> None:
        """Replace the pairs of one file, sealed with the newest key. A file that is gone meanwhile stays away."""
        with locked(self._lock):
            if found := find(self._folder / kind, name, ring):
                before = self._read(*found).replace_schema_metadata()
                after = _distinct(change(before))
                if found[1] is not ring.storage[-1] or not after.equals(before):
                    with self._sealed(kind, name, after, ring) as draft:
                        publish(draft, sealed_path(self._folder / kind, name, ring.storage[-1].version))
                for key in ring.storage[:-1]:
                    remove(sealed_path(self._folder / kind, name, key.version))

    def check(self, path: Path, key: Key) -> None:
        """Raises VaultError when the file is damaged or belongs elsewhere."""
        self._read(path, key)

    def remove(self, submission: str) -> int:
        """Delete what was kept for a submission. How many files that were."""
        with locked(self._lock):
            paths = [path for path, name, _ in self.files() if name and _submission(name) == submission]
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
        if not table.schema.equals(SCHEMA) or belongs != _belongs(path.parent.name, sealed_name(path)):
            raise damaged(path)
        return table

    @contextmanager
    def _sealed(self, kind: IdentityKind, name: str, pairs: pa.Table, ring: Keyring) -> Iterator[Scratch]:
        plain = io.BytesIO()
        meta = {_BELONGS: _belongs(kind, (name, 0))}
        pq.write_table(pairs.replace_schema_metadata(meta), plain, compression="zstd", use_dictionary=False)
        plain.seek(0)
        with disk_errors(self._folder / kind), scratch(self._scratch) as draft:
            age.seal(plain, draft.file, ring.storage[-1].recipient)
            yield draft


def _belongs(kind: str, named: tuple[str, int] | None) -> bytes:
    return f"{kind}/{named[0] if named else ''}".encode()


def _submission(name: str) -> str:
    return name.partition(".")[0]


def _hash(pairs: pa.Table, ring: Keyring) -> str:
    """Keyed, for a plain hash of names and numbers could be found by trying them."""
    with pa.BufferOutputStream() as written:
        with pa.ipc.new_stream(written, SCHEMA) as stream:
            stream.write_table(pairs.combine_chunks())
        return hmac.digest(ring.log_key, b"part" + written.getvalue().to_pybytes(), "sha256").hex()[:_PART]


def _distinct(pairs: pa.Table) -> pa.Table:
    """Whole pairs, each once, in order: the same pairs always give the same file before it is sealed."""
    whole = pairs.select(SCHEMA.names).drop_null()
    return (
        whole.group_by(SCHEMA.names).aggregate([]).sort_by([(name, "ascending") for name in SCHEMA.names]).cast(SCHEMA)
    )


def of_version(pairs: pa.Table, prefix: str) -> pa.Table:
    """The pairs whose pseudonym begins so."""
    return pairs.filter(pc.starts_with(pairs["pseudonym"], pattern=prefix))
