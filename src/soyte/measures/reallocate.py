"""Cells on the boundaries of another day: counts as they were reported, divided among the units of that day.

First everything is as on its own boundaries: each own unit takes its numbers from one grain and one level. Then what its
places gave goes to the units of the day: whole, or divided by largest remainder in each cell, or to a group of units that
cannot be told apart. So all cells together are what the own ones are together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from soyte.engine import Column, Compare, Frame, Literal, types
from soyte.measures.cells import OF_DOSSIERS, Cell, Key, Reader, aggregates_of, cell_of, days, last_only, order, told_by
from soyte.measures.errors import MeasureError
from soyte.measures.figure import Presence
from soyte.measures.question import LOOKUP, Leaf, Scope, scope_of
from soyte.measures.recast import Recast, Spans, Target, is_group, members
from soyte.measures.source import COUNTS, TIME, atoms, table_of
from soyte.measures.values import EXACT, Value, plain
from soyte.places.allocation import divide
from soyte.places.model import vietnamese_date
from soyte.places.shares import WHOLE, Share

if TYPE_CHECKING:
    from soyte.measures.where import Geography
    from soyte.periods import Period

_SOURCES = pa.schema([*LOOKUP, pa.field("source", types.TEXT)])


@dataclass(frozen=True)
class Contribution:
    """What a source gave to a cell: all that it reported (`value`), its share, the part that counts here.

    `source` is None where several places went whole into the unit and nobody asked which. `own` is the cell it came from.
    """

    source: tuple[str, int] | None
    own: Cell
    value: Decimal | None
    share: Share | None
    part: Decimal | None


@dataclass(frozen=True)
class Recasting:
    """Asks a reader for cells on other boundaries. With `detailed`, every place is told apart (for a trace)."""

    reader: Reader
    recast: Recast
    detailed: bool = False

    def cells(self, leaf: Leaf, scope: Scope, reporter: str = "place") -> dict[Key, Cell]:
        """The cells of a leaf, of the units and groups within the scope's place."""
        return {key: cell for key, (cell, _) in self.parted(leaf, scope, reporter).items()}

    def parted(
        self, leaf: Leaf, scope: Scope, reporter: str = "place"
    ) -> dict[Key, tuple[Cell, tuple[Contribution, ...]]]:
        """The same with what each was made of."""
        own = self.own(scope)
        if not own.places:
            return {}
        leaf = leaf.in_time(scope.buckets)
        labels = self.labels(leaf)
        found: dict[Key, list[tuple[Cell, Contribution]]] = {}
        for label, cell in self._chosen(leaf, own, labels, reporter):
            for unit, contribution in self._given(cell, label, own.buckets[cell.key[3]]):
                if self.recast.lies_in(unit, scope.place):
                    key = cell.key[0], unit, cell.key[2], cell.key[3]
                    found.setdefault(key, []).append((cell, contribution))
        return {key: _together(key, given) for key, given in found.items()}

    def own(self, scope: Scope) -> Scope:
        """The scope of everything on its own boundaries, for the periods of a scope."""
        assert scope.own is not None  # noqa: S101 (whoever recasts has it)
        return replace(scope.own, buckets=scope.buckets)

    def labels(self, leaf: Leaf) -> dict[tuple[str, int], str]:
        """Sources that count alike have one label: those that go whole into one unit, unless all are to be told apart."""
        labels = {}
        for (place, era), target in self.recast.targets.items():
            if not target.held and target.whole and not self.detailed:
                labels[place, era] = f"={target.whole}"
            else:
                labels[place, era] = f"{place}@{era}"
                if leaf.measure.aggregate == "distinct" and target.whole is None:
                    raise MeasureError(
                        f"Số đo “{leaf.measure.name_vi}” đếm mỗi đối tượng một lần nên không chia được cho các phần của đơn vị "
                        "bị tách; hãy xem theo địa giới lúc báo cáo (--boundaries own)."
                    )
        return labels

    def _chosen(
        self, leaf: Leaf, own: Scope, labels: Mapping[tuple[str, int], str], reporter: str
    ) -> Iterable[tuple[str, Cell]]:
        """Own cells by label: of each own unit, those of the grain and level that its figure is made of."""
        rows = self._rows(leaf, own, labels, reporter)
        rivals: dict[Key, list[tuple[str, Cell]]] = {}
        for row in rows:
            cell = cell_of(row, leaf.breakdowns)
            rivals.setdefault(cell.key, []).append((row["source"], cell))
        for several in rivals.values():
            best = min((cell for _, cell in several), key=order)
            left = {
                f"{c.grain}/{c.level}"
                for _, c in several
                if c.inside and (c.grain, c.level) != (best.grain, best.level)
            }
            for label, cell in several:
                if order(cell) == order(best):
                    yield label, replace(cell, left_out=tuple(sorted(left)))

    def _rows(
        self, leaf: Leaf, own: Scope, labels: Mapping[tuple[str, int], str], reporter: str
    ) -> Iterable[dict[str, Any]]:
        reader = self.reader
        placed = self.placed(atoms(reader.view, leaf, own, reporter, rollup=reader.rollup(leaf)), leaf, own, labels)
        if leaf.measure.over_time == "last":
            placed = last_only(placed, leaf.breakdowns)
        by = ("dataset", "unit", *leaf.breakdowns, "bucket", "grain", "level", "inside", "source")
        summed = placed.group(*by, **aggregates_of(leaf))
        return told_by(leaf, reader.engine.collect(summed.steps))

    def placed(self, found: Frame, leaf: Leaf, own: Scope, labels: Mapping[tuple[str, int], str]) -> Frame:
        """Rows with their period (`bucket`), own unit (`unit`), level and the label of their source."""
        reader = self.reader
        if leaf.measure.over_time == "last":
            timed = found.join(Frame.rows(reader.sub_periods(found, own)), list(TIME))
        else:
            timed = found.join(Frame.rows(days(own, reader.geography)), ["period_start"])
            timed = timed.filter(Compare(Column("period_end"), "<=", Column("last"))).with_columns(inside=Literal(True))
        columns = (own.lookup.column(name).to_pylist() for name in LOOKUP.names)
        rows = [(*row, labels[row[0], row[1]]) for row in zip(*columns, strict=True) if (row[0], row[1]) in labels]
        found = timed.join(Frame.rows(table_of(rows, _SOURCES)), ["place", "era"])
        return found.with_columns(level=Literal(OF_DOSSIERS)) if leaf.of_dossiers else found

    def _given(self, cell: Cell, label: str, bucket: Period) -> Iterable[tuple[str, Contribution]]:
        """The units and groups of the day that a cell goes to, with what each gets."""
        groups = self.recast.groups(bucket)
        if label.startswith("="):
            unit = label[1:]
            yield groups.of_unit.get(unit, unit), Contribution(None, cell, cell.value, None, cell.value)
            return
        place, _, era = label.rpartition("@")
        source = place, int(era)
        target = self.recast.targets[source]
        if source in groups.of_source:
            yield groups.of_source[source], Contribution(source, cell, cell.value, None, cell.value)
            return
        parts = _parts(cell.value, target)
        for share in target.shares:
            unit = groups.of_unit.get(share.new, share.new)
            yield unit, Contribution(source, cell, cell.value, share, parts.get(share.new))


def _parts(value: Decimal | None, target: Target) -> dict[str, Decimal | None]:
    if value is None:
        return {}
    return dict(divide(plain(value), target.shares)) if len(target.shares) > 1 else {target.shares[0].new: value}


def _together(key: Key, given: Sequence[tuple[Cell, Contribution]]) -> tuple[Cell, tuple[Contribution, ...]]:
    """One cell of everything that goes to a unit. Counts of rows are those of all sources, divided or not."""
    value: Decimal | None = None
    for _, one in given:
        if one.part is not None:
            value = one.part if value is None else EXACT.add(value, one.part)
    once = {(id(cell), one.source): cell for cell, one in given}.values()
    main = max(once, key=lambda cell: (cell.reports, cell.counts["n_rows"]))
    counts = {name: sum(cell.counts[name] for cell in once) for name in COUNTS}
    first: date = min(cell.first for cell in once)
    cell = Cell(
        key,
        main.grain,
        main.level,
        all(one.inside for one in once),
        value,
        counts,
        sum(one.reports for one in once),
        sum(one.units for one in once),
        max(one.periods for one in once),
        first,
        tuple(sorted({left for one in once for left in one.left_out})),
        any(one.share is not None and one.share.millionths != WHOLE for _, one in given),
    )
    return cell, tuple(one for _, one in given)


def recast_scope(
    geography: Geography,
    seen: Sequence[str],
    sources: tuple[tuple[str, int], ...],
    spans: Spans,
    scope: Scope,
    day: date,
) -> Scope:
    """The same question on the boundaries of another day. Everything that is known takes part: areas came from outside."""
    above = geography.above(scope.place, day)
    top = above.get("country") or above.get("province") or scope.place
    own = scope_of(geography, seen, top, scope.level, scope.buckets)
    known = {(place, era) for place, era in _tuples(own.lookup)}
    recast = Recast(geography, day, scope.level, tuple(one for one in sources if one in known), spans)
    return replace(scope, recast=recast, own=own)


def _tuples(lookup: pa.Table) -> Iterable[tuple[str, int]]:
    return zip(lookup.column("place").to_pylist(), lookup.column("era").to_pylist(), strict=True)


def on_other_boundaries(recast: Recast, unit: str, bucket: Period, value: Value) -> tuple[Presence, tuple[str, ...]]:
    """The state of a figure on boundaries of another day, and what is to be said of it."""
    day = vietnamese_date(recast.day)
    if is_group(unit):
        why = (
            "đơn vị cấp này không còn"
            if not members(unit)
            else "chưa ai đo được phần của từng đơn vị nên chỉ có số chung"
        )
        return value.state, (f"Địa giới ngày {day}: {why}",)
    group = recast.groups(bucket).of_unit.get(unit)
    if group is not None:
        return Presence.HELD_BACK, (
            f"Chưa tách riêng được theo địa giới ngày {day}: tính chung trong {recast.name(group)}",
        )
    if any(cell is not None and cell.divided for _, cell in value.cells):
        return value.state, (
            f"Có phần chia theo tỷ trọng để quy về địa giới ngày {day}; “soyte trace” cho biết tỷ trọng",
        )
    return value.state, ()
