"""Rows or roll-up: wherever a leaf's numbers come from, they come in one shape."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pyarrow as pa

from soyte.engine import (
    All,
    Any,
    Cast,
    Coalesce,
    Column,
    Compare,
    Expression,
    Frame,
    IsIn,
    IsNull,
    Literal,
    Sum,
    When,
    equals,
    expression,
)
from soyte.ledger.contribution import DATASET
from soyte.ledger.rollups import Rollup
from soyte.ledger.shapes import QUANTITY, TEXT, TOTAL
from soyte.ledger.tables import ROWS
from soyte.ledger.visible import View
from soyte.measures.question import Leaf, Scope

STATES = ("reported", "none", "not_applicable", "not_reported")
COUNTS = ("n_rows", *(f"n_{state}" for state in STATES), "n_estimate", "n_provisional")
TIME = ("period_start", "period_end", "grain")
FEW = 400  # so many places are named in a condition; more are joined
SEEN_SINCE = date(1900, 1, 1)
"""Places of dossiers are looked for from then on (`measures.seen`)."""


def rollup_for(leaf: Leaf) -> Rollup | None:
    """A roll-up that can give the leaf's numbers, if there is one."""
    measure = leaf.measure
    if leaf.of_dossiers:
        wanted = leaf.fields | {measure.place, *measure.time}
        return next((one for one in ROWS[measure.table].rollups if wanted <= set(one.by)), None)
    if (
        measure.aggregate == "distinct"
        or measure.of != "value"
        or (measure.place, *measure.time) != ("place", *TIME[:2])
    ):
        return None
    return next((one for one in ROWS[measure.table].rollups if leaf.fields <= set(one.by)), None)


def atoms(view: View, leaf: Leaf, scope: Scope, reporter: str, *, rollup: Rollup | None) -> Frame:
    """One row for each source, place, breakdown and sub-period within the scope's days: value, and how many rows say what.

    `reporter` is the column that tells who reports: `place` or `facility`.
    """
    stored = view.derived(rollup.name) if rollup else view.rows(leaf.measure.table)
    if leaf.of_dossiers:
        return _dossiers(stored.filter(All(tuple(within(leaf, scope)))), leaf, reporter, rollup)
    frame = narrowed(stored, leaf, scope)
    if rollup:
        counts: dict[str, Expression] = {name: Column(name) for name in COUNTS[:5]}
        value: Expression = Column("value")
    else:
        counts = {"n_rows": Literal(1), **{f"n_{s}": _one_if(equals("state", s)) for s in STATES}}
        value = Cast(Column(leaf.measure.of), TOTAL) if leaf.measure.aggregate == "sum" else Literal(None, TOTAL)
    shaped = frame.select(
        "dataset",
        **_places(leaf, reporter),
        **_times(leaf),
        **_breakdowns(leaf),
        **counts,
        value=value,
        status=Column("status"),
    )
    shaped = shaped.with_columns(
        **{f"n_{s}": When(equals("status", s), Column("n_reported"), Literal(0)) for s in ("estimate", "provisional")}
    )
    by = ("dataset", "place", "reporter", *TIME, *leaf.breakdowns)
    summed = shaped.group(*by, value=Sum(Column("value")), **{name: Sum(Column(name)) for name in COUNTS})
    if leaf.measure.aggregate == "count":
        summed = summed.with_columns(value=Cast(Column("n_reported"), TOTAL))
    # A roll-up holds differences: what was taken back sums to nothing.
    return summed.filter(Compare(Column("n_rows"), ">", Literal(0)))


def _dossiers(frame: Frame, leaf: Leaf, reporter: str, rollup: Rollup | None) -> Frame:
    """Of dossiers: each answers, finally, and stands for itself. One that is not of the kind that is asked for says that of it
    there was none (`n_none`), so where there are dossiers the answer is a number, be it zero."""
    measure = leaf.measure
    start, end = measure.time
    said: Expression = Column("n_rows") if rollup else Literal(1)
    value = said if measure.aggregate == "count" else Column(measure.of)
    kind = All(tuple(asked_of(leaf)))
    shaped = frame.select(
        **_places(leaf, reporter),
        period_start=Column(start),
        period_end=Column(end),
        **_breakdowns(leaf),
        n_rows=said,
        n_none=When(kind, Literal(0), said),
        value=When(kind, Cast(value, TOTAL), Literal(None, TOTAL)),
    )
    by = ("place", "reporter", "period_start", "period_end", *leaf.breakdowns)
    summed = shaped.group(*by, **{name: Sum(Column(name)) for name in ("value", *OF_DOSSIERS_TOLD)})
    # A roll-up holds differences: what was taken back sums to nothing.
    return summed.filter(Compare(Column("n_rows"), ">", Literal(0))).with_columns(
        value=Coalesce((Column("value"), Literal(Decimal(0), TOTAL))),
        dataset=Literal(DATASET),
        grain=Literal(grain_of(leaf)),
    )


def grain_of(leaf: Leaf) -> str:
    """What stretch of days a leaf of dossiers counts by."""
    return "day" if leaf.measure.time[0] == "day" else "month"


OF_DOSSIERS_TOLD = ("n_rows", "n_none")


def rows_told(view: View, leaf: Leaf) -> Frame:
    """The rows of a leaf's table with all that a row of counts says; dossiers say it of themselves, and have their key."""
    rows = view.rows(leaf.measure.table)
    if not leaf.of_dossiers:
        return rows
    told = {"dataset": DATASET, "state": "reported", "status": "final"}
    value = Literal(1) if leaf.measure.aggregate == "count" else Column(leaf.measure.of)
    return rows.with_columns(
        **{name: Literal(word) for name, word in told.items()},
        **{name: Literal(None, TEXT) for name in ("disease", "category")},
        place=Coalesce((Column(leaf.measure.place), Literal(""))),
        grain=Literal(grain_of(leaf)),
        value=Cast(value, QUANTITY),
    )


def _one_if(condition: Expression) -> Expression:
    return When(condition, Literal(1), Literal(0))


def _places(leaf: Leaf, reporter: str) -> Mapping[str, Expression]:
    place: Expression = Column(leaf.measure.place)
    if leaf.of_dossiers:
        place = Coalesce((place, Literal("")))
    return {"place": place, "reporter": place if reporter == "place" else Coalesce((Column(reporter), Literal("")))}


def _times(leaf: Leaf) -> Mapping[str, Expression]:
    start, end = leaf.measure.time
    return {"period_start": Column(start), "period_end": Column(end), "grain": Column("grain")}


def _breakdowns(leaf: Leaf) -> Mapping[str, Expression]:
    return {name: Coalesce((Column(name), Literal(""))) for name in leaf.breakdowns}


def narrowed(frame: Frame, leaf: Leaf, scope: Scope) -> Frame:
    """The rows that the leaf is about, in the scope's days and, if there are few, its places."""
    return frame.filter(All((*asked_of(leaf), *within(leaf, scope))))


def asked_of(leaf: Leaf) -> list[Expression]:
    """What a row must be to count for the leaf."""
    wanted: list[Expression] = [condition(name, codes) for name, codes in leaf.conditions]
    if leaf.measure.where is not None:
        wanted.append(expression(leaf.measure.where))
    return wanted or [Compare(Literal(0), "==", Literal(0))]


def within(leaf: Leaf, scope: Scope) -> list[Expression]:
    """What a row must be to lie in the scope."""
    wanted: list[Expression] = []
    if leaf.dataset is not None and not leaf.of_dossiers:
        wanted.append(equals("dataset", leaf.dataset))
    start, end = leaf.measure.time
    flows = leaf.measure.over_time == "sum"
    wanted.append(Compare(Column(start if flows else end), ">=", Literal(scope.start)))
    wanted.append(Compare(Column(end if flows else start), "<=", Literal(scope.end)))
    if leaf.of_dossiers and scope.every and scope.start >= SEEN_SINCE:
        wanted.append(Compare(Column(leaf.measure.place), "!=", Literal("")))
    elif len(scope.places) <= FEW:
        wanted.append(IsIn(Column(leaf.measure.place), tuple(sorted(scope.places))) if scope.places else NOTHING)
    if leaf.of_dossiers:  # another facility's dossiers do not answer for this one
        wanted += [condition(name, codes) for name, codes in leaf.conditions if name == SENDER]
    return wanted


SENDER = "facility"
"""The breakdown of dossiers by which somebody else answers for each part."""
NOTHING = Compare(Literal(0), "==", Literal(1))


def condition(name: str, codes: tuple[str, ...]) -> Expression:
    """A breakdown is one of these codes; the empty code is what the source did not break down."""
    found = IsIn(Column(name), tuple(code for code in codes if code))
    if "" not in codes:
        return found
    missing = Any((IsNull(Column(name)), equals(name, "")))
    return Any((found, missing)) if len(codes) > 1 else missing


def table_of(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    """Rows as a table, also when there are none."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
