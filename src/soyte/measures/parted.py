"""A figure on boundaries of another day, taken apart: the places that gave to it, with what share, and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa

from soyte.engine import Column, Compare, Frame, Literal, Max, types
from soyte.measures.cells import Cell
from soyte.measures.question import Leaf, Scope
from soyte.measures.reallocate import Contribution, Recasting
from soyte.measures.recast import bases
from soyte.measures.source import atoms, narrowed, rows_told, table_of
from soyte.measures.trail import Part
from soyte.measures.values import EXACT, plain
from soyte.places.shares import WHOLE

if TYPE_CHECKING:
    from soyte.measures.compute import Asker

_CHOSEN = pa.schema([(name, types.TEXT) for name in ("unit", "source", "grain", "level")] + [("inside", types.BOOLEAN)])


@dataclass(frozen=True)
class Parted:
    """The contributions to one cell."""

    asker: Asker
    leaf: Leaf
    scope: Scope
    recasting: Recasting
    given: tuple[Contribution, ...]

    @staticmethod
    def of(asker: Asker, leaf: Leaf, scope: Scope, cell: Cell) -> Parted | None:
        """Those of a cell; None on own boundaries, where there is nothing to take apart."""
        if scope.recast is None:
            return None
        recasting = Recasting(asker.reader, scope.recast, detailed=True)
        _, given = recasting.parted(leaf, scope)[cell.key]
        return Parted(asker, leaf, scope, recasting, given)

    @property
    def part(self) -> Decimal:
        """What counts here."""
        return _sum([one.part for one in self.given])

    @property
    def whole(self) -> Decimal:
        """All that the places reported, each once."""
        return _sum(list({(one.source, id(one.own)): one.value for one in self.given}.values()))

    def told(self) -> tuple[Part, ...]:
        """What each place gave, by code and time."""
        found = [self._told(one) for one in self.given if one.source is not None]
        return tuple(sorted(found, key=lambda part: (part.place, str(part.on))))

    def _told(self, one: Contribution) -> Part:
        recast, geography = self.recasting.recast, self.asker.geography
        assert one.source is not None  # noqa: S101 (a trace tells every place apart)
        target = recast.targets[one.source]
        millionths = None if one.share is None else one.share.millionths
        divided = one.share is not None and millionths != WHOLE
        return Part(
            target.place,
            geography.name(target.place, geography.day_in(one.source[1])),
            target.start,
            None if one.value is None else plain(one.value),
            None if one.part is None else plain(one.part),
            millionths,
            target.moved,
            bases(geography, target, recast.day) if divided or millionths is None else (),
        )

    def rows(self, columns: Sequence[str]) -> Frame:
        """The rows behind the contributions: of each own unit, those of the grain and level that its cell is made of."""
        measure, own, view = self.leaf.measure, self.recasting.own(self.scope), self.asker.view
        start, end = measure.time
        labels = self.recasting.labels(self.leaf)
        chosen = {
            (one.own.key[1], labels[one.source], one.own.grain, one.own.level, one.own.inside)
            for one in self.given
            if one.source is not None
        }
        wanted = Frame.rows(table_of(sorted(chosen), _CHOSEN))
        named = {"place": Column(measure.place), "period_start": Column(start), "period_end": Column(end)}
        rows = narrowed(rows_told(view, self.leaf), self.leaf, own).with_columns(**named)
        found = self.recasting.placed(rows, self.leaf, own, labels).join(wanted, list(_CHOSEN.names), "semi")
        if measure.over_time == "last":
            every = self.recasting.placed(atoms(view, self.leaf, own, "place", rollup=None), self.leaf, own, labels)
            reported = every.filter(Compare(Column("n_reported"), ">", Literal(0)))
            newest = reported.join(wanted, list(_CHOSEN.names), "semi").group(
                "place", newest=Max(Column("period_start"))
            )
            found = found.join(newest, ["place"]).filter(Compare(Column("period_start"), "==", Column("newest")))
        return found.select(*columns)


def _sum(numbers: Sequence[Decimal | None]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number or Decimal(0))
    return plain(total)
