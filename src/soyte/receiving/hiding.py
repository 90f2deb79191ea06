"""Who claim rows are about becomes pseudonyms: for the tables of many dossiers at once, here or in a process of its own.

Free words become pseudonyms as well, so that it is known whether something was written and whether it is the same; the words
themselves stay in the original, which the vault has, and are not kept a second time.

Every value is worked on once: columns are taken apart into places and distinct values, the distinct values of one kind are
put together over all tables, and what they become is dealt out again. Many small calls would cost more than the hashing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import ClaimField, columns
from soyte.catalogue.claims.storage import HEAD, LAST, carded
from soyte.ledger.vault import IdentityKind, Pseudonyms, patient_values

Pairs = Mapping[IdentityKind, pa.Table]
"""Who is behind pseudonyms: text columns `pseudonym` and `value`, distinct."""

_GROUP = r"^[A-Za-z]{2}[0-9]{3}"
_NUMBER = re.compile(r"\d{12}")
_STAFF, _CARDS = "staff", "cards"


class Hidden(NamedTuple):
    """Rows without identities, and who they were about. Columns without a value are left out."""

    tables: Mapping[str, pa.Table]
    pairs: Pairs


class _Coded(NamedTuple):
    """A column as places (int32, null where it has no value) among distinct values."""

    table: str
    field: ClaimField
    places: pa.Array
    values: pa.Array


@dataclass(frozen=True)
class Hiding:
    """Hides who rows are about. Holds keys and nothing else, so it can be handed to another process."""

    pseudonyms: Pseudonyms

    def __call__(self, tables: Mapping[str, pa.Table]) -> Hidden:
        """Claim tables by their names (`XML1`) with pseudonyms for all that tells who somebody is."""
        made = {name: _filled(rows) for name, rows in tables.items()}
        pairs: dict[IdentityKind, list[pa.Table]] = {}
        for what, coded in _gathered(tables).items():
            whole = pa.concat_arrays([one.values for one in coded]).dictionary_encode()
            became = dict(self._became(what, whole.dictionary, pairs))
            begun = 0
            for one in coded:
                dealt = whole.indices.slice(begun, len(one.values))
                begun += len(one.values)
                for suffix, values in became.items():
                    if suffix != LAST or one.field.separator:
                        made[one.table][one.field.name + suffix] = values.take(dealt).take(one.places)
        joined = {kind: pa.concat_tables(some) for kind, some in pairs.items()}
        return Hidden({name: pa.table(rows) for name, rows in made.items()}, joined)

    def _became(
        self, what: str, values: pa.Array, pairs: dict[IdentityKind, list[pa.Table]]
    ) -> Iterator[tuple[str, pa.Array]]:
        """What distinct values become, by the end of the name of the column that holds it."""
        if what == _STAFF:
            yield "", self._staff(values)
        elif what == _CARDS:
            yield from self._cards(values, pairs)
        else:
            yield "", self._identified(IdentityKind(what), values, pairs)

    def _identified(self, kind: IdentityKind, values: pa.Array, pairs: dict[IdentityKind, list[pa.Table]]) -> pa.Array:
        made = self.pseudonyms(kind, values)
        if kind is not IdentityKind.TEXT:
            pairs.setdefault(kind, []).append(pa.table({"pseudonym": made, "value": values}).drop_null())
        return made

    def _cards(self, values: pa.Array, pairs: dict[IdentityKind, list[pa.Table]]) -> Iterator[tuple[str, pa.Array]]:
        """The first card, the last of several, and of all the part that names nobody."""
        cards = pc.split_pattern(values, ";")
        flat = pc.utf8_trim_whitespace(cards.values)
        begun, ended = cards.offsets.to_numpy()[:-1], cards.offsets.to_numpy()[1:]
        single = flat.dictionary_encode()
        made = self._identified(IdentityKind.CARD, single.dictionary, pairs).take(single.indices)
        yield "", made.take(pa.array(begun))
        yield LAST, made.take(pa.array(ended - 1, mask=ended - begun < 2))
        known = pc.match_substring_regex(flat, _GROUP)
        heads = pc.if_else(known, pc.utf8_upper(pc.utf8_slice_codeunits(flat, 0, 5)), "?")
        yield HEAD, pc.binary_join(pa.ListArray.from_arrays(cards.offsets, heads), ";")

    def _staff(self, words: pa.Array) -> pa.Array:
        """Codes of staff, in which the number of a citizen may stand instead of that of a licence."""
        ascii_only = pc.all(pc.string_is_ascii(words)).as_py()  # to look for figures of any script takes long
        if not pc.any(pc.match_substring_regex(words, r"\d{12}" if ascii_only else r"\p{Nd}{12}")).as_py():
            return words
        return pa.array([_NUMBER.sub(self._numbered, word) for word in words.to_pylist()], pa.string())

    def _numbered(self, found: re.Match[str]) -> str:
        pseudonym = self.pseudonyms(IdentityKind.CITIZEN, pa.array([found.group()]))[0].as_py()
        return f"id-{hashlib.sha256(str(pseudonym).encode()).hexdigest()[:12]}"


def _filled(rows: pa.Table) -> dict[str, pa.ChunkedArray | pa.Array]:
    """The columns in which something stands."""
    named = zip(rows.column_names, rows.columns, strict=True)
    return {name: column for name, column in named if column.null_count < len(column) or name == "row_key"}


def _gathered(tables: Mapping[str, pa.Table]) -> dict[str, list[_Coded]]:
    """The columns of identities, by what is to be made of them."""
    found: dict[str, list[_Coded]] = {}
    for name, rows in tables.items():
        facility: pa.DictionaryArray | None = None
        for field in _concerned(name):
            if field.name not in rows.column_names or rows[field.name].null_count == len(rows):
                continue
            coded = _encoded(rows[field.name])
            places, values = coded.indices, coded.dictionary
            if field.pseudonym == "patient":
                facility = facility or _encoded(rows["facility"])
                places, values = _of_facility(facility, coded)
            found.setdefault(_treatment(field), []).append(_Coded(name, field, places, values))
    return found


@cache
def _concerned(name: str) -> tuple[ClaimField, ...]:
    return tuple(field for field in columns(name) if field.pseudonym or field.personal == "staff")


def _treatment(field: ClaimField) -> str:
    if field.personal == "staff":
        return _STAFF
    return _CARDS if carded(field) else str(field.pseudonym)


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    whole = column.combine_chunks()
    return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()


def _of_facility(facilities: pa.DictionaryArray, numbers: pa.DictionaryArray) -> tuple[pa.Array, pa.Array]:
    """Numbers of patients together with the facility that gave them."""
    width = len(numbers.dictionary)
    row = pc.multiply(facilities.indices.cast(pa.int64()), width)
    both = pc.add(row, numbers.indices.cast(pa.int64())).dictionary_encode()
    place: np.ndarray[tuple[int], np.dtype[np.int64]] = both.dictionary.to_numpy()
    whose = facilities.dictionary.take(pa.array(place // width))
    return both.indices, patient_values(whose, numbers.dictionary.take(pa.array(place % width)))
