"""Changing keys. Every step can be killed and taken again: the keyring says how far it is, the old key goes last."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from soyte.ledger.vault.home import Home
from soyte.ledger.vault.identities import SCHEMA, Change, of_version
from soyte.ledger.vault.keyring import Key, Keyring, Phase
from soyte.ledger.vault.model import IdentityKind, Progress, VaultError
from soyte.ledger.vault.pseudonyms import prefix, pseudonyms

MAPPING = pa.schema({"old": pa.string(), "new": pa.string()})


def rotate_storage(home: Home, progress: Progress | None) -> None:
    """Seal every file with a new key, or go on where a killed run stopped. Damaged files keep the old key alive."""
    with home.rotation() as before:
        ring = before if len(before.storage) > 1 else home.change_keys(Keyring.with_storage_key)
        old = {key.version: key for key in ring.storage[:-1]}
        files = [(_original, item) for item in home.originals.files()]
        files += [(_identities, item) for item in home.identities.files()]
        work = [(step, path, name, old[version]) for step, (path, name, version) in files if version in old]
        damaged = []
        for done, (step, path, name, key) in enumerate(work, 1):
            try:
                with home.in_use():
                    step(home, ring, path, name, key)
            except VaultError as error:
                damaged.append(str(error))
            if progress:
                progress(done, len(work))
        if damaged:
            raise VaultError(
                f"Chưa thay xong khóa: {len(damaged)} tệp không mã hóa lại được, khóa cũ vẫn được giữ. "
                "Hãy xử lý các tệp sau rồi chạy lại lệnh này.\n" + "\n".join(damaged[:20])
            )
        home.change_keys(Keyring.without_old_storage_keys)


def _original(home: Home, ring: Keyring, path: Path, name: str, old: Key) -> None:
    home.originals.reseal(path, name, old, ring.storage[-1])


def _identities(home: Home, ring: Keyring, path: Path, name: str, old: Key) -> None:  # noqa: ARG001 (it looks itself)
    home.identities.change(IdentityKind(path.parent.name), name, ring, lambda pairs: pairs)


def rotate_pseudonyms(home: Home, kind: IdentityKind) -> pa.Table:
    """Begin, or go on: every value gets a pseudonym under the new key beside the old one. `old` and `new`, both text."""
    with home.rotation() as before:
        phase = before.rotating.get(kind)
        if phase is Phase.FINISHING:
            raise VaultError(
                f"Việc thay khóa mã thay thế của {kind.label} đang ở bước hoàn tất. Hãy chạy tiếp bước hoàn tất trước."
            )
        ring = before if phase else home.change_keys(lambda ring: ring.with_pseudonym_key(kind))
        old, new = ring.pseudonym[kind][-2:]
        mappings = [MAPPING.empty_table()]

        def grow(pairs: pa.Table) -> pa.Table:
            known = of_version(pairs, prefix(kind, old.version))
            added = _under(kind, new, known)
            mappings.append(pa.table([known["pseudonym"], added["pseudonym"]], schema=MAPPING))
            return pa.concat_tables([pairs, added])

        _each(home, kind, grow)
        mapping = pa.concat_tables(mappings).drop_null().group_by("old").aggregate([("new", "min")])
        return mapping.rename_columns(MAPPING.names).sort_by("old").cast(MAPPING)


def finish_pseudonyms(home: Home, kind: IdentityKind) -> None:
    """Forget the old pseudonyms of a kind and their key. Nothing to do where no change is under way."""
    with home.rotation() as before:
        if kind not in before.rotating:
            return
        ring = home.change_keys(lambda ring: ring.in_phase(kind, Phase.FINISHING))
        newest = prefix(kind, ring.pseudonym[kind][-1].version)
        _each(home, kind, lambda pairs: of_version(pairs, newest))
        home.change_keys(lambda ring: ring.without_old_pseudonym_keys(kind))


def _each(home: Home, kind: IdentityKind, change: Change) -> None:
    for name in home.identities.names(kind):
        with home.in_use() as ring:
            home.identities.change(kind, name, ring, change)


def _under(kind: IdentityKind, key: Key, pairs: pa.Table) -> pa.Table:
    values = pairs["value"].combine_chunks()
    return pa.table([pseudonyms(kind, key, values), values], schema=SCHEMA)
