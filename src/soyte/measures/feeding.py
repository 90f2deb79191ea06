"""What a submission feeds: the indicators that its rows, statements and targets go into; what would change without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from soyte.engine import Column, Count, Frame, IsIn, IsNull, Literal, Max, Min, When, expression
from soyte.ledger.ledger import Ledger
from soyte.ledger.supposing import Supposed
from soyte.ledger.tables import OBSERVATION, OBSERVATION_DIMENSIONS, STATEMENT, TARGET, TEXT
from soyte.measures.compute import figures
from soyte.measures.definitions import Definitions
from soyte.measures.errors import MeasureError
from soyte.measures.figure import Figure
from soyte.measures.site import definitions_of
from soyte.measures.spans import parse

_OWN_PLACES = 3  # of so few places figures are compared one by one, beside those of the installation's place


@dataclass(frozen=True)
class Fed:
    """An indicator (or measure) that a submission goes into. `how` is rows, stated or target; `years` are those it speaks of."""

    id: str
    name: str
    unit: str
    how: str
    years: tuple[int, ...]
    rows: int


@dataclass(frozen=True)
class Changed:
    """A figure that would be another one: before and after; one of them is None where there would be none."""

    before: Figure | None
    after: Figure | None

    @property
    def one(self) -> Figure:
        """Whichever there is: for what it is about."""
        found = self.before or self.after
        assert found is not None  # noqa: S101 (never made of two None)
        return found


def fed_by(ledger: Ledger, submission_id: str) -> tuple[Fed, ...]:
    """The indicators that a submission goes into, in the order of the catalogue. Those computed from rows come first."""
    definitions, view = definitions_of(ledger), ledger.view()
    tables = {file.table for file in view.state.accepted[submission_id].files}
    found: list[Fed] = []
    if OBSERVATION.name in tables:
        found += _computed(ledger, definitions, _kinds_of_rows(ledger, submission_id))
    for table, how in ((STATEMENT.name, "stated"), (TARGET.name, "target")):
        if table in tables:
            found += _named(ledger, definitions, submission_id, table, how)
    return tuple(found)


def changed_without(ledger: Ledger, submission_id: str, fed: tuple[Fed, ...] | None = None) -> tuple[Changed, ...]:
    """The yearly figures that would change if a submission were withdrawn: at the installation's place, and at the
    submission's own places if these are few."""
    computed = [one for one in (fed if fed is not None else fed_by(ledger, submission_id)) if one.how == "rows"]
    supposed = Supposed(ledger, submission_id)
    found: list[Changed] = []
    for place in (ledger.home.place, *_own_places(ledger, submission_id)):
        for years, ids in _by_years(computed).items():
            period = str(years[0]) if len(years) == 1 else f"{years[0]}..{years[-1]}"
            before = _asked(ledger, ids, place, period, None)
            after = _asked(supposed, ids, place, period, "rows")
            for key in dict.fromkeys([*before, *after]):
                pair = Changed(before.get(key), after.get(key))
                if _said(pair.before) != _said(pair.after):
                    found.append(pair)
    return tuple(found)


def _kinds_of_rows(ledger: Ledger, submission_id: str) -> pa.Table:
    """The rows by all that conditions of measures may ask for, but for the place; persons are told from none only."""
    by = ("dataset", "measure", *OBSERVATION_DIMENSIONS, "person", "state", "status", "grain")
    rows = ledger.view().raw(OBSERVATION.name, [submission_id])
    somebody = When(IsNull(Column("person")), Literal(None, TEXT), Literal("x"))
    grouped = rows.with_columns(person=somebody).group(
        *by,
        rows=Count(),
        period_start=Min(Column("period_start")),
        period_end=Max(Column("period_end")),
    )
    return ledger.engine.collect(grouped.steps)


def _computed(ledger: Ledger, definitions: Definitions, kinds: pa.Table) -> Iterator[Fed]:
    known: dict[str, pa.Table] = {}

    def matched(measure: str, conditions: dict[str, tuple[str, ...]]) -> pa.Table:
        name = f"{measure} {sorted(conditions.items())}"
        if name not in known:
            versions = definitions.measures.versions.get(measure, ())
            if not versions or versions[-1].table != OBSERVATION.name:
                return kinds.slice(0, 0)
            frame = Frame.rows(kinds)
            where = versions[-1].where
            if where is not None and not where.fields <= set(kinds.schema.names):
                return kinds.slice(0, 0)
            if where is not None:
                frame = frame.filter(expression(where))
            for column, codes in conditions.items():
                frame = frame.filter(IsIn(Column(column), tuple(codes)))
            known[name] = ledger.engine.collect(frame.steps)
        return known[name]

    for identifier, versions in definitions.catalogue.versions.items():
        formula = versions[-1].formula
        if formula is None:
            continue
        rows = [table for leaf in formula.leaves if len(table := matched(leaf.measure or "", leaf.conditions))]
        if rows:
            yield _fed(identifier, versions[-1].name_vi, versions[-1].unit, pa.concat_tables(rows))
    for identifier in definitions.measures.versions:
        table = matched(identifier, {})
        if len(table):
            measure = definitions.measures.measure(identifier)
            yield _fed(identifier, measure.name_vi, measure.unit, table)


def _fed(identifier: str, name: str, unit: str, rows: pa.Table) -> Fed:
    starts, ends = rows["period_start"].to_pylist(), rows["period_end"].to_pylist()
    years = {year for start, end in zip(starts, ends, strict=True) for year in range(start.year, end.year + 1)}
    return Fed(identifier, name, unit, "rows", tuple(sorted(years)), sum(rows["rows"].to_pylist()))


def _named(ledger: Ledger, definitions: Definitions, submission_id: str, table: str, how: str) -> Iterator[Fed]:
    frame = ledger.view().raw(table, [submission_id]).select("indicator", "period")
    years: dict[str, set[int]] = defaultdict(set)
    rows: dict[str, int] = defaultdict(int)
    for row in ledger.engine.collect(frame.steps).to_pylist():
        if row["indicator"] in definitions.catalogue:
            rows[row["indicator"]] += 1
            years[row["indicator"]] |= _years_of(row["period"])
    for identifier in definitions.catalogue.versions:
        if identifier in rows:
            one = definitions.catalogue.indicator(identifier)
            yield Fed(identifier, one.name_vi, one.unit, how, tuple(sorted(years[identifier])), rows[identifier])


def _years_of(written: str | None) -> set[int]:
    try:
        period = parse(written.replace("/", "..")) if written else None
    except MeasureError:
        return set()
    return set() if period is None else set(range(period.start.year, period.end.year + 1))


def _own_places(ledger: Ledger, submission_id: str) -> tuple[str, ...]:
    frame = ledger.view().raw(OBSERVATION.name, [submission_id]).distinct("place")
    found = sorted(ledger.engine.collect(frame.steps).column("place").to_pylist())
    return tuple(place for place in found if place != ledger.home.place) if len(found) <= _OWN_PLACES else ()


def _by_years(computed: list[Fed]) -> dict[tuple[int, ...], list[str]]:
    found: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for one in computed:
        found[one.years].append(one.id)
    return found


def _asked(
    ledger: Ledger, ids: list[str], place: str | None, period: str, use: str | None
) -> dict[tuple[str, str, str, date], Figure]:
    try:
        answer = figures(ledger, ids, by=["year"], place=place, period=period, use=use)
    except MeasureError:
        return {}
    return {(one.indicator, one.dataset, one.place, one.period.start): one for one in answer.computed}


def _said(figure: Figure | None) -> tuple[object, ...]:
    if figure is None or not figure.dataset:
        return ()
    return figure.value, figure.state, figure.status, figure.completeness
