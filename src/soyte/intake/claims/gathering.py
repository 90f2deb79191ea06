"""A lot of dossiers, cut out and decoded, becomes a batch of columns. Lots are independent: any thread may take one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from soyte.intake.claims.assembling import assembled
from soyte.intake.claims.model import Aside, ClaimBatch, Seen
from soyte.intake.claims.pile import Pile
from soyte.intake.claims.rows import dossier_tables, own_tables

HEAVY = 80 << 20  # bytes of rows: of three flocks at once, and what is made of them, there is a copy or two


@dataclass(frozen=True)
class Lot:
    """Dossiers of one kind of message, and what was set aside between them: among it so many dossiers `refused`.

    `witness` picks the one that is read both ways.
    """

    pile: Pile
    message: str
    asides: tuple[Aside, ...]
    refused: int
    witness: int


@dataclass(frozen=True)
class Gathered:
    """A batch, and what has to be counted of it."""

    batch: ClaimBatch
    accepted: int
    refused: int
    exact: int
    doubted: bool

    def count(self, seen: Seen) -> None:
        """Add it to what was seen."""
        seen.exact += self.exact
        seen.set_aside += self.refused
        seen.accepted += self.accepted
        for name, rows in self.batch.tables.items():
            seen.rows[name] = seen.rows.get(name, 0) + len(rows)
        if self.doubted:
            seen.warn(
                "Hai cách đọc tệp cho kết quả khác nhau nên một phần tệp được đọc theo cách chậm; hãy báo người phát triển."
            )


def gather(lot: Lot) -> Gathered:
    """Read the documents of a lot."""
    made = assembled(lot.pile, witness=lot.witness)
    found: dict[str, pa.Table] = {}
    if made.dossiers:
        found = dossier_tables(made) if lot.message == "dossier" else own_tables(made)
    batch = ClaimBatch(found, len(made.dossiers), (*lot.asides, *made.told()))
    refused = len(made.refused)
    return Gathered(batch, batch.dossiers - refused, lot.refused + refused, made.exact, made.doubted)


def flocks(some: Iterable[Gathered], together: Callable[[], int]) -> Iterator[Gathered]:
    """The same in their order, joined while they have no more dossiers than `together` says at that moment, and are not heavy."""
    held: list[Gathered] = []
    for one in some:
        flock = (*held, one)
        if held and (sum(other.batch.dossiers for other in flock) > together() or sum(map(weight, flock)) > HEAVY):
            yield joined(held)
            held = []
        held.append(one)
    if held:
        yield joined(held)


def weight(one: Gathered) -> int:
    """The bytes of its rows."""
    return sum(rows.nbytes for rows in one.batch.tables.values())


def joined(some: Sequence[Gathered]) -> Gathered:
    """Batches as one; they lose their tables, for all of them twice would be much memory."""
    if len(some) == 1:
        return some[0]
    tables = {}
    for name in dict.fromkeys(name for one in some for name in one.batch.tables):
        rows = pa.concat_tables(one.batch.tables.pop(name) for one in some if name in one.batch.tables)
        tables[name] = rows.combine_chunks()
        del rows
    batch = ClaimBatch(
        tables, sum(one.batch.dossiers for one in some), tuple(aside for one in some for aside in one.batch.asides)
    )
    return Gathered(
        batch,
        sum(one.accepted for one in some),
        sum(one.refused for one in some),
        sum(one.exact for one in some),
        any(one.doubted for one in some),
    )
