"""From atoms to cells: what one measure gives for each source, place, breakdown and period asked for.

A cell takes its numbers from one grain and one level of places: monthly and yearly rows, or rows of a province and of its
communes, say the same twice and are never added. The coarsest of them counts; what is left out is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyarrow as pa

from soyte.engine import (
    Aggregate,
    All,
    Coalesce,
    Column,
    Compare,
    Count,
    CountDistinct,
    Engine,
    Expression,
    Frame,
    IsNull,
    Literal,
    Max,
    Min,
    Sum,
    When,
    equals,
    expression,
    types,
)
from soyte.engine import (
    Any as Either,
)
from soyte.ledger.rollups import Rollup
from soyte.ledger.shapes import TOTAL
from soyte.ledger.visible import View
from soyte.measures.question import Leaf, Scope
from soyte.measures.source import COUNTS, OF_DOSSIERS_TOLD, TIME, atoms, condition, narrowed, rollup_for, table_of
from soyte.measures.spans import GRAINS
from soyte.measures.where import LEVELS, Geography

Key = tuple[str, str, tuple[str, ...], int]  # source, unit, breakdown, number of the period
PERIODS = pa.schema(
    {
        "period_start": types.DATE,
        "period_end": types.DATE,
        "grain": types.TEXT,
        "bucket": types.INTEGER,
        "era": types.INTEGER,
        "inside": types.BOOLEAN,
    }
)
DAYS = pa.schema({"period_start": types.DATE, "bucket": types.INTEGER, "last": types.DATE, "era": types.INTEGER})
_DAY = timedelta(days=1)
OF_DOSSIERS = LEVELS[-1]  # the level that all dossiers are of


@dataclass(frozen=True)
class Cell:
    """What rows of one grain and level say of one source, place, breakdown and period.

    `counts` are numbers of rows by what they say; `inside` is false where a longer period stands for a part of itself.
    """

    key: Key
    grain: str
    level: str
    inside: bool
    value: Decimal | None
    counts: dict[str, int]
    reports: int
    units: int
    periods: int
    first: date
    left_out: tuple[str, ...] = ()
    divided: bool = False  # a part of it was divided by shares, to fit boundaries of another day

    @property
    def status(self) -> str | None:
        """That of the least final row; None where nothing was reported."""
        for name in ("estimate", "provisional"):
            if self.counts[f"n_{name}"]:
                return name
        return "final" if self.counts["n_reported"] else None


@dataclass(frozen=True)
class Reader:
    """Asks a view. `use` forces the way numbers are got (`rows`, `rollup`); by default the roll-up whenever it fits."""

    view: View
    engine: Engine
    geography: Geography
    use: str | None = None

    def cells(self, leaf: Leaf, scope: Scope, reporter: str = "place") -> dict[Key, Cell]:
        """All cells of a leaf; combinations of which no row speaks are not among them."""
        if not scope.places:
            return {}
        leaf = leaf.in_time(scope.buckets)
        rollup = self.rollup(leaf)
        found = atoms(self.view, leaf, scope, reporter, rollup=rollup)
        placed = self.placed(found, leaf, scope)
        if leaf.measure.over_time == "last":
            placed = last_only(placed, leaf.breakdowns)
        by = ("dataset", "unit", *leaf.breakdowns, "bucket", "grain", "level", "inside")
        summed = placed.group(*by, **aggregates_of(leaf))
        cells = chosen(cell_of(row, leaf.breakdowns) for row in told_by(leaf, self.engine.collect(summed.steps)))
        return self._distinct(leaf, scope, cells) if leaf.measure.aggregate == "distinct" else cells

    def rollup(self, leaf: Leaf) -> Rollup | None:
        """The roll-up that is asked for a leaf, if there is one that can give it."""
        return rollup_for(leaf) if self.use != "rows" else None

    def placed(self, found: Frame, leaf: Leaf, scope: Scope) -> Frame:
        """Rows with the period (`bucket`) and the place (`unit`) that they count for; others are left out.

        They come narrowed to the scope's days. What is the same for all of them is written, not joined: over millions of
        rows a join costs as much as a count.
        """
        standing = leaf.measure.over_time == "last"
        timed = found.join(Frame.rows(self.sub_periods(found, scope)), list(TIME)) if standing else None
        placed, same = self.situated(found if timed is None else timed, scope, timed=standing)
        # Dossiers of a province and of its communes do not say the same twice.
        same |= {"level": OF_DOSSIERS} if leaf.of_dossiers else {}
        same |= {} if standing else {"inside": True}
        return placed.with_columns(**{name: Literal(value) for name, value in same.items()})

    def situated(self, found: Frame, scope: Scope, *, timed: bool = False) -> tuple[Frame, dict[str, str | int]]:
        """The same, with what all rows have in common apart; `timed` rows know their period already."""
        lookup, eras = simplest(scope.lookup)
        same: dict[str, str | int] = {}
        if not timed and len(scope.buckets) == 1 and not eras:
            same["bucket"] = 0
        elif not timed:
            found = found.join(Frame.rows(days(scope, self.geography)), ["period_start"])
            found = found.filter(Compare(Column("period_end"), "<=", Column("last")))
        targets = set(zip(lookup.column("unit").to_pylist(), lookup.column("level").to_pylist(), strict=True))
        if scope.every and not eras and len(targets) == 1:
            ((unit, level),) = targets
            return found, {**same, "unit": unit, "level": level}
        return found.join(Frame.rows(lookup), ["place", "era"] if eras else ["place"]), same

    def sub_periods(self, found: Frame, scope: Scope) -> pa.Table:
        """Which periods of rows say something of which bucket: those inside it, and those that it lies in."""
        rows: list[tuple[object, ...]] = []
        for start, end, grain in _tuples(self.engine.collect(found.distinct(*TIME).steps)):
            era = self.geography.era(start)
            for number, bucket in enumerate(scope.buckets):
                inside = bucket.start <= start and end <= bucket.end
                if inside or (start <= bucket.start and bucket.end <= end):
                    rows.append((start, end, grain, number, era, inside))
        return table_of(rows, PERIODS)

    def _distinct(self, leaf: Leaf, scope: Scope, cells: dict[Key, Cell]) -> dict[Key, Cell]:
        """The same cells with the number of different values; those of a cell's own grain and level only."""
        rows = narrowed(self.view.rows(leaf.measure.table), leaf, scope)
        named = {name: Column(name) for name in ("dataset", "grain")}
        start, end = leaf.measure.time
        once = rows.select(
            **named,
            place=Column(leaf.measure.place),
            period_start=Column(start),
            period_end=Column(end),
            counted=Column(leaf.measure.of),
            **{name: coded(name) for name in leaf.breakdowns},
        )
        by = ("dataset", "unit", *leaf.breakdowns, "bucket", "grain", "level")
        counted = self.placed(once, leaf, scope).group(*by, value=CountDistinct(Column("counted")))
        values = {
            (_key(row, leaf.breakdowns), row["grain"], row["level"]): Decimal(row["value"])
            for row in rows_of(self.engine.collect(counted.steps))
        }
        return {
            key: replace(cell, value=values.get((key, cell.grain, cell.level)), counts=_as_reported(cell.counts))
            for key, cell in cells.items()
        }


def aggregates_of(leaf: Leaf) -> dict[str, Aggregate]:
    """What is summed of atoms to make cells; of dossiers, which all answer, less is needed."""
    answered = Compare(Column("n_rows"), ">", Column("n_not_reported"))
    if leaf.of_dossiers:
        return {
            "value": Sum(Column("value")),
            "reports": Count(),
            "units": CountDistinct(Column("reporter")),
            "periods": CountDistinct(Column("period_start")),
            "first": Min(Column("period_start")),
            **{name: Sum(Column(name)) for name in OF_DOSSIERS_TOLD},
        }
    return {
        "value": Sum(When(Compare(Column("n_reported"), ">", Literal(0)), Column("value"), Literal(None, TOTAL))),
        "reports": Sum(When(answered, Literal(1), Literal(0))),
        "units": CountDistinct(When(answered, Column("reporter"), Literal(None, types.TEXT))),
        "periods": CountDistinct(When(answered, Column("period_start"), Literal(None, types.DATE))),
        "first": Min(Column("period_start")),
        **{name: Sum(Column(name)) for name in COUNTS},
    }


def told_by(leaf: Leaf, table: pa.Table) -> Iterable[dict[str, Any]]:
    """The rows of sums with every count."""
    for row in rows_of(table):
        yield {**dict.fromkeys(COUNTS, 0), **row, "n_reported": row["n_rows"]} if leaf.of_dossiers else row


def _as_reported(counts: dict[str, int]) -> dict[str, int]:
    """Whoever counts things by the rows that name them takes every row for a report."""
    return {**counts, "n_reported": counts["n_rows"]}


def coded(name: str) -> Expression:
    """A breakdown, the empty code where the source has none."""
    return Coalesce((Column(name), Literal("")))


def days(scope: Scope, geography: Geography) -> pa.Table:
    """For each day of the buckets: the bucket, its last day, the era of places."""
    rows: list[tuple[object, ...]] = []
    for number, bucket in enumerate(scope.buckets):
        eras = [*geography.eras(bucket.start, bucket.end), (0, bucket.end + _DAY)]
        for (era, first), (_, after) in pairwise(eras):
            rows += [
                (date.fromordinal(day), number, bucket.end, era) for day in range(first.toordinal(), after.toordinal())
            ]
    return table_of(rows, DAYS)


def simplest(lookup: pa.Table) -> tuple[pa.Table, bool]:
    """The lookup without eras if no place ever counts for another unit, and whether eras matter."""
    units: dict[str, set[tuple[str, str]]] = {}
    for place, _, unit, level in _tuples(lookup):
        units.setdefault(place, set()).add((unit, level))
    eras = len(set(lookup.column("era").to_pylist()))
    if all(len(found) == 1 for found in units.values()) and lookup.num_rows == eras * len(units):
        return table_of([(p, u, v) for p, found in units.items() for u, v in found], _WITHOUT_ERA), False
    return lookup, True


_WITHOUT_ERA = pa.schema({"place": types.TEXT, "unit": types.TEXT, "level": types.TEXT})


def last_only(placed: Frame, breakdowns: Sequence[str]) -> Frame:
    """Of each place only the last sub-period that was reported; without one, all that it said."""
    by = ("dataset", "place", "reporter", *breakdowns, "bucket", "grain", "inside")
    reported = placed.filter(Compare(Column("n_reported"), ">", Literal(0)))
    known = placed.join(reported.group(*by, newest=Max(Column("period_start"))), list(by), "left")
    counts = When(equals_or_unknown("period_start", "newest"), Literal(1), Literal(0))
    kept = known.with_columns(kept=counts)
    silent = {name: When(equals("kept", 1), Column(name), Literal(0)) for name in _OF_REPORTED}
    value = When(equals("kept", 1), Column("value"), Literal(None, TOTAL))
    return kept.with_columns(**silent, value=value).select(*placed.schema.names)


_OF_REPORTED = ("n_reported", "n_estimate", "n_provisional")


def equals_or_unknown(one: str, other: str) -> Expression:
    """Both are equal, or the second is not known."""
    return Either((Compare(Column(one), "==", Column(other)), IsNull(Column(other))))


def chosen(cells: Iterable[Cell]) -> dict[Key, Cell]:
    """One cell for each key: rows within the period before longer ones, then the coarsest grain, then the coarsest level."""
    rivals: dict[Key, list[Cell]] = {}
    for cell in cells:
        rivals.setdefault(cell.key, []).append(cell)
    found: dict[Key, Cell] = {}
    for key, several in rivals.items():
        first, *rest = sorted(several, key=order) if len(several) > 1 else several
        left = sorted({(one.grain, one.level) for one in rest if one.inside} - {(first.grain, first.level)})
        found[key] = replace(first, left_out=tuple(f"{grain}/{level}" for grain, level in left)) if left else first
    return found


def order(cell: Cell) -> tuple[bool, int, int]:
    """Which of several cells counts: the smallest."""
    grain = GRAINS.index(cell.grain)
    return not cell.inside, grain if cell.inside else -grain, LEVELS.index(cell.level)


def cell_of(row: dict[str, Any], breakdowns: Sequence[str]) -> Cell:
    """A row of sums as a cell."""
    return Cell(
        _key(row, breakdowns),
        row["grain"],
        row["level"],
        row["inside"],
        row["value"],
        {name: row[name] for name in COUNTS},
        row["reports"],
        row["units"],
        row["periods"],
        row["first"],
    )


def _key(row: dict[str, Any], breakdowns: Sequence[str]) -> Key:
    return row["dataset"], row["unit"], tuple(row[name] for name in breakdowns), row["bucket"]


def rows_of(table: pa.Table) -> Iterable[dict[str, Any]]:
    """The rows of a table by column."""
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _tuples(table: pa.Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def period_range(engine: Engine, view: View, leaf: Leaf, places: Iterable[str]) -> tuple[date, date] | None:
    """The first and last day of which the leaf's rows speak; None if there are none."""
    rollup = rollup_for(leaf)
    frame = view.derived(rollup.name) if rollup else view.rows(leaf.measure.table)
    wanted = [condition(name, codes) for name, codes in leaf.conditions]
    wanted += [expression(leaf.measure.where)] if leaf.measure.where else []
    wanted += [equals("dataset", leaf.dataset)] if leaf.dataset and not leaf.of_dossiers else []
    start, end = leaf.measure.time
    table = table_of([(place,) for place in sorted(places)], pa.schema({leaf.measure.place: types.TEXT}))
    kept = frame.filter(All(tuple(wanted))).join(Frame.rows(table), [leaf.measure.place], "semi")
    if rollup:
        kept = kept.group(start, end, n_rows=Sum(Column("n_rows"))).filter(Compare(Column("n_rows"), ">", Literal(0)))
    first, last = next(iter(_tuples(engine.collect(kept.group(a=Min(Column(start)), b=Max(Column(end))).steps))))
    return (first, last) if first else None
