"""From a figure back to the words: definition, measures, rows, submissions, places in the originals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from soyte.catalogue.formula import Formula
from soyte.engine import Column, Compare, Count, CountDistinct, Frame, Literal, Max, Sum, When, equals
from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import LOCATOR, OBSERVATION_DIMENSIONS, QUANTITY
from soyte.measures import address
from soyte.measures.address import Address
from soyte.measures.assembly import Assembly
from soyte.measures.cells import Cell
from soyte.measures.compute import Asker
from soyte.measures.definitions import Definition, Definitions
from soyte.measures.errors import MeasureError
from soyte.measures.expectations import Expectations, Roll
from soyte.measures.figure import Figure
from soyte.measures.parted import Parted
from soyte.measures.question import Cut, Leaf, Scope, scope_of
from soyte.measures.recast import members
from soyte.measures.site import definitions_of
from soyte.measures.source import atoms, narrowed, rows_told
from soyte.measures.stated import address_of, stated_figure
from soyte.measures.statements import statements
from soyte.measures.trail import Locator, Row, Source, Term, Trace
from soyte.measures.values import EXACT, plain
from soyte.measures.where import Geography

# What stands at several places of one original, which is opened once.
Show = Callable[[Act, Sequence[Locator]], Sequence[str]]
_WHOLE = Cut(None, None, ())
_NEEDED = (
    *("submission_id", "row_no", "dataset", "place", "period_start", "period_end", "grain", "state", "value", "status"),
    *OBSERVATION_DIMENSIONS,
    *LOCATOR,
)


def _asked(ledger: Ledger, figure_id: str) -> Address:
    """The address of a figure; scorecards call what reports state `stated:3/12`, figure 12 of submission 3."""
    named = re.fullmatch(r"stated:(\d+)/(\d+)", figure_id.strip())
    if named is None:
        return address.read(figure_id)
    act = ledger.state().find(named[1])
    found = address_of(Asker(ledger, None, None, definitions_of(ledger)), act.submission_id, int(named[2]))
    if found is None:
        raise MeasureError(
            f"{figure_id}: số liệu này không còn được tính, hoặc chưa gắn với chỉ tiêu, địa bàn và kỳ nào."
        )
    return found


def trace(
    ledger: Ledger,
    figure_id: str,
    *,
    rows: int = 20,
    show: Show | None = None,
    expectations: Expectations | None = None,
    definitions: Definitions | None = None,
    geography: Geography | None = None,
) -> Trace:
    """Where a figure comes from, as of the act that its address names, also when its rows were corrected since.

    Each term lists its first `rows` rows; `Term.all_rows` gives every one. `show` tells what stands at a place of an
    original. `Trace.adds_up` says whether the rows found really make the figure.
    """
    asked = _asked(ledger, figure_id)
    asker = Asker(
        ledger,
        asked.as_of,
        expectations,
        definitions or definitions_of(ledger, asked.as_of),
        geography,
        boundaries=asked.boundaries or "own",
        area=asked.area or "place",
    )
    if asked.indicator not in asker.definitions.catalogue and asked.indicator not in asker.definitions.measures:
        asker.definitions.find(asked.indicator)
    if asked.statement is not None:
        return _of_statement(asker, asked, show)
    # Any unit of a group stands for it, and what lies in no unit any more for itself.
    place = asked.place if asked.boundaries is None else (*members(asked.place), asked.place.rstrip("~"))[0]
    scope = asker.recast(scope_of(asker.geography, asker.seen, place, None, (asked.period,)))
    definition = asker.definitions.on(asked.indicator, asked.period.start)
    roll = Roll(asker.geography, asker.expectations, scope.level, scope.recast)
    conditions = {name: tuple(codes) for name, codes in asked.conditions.items()}
    assembly = Assembly(
        asker, roll, asked.indicator, definition, scope, _WHOLE, conditions, asked.dataset or None, asked.beside
    )
    answers = list(assembly.answers())
    figure, value = next((one for one in answers if one[0].place == asked.place), answers[0])
    if definition is None or definition.formula is None:
        return Trace(figure, None, "", "", "", (), True)
    tracer = Tracer(asker, scope, definition, conditions, rows, show)
    terms = tuple(tracer.term(leaf, cell) for leaf, cell in (value.cells if value else ()))
    return Trace(
        figure,
        definition,
        asker.definitions.words(definition.formula, definition.measures, definition.factor),
        definition.legal_source,
        definition.certainty,
        terms,
        all(term.adds_up for term in terms),
    )


class Tracer:
    """Finds the rows of the leaves of one figure."""

    def __init__(
        self,
        asker: Asker,
        scope: Scope,
        definition: Definition,
        conditions: dict[str, tuple[str, ...]],
        limit: int,
        show: Show | None,
    ) -> None:
        self._asker = asker
        self._scope = scope
        self._definition = definition
        self._conditions = conditions
        self._limit = limit
        self._show = show

    def term(self, formula: Formula, cell: Cell | None) -> Term:
        """What a leaf gives, with its rows and their submissions."""
        measure = self._definition.measure(formula)
        words = self._words(formula)
        if cell is None:
            return Term(measure.id, words, None, "", "", 0, (), (), True, lambda: iter(()))
        dataset = cell.key[0]
        asked = replace(Leaf.of(formula, measure, self._conditions, _WHOLE), dataset=dataset)
        leaf = asked.feeds(self._asker.area)[0].in_time(self._scope.buckets)
        measure = leaf.measure
        parted = Parted.of(self._asker, leaf, self._scope, cell)
        columns = _columns(leaf)
        found = parted.rows(columns) if parted else self._rows(leaf, cell)
        sources, total = self._sources(found, leaf)
        first = self._shown(tuple(self._read(found.sort("submission_id", "row_no", limit=self._limit))))
        value = plain(cell.value) if cell.value is not None and cell.counts["n_reported"] else None
        owner = self._asker.owner(dataset)
        rows = sum(source.rows for source in sources)
        whole = found.sort("submission_id", "row_no")
        told = parted.told() if parted else ()
        # What the rows say is the value, or on other boundaries what the value is a part of.
        makes = parted.whole if parted else value or Decimal(0)
        same = total == makes and (measure.over_time == "last" or rows == _counted(cell, leaf))
        same = same and (parted is None or parted.part == (value or Decimal(0)))
        return Term(
            measure.id, words, value, dataset, owner, rows, sources, first, same, lambda: self._read(whole), told
        )

    def _words(self, formula: Formula) -> str:
        """The leaf with the conditions of the question that it can be asked under; its value here is not yet divided."""
        definitions, kept = self._asker.definitions, self._definition.measure(formula).breakdowns
        asked = [f"{definitions.field(n)}: {definitions.codes(n, c)}" for n, c in self._conditions.items() if n in kept]
        return definitions.words(formula.model_copy(update={"per": None}), self._definition.measures) + (
            f" [{'; '.join(asked)}]" if asked else ""
        )

    def _rows(self, leaf: Leaf, cell: Cell) -> Frame:
        """The rows that a cell was made of, with all that they say."""
        measure, reader = leaf.measure, self._asker.reader
        start, end = measure.time
        rows = narrowed(rows_told(self._asker.view, leaf), leaf, self._scope)
        named = {"place": Column(measure.place), "period_start": Column(start), "period_end": Column(end)}
        placed = reader.placed(rows.with_columns(**named), leaf, self._scope)
        found = _of_cell(placed, cell)
        if measure.over_time == "last":
            every = atoms(self._asker.view, leaf, self._scope, "place", rollup=None)
            reported = _of_cell(reader.placed(every, leaf, self._scope), cell).filter(
                Compare(Column("n_reported"), ">", Literal(0))
            )
            newest = reported.group("place", newest=Max(Column("period_start")))
            found = found.join(newest, ["place"]).filter(Compare(Column("period_start"), "==", Column("newest")))
        return found.select(*_columns(leaf))

    def _sources(self, found: Frame, leaf: Leaf) -> tuple[tuple[Source, ...], Decimal]:
        """The submissions that brought the rows, with their share, and what all rows give together."""
        measure, state, now = leaf.measure, self._asker.view.state, self._asker.ledger.state()
        counts = Literal(True) if measure.aggregate == "distinct" else equals("state", "reported")
        summed = found.group(
            "submission_id",
            rows=Count(),
            value=Sum(When(counts, Column("value"), Literal(None, QUANTITY))),
            reported=Sum(When(counts, Literal(1), Literal(0))),
        )
        collect = self._asker.engine.collect
        sources = []
        for row in collect(summed.steps).to_pylist():
            act = state.accepted[row["submission_id"]]
            value = row["value"] if measure.aggregate == "sum" else Decimal(row["reported"])
            sources.append(
                Source(
                    act,
                    row["rows"],
                    plain(value) if value is not None else None,
                    state.status(act.submission_id),
                    now.status(act.submission_id),
                )
            )
        sources.sort(key=lambda source: source.act.seq)
        if measure.aggregate == "distinct":
            different = collect(found.group(n=CountDistinct(Column(measure.of))).steps).to_pylist()[0]["n"]
            return tuple(sources), Decimal(different)
        total = Decimal(0)
        for source in sources:
            total = EXACT.add(total, source.value or Decimal(0))
        return tuple(sources), plain(total)

    def _shown(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows with what stands at their places; each original is opened once."""
        if self._show is None:
            return rows
        found: dict[int, str] = {}
        for submission in dict.fromkeys(row.act.submission_id for row in rows):
            places = [number for number, row in enumerate(rows) if row.act.submission_id == submission]
            words = self._show(rows[places[0]].act, [rows[number].locator for number in places])
            found |= dict(zip(places, words, strict=True))
        return tuple(replace(row, words=found[number]) for number, row in enumerate(rows))

    def _read(self, found: Frame) -> Iterator[Row]:
        state = self._asker.view.state
        for batch in self._asker.engine.batches(found.steps):
            for row in batch.to_pylist():
                act = state.accepted[row["submission_id"]]
                yield self._row(act, row)

    def _row(self, act: Act, row: dict[str, Any]) -> Row:
        locator = Locator(**{name: row[name] for name in LOCATOR})
        return Row(
            act,
            row["row_no"],
            row["place"],
            self._asker.geography.name(row["place"], row["period_start"]),
            row["period_start"],
            row["period_end"],
            row["grain"],
            tuple((name, row[name]) for name in OBSERVATION_DIMENSIONS if row[name]),
            row["state"],
            plain(row["value"]) if row["value"] is not None else None,
            row["status"],
            locator,
            dossier=row.get("row_key"),
        )


def _counted(cell: Cell, leaf: Leaf) -> int:
    """How many rows make a cell. Of dossiers those that are not of the kind asked for answered too, that they are none."""
    return cell.counts["n_rows"] - (cell.counts["n_none"] if leaf.of_dossiers else 0)


def _columns(leaf: Leaf) -> list[str]:
    """What a trace shows of the rows of a leaf: of dossiers their key too, which leads to all of their rows."""
    extra = ["row_key"] if leaf.of_dossiers else [leaf.measure.of]
    return [*_NEEDED, *(name for name in extra if name not in _NEEDED)]


def _of_cell(placed: Frame, cell: Cell) -> Frame:
    dataset, unit, _, bucket = cell.key
    wanted: dict[str, str | int] = {
        "dataset": dataset,
        "unit": unit,
        "bucket": bucket,
        "grain": cell.grain,
        "level": cell.level,
    }
    for name, value in wanted.items():
        placed = placed.filter(equals(name, value))
    return placed.filter(equals("inside", cell.inside))


def _of_statement(asker: Asker, asked: Address, show: Show | None) -> Trace:
    submission, _, number = (asked.statement or "").rpartition("-")
    known = statements(asker.ledger, asker.as_of)
    found = [row for row in known if (row["submission_id"], str(row["row_no"])) == (submission, number)]
    if not found:
        raise MeasureError(
            f"Không có số liệu nêu trong văn bản với địa chỉ “{asked}” tại thời điểm đó; hãy chép lại từ “soyte figures”."
        )
    figure: Figure = stated_figure(asker, asked.indicator, found[0], asked.place, asked.period)
    state, act = asker.view.state, asker.view.state.accepted[submission]
    locator = Locator(**{name: found[0][name] for name in LOCATOR})
    source = Source(act, 1, figure.value, state.status(submission), asker.ledger.state().status(submission))
    row = Row(
        act,
        found[0]["row_no"],
        figure.place,
        figure.place_name,
        asked.period.start,
        asked.period.end,
        None,
        (),
        "reported",
        figure.value,
        figure.status,
        locator,
        show(act, [locator])[0] if show else None,
    )
    term = Term("", figure.name, figure.value, "", figure.owner, 1, (source,), (row,), True, lambda: iter((row,)))
    definition = asker.definitions.on(asked.indicator, asked.period.start)
    return Trace(figure, definition, "", "", "", (term,), True)
