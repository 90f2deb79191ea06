"""Cells of dossiers: several leaves in one reading, one grouping.

Dossiers are events: each stands for itself, so no grain and no level of places has to be chosen, and rows are summed at once.
Who sent any (`present`) is the same for all leaves and is asked apart: over millions of rows it costs more than the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from soyte.engine import All, Column, Expression, Literal, Sum, When
from soyte.ledger.contribution import DATASET
from soyte.ledger.rollups import Rollup
from soyte.measures.cells import OF_DOSSIERS, Cell, Key, Reader, rows_of
from soyte.measures.question import Leaf, Scope
from soyte.measures.source import COUNTS, SENDER, asked_of, grain_of, within

_NOTHING = dict.fromkeys(COUNTS, 0)


def company(leaves: Iterable[Leaf]) -> dict[Leaf, tuple[Leaf, ...]]:
    """For each leaf of dossiers all that are cut as it is; one reading gives them together."""
    alike: dict[tuple[object, ...], dict[Leaf, None]] = {}
    for leaf in leaves:
        senders = tuple(one for one in leaf.conditions if one[0] == SENDER)
        alike.setdefault((leaf.measure.place, leaf.breakdowns, senders, leaf.dataset), {})[leaf] = None
    return {leaf: tuple(several) for several in alike.values() for leaf in several}


def cells_of(reader: Reader, leaf: Leaf, beside: Sequence[Leaf], scope: Scope) -> dict[Leaf, dict[Key, Cell]]:
    """The cells of a leaf, and of those beside it that the same rows can give; they do not say yet who sent any."""
    if not scope.places:
        return {leaf: {}}
    asked = leaf.in_time(scope.buckets)
    rollup = reader.rollup(asked)
    several = {one: one.in_time(scope.buckets) for one in dict.fromkeys((leaf, *beside))}
    leaves = {one: made for one, made in several.items() if reader.rollup(made) == rollup}
    sums = _Sums.of(list(leaves.values()), rollup)
    start, end = asked.measure.time
    if rollup:
        stored = reader.view.derived(rollup.name)
    else:
        needed = {asked.measure.place, start, end, *sums.columns, *(name for name, _ in asked.conditions)}
        stored = reader.view.rows_asked(reader.engine, asked.measure.table, *sorted(needed))
    shaped = stored.filter(All(tuple(within(asked, scope)))).select(
        place=Column(asked.measure.place),
        period_start=Column(start),
        period_end=Column(end),
        **{name: Column(name) for name in asked.breakdowns},
        **sums.said,
    )
    placed, same = reader.situated(shaped, scope)
    by = (*(name for name in ("unit", "bucket") if name not in same), *asked.breakdowns)
    found = reader.engine.collect(placed.group(*by, **{name: Sum(Column(name)) for name in sums.said}).steps)
    rows = _coded([{**same, **row} for row in rows_of(found)], asked.breakdowns, tuple(sums.said))
    return {one: {cell.key: cell for cell in sums.cells(number, rows, asked)} for number, one in enumerate(leaves)}


def _coded(rows: list[dict[str, Any]], breakdowns: Sequence[str], sums: Sequence[str]) -> list[dict[str, Any]]:
    """The empty code where nothing is known, be it null or empty; an engine groups faster by columns as they are."""
    if not any(row[name] is None for name in breakdowns for row in rows):
        return rows
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        row |= {name: row[name] or "" for name in breakdowns}
        known = found.setdefault((row["unit"], row["bucket"], *(row[name] for name in breakdowns)), row)
        if known is not row:
            known |= {name: _added(known[name], row[name]) for name in sums}
    return list(found.values())


def _added(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else one + other


@dataclass(frozen=True)
class _Sums:
    """What is summed for several leaves: how many dossiers, how many are not of the kind asked for, what the others come to.

    `said` says it of each row, `columns` are those that it looks at; `kinds` tells which leaves ask for the same kind.
    """

    said: Mapping[str, Expression]
    columns: frozenset[str]
    kinds: tuple[int, ...]

    @staticmethod
    def of(leaves: Sequence[Leaf], rollup: Rollup | None) -> _Sums:
        """Of these leaves, over the rows of a roll-up or of the table."""
        each: Expression = Column("n_rows") if rollup else Literal(1)
        said: dict[str, Expression] = {"n_rows": each}
        columns: set[str] = set()
        known: list[Expression] = []
        kinds = []
        for number, leaf in enumerate(leaves):
            kind = All(tuple(asked_of(leaf)))
            if kind not in known:
                said[f"other_{len(known)}"] = When(kind, Literal(0), each)
                known.append(kind)
            kinds.append(known.index(kind))
            columns |= leaf.fields
            if leaf.measure.aggregate == "sum":
                columns.add(leaf.measure.of)
                said[f"value_{number}"] = When(kind, Column(leaf.measure.of), Literal(None))
        return _Sums(said, frozenset(columns), tuple(kinds))

    def cells(self, number: int, rows: Sequence[Mapping[str, Any]], leaf: Leaf) -> Iterator[Cell]:
        """The cells of one of the leaves. One that is not of the kind that is asked for says that of it there was none, so
        where there are dossiers the answer is a number, be it zero."""
        other, value, grain = f"other_{self.kinds[number]}", f"value_{number}", grain_of(leaf)
        summed = value in self.said
        for row in rows:
            total = row["n_rows"]
            if not total:  # a roll-up holds differences: what was taken back sums to nothing
                continue
            said = row[value] or 0 if summed else total - row[other]
            counts = {**_NOTHING, "n_rows": total, "n_reported": total, "n_none": row[other]}
            key = DATASET, row["unit"], tuple(row[name] for name in leaf.breakdowns), row["bucket"]
            yield Cell(key, grain, OF_DOSSIERS, True, Decimal(said), counts, 0, 0, 0, date.min)
