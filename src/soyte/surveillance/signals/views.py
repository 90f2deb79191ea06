"""What pages draw: a curve with its expected band, the endemic channel, a map of one week, diseases by weeks.

Every past week is judged as a run in that week would have judged it, on the counts that are known today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from soyte.periods import Period
from soyte.surveillance.detectors.endemic_channel import endemic_channel
from soyte.surveillance.detectors.outcome import Array, Flags
from soyte.surveillance.series.coding import name_of
from soyte.surveillance.series.feed import Block, Feed, Source
from soyte.surveillance.series.grid import Grid
from soyte.surveillance.signals.scope import Level, Scope
from soyte.surveillance.signals.statistics import LONGEST, Tested, examined

_FREQUENCY = {"week": 52, "month": 12}


@dataclass(frozen=True)
class Curve:
    """One series over time, all of one length: counts (NaN: not known), what was expected and the bound (NaN: not tested), alarms, and the
    endemic channel (first quartile, median, third quartile of the same time of five years before; NaN without)."""

    source: Source
    disease: str
    disease_name: str
    level: str
    place: str
    place_name: str
    periods: tuple[Period, ...]
    counts: Array
    expected: Array
    bound: Array
    alarm: Flags
    lower: Array
    middle: Array
    upper: Array
    method: str = ""
    """What tested the last step that was tested, in Vietnamese."""


@dataclass(frozen=True)
class Heat:
    """Diseases by weeks of one place: `counts`, `expected`, `bound` and `alarm` (diseases, weeks); NaN is not known, not tested."""

    source: Source
    place_name: str
    diseases: tuple[str, ...]
    names: tuple[str, ...]
    periods: tuple[Period, ...]
    counts: Array
    expected: Array
    bound: Array
    alarm: Flags


@dataclass(frozen=True)
class Areas:
    """One disease in one week by place: count, expected, bound (NaN: not known, not tested) and alarm."""

    source: Source
    disease: str
    level: str
    period: Period
    places: tuple[str, ...]
    names: tuple[str, ...]
    counts: Array
    expected: Array
    bound: Array
    alarm: Flags


def sources(scope: Scope) -> tuple[Source, ...]:
    """What there is to draw from."""
    return tuple(feed.source for feed in scope.feeds)


def curve(scope: Scope, source: str, disease: str, level: str, place: str, steps: int = 104) -> Curve | None:
    """The last `steps` of a series; None if there is no such series. `scope` needs `extra` ≥ `steps`, else less is shown."""
    found = series_of(scope, source, level, disease)
    if found is None or place not in found[1].units:
        return None
    feed, at, made = found
    row = at.units.index(place)
    one = _rows(made, row)
    shown = min(steps, scope.extra + 1)
    results = list(_looking_back(one, scope, shown))
    channel = endemic_channel(
        one.counts,
        "quartiles",
        frequency=_FREQUENCY[one.grid.grain],
        dates=one.grid.starts,
        moments=np.arange(one.grid.length - shown, one.grid.length),
    )
    return Curve(
        feed.source, disease, name_of(scope.diseases, disease), level, place, scope.name(at, place),
        tuple(one.grid.period(step) for step in range(one.grid.length - shown, one.grid.length)),
        one.counts[0, -shown:], _of("expected", results), _of("bound", results),
        np.array([bool(result.alarm[0]) for result in results]),
        channel.more["lower"][0], channel.more["expected"][0], np.where(channel.tested[0], channel.upperbound[0], np.nan), _method(results),
    )  # fmt: skip


def heat(scope: Scope, source: str, level: str, place: str, steps: int = 52) -> Heat | None:
    """All diseases of a place over the last `steps`."""
    shown = min(steps, scope.extra + 1)
    counts, names = [], []
    tested: list[list[Tested]] = []
    kept: tuple[Feed, Level, Block] | None = None
    for feed in scope.feeds:
        for disease in feed.diseases if feed.source.id == source else ():
            found = series_of(scope, source, level, disease)
            if found is None or place not in found[1].units:
                continue
            kept = found
            one = _rows(found[2], found[1].units.index(place))
            counts.append(one.counts[0, -shown:])
            tested.append(list(_looking_back(one, scope, shown)))
            names.append(disease)
    if kept is None:
        return None
    feed, at, made = kept
    periods = tuple(made.grid.period(step) for step in range(made.grid.length - shown, made.grid.length))
    titles = tuple(name_of(scope.diseases, one) for one in names)
    expected, bound = (np.array([_of(name, row) for row in tested]) for name in ("expected", "bound"))
    alarm = np.array([[bool(result.alarm[0]) for result in row] for row in tested])
    return Heat(
        feed.source, scope.name(at, place), tuple(names), titles, periods, np.array(counts), expected, bound, alarm
    )


def areas(scope: Scope, source: str, disease: str, level: str = "commune") -> Areas | None:
    """The last step of a disease in every place of a level."""
    found = series_of(scope, source, level, disease)
    if found is None:
        return None
    feed, at, made = found
    result = examined(last_of(made, 0), scope.settings)
    names = tuple(scope.name(at, unit) for unit in at.units)
    return Areas(
        feed.source, disease, level, made.grid.last, at.units, names, result.count, result.expected, result.bound, result.alarm
    )  # fmt: skip


def series_of(scope: Scope, source: str, level: str, disease: str) -> tuple[Feed, Level, Block] | None:
    """The feed, level and counts of a disease; None if there are none."""
    for feed in scope.feeds:
        if feed.source.id == source and disease in feed.diseases:
            grid = scope.grid(feed)
            for at in scope.levels_of(feed, grid.last.end):
                if at.name == level:
                    return feed, at, scope.block(feed, disease, at, grid)
    return None


def _rows(made: Block, row: int) -> Block:
    return Block(made.source, made.disease, made.level, (made.places[row],), made.grid, made.counts[row : row + 1])


def last_of(made: Block, back: int) -> Block:
    """A block as it ended some steps ago, as long as detectors need."""
    end = made.grid.length - back
    length = min(end, LONGEST[made.grid.grain])
    grid = Grid(made.grid.period(end - 1), length)
    return Block(made.source, made.disease, made.level, made.places, grid, made.counts[:, end - length : end])


def _looking_back(one: Block, scope: Scope, shown: int) -> Iterator[Tested]:
    for back in reversed(range(shown)):
        yield examined(last_of(one, back), scope.settings)


def _of(name: str, results: list[Tested]) -> Array:
    return np.array([float(getattr(result, name)[0]) for result in results])


def _method(results: list[Tested]) -> str:
    names = [one.methods[int(one.method[0])].name_vi for one in results if one.tested[0]]
    return names[-1] if names else ""
