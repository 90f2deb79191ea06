"""Places side by side for one indicator: a dot for each, highest first; who did not report is named below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from soyte.reports.charts.theme import Theme, rows_of


@dataclass(frozen=True)
class Spot:
    """A place's value; `label` is the value as printed, `emphasised` inks the place that is looked at."""

    place: str
    value: float
    label: str
    estimate: bool = False
    emphasised: bool = False


def places(spots: Sequence[Spot], unit: str, theme: Theme, *, width: int = 360) -> alt.LayerChart:
    """Bars from zero would say that half the length is half as good; dots on a scale of their own say who is where."""
    rows: list[dict[str, object]] = [
        {
            "noi": spot.place,
            "gia_tri": spot.value,
            "nhan": spot.label,
            "nen": "#ffffff" if spot.estimate else theme.accent if spot.emphasised else theme.calm,
            "muc": theme.accent if spot.emphasised else theme.calm,
        }
        for spot in sorted(spots, key=lambda spot: (-spot.value, spot.place))
    ]
    values = [spot.value for spot in spots]
    low, high = min(values), max(values)
    room = (high - low) * 0.2 or abs(high) * 0.1 or 1.0
    y = alt.Y("noi:N").sort(None).axis(title=None, domain=False, ticks=False, labelLimit=600, labelPadding=8)
    x = alt.X("gia_tri:Q").axis(title=unit, tickCount=5, grid=False, format=",.2~f").scale(
        domain=[low - room, high + room], zero=False, nice=False
    )  # fmt: skip
    base = alt.Chart(rows_of(rows)).encode(x=x, y=y)
    leaders = alt.Chart(rows_of(rows)).mark_rule(strokeDash=[1, 3], color=theme.soft, strokeWidth=1)
    leaders = leaders.encode(x=x, x2=alt.datum(low - room), y=y)
    dots = base.mark_point(size=80, strokeWidth=1.6, opacity=1).encode(
        fill=alt.Fill("nen:N").scale(None), stroke=alt.Stroke("muc:N").scale(None)
    )
    labels = base.mark_text(align="left", dx=9).encode(text="nhan:N")
    layers = alt.layer(leaders, dots, labels).properties(width=width, height=alt.Step(theme.size * 2.2))
    chart: alt.LayerChart = layers.configure(**theme.config())
    return chart
