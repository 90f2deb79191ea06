"""From the arrays of tests to signals: only what stands out becomes an object."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa

from soyte.catalogue.detection import Clusters
from soyte.measures.address import Address
from soyte.measures.spans import code
from soyte.periods import Period
from soyte.surveillance.detectors.outcome import Array, Positions
from soyte.surveillance.detectors.scan import Cluster
from soyte.surveillance.law.judging import Verdicts, until
from soyte.surveillance.series.coding import name_of
from soyte.surveillance.series.feed import JOIN, Block, Feed
from soyte.surveillance.series.grid import numbered
from soyte.surveillance.series.walk import Walk
from soyte.surveillance.signals import words
from soyte.surveillance.signals.model import Signal, SignalKind, Tests
from soyte.surveillance.signals.scope import Level, Scope
from soyte.surveillance.signals.statistics import WHY, WHY_VI, Tested

_MOST_ROWS = 1000
_RECENT = 70  # days: longer than a month and than the longest cluster
_SCAN = "space_time_permutation"
SCAN_VI = "quét hoán vị không gian – thời gian"


@dataclass(frozen=True)
class Maker:
    """Makes the signals of one disease in one feed at one level."""

    scope: Scope
    feed: Feed
    disease: str
    level: Level

    def statistics(self, made: Block, found: Tested, q_values: Array) -> Iterator[Signal]:
        """Counts above what a detector expects."""
        for number in np.flatnonzero(found.alarm):
            method = found.methods[int(found.method[number])]
            numbers = (float(found.count[number]), float(found.expected[number]), float(found.bound[number]))
            period, place = made.grid.last, self.scope.name(self.level, made.places[number])
            told = words.statistic(period, period.end, place, self._name, *numbers, method.name_vi, self.feed.source)
            yield self._signal(
                "statistic", made.places[number], period, method.method, method.name_vi, "alarm", numbers, told,
                _hashed(made.counts[number], method.model_dump_json()), p_value=float(found.p_value[number]),
                q_value=float(q_values[number]), units=(int(number),),
            )  # fmt: skip

    def conditions(self, verdicts: Verdicts) -> Iterator[Signal]:
        """Conditions that are met, or may be."""
        one, judged = verdicts.threshold, verdicts.judged
        kind: SignalKind = "law" if one.kind == "law" else "practice"
        possible = verdicts.open & np.isin(judged.reason, (2, 3))  # links or confirmation: there are cases enough
        weekly = self.feed.source.grain == "week"
        to = until(verdicts.period, self.scope.grid(self.feed).last) if weekly else verdicts.period.end
        for number in np.flatnonzero((verdicts.met & (verdicts.count > 0)) | possible):
            reason = judged.reason_of(int(number)) if possible[number] else None
            expected = float(judged.expected[number])
            shown = None if np.isnan(expected) else expected
            count, bound = float(verdicts.count[number]), float(judged.bound[number])
            place = self.scope.name(self.level, self.level.units[number])
            told = words.condition(
                one, verdicts.period, to, place, self._name, count, shown, bound, reason, bool(judged.above[number]), self.feed.source
            )  # fmt: skip
            notes = tuple(self._notes(verdicts)) if reason is None else ()
            yield self._signal(
                kind, self.level.units[number], verdicts.period, one.id, one.name_vi, "possible" if reason else "met",
                (count, shown, bound), told, _hashed(np.array([count, expected, bound]), one.text_vi), to=to,
                legal_source=one.legal_source, certainty=one.certainty, notes=notes, units=(int(number),),
            )  # fmt: skip

    def _notes(self, verdicts: Verdicts) -> Iterator[str]:
        one, settings = verdicts.threshold, self.scope.settings
        if one.endemic is not None:
            yield settings.endemic.basis_vi
        if getattr(one.formula, "without_epidemic_years", False):
            yield settings.epidemic_years.basis_vi
        if (
            one.formula.rule != "units_met"
            and one.formula.window == "month_to_date"
            and self.feed.source.kind == "counts"
        ) and self.feed.source.grain == "week":
            yield "Tháng gồm các tuần có ngày thứ tư của tuần nằm trong tháng, cả năm nay và các năm trước"

    def cluster(self, made: Block, which: Positions, one: Cluster, rule: Clusters) -> Signal:
        """A cluster that the scan found; its positions count within `which`."""
        units = tuple(int(which[place]) for place in one.places)
        codes = tuple(made.places[unit] for unit in units)
        names = tuple(self.scope.name(self.level, code) for code in codes)
        period = made.grid.last
        told = words.cluster(
            period, one.length, names, self._name, one.cases, one.expected, one.recurrence, self.feed.source
        )
        return self._signal(
            "cluster", codes[0], period, _SCAN, SCAN_VI, "alarm", (float(one.cases), one.expected, None), told,
            _hashed(made.counts[list(units), -rule.weeks :].ravel(), f"{one.length}"), p_value=one.p_value,
            places=tuple(sorted(codes)), units=units, steps=one.length,
        )  # fmt: skip

    @property
    def _week(self) -> str:
        return code(self.scope.week if self.feed.source.grain == "week" else self.scope.own_month)

    @property
    def _name(self) -> str:
        return name_of(self.scope.diseases, self.disease)

    def _signal(
        self,
        kind: SignalKind,
        place: str,
        period: Period,
        method: str,
        method_name: str,
        state: str,
        numbers: tuple[float, float | None, float | None],
        told: str,
        data: str,
        *,
        units: tuple[int, ...],
        to: date | None = None,
        steps: int = 1,
        p_value: float | None = None,
        q_value: float | None = None,
        legal_source: str | None = None,
        certainty: str | None = None,
        notes: tuple[str, ...] = (),
        places: tuple[str, ...] = (),
    ) -> Signal:
        end = to or period.end
        start = date.fromordinal(period.start.toordinal() - 7 * (steps - 1))
        source = self.feed.source
        return Signal(
            kind, source, self.disease, self._name, self.level.name, place, self.scope.name(self.level, place), period,
            method, method_name, state, *numbers, told, data, self._week, end, p_value, q_value, legal_source, certainty,  # type: ignore[arg-type]
            (*notes, *source.notes), places, self.rows(units, start, end), self.figure(place, period, start, end),
        )  # fmt: skip

    def rows(self, units: tuple[int, ...], start: date, end: date) -> tuple[str, ...]:
        """Keys of the dossiers that were counted."""
        if self.feed.keys is None:
            return ()
        rows, whose = self._recent
        days = self.feed.day[rows]
        wanted = np.isin(whose, units)
        way = self.level.way
        if isinstance(way, Walk):
            for source in {source for unit in units for source in way.of_unit.get(unit, ())}:
                wanted |= self.feed.place[rows] == source
        here = rows[wanted & (days >= numbered(start)) & (days <= numbered(end))]
        return tuple(sorted(self.feed.keys.take(pa.array(here[:_MOST_ROWS])).to_pylist()))

    @cached_property
    def _recent(self) -> tuple[Positions, Positions]:
        """The latest counts of the disease and their units (−1: none, or several)."""
        rows = self.feed.of(self.disease)
        last = numbered(self.scope.grid(self.feed).last.end)
        rows = rows[self.feed.day[rows] > last - _RECENT]
        if isinstance(self.level.way, Walk):
            return rows, self.level.way.unit_of(self.feed.place[rows])
        return rows, self.feed.facility[rows]

    def figure(self, place: str, period: Period, start: date, end: date) -> str | None:
        """The address of the figure that a count is, where it is one."""
        source = self.feed.source
        whole = start == period.start and end == period.end and period.calendar is source.calendar
        if source.kind != "counts" or not whole or self.level.name == "facility" or JOIN in self.disease:
            return None
        recast = self.scope.geography.era(period.start) != self.scope.geography.era(self.level.day)
        day = self.level.day.isoformat() if recast else None
        conditions = {"disease": [self.disease]}
        return str(
            Address("cases", place, period, source.dataset, self.scope.view.state.head, conditions, boundaries=day)
        )


def counted(feed: Feed, level: Level, results: list[Tested]) -> Iterator[Tests]:
    """What was tested by each method, and what could not be, with the reason."""
    if not results:
        return
    for number, method in enumerate(results[0].methods):
        tested = sum(int((one.tested & (one.method == number)).sum()) for one in results)
        found = sum(int((one.alarm & (one.method == number)).sum()) for one in results)
        why = Counter[str]()
        for one in results:
            last = number == len(one.methods) - 1
            mine = ~one.tested & ((one.method == number) | (last & (one.method < 0)))
            why.update(
                {
                    WHY_VI[WHY[int(number_)]]: int(count)
                    for number_, count in zip(*np.unique(one.why[mine], return_counts=True), strict=True)
                }
            )
        if tested or why:
            yield Tests(
                feed.source, level.name, "statistic", method.method, method.name_vi, tested, found, tested * method.false_share, dict(why)
            )  # fmt: skip


def judged_tests(feed: Feed, level: Level, several: list[Verdicts]) -> Iterator[Tests]:
    """The same of conditions; nobody can say how often these are false."""
    by_id: dict[str, list[Verdicts]] = {}
    for one in several:
        by_id.setdefault(one.threshold.id, []).append(one)
    for verdicts in by_id.values():
        threshold = verdicts[0].threshold
        why = Counter[str]()
        for one in verdicts:
            at, first, count = np.unique(one.judged.reason[one.open], return_index=True, return_counts=True)
            for position, number in zip(first[at >= 0], count[at >= 0], strict=True):
                reason = one.judged.reason_of(int(np.flatnonzero(one.open)[position]))
                why[words.REASON_VI[reason] if reason else ""] += int(number)
        told = sum(int((one.applies & ~one.open).sum()) for one in verdicts)
        met = sum(int((one.met & (one.count > 0)).sum()) for one in verdicts)
        kind: SignalKind = "law" if threshold.kind == "law" else "practice"
        yield Tests(feed.source, level.name, kind, threshold.id, threshold.name_vi, told, met, None, dict(why))


def _hashed(values: Array, more: str) -> str:
    known = np.nan_to_num(np.asarray(values, np.float64), nan=-1.0)
    return hashlib.sha256(np.round(known, 6).tobytes() + more.encode()).hexdigest()[:16]
