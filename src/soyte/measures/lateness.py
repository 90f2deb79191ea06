"""Who should have reported and has not: units by name, for the periods of a source that are over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from soyte import places
from soyte.engine import Column, Compare, IsIn, Literal, Sum
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.visible import View
from soyte.measures.boundaries import site_of
from soyte.measures.expectations import Expected
from soyte.measures.kept import Kept, kept_mappings
from soyte.measures.spans import Rhythm
from soyte.measures.where import Geography
from soyte.periods import Kind, Period
from soyte.periods.calendars import unit_bounds

ROLLUP = "observation_by_place"
_LOOKED_AT = {"day": 14, "week": 12, "month": 12, "quarter": 6, "year": 1}  # so many periods that are over
_BACK = timedelta(days=800)


@dataclass(frozen=True)
class Unit:
    """A unit that should have reported, by code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class Late:
    """A period of a source that is over, how many units should have reported for it, and those that have not."""

    dataset: str
    title: str
    owner: str
    level: str
    period: Period
    expected: int
    missing: tuple[Unit, ...]


def late(ledger: Ledger, place: str, today: date, as_of: AsOf = None) -> tuple[Late, ...]:
    """What is missing within a place, the newest period first; only sources whose mapping says who should report."""
    view = ledger.view(as_of)
    geography = site_of(ledger, view.state).geography
    kept = {name: one for name, one in kept_mappings(view, ledger.engine, geography).items() if one.expected}
    if not kept:
        return ()
    answered = _answered(ledger, view, tuple(kept), today - _BACK)
    found = [
        late_
        for name, one in kept.items()
        if name in answered
        for late_ in _of_source(name, one, answered[name], geography, place, today)
    ]
    return tuple(sorted(found, key=lambda one: (-one.period.end.toordinal(), one.dataset)))


_Answered = dict[tuple[date, str], set[str]]  # first day and grain → who answered


def _answered(ledger: Ledger, view: View, datasets: tuple[str, ...], since: date) -> Mapping[str, _Answered]:
    """Who answered anything, by source and period."""
    frame = view.derived(ROLLUP).filter(IsIn(Column("dataset"), datasets))
    frame = frame.filter(Compare(Column("period_start"), ">=", Literal(since)))
    by = ("dataset", "place", "facility", "period_start", "grain")
    said = frame.group(*by, rows=Sum(Column("n_rows")), silent=Sum(Column("n_not_reported")))
    found: dict[str, _Answered] = defaultdict(lambda: defaultdict(set))
    for row in ledger.engine.collect(said.steps).to_pylist():
        if row["rows"] > row["silent"]:
            key = row["period_start"], row["grain"]
            found[row["dataset"]][key] |= {row["place"], row["facility"] or row["place"]}
    return found


def _of_source(
    dataset: str, kept: Kept, answered: _Answered, geography: Geography, place: str, today: date
) -> Iterator[Late]:
    expected = kept.expected
    assert expected is not None  # noqa: S101 (the caller left the others out)
    newest, grain = max(answered)
    rhythm = Rhythm.of(grain, newest)
    for period in _over(rhythm, today, _LOOKED_AT[grain]):
        if not _asked_for(expected, period):
            continue
        # A unit that was merged or founded within the period is told by its figures, not as late.
        through = (geography.units(expected.level, day, expected.within) for day in (period.start, period.end))
        due = frozenset.intersection(*through) - expected.except_
        due = frozenset(code for code in due if place in _above(geography, code, expected.level, period.start))
        missing = sorted(due - answered.get((period.start, grain), set()))
        if missing:
            units = tuple(Unit(code, _name(geography, code, expected.level, period.start)) for code in missing)
            yield Late(dataset, kept.title, kept.owner, expected.level, period, len(due), units)


def _name(geography: Geography, code: str, level: str, on: date) -> str:
    if level != "facility":
        return geography.name(code, on)
    atlas = geography.atlas
    every = (*places.facilities(on, atlas=atlas), *places.facilities(on, frame="sample", atlas=atlas))
    return next((one.name for one in every if one.code == code), code)


def _above(geography: Geography, code: str, level: str, on: date) -> set[str]:
    lies_in = geography.place_of(code, on) if level == "facility" else code
    return set(geography.above(lies_in, on).values())


def _over(rhythm: Rhythm, today: date, most: int) -> Iterator[Period]:
    """The last periods of a rhythm that ended before today, the newest first."""
    kind = Kind(rhythm.grain)
    day = unit_bounds(rhythm.calendar, kind, today)[0] - timedelta(days=1)
    for _ in range(most):
        start, end = unit_bounds(rhythm.calendar, kind, day)
        yield Period(rhythm.calendar, start, end, kind)
        day = start - timedelta(days=1)


def _asked_for(expected: Expected, period: Period) -> bool:
    begun = expected.start is None or expected.start <= period.start
    return begun and (expected.end is None or period.end <= expected.end)
