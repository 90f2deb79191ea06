"""Identities of claim rows become pseudonyms; who they are goes to the vault, as for counts.

Free words become pseudonyms as well, so that it is known whether something was written and whether it is the same; the words
themselves stay in the original, which the vault has, and are not kept a second time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import ClaimField, columns
from soyte.catalogue.claims.storage import HEAD, LAST, carded
from soyte.ledger.vault import IdentityKind, Vault, patient_values

_PAIRS = 200_000  # kept in one sealed file
_GROUP = r"^[A-Za-z]{2}[0-9]{3}"
_NUMBER = re.compile(r"\d{12}")


class Identities:
    """The identities of one submission."""

    def __init__(self, vault: Vault, submission_id: str) -> None:
        self._vault, self._submission = vault, submission_id
        self._pairs: dict[IdentityKind, list[pa.Table]] = {}

    def hidden(self, name: str, rows: pa.Table) -> pa.Table:
        """Rows of a claim table with pseudonyms for all that tells who somebody is."""
        made = {column: rows[column] for column in rows.column_names}
        for field in columns(name):
            if field.name not in made or made[field.name].null_count == len(rows):
                continue
            values = made[field.name].combine_chunks()
            if field.personal == "staff":
                made[field.name] = self._staff(values)
            elif field.pseudonym:
                made |= self._field(field, values, rows)
        return pa.table(made)

    def flush(self, least: int = 1) -> None:
        """Keep what is waiting, of kinds with at least so many pairs."""
        for kind, pairs in self._pairs.items():
            if sum(map(len, pairs)) >= least:
                some = pa.concat_tables(pairs).combine_chunks()
                pairs.clear()
                both = (some[column].combine_chunks() for column in ("pseudonym", "value"))
                self._vault.keep_identities(self._submission, kind, *both)

    def _field(self, field: ClaimField, values: pa.Array, rows: pa.Table) -> dict[str, pa.Array]:
        kind = IdentityKind(field.pseudonym or "")
        if kind is IdentityKind.PATIENT:
            return {field.name: self._pseudonyms(kind, patient_values(rows["facility"].combine_chunks(), values))}
        if carded(field):
            return dict(self._cards(field, values))
        return {field.name: self._pseudonyms(kind, values)}

    def _cards(self, field: ClaimField, values: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        """The first card, the last of several, and of all the part that names nobody."""
        cards = pc.split_pattern(values, ";")
        offsets = cards.offsets.to_numpy()
        flat = pc.utf8_trim_whitespace(cards.values)
        whole = pa.ListArray.from_arrays(cards.offsets, flat, mask=pc.is_null(values))
        yield field.name, self._pseudonyms(IdentityKind.CARD, pc.list_element(whole, 0))
        if field.separator:
            several = np.diff(offsets) > 1
            place = pa.array(np.maximum(offsets[1:] - 1, 0), mask=~several)
            yield field.name + LAST, self._pseudonyms(IdentityKind.CARD, flat.take(place))
        known = pc.match_substring_regex(flat, _GROUP)
        heads = pc.if_else(known, pc.utf8_upper(pc.utf8_slice_codeunits(flat, 0, 5)), "?")
        listed = pa.ListArray.from_arrays(cards.offsets, heads, mask=pc.is_null(values))
        yield field.name + HEAD, pc.binary_join(listed, ";")

    def _pseudonyms(self, kind: IdentityKind, values: pa.Array) -> pa.Array:
        made = self._vault.pseudonyms(kind, values)
        if kind is not IdentityKind.TEXT:
            pairs = pa.table({"pseudonym": made, "value": values}).drop_null()
            waiting = self._pairs.setdefault(kind, [])
            waiting.append(pairs.group_by(["pseudonym", "value"]).aggregate([]))
            self.flush(_PAIRS)
        return made

    def _staff(self, values: pa.Array) -> pa.Array:
        """Codes of staff, in which the number of a citizen may stand instead of that of a licence."""
        coded = values.dictionary_encode()
        words = coded.dictionary.to_pylist()
        if not any(_NUMBER.search(word) for word in words):
            return values
        return pa.array([_NUMBER.sub(self._numbered, word) for word in words], pa.string()).take(coded.indices)

    def _numbered(self, found: re.Match[str]) -> str:
        pseudonym = self._vault.pseudonyms(IdentityKind.CITIZEN, pa.array([found.group()]))[0].as_py()
        return f"id-{hashlib.sha256(str(pseudonym).encode()).hexdigest()[:12]}"
