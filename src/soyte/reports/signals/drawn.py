"""Everything that is drawn of one series of a week, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries.shapes import shapes
from soyte.periods import Period
from soyte.places import Level
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.surveillance import endemic_channel, epidemic_curve, heat_map, signal_map
from soyte.reports.signals.watched import channel_of, spots_of, watch_of, watches_of
from soyte.surveillance.series.coding import name_of
from soyte.surveillance.series.feed import Source
from soyte.surveillance.signals.behind import counted_in
from soyte.surveillance.signals.finding import scope_of
from soyte.surveillance.signals.scope import LEVELS, Scope
from soyte.surveillance.signals.views import Areas, Curve, areas, curve, heat, sources

CURVE, HEAT = {"week": 104, "month": 36}, {"week": 26, "month": 24}  # steps that are shown
_ON_MAPS = ("commune", "province")


@dataclass(frozen=True)
class Drawn:
    """One series: `curve` with its numbers, and the charts; `map` and `heat` are None where there is nothing to draw. `without`: how many
    units of the map have no shape. `rows` are the keys of dossiers of the week itself, `figure` the address of its count."""

    numbers: Curve
    curve: Chart
    channel: Chart
    map: Chart | None
    heat: Chart | None
    without: int
    rows: tuple[str, ...] = ()
    figure: str | None = None


@dataclass(frozen=True)
class Choice:
    """A source with the diseases, levels and places (code, name) that have series."""

    source: Source
    diseases: tuple[tuple[str, str], ...]
    places: dict[str, tuple[tuple[str, str], ...]]


def choices(ledger: Ledger, week: Period) -> tuple[Choice, ...]:
    """What can be drawn in a week."""
    scope = scope_of(ledger, week)
    found = []
    for feed in scope.feeds:
        named = sorted(((one, name_of(scope.diseases, one)) for one in feed.diseases), key=lambda pair: pair[1])
        at = {
            level.name: tuple((unit, scope.name(level, unit)) for unit in level.units)
            for level in scope.levels_of(feed, scope.grid(feed).last.end)
        }
        found.append(Choice(feed.source, tuple(named), at))
    return tuple(found)


def drawn(ledger: Ledger, week: Period, source: str, disease: str, level: str, place: str) -> Drawn | None:
    """The pictures of a series as they look in a week; None if there is no such series."""
    scope = scope_of(ledger, week, levels=tuple(dict.fromkeys(("commune", level))), extra=max(CURVE.values()))
    grain = next((one.grain for one in sources(scope) if one.id == source), None)
    if grain is None or level not in LEVELS:
        return None
    numbers = curve(scope, source, disease, level, place, CURVE[grain])
    if numbers is None:
        return None
    cited = _cited(ledger, numbers.source)
    around = areas(scope, source, disease, "commune" if level == "facility" else level)
    picture, without = _map(ledger, scope, around, numbers, place, cited) if around is not None else (None, 0)
    grid = heat(scope, source, level, place, HEAT[grain])
    return Drawn(
        numbers,
        epidemic_curve(watch_of(numbers), citation=cited, width=760),
        endemic_channel(channel_of(numbers), citation=cited, width=760),
        picture,
        heat_map(list(watches_of(grid)), citation=cited) if grid is not None else None,
        without,
        *counted_in(scope, source, disease, level, place),
    )


def of_week(ledger: Ledger, week: Period, disease: str, level: str, place: str) -> Drawn | None:
    """The same from the source whose count is above its threshold, else from the first that has the series."""
    found = [drawn(ledger, week, source.id, disease, level, place) for source in sources(scope_of(ledger, week))]
    there = [one for one in found if one is not None]
    return next((one for one in there if one.numbers.alarm[-1]), there[0] if there else None)


def _cited(ledger: Ledger, source: Source) -> str:
    return f"Nguồn: {source.words}; kho số liệu sau lần ghi nhận số {ledger.view().state.head}"


def _map(ledger: Ledger, scope: Scope, one: Areas, numbers: Curve, place: str, cited: str) -> tuple[Chart | None, int]:
    """The communes (or provinces) of the week; districts of before are drawn as tiles."""
    on = one.period.end
    spots = spots_of(one, place)
    if not spots or np.isnan(one.counts).all():
        return None, 0
    found = shapes(ledger, cast(Level, one.level), on, scope.within) if one.level in _ON_MAPS else None
    alarmed = {code for code, alarm in zip(one.places, one.alarm, strict=True) if alarm}
    chart = signal_map(
        spots, alarmed, numbers.disease_name, on, citation=cited,
        shapes=found.geojson if found is not None else None, credit=found.credit if found is not None else "",
    )  # fmt: skip
    return chart, len(found.missing) if found is not None else len(spots)
