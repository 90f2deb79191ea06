"""Who should report: the other side of completeness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from soyte.measures.cells import Cell
from soyte.measures.figure import Completeness
from soyte.measures.recast import Recast, members
from soyte.measures.spans import Rhythm
from soyte.measures.where import Geography
from soyte.periods import Period
from soyte.places.model import vietnamese_date

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Expected:
    """The units that should report into a dataset: those of a level (a facility is one too), within a place, but for some,
    for periods from `start` to `end`."""

    level: str
    within: str | None = None
    except_: frozenset[str] = frozenset()
    start: date | None = None
    end: date | None = None


Expectations = Callable[[str], Expected | None]


def nobody_said(dataset: str) -> Expected | None:  # noqa: ARG001 (the signature of an expectation)
    """Where no dataset says who should report into it."""
    return None


@dataclass(frozen=True)
class Roll:
    """Counts who should have reported. Units change only where places do, so what is known of an era is kept."""

    geography: Geography
    expectations: Expectations
    level: str  # of the figures' places
    recast: Recast | None = None
    _known: dict[tuple[str, int], Mapping[str, frozenset[str]]] = field(default_factory=dict, compare=False, repr=False)

    def reporter(self, dataset: str) -> str:
        """The column that tells who reports into a dataset."""
        expected = self.expectations(dataset)
        return "facility" if expected and expected.level == "facility" else "place"

    def of(self, cell: Cell, bucket: Period) -> Completeness:
        """How complete a cell is."""
        dataset, unit, _, _ = cell.key
        rhythm = Rhythm.of(cell.grain, cell.first)
        parts = rhythm.within(bucket)
        expected = self.expectations(dataset)
        units: set[str] | None = None
        reports: int | None = None
        if expected is not None and expected.level in (cell.level, "facility"):
            due = [
                self._due_of(dataset, expected, start, unit)
                for start, end in parts
                if (expected.start is None or expected.start <= start) and (expected.end is None or end <= expected.end)
            ]
            units, reports = set().union(*due), sum(map(len, due))
        return Completeness(
            cell.units,
            None if units is None else len(units),
            cell.reports,
            reports,
            cell.periods,
            len(parts),
            cell.grain,
        )

    def nobody(self, dataset: str, unit: str, bucket: Period) -> Completeness | None:
        """The completeness where no row speaks: known only if somebody said who should report."""
        expected = self.expectations(dataset)
        if expected is None:
            return None
        due = self._due_of(dataset, expected, bucket.start, unit)
        return Completeness(0, len(due), 0, len(due), 0, 1, None)

    def _due_of(self, dataset: str, expected: Expected, on: date, unit: str) -> frozenset[str]:
        known = self._due(dataset, expected, on)
        if self.recast is None:
            return known.get(unit, frozenset())
        return frozenset().union(*(known.get(one, frozenset()) for one in members(unit)))

    def _units(self, place: str, on: date) -> Iterable[str]:
        """The units that whoever reports from a place counts for."""
        if self.recast is not None:
            return (share.new for share in self.recast.target(place, self.geography.era(on)).shares)
        unit = self.geography.above(place, on).get(self.level)
        return () if unit is None else (unit,)

    def _due(self, dataset: str, expected: Expected, on: date) -> Mapping[str, frozenset[str]]:
        key = dataset, self.geography.era(on)
        if key not in self._known:
            found: dict[str, set[str]] = {}
            for code in self.geography.units(expected.level, on, expected.within) - expected.except_:
                place = self.geography.place_of(code, on) if expected.level == "facility" else code
                for unit in self._units(place, on):
                    found.setdefault(unit, set()).add(code)
            self._known[key] = {unit: frozenset(codes) for unit, codes in found.items()}
        return self._known[key]


@lru_cache(maxsize=4096)
def days_left_out(rhythm: Rhythm, bucket: Period) -> tuple[str, ...]:
    """What to say of the days at the ends of a period that no report of the rows' rhythm covers: a year from 15 December
    made of calendar months lacks the first half month and the last."""
    parts = rhythm.within(bucket)
    ends = ((bucket.start, parts[0][0] - _DAY), (parts[-1][1] + _DAY, bucket.end))
    missing = [f"{vietnamese_date(start)} - {vietnamese_date(end)}" for start, end in ends if start <= end]
    if not missing:
        return ()
    return (f"Kỳ này không trùng với các kỳ của báo cáo: chưa gồm số liệu của {', '.join(missing)}",)
