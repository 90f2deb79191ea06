"""Putting new pseudonyms in the place of old ones, column by column; and telling which keys pseudonyms were made with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.ledger.tables import ROWS, SUPERSEDING

DIGITS = 32  # of a pseudonym, behind its beginning
ROW_KEY = "row_key"
PSEUDONYMOUS = {name: table for name, table in ROWS.items() if table.pseudonyms}
CONCERNED = (SUPERSEDING.name, *PSEUDONYMOUS)


def beginnings(pseudonyms: pa.ChunkedArray) -> frozenset[str]:
    """What the pseudonyms of a column begin with (`c1:`), that is their kinds and keys. What is no pseudonym is left out."""
    if pseudonyms.null_count == len(pseudonyms):
        return frozenset()
    heads = pc.list_element(pc.split_pattern(pc.unique(pseudonyms.cast(pa.string())).drop_null(), ":", max_splits=1), 0)
    found = pc.unique(heads).to_pylist()
    return frozenset(f"{head}:" for head in found if head[:1].isalpha() and head[1:].isdecimal())


def all_begin(pseudonyms: pa.ChunkedArray, known: Collection[str]) -> bool:
    """Whether all pseudonyms of a column begin with one of these beginnings. False may also mean that this was not looked into.

    Told from their first bytes: `beginnings` takes twenty times as long, and in a load of claims there are 26 in each dossier.
    """
    return pa.types.is_string(pseudonyms.type) and all(_begins(chunk, known) for chunk in pseudonyms.chunks)


def _begins(texts: pa.Array, known: Collection[str]) -> bool:
    _, places, data = texts.buffers()
    if not len(texts) or data is None:
        return not len(texts) or texts.null_count == len(texts)
    begun = np.frombuffer(places, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    length = np.diff(begun)
    starts, least = begun[:-1][length > 0], length[length > 0].min(initial=DIGITS)
    content = np.frombuffer(data, np.uint8)
    heads = (head.encode() for head in known if len(head) <= least)
    return not len(starts) or any(
        all((content[starts + place] == byte).all() for place, byte in enumerate(head)) for head in heads
    )


@dataclass(frozen=True)
class Renaming:
    """From pseudonyms that begin with `old` to those that begin with `new`, as `mapping` (text columns `old`, `new`) says.

    `unknown` makes new ones for those that the mapping lacks, because their identities were forgotten.
    """

    old: str
    new: str
    mapping: pa.Table
    unknown: Callable[[pa.Array], pa.Array]

    def column(self, values: pa.ChunkedArray) -> pa.ChunkedArray:
        """Pseudonyms to pseudonyms; null and those of other kinds or keys stay."""
        ours = pc.fill_null(pc.starts_with(values, self.old), False)
        if not pc.any(ours, min_count=0).as_py():
            return values
        olds = pc.unique(values.filter(ours))
        news = self.mapping["new"].combine_chunks().take(pc.index_in(olds, self.mapping["old"].combine_chunks()))
        if news.null_count:
            lost = pc.is_null(news)
            news = pc.replace_with_mask(news, lost, self.unknown(olds.filter(lost)))
        return pc.if_else(ours, news.take(pc.index_in(values, olds)), values)

    def keys(self, values: pa.ChunkedArray) -> pa.ChunkedArray:
        """Row keys to row keys: their last part is the pseudonym."""
        length = len(self.old) + DIGITS
        tails = pc.utf8_slice_codeunits(values, -length)
        renamed = self.column(tails)
        if renamed is tails:
            return values
        return pc.binary_join_element_wise(pc.utf8_slice_codeunits(values, 0, -length), renamed, "")

    def count(self, table: str, rows: pa.Table, beginning: str) -> int:
        """How many rows have a pseudonym that begins so, in a column or in the key."""
        found = [
            pc.starts_with(self._pseudonyms(column, rows[column], beginning), beginning) for column in looked_at(table)
        ]
        either = found[0]
        for more in found[1:]:
            either = pc.or_kleene(either, more)
        return int(pc.sum(either, min_count=0).as_py())

    @staticmethod
    def _pseudonyms(column: str, values: pa.ChunkedArray, beginning: str) -> pa.ChunkedArray:
        return pc.utf8_slice_codeunits(values, -(len(beginning) + DIGITS)) if column == ROW_KEY else values

    def rows(self, table: str, rows: pa.Table) -> pa.Table:
        """Rows of a table with new pseudonyms in columns and keys."""
        for column in looked_at(table):
            new = self.keys(rows[column]) if column == ROW_KEY else self.column(rows[column])
            rows = rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), new)
        return rows

    def beside(self, table: str, rows: pa.Table) -> pa.Table:
        """Rows, and those with old pseudonyms once more with new ones."""
        return pa.concat_tables([rows, self.rows(table, rows.filter(self._old(rows)))])

    def without(self, table: str, rows: pa.Table) -> pa.Table:  # noqa: ARG002 (as the others)
        """Rows whose keys hold no old pseudonym."""
        return rows.filter(pc.invert(self._old(rows)))

    def _old(self, rows: pa.Table) -> pa.ChunkedArray:
        return pc.fill_null(pc.starts_with(self._pseudonyms(ROW_KEY, rows[ROW_KEY], self.old), self.old), False)


def looked_at(table: str) -> tuple[str, ...]:
    """The columns of a table in which pseudonyms stand."""
    if table == SUPERSEDING.name:
        return (ROW_KEY,)
    return (*PSEUDONYMOUS[table].pseudonyms, *((ROW_KEY,) if PSEUDONYMOUS[table].keyed else ()))
