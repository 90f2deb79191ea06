"""Charts on pages: drawn by `charts.js` from the specification that the page holds, else shown as the picture that it exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from soyte.portal.shell.answers import attached
from soyte.portal.shell.pages import Asked
from soyte.reports.charts import render
from soyte.reports.charts.chart import Chart

_PICTURES: dict[str, tuple[Callable[[Chart], bytes], str]] = {
    "svg": (lambda chart: render.svg(chart).encode(), "image/svg+xml; charset=utf-8"),
    "png": (render.png, "image/png"),
}


def picture_asked(request: Asked, charts: Mapping[str, Chart | None]) -> HttpResponse | None:
    """The picture that `?xuat=svg&hinh=NAME` (or png) asks for: just the chart of the page, with title and citation."""
    kind, chart = request.GET.get("xuat", ""), charts.get(request.GET.get("hinh", ""))
    if kind not in _PICTURES or chart is None:
        return None
    make, mime = _PICTURES[kind]
    return attached(make(chart), f"{request.GET['hinh']}.{kind}", mime)


def figure_of(chart: Chart, picture: str) -> SafeString:
    """The chart in a page. `picture` is the address of its SVG, which whoever has no scripts sees."""
    alt = escape(". ".join(part for part in (chart.title, chart.told) if part))
    cited = f'<p class="cited">{escape(chart.citation)}</p>' if chart.citation else ""
    caption = f"<figcaption>{escape(chart.subtitle)}</figcaption>" if chart.subtitle else ""
    return mark_safe(  # noqa: S308 (every text is escaped; the JSON is written for a script element)
        f'<figure data-chart data-svg="{escape(picture)}" data-alt="{alt}">{caption}'
        f'<script type="application/json">{render.json(chart)}</script>'
        f'<noscript><img src="{escape(picture)}" alt="{alt}"></noscript>{cited}</figure>'
    )
