"""Some dossiers become columns: their tables parsed together where that is safe, one by one where it is not, and whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from soyte.catalogue.claims import ClaimTable, columns, tables
from soyte.intake.claims.exact import read_exactly
from soyte.intake.claims.joining import Joined, join
from soyte.intake.claims.marks import Truth, Whole
from soyte.intake.claims.members import Refused
from soyte.intake.claims.model import Aside, Dossier

ODD_SHOWN = 20  # of one document: a table of nothing but unknown fields is told once in a while


@dataclass
class Assembly:
    """Rows of dossiers as they were sent: `dossier` counts within this assembly, `row_no` within its dossier and table."""

    dossiers: Sequence[Dossier]
    tables: dict[str, pa.Table] = field(default_factory=dict)
    refused: dict[int, Aside] = field(default_factory=dict)
    asides: list[tuple[int, Aside]] = field(default_factory=list)
    exact: int = 0

    def refuse(
        self, number: int, reason: str, *, table: str | None = None, name: str | None = None, detail: str = ""
    ) -> None:
        """Nothing of this dossier is accepted; the first reason is told."""
        self.refused.setdefault(number, self._aside(number, reason, table, None, name, detail, whole=True))

    def set_aside(self, number: int, reason: str, table: str, row: int | None, name: str | None) -> None:
        """A part of a dossier that is not accepted, while the rest is."""
        self.asides.append((number, self._aside(number, reason, table, row, name, "", whole=False)))

    def told(self) -> tuple[Aside, ...]:
        """What was set aside: of a refused dossier only itself."""
        return (*self.refused.values(), *(aside for number, aside in self.asides if number not in self.refused))

    def keep(self) -> Truth:
        """Which dossiers are accepted."""
        kept = np.ones(len(self.dossiers), bool)
        kept[list(self.refused)] = False
        return kept

    def _aside(
        self,
        number: int,
        reason: str,
        table: str | None,
        row: int | None,
        name: str | None,
        detail: str,
        *,
        whole: bool,
    ) -> Aside:
        one = self.dossiers[number]
        return Aside(reason, one.envelope.member, one.number, table, row, name, detail, one.start, one.end, whole)


def assembled(dossiers: Sequence[Dossier]) -> Assembly:
    """Parse all tables of these dossiers. Rows of refused dossiers may still be there."""
    made = Assembly(dossiers)
    known = {one.table: one for one in tables()}
    numbers: dict[str, list[int]] = {}
    documents: dict[str, list[bytes]] = {}
    for number, dossier in enumerate(dossiers):
        for part in dossier.parts:
            table = known.get(part.table)
            if table is None or table.message != dossier.envelope.message:
                made.set_aside(number, "unknown_table", part.table, None, None)
                continue
            numbers.setdefault(part.table, []).append(number)
            documents.setdefault(part.table, []).append(part.document)
    for name in sorted(documents):
        made.tables[name] = _table(known[name], np.array(numbers[name], np.int64), documents[name], made)
    return made


def _table(table: ClaimTable, owners: Whole, documents: list[bytes], made: Assembly) -> pa.Table:
    joined: Joined = join(table.table, documents)
    pieces = [joined.rows]
    places = np.flatnonzero(~joined.good)
    for place in places:
        made.exact += 1
        rows = _exactly(table.table, int(owners[place]), documents[place], made)
        if rows:
            pieces.append(_as_table(table.table, int(place), rows))
    whole = pa.concat_tables(pieces) if len(pieces) > 1 else joined.rows
    whole = whole.combine_chunks()
    if len(pieces) > 1:
        whole = whole.sort_by([("document", "ascending"), ("row_no", "ascending")])
    document = whole["document"].to_numpy()
    dossier = owners[document]
    whole = whole.set_column(0, "dossier", pa.array(dossier))
    if len(owners) > 1 and (owners[1:] == owners[:-1]).any():  # one file for each twin: rows count on
        whole = whole.set_column(1, "row_no", pa.array(_counted(dossier)))
    return whole


def _exactly(name: str, number: int, document: bytes, made: Assembly) -> list[dict[str, str | None]]:
    try:
        rows, odd = read_exactly(name, document)
    except Refused as refusal:
        made.refuse(number, refusal.reason, table=name, detail=refusal.detail)
        return []
    for one in odd[:ODD_SHOWN]:
        made.set_aside(number, one.reason, name, one.row, one.field)
    if len(odd) > ODD_SHOWN:
        made.set_aside(number, "more_odd", name, None, None)
    return rows


def _as_table(name: str, place: int, rows: list[Mapping[str, str | None]] | list[dict[str, str | None]]) -> pa.Table:
    fields = {field.name: pa.array([row.get(field.name) for row in rows], pa.string()) for field in columns(name)}
    head = {
        "document": pa.array([place] * len(rows), pa.int64()),
        "row_no": pa.array(range(1, len(rows) + 1), pa.int64()),
    }
    return pa.table({**head, **fields})


def _counted(owners: Whole) -> Whole:
    """1, 2, … within each run of equal numbers."""
    if not len(owners):
        return owners
    first = np.ones(len(owners), bool)
    first[1:] = owners[1:] != owners[:-1]
    begun = np.flatnonzero(first)
    return np.arange(len(owners)) - np.repeat(begun, np.diff([*begun, len(owners)])) + 1
