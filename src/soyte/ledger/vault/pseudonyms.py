"""Keyed pseudonyms of a column: `c1:` and 32 hexadecimal digits, that is kind, key version and half an HMAC-SHA256."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import pyarrow as pa

from soyte.ledger.vault.canonical import canonical
from soyte.ledger.vault.keyring import Key
from soyte.ledger.vault.model import IdentityKind

DIGITS = 32  # 128 bits: two of 10^12 people share one with a chance of 10^-15
_BLOCK = 64


@dataclass(frozen=True)
class Pseudonyms:
    """Makes pseudonyms with the keys of one moment, wherever that is done: it needs nothing else, and another process may have it.

    Whether the keys are still in use when an act is to be written is asked there (`Vault.check_current`).
    """

    keys: Mapping[IdentityKind, Key] = field(repr=False)

    def __call__(self, kind: IdentityKind, values: pa.Array | pa.ChunkedArray) -> pa.Array:
        """The pseudonyms of a text column; null where there is no value, or one that says nothing (`canonical`)."""
        return pseudonyms(kind, self.keys[kind], values)


def pseudonyms(kind: IdentityKind, key: Key, values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Strings to strings, null to null. The work is done once for each distinct value."""
    column = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    canon = canonical(kind, column.dictionary.cast(pa.string()))
    return pa.array(_macs(prefix(kind, key.version), key.raw, canon.to_pylist()), pa.string()).take(column.indices)


def successors(kind: IdentityKind, key: Key, old: pa.Array) -> pa.Array:
    """New pseudonyms made of old ones, for values that nobody knows any more. No canonical value begins with a null byte."""
    values = [None if value is None else f"\0{value}" for value in old.to_pylist()]
    return pa.array(_macs(prefix(kind, key.version), key.raw, values), pa.string())


def prefix(kind: IdentityKind, version: int) -> str:
    """What the pseudonyms of one kind and key begin with."""
    return f"{kind.letter}{version}:"


def _macs(head: str, key: bytes, values: list[str | None]) -> list[str | None]:
    """HMAC-SHA256 as RFC 2104 writes it: half the time of calling `hmac.digest` for each value."""
    block = key.ljust(_BLOCK, b"\0")
    inner, outer = bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)
    return [
        None if value is None else head + sha256(outer + sha256(inner + value.encode()).digest()).hexdigest()[:DIGITS]
        for value in values
    ]
