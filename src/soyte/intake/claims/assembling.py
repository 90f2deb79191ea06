"""Some dossiers become rows: read the fast way where they are written as usual, the exact way where not, and whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from soyte.intake.claims.exact import Odd, read_exactly
from soyte.intake.claims.members import Refused
from soyte.intake.claims.model import Aside, Dossier
from soyte.intake.claims.pile import Pile, known_tables
from soyte.intake.claims.sent import Bytes, Sent, Truth, Whole, laid_out, scanned
from soyte.intake.claims.shapes import shape_of

ODD_SHOWN = 20  # of one document: a table of nothing but unknown fields is told once in a while


@dataclass
class Assembly:
    """Rows of dossiers by table. `exact` counts the documents that were read the exact way."""

    dossiers: Sequence[Dossier]
    tables: dict[str, Sent] = field(default_factory=dict)
    refused: dict[int, Aside] = field(default_factory=dict)
    asides: list[tuple[int, Aside]] = field(default_factory=list)
    exact: int = 0
    doubted: bool = False  # the two ways to read disagreed about one of these documents

    def refuse(
        self,
        number: int,
        reason: str,
        *,
        table: str | None = None,
        row: int | None = None,
        name: str | None = None,
        detail: str = "",
    ) -> None:
        """Nothing of this dossier is accepted; the first reason is told."""
        self.refused.setdefault(number, self._aside(number, reason, table, row, name, detail, whole=True))

    def set_aside(self, number: int, reason: str, table: str, row: int | None, name: str | None) -> None:
        """A part of a dossier that is not accepted, while the rest is."""
        self.asides.append((number, self._aside(number, reason, table, row, name, "", whole=False)))

    def told(self) -> tuple[Aside, ...]:
        """What was set aside: of a refused dossier only itself."""
        rest = [(number, aside) for number, aside in self.asides if number not in self.refused]
        told = [*self.refused.items(), *rest]
        keys = self._keys() if told else {}
        return tuple(
            replace(aside, facility=self.dossiers[number].envelope.facility, ma_lk=keys.get(number))
            for number, aside in told
        )

    def _keys(self) -> dict[int, str | None]:
        """MA_LK by the number of the dossier: what people can find one by."""
        main = self.tables.get("XML1")
        return {} if main is None else dict(zip(main.dossier.tolist(), main.texts("MA_LK").to_pylist(), strict=True))

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


def assembled(pile: Pile, *, witness: int = 0) -> Assembly:
    """Read all tables of these dossiers. Rows of refused dossiers may still be there.

    One document of each batch is read both ways: the one with the number `witness`, counted round. Should they ever differ, the
    whole batch is read the exact way.
    """
    parts = pile.parts()
    doubted = len(parts) > 0 and _differs(pile, parts[witness % len(parts)])
    made = Assembly(pile.dossiers, doubted=doubted)
    for number, name in pile.unknown:
        made.set_aside(number, "unknown_table", name, None, None)
    for number in np.unique(parts[:, 1]).tolist():
        name = known_tables()[number].table
        made.tables[name] = _table(name, pile.text, parts[parts[:, 1] == number], made)
    return made


def _table(name: str, text: Bytes, parts: Whole, made: Assembly) -> Sent:
    starts, ends = np.ascontiguousarray(parts[:, 2]), np.ascontiguousarray(parts[:, 3])
    spans, document, good = scanned(name, text, starts, starts if made.doubted else ends)
    if not good.all():
        pieces, owners = [spans], [document]
        for place in np.flatnonzero(~good).tolist():
            made.exact += 1
            rows = _exactly(name, int(parts[place, 0]), text[starts[place] : ends[place]].tobytes(), made)
            pieces.append(laid_out(name, rows, text, int(starts[place])))
            owners.append(np.full(len(rows), place, np.int64))
        document = np.concatenate(owners)
        order = np.argsort(document, kind="stable")
        spans, document = np.concatenate(pieces)[order], document[order]
    return Sent(name, text, spans, parts[document, 0])


def _exactly(name: str, number: int, document: bytes, made: Assembly) -> list[dict[str, str | None]]:
    try:
        rows, odd = read_exactly(name, document)
    except Refused as refusal:
        made.refuse(number, refusal.reason, table=name, row=refusal.row, name=refusal.field, detail=refusal.detail)
        return []
    for one in odd[:ODD_SHOWN]:
        made.set_aside(number, one.reason, name, one.row, one.field)
    if len(odd) > ODD_SHOWN:
        made.set_aside(number, "more_odd", name, None, None)
    return rows


def _differs(pile: Pile, part: Whole) -> bool:
    """Whether the two ways to read a document disagree."""
    _, number, start, end = part.tolist()
    name = known_tables()[number].table
    spans, rows, good = scanned(name, pile.text, np.array([start]), np.array([end]))
    if not good.all():
        return False
    fast = Sent(name, pile.text, spans, rows)
    odd: list[Odd] = []
    try:
        exact, odd = read_exactly(name, pile.text[start:end].tobytes())
    except Refused:
        return True
    fields = shape_of(name).fields
    columns = [fast.texts(field).to_pylist() for field in fields]
    return bool(odd) or [list(row) for row in zip(*columns, strict=True)] != [
        [row.get(f) for f in fields] for row in exact
    ]
