"""How far results lie from their targets, each as a share of its target: dots left and right of one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from soyte.reports.charts.theme import Theme, rows_of

_SHAPES = {"không đạt": "cross", "cơ bản đạt": "diamond", "đạt": "circle", "vượt": "triangle-up"}


@dataclass(frozen=True)
class Gap:
    """A judged target: percent of the target by which the result is better (+) or worse (-), and that as printed."""

    name: str
    percent: float
    label: str
    verdict: str
    provisional: bool = False


def distances(gaps: Sequence[Gap], theme: Theme, *, width: int = 250) -> alt.LayerChart:
    """Worst first."""
    ordered = sorted(gaps, key=lambda gap: (gap.percent, gap.name))
    rows: list[dict[str, object]] = [
        {
            "ten": gap.name,
            "lech": gap.percent,
            "nhan": gap.label + (" (tạm)" if gap.provisional else ""),
            "muc": gap.verdict,
        }
        for gap in ordered
    ]
    reach = max((abs(gap.percent) for gap in ordered), default=1.0) or 1.0
    y = alt.Y("ten:N").sort(None).axis(title=None, domain=False, ticks=False, labelLimit=900, labelPadding=8)
    x = alt.X("lech:Q").axis(title="kém hơn (-), tốt hơn (+) so với chỉ tiêu, %", format="+,.2~f",
                             tickCount=5, grid=False, titleAnchor="start").scale(domain=[-reach * 1.35, reach * 1.35])  # fmt: skip
    present = [word for word in _SHAPES if any(gap.verdict == word for gap in ordered)]
    colours = [theme.accent if word in ("không đạt", "cơ bản đạt") else theme.calm for word in present]
    data = rows_of(rows)
    base = alt.Chart(data).encode(x=x, y=y)
    zero = alt.Chart(rows_of([{"lech": 0}])).mark_rule(color=theme.ink, strokeWidth=1).encode(x="lech:Q")
    stems = alt.Chart(data).mark_rule(color=theme.line, strokeWidth=2).encode(x=x, x2=alt.datum(0), y=y)
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        shape=alt.Shape("muc:N").scale(domain=present, range=[_SHAPES[word] for word in present]).title(None),
        color=alt.Color("muc:N").scale(domain=present, range=colours).title(None),
    )
    beyond = base.transform_filter("datum.lech >= 0").mark_text(align="left", dx=8).encode(text="nhan:N")
    short = base.transform_filter("datum.lech < 0").mark_text(align="right", dx=-8).encode(text="nhan:N")
    layers = alt.layer(zero, stems, dots, beyond, short).properties(width=width, height=alt.Step(theme.size * 2))
    config = theme.config()
    config["legend"] |= {"orient": "top"}
    chart: alt.LayerChart = layers.configure(**config)
    return chart
