"""The one function behind every display: figures of indicators, cut as asked, each with its pedigree."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from weakref import WeakKeyDictionary

from soyte import places
from soyte.catalogue.formula import Formula
from soyte.engine import Engine
from soyte.ledger import clock
from soyte.ledger.contribution import DATASET
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.visible import View
from soyte.measures import spans, stated
from soyte.measures.assembly import Assembly
from soyte.measures.boundaries import Site, site_of
from soyte.measures.cells import Cell, Key, Reader, period_range
from soyte.measures.definitions import Definition, Definitions
from soyte.measures.dossier_cells import cells_of
from soyte.measures.errors import MeasureError, NothingKnown
from soyte.measures.expectations import Expectations, Roll, nobody_said
from soyte.measures.figure import Figure, Figures
from soyte.measures.kept import kept_expectations
from soyte.measures.present import answered, who_sent
from soyte.measures.question import Conditions, Cut, Leaf, Scope, scope_of
from soyte.measures.reallocate import Recasting, recast_scope
from soyte.measures.seen import AREAS, measures_seen, places_seen, spans_seen, starts_seen, values_seen
from soyte.measures.site import definitions_of
from soyte.measures.together import COLUMN, Together, parted
from soyte.measures.where import COUNTRY, Geography
from soyte.periods import Period
from soyte.places.model import vietnamese_date


def figures(
    ledger: Ledger,
    indicators: str | Sequence[str],
    *,
    by: Sequence[str] = (),
    place: str | None = None,
    period: Period | str | None = None,
    as_of: AsOf = None,
    where: Mapping[str, str | Sequence[str]] | None = None,
    dataset: str | None = None,
    expectations: Expectations | None = None,
    definitions: Definitions | None = None,
    geography: Geography | None = None,
    use: str | None = None,
    boundaries: Boundaries = "own",
    area: str = "place",
) -> Figures:
    """Figures of indicators (or measures) as the ledger stood at `as_of`.

    `by` cuts them: one kind of period (month, quarter, half, year, week, admin_year …), one level of places (`place` is
    whatever lies next below), any breakdowns. `place` is a code or a name, by default the whole country, or the place of
    the installation; `period` a period, its label, or a range `2010..2017`, by default all years of which there are rows.
    `where` keeps codes of breakdowns. Sources are never added up: each gives its own figure, `dataset` keeps one of them.
    `expectations` says who should report into a dataset, by default the mapping files that the ledger keeps.
    `use` (`rows`) forbids the roll-ups; the numbers are the same. `boundaries` says whose: as reported (`own`), those of the
    day asked as of (`current`), or of any day; all figures of a period together are the same on each. Places are those
    that the installation knew then. Dossiers of the claim feed count where the facility lies (`area` is `place`) or where the
    patient lives (`residence`). `MeasureError` says what cannot be asked.
    """
    known = definitions or definitions_of(ledger, as_of)
    asked = Asker(ledger, as_of, expectations, known, geography, use, boundaries, area)
    names = [indicators] if isinstance(indicators, str) else list(indicators)
    conditions = {name: (codes,) if isinstance(codes, str) else tuple(codes) for name, codes in (where or {}).items()}
    return asked.figures(names, by, place, period, conditions, dataset)


Boundaries = date | str
# The places that have rows after an act, for the last act that was asked about.
_seen: WeakKeyDictionary[Ledger, tuple[str, list[str]]] = WeakKeyDictionary()
# The measures of which there are counts after an act, likewise.
_measured: WeakKeyDictionary[Ledger, tuple[str, frozenset[object]]] = WeakKeyDictionary()
# Who should report after an act, likewise.
_expected: WeakKeyDictionary[Ledger, tuple[str, Expectations]] = WeakKeyDictionary()


def day_of(boundaries: Boundaries, as_of: AsOf, recorded_at: datetime | None) -> date | None:
    """The day that `own` (None), `current`, a date or its text means; `current` is the day as of which one asks."""
    if isinstance(boundaries, date):
        return boundaries
    if boundaries == "own":
        return None
    if boundaries == "current":
        if isinstance(as_of, date):
            return as_of.date() if isinstance(as_of, datetime) else as_of
        moment = clock.now() if as_of is None else recorded_at or clock.now()
        return moment.astimezone(clock.VIETNAM).date()
    try:
        return date.fromisoformat(boundaries)
    except ValueError:
        raise MeasureError(
            f"Không hiểu địa giới “{boundaries}”; hãy ghi own (lúc báo cáo), current (hiện nay) hoặc một ngày như 2025-07-01."
        ) from None


@dataclass(frozen=True)
class Asker:
    """A ledger as of a moment, with everything that is needed to answer."""

    ledger: Ledger
    as_of: AsOf
    said: Expectations | None
    definitions: Definitions
    places: Geography | None = None
    use: str | None = None
    boundaries: Boundaries = "own"
    area: str = "place"

    @cached_property
    def site(self) -> Site:
        """The places of the installation, as it knew them then."""
        return site_of(self.ledger, self.view.state)

    @cached_property
    def geography(self) -> Geography:
        """Places for figures."""
        return self.places or self.site.geography

    @cached_property
    def day(self) -> date | None:
        """The day whose boundaries are asked for; None for those of each figure's own time."""
        return day_of(self.boundaries, self.as_of, self.view.state.recorded_at)

    @cached_property
    def sources(self) -> tuple[tuple[str, int], ...]:
        """The places of which there are rows, with the eras in which they have them."""
        pairs = starts_seen(self.view, self.engine, self.area)
        return tuple(sorted({(place, self.geography.era(start)) for place, start in pairs}))

    def recast(self, scope: Scope) -> Scope:
        """The scope on the boundaries asked for."""
        if self.day is None:
            return scope
        return recast_scope(self.geography, self.seen, self.sources, self.spans, scope, self.day)

    def spans(self, codes: Sequence[str]) -> Iterable[tuple[str, date, date]]:
        """The stretches of days of which these places have rows."""
        return spans_seen(self.view, self.engine, self.area, codes)

    @cached_property
    def view(self) -> View:
        """The rows that counted then."""
        return self.ledger.view(self.as_of)

    @cached_property
    def expectations(self) -> Expectations:
        """Who should report into each dataset."""
        if self.said:
            return self.said
        chain, known = _expected.get(self.ledger, ("", nobody_said))
        if chain != self.view.state.chain:
            known = kept_expectations(self.view, self.engine, self.geography)
            _expected[self.ledger] = self.view.state.chain, known
        return known

    @property
    def engine(self) -> Engine:
        """Whoever computes."""
        return self.ledger.engine

    @cached_property
    def reader(self) -> Reader:
        """Cells of the view."""
        return Reader(self.view, self.engine, self.geography, self.use)

    @cached_property
    def seen(self) -> list[str]:
        """The places of which there are rows."""
        if self.area not in AREAS:
            raise MeasureError(f"Không có cách tính “{self.area}”; chỉ có: {', '.join(AREAS)}.")
        now = f"{self.area} {self.view.state.chain}"
        chain, known = _seen.get(self.ledger, ("", []))
        if chain != now:
            known = places_seen(self.view, self.engine, self.area)
            _seen[self.ledger] = now, known
        return known

    def figures(
        self,
        indicators: Sequence[str],
        by: Sequence[str],
        place: str | None,
        period: Period | str | None,
        conditions: Conditions,
        dataset: str | None,
    ) -> Figures:
        """The answer, in order of indicator, source, place, breakdown and period."""
        ids = [self.definitions.find(name) for name in indicators]
        cut = Cut.of(by, list(self.definitions.measures.breakdowns))
        self._check(conditions)
        whole = spans.parse(period) if isinstance(period, str) else spans.canonical(period) if period else None
        code = self._place(place or self.ledger.home.place or COUNTRY, whole.start if whole else self.today)
        whole = whole or self._span(ids, code, conditions, dataset)
        scope = self.recast(scope_of(self.geography, self.seen, code, cut.place, spans.cut(whole, cut.time)))
        roll = Roll(self.geography, self.expectations, scope.level, scope.recast)
        found: list[Figure] = []
        versions = {one: self._versions(one, scope.buckets) for one in dict.fromkeys(ids)}
        together = self._together((one for found in versions.values() for one, _ in found), conditions, cut, dataset)
        for identifier, several in versions.items():
            for definition, numbers in several:
                narrowed = replace(scope, buckets=tuple(scope.buckets[number] for number in numbers))
                assembly = Assembly(
                    self, roll, identifier, definition, narrowed, cut, conditions, dataset, None, together
                )
                found += assembly.figures()
            if not dataset:
                claimed = map(self._not_recast, stated.figures(self, identifier, scope, cut, conditions))
                found += [stated.compared(one, found) for one in claimed]
        return Figures(tuple(_in_order(found, ids)), self.site.warnings if self.places is None else ())

    def _together(
        self, versions: Iterable[Definition | None], conditions: Conditions, cut: Cut, dataset: str | None
    ) -> Together:
        known = [one for one in versions if one is not None and one.formula is not None]
        asked = (
            self.leaf(one, leaf, conditions, cut, dataset)
            for one in known
            if one.formula
            for leaf in one.formula.leaves
        )
        return Together.of(asked, self.area)

    def _not_recast(self, figure: Figure) -> Figure:
        """What a report states is one number: where its place is no longer the same area, that is said."""
        if self.day is None:
            return figure
        start, end = sorted((figure.period.start, self.day))
        if not self.geography.breaks(figure.place, start, end):
            return figure
        note = f"Số nêu trong văn bản là của địa giới lúc đó, không quy đổi được sang địa giới ngày {vietnamese_date(self.day)}"
        return replace(figure, notes=(*figure.notes, note))

    def _place(self, named: str, on: date) -> str:
        """The place asked for; on boundaries of a day it must be there on that day."""
        code = self.geography.find(named, self.day or on)
        if self.day and not self.geography.exists(code, self.day):
            raise MeasureError(places.resolve(code, self.day, atlas=self.geography.atlas).message)
        return code

    def _span(self, ids: Sequence[str], place: str, conditions: Conditions, dataset: str | None) -> Period:
        """The years of which there are rows of these indicators: of what stands above the line."""
        days = []
        for identifier in ids:
            definition = self._newest(identifier)
            if definition is None:
                continue
            for leaf in definition.anchors:
                asked = self.leaf(definition, leaf, conditions, Cut(None, None, ()), dataset)
                below = [code for code in self.seen if self.day or self.geography.lies_in(code, place)]
                days += [period_range(self.engine, self.view, one, below) for one in asked.feeds(self.area)]
        known = [found for found in days if found]
        if not known:
            days += stated.span(self, ids)
            known = [found for found in days if found]
        if not known:
            raise NothingKnown(
                f"Sổ chưa có số liệu nào của {', '.join(ids)} tại {self.geography.name(place, self.today)}; "
                "hãy chạy “soyte submissions” để xem những gì đã nhận, hoặc ghi rõ kỳ bằng --period."
            )
        return spans.covering(known)

    def _newest(self, identifier: str) -> Definition | None:
        versions = self.definitions.catalogue.versions.get(identifier) or self.definitions.measures.versions[identifier]
        return self.definitions.on(identifier, versions[-1].valid_from or versions[-1].valid_to or self.today)

    @property
    def today(self) -> date:
        """The day of the last act, for what has no day of its own."""
        return (self.view.state.recorded_at or clock.now()).astimezone(clock.VIETNAM).date()

    def leaf(
        self, definition: Definition, formula: Formula, conditions: Conditions, cut: Cut, dataset: str | None
    ) -> Leaf:
        """A leaf of the definition under the conditions of the question."""
        return replace(Leaf.of(formula, definition.measure(formula), conditions, cut), dataset=dataset)

    def cells(self, leaf: Leaf, scope: Scope, roll: Roll, together: Together) -> dict[Key, Cell]:
        """The cells of a leaf; read with those of others where that gives the same."""
        wide = together.wide.get(leaf)
        key = wide or leaf, scope.buckets
        if key not in together.read:
            found = self._cells(wide or leaf, scope, roll, together)
            together.read[key] = parted(found) if wide else {"": found}
        return together.read[key].get(dict(leaf.conditions)[COLUMN][0] if wide else "", {})

    def _cells(self, leaf: Leaf, scope: Scope, roll: Roll, together: Together) -> dict[Key, Cell]:
        """Sources whose facilities report are asked apart."""
        reader = Recasting(self.reader, scope.recast) if scope.recast else self.reader
        found: dict[Key, Cell] = {}
        for feed in filter(self._has_rows, leaf.feeds(self.area)):
            if feed.of_dossiers:
                found |= answered(feed, self._of_dossiers(feed, scope, together), who_sent(self, feed, scope))
                continue
            sent = reader.cells(feed, scope)
            for dataset in sorted({key[0] for key in sent if roll.reporter(key[0]) == "facility"}):
                sent |= reader.cells(replace(feed, dataset=dataset), scope, "facility")
            found |= sent
        return found

    def _of_dossiers(self, feed: Leaf, scope: Scope, together: Together) -> Mapping[Key, Cell]:
        """The cells of a leaf of dossiers, read with those beside it."""
        if scope.recast:
            return Recasting(self.reader, scope.recast).cells(feed, scope)
        if (feed, scope.buckets) not in together.sums:
            found = cells_of(self.reader, feed, together.beside.get(feed, ()), scope)
            together.sums.update({(one, scope.buckets): cells for one, cells in found.items()})
        return together.sums[feed, scope.buckets]

    def _has_rows(self, feed: Leaf) -> bool:
        """Whether anybody ever sent what a leaf counts: most measures are sent as tables, or as dossiers, and not as both."""
        asked = feed.measure.where
        if feed.of_dossiers or asked is None or asked.field != "measure" or asked.equal is None:
            return True
        chain, known = _measured.get(self.ledger, ("", frozenset()))
        if chain != self.view.state.chain:
            known = measures_seen(self.view, self.engine)
            _measured[self.ledger] = self.view.state.chain, known
        return asked.equal in known

    def owner(self, dataset: str) -> str:
        """Who answers for a source: whoever its living submissions name."""
        return "; ".join(self._owners.get(dataset, ()))

    @cached_property
    def _owners(self) -> dict[str, list[str]]:
        state = self.view.state
        found: dict[str, list[str]] = {}
        for submission in state.living:
            act = state.accepted[submission]
            owner = act.sender if act.dataset == DATASET else act.owner  # of dossiers the owner says how they came in
            if act.dataset and owner and owner not in found.setdefault(act.dataset, []):
                found[act.dataset].append(owner)
        return {dataset: sorted(owners) for dataset, owners in found.items()}

    def _check(self, conditions: Conditions) -> None:
        """A code that nobody knows and no row has is a slip of the pen, not silence of the units."""
        for name, codes in conditions.items():
            breakdown = self.definitions.measures.breakdowns.get(name)
            strange = [code for code in codes if breakdown is not None and code and code not in breakdown.values]
            if strange and breakdown is not None and breakdown.open:
                if name not in ("disease", "facility"):  # only the rows could tell, and they are many
                    continue
                seen = values_seen(self.view, self.engine, name)
                strange = [code for code in strange if code not in seen]
            if strange and breakdown is not None:
                near = difflib.get_close_matches(strange[0], list(breakdown.values), n=3)
                hint = f" Có phải: {', '.join(near)}?" if near else ""
                raise MeasureError(f"Không có mã {name} “{strange[0]}” trong danh mục và trong sổ.{hint}")

    def _versions(self, identifier: str, buckets: Sequence[Period]) -> Iterable[tuple[Definition | None, list[int]]]:
        """The buckets by the definition that holds at their beginning."""
        found: dict[str, tuple[Definition | None, list[int]]] = {}
        for number, bucket in enumerate(buckets):
            definition = self.definitions.on(identifier, bucket.start)
            version = f"{definition.hash} {definition.valid_from}" if definition else ""
            found.setdefault(version, (definition, []))[1].append(number)
        return found.values()


def _in_order(found: Iterable[Figure], ids: Sequence[str]) -> list[Figure]:
    place = {name: number for number, name in reversed(list(enumerate(ids)))}
    return sorted(
        found,
        key=lambda one: (
            place[one.indicator],
            one.kind,
            not one.dataset,  # what nobody has any rows of comes last
            one.dataset,
            one.place,
            one.breakdown,
            one.period.start,
            one.period.end,
            one.id,
        ),
    )
