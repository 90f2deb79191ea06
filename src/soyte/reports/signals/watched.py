"""Arrays of surveillance as the charts take them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import numpy as np

from soyte.measures.figure import Presence
from soyte.periods import Period
from soyte.reports.charts.points import Point, Spot
from soyte.reports.charts.surveillance import Channel, Watch
from soyte.surveillance.detectors.outcome import Array
from soyte.surveillance.signals.views import Areas, Curve, Heat


def known(values: Array) -> tuple[float | None, ...]:
    """NaN as None."""
    return tuple(None if np.isnan(one) else float(one) for one in values)


def watch_of(one: Curve) -> Watch:
    """A curve with its band."""
    return Watch(
        one.disease_name, one.place_name, one.periods, known(one.counts), known(one.expected), known(one.bound),
        tuple(bool(alarm) for alarm in one.alarm), tuple(bool(there) for there in ~np.isnan(one.bound)), one.method,
        one.source.words,
    )  # fmt: skip


def channel_of(one: Curve) -> Channel:
    """The periods of the last one's year, before the channel of the same time of the years before."""
    last = one.periods[-1]
    year = _year(last)
    at = [number for number, period in enumerate(one.periods) if _year(period) == year]
    labels = tuple(one.periods[n].label_vi.split("/")[0] for n in at)
    lower, middle, upper, counts = (known(row[at]) for row in (one.lower, one.middle, one.upper, one.counts))
    return Channel(
        one.disease_name, one.place_name, year, labels, lower, middle, upper, counts, past=f"{year - 5} - {year - 1}",
        method="tứ phân vị của cùng thời gian năm năm trước", source=one.source.words,
    )  # fmt: skip


def _year(period: Period) -> int:
    """The year whose week or month it is: that of its fourth day."""
    return (period.start + timedelta(days=3)).year


def watches_of(grid: Heat) -> Iterator[Watch]:
    """A row for each disease."""
    for row, name in enumerate(grid.names):
        yield Watch(
            name, grid.place_name, grid.periods, known(grid.counts[row]), known(grid.expected[row]), known(grid.bound[row]),
            tuple(bool(alarm) for alarm in grid.alarm[row]), tuple(bool(there) for there in ~np.isnan(grid.bound[row])),
            source=grid.source.words,
        )  # fmt: skip


def spots_of(one: Areas, place: str) -> tuple[Spot, ...]:
    """A spot for each place; `place` is the one that is looked at."""
    return tuple(
        Spot(code, name, _point(one, count), emphasised=code == place)
        for code, name, count in zip(one.places, one.names, known(one.counts), strict=True)
    )


def _point(one: Areas, count: float | None) -> Point:
    if count is None:
        return Point(one.period, None, Presence.NOT_REPORTED)
    return Point(one.period, Decimal(str(round(count, 1))).normalize() if count % 1 else Decimal(int(count)))
