"""Signals on a map of communes: the counts as classes, a triangle where there is a signal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from soyte.reports.charts.chart import Chart
from soyte.reports.charts.maps import map_of
from soyte.reports.charts.points import Spot


def signal_map(
    spots: Sequence[Spot],
    signals: Collection[str],
    disease: str,
    on: date,
    *,
    unit: str = "ca",
    shapes: Mapping[str, Any] | None = None,
    citation: str = "",
    credit: str = "",
) -> Chart:
    """`spots` are communes with their counts, `signals` the codes of those with a signal; otherwise as `map_of`."""
    named = [spot.name for spot in spots if spot.code in signals]
    period = spots[0].point.period.label_vi
    if named:
        more = f" và {len(named) - 3} nơi khác" if len(named) > 3 else ""
        title = f"{disease}, {period}: {len(named)} địa bàn có tín hiệu: {', '.join(named[:3])}{more}"
    else:
        title = f"{disease}, {period}: không địa bàn nào có tín hiệu"
    return map_of(spots, unit, title, on, shapes=shapes, citation=citation, credit=credit, marked=signals)
