"""A chart as a picture for a page or a document, and as JSON for a browser."""

from __future__ import annotations

from json import dumps
from typing import Any

from soyte.reports.charts.chart import Chart
from soyte.reports.charts.draw import converted, pixels
from soyte.reports.charts.framing import framed
from soyte.reports.charts.palette import LIGHT, Palette, config, inked

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def svg(chart: Chart, palette: Palette = LIGHT, *, titled: bool = True) -> str:
    """An SVG element; with title, subtitle and citation unless the page writes them beside it."""
    drawn = converted(specification(chart, palette))
    return framed(chart, drawn, palette, titled=titled)


def png(chart: Chart, scale: float = 2, palette: Palette = LIGHT, *, titled: bool = True) -> bytes:
    """A picture of `scale` dots a CSS pixel, on paper."""
    return pixels(framed(chart, converted(specification(chart, palette)), palette, titled=titled, paper=True), scale)


def json(chart: Chart) -> str:
    """What `charts.js` draws: safe to stand in a `<script type="application/json">`."""
    said: dict[str, Any] = {
        "spec": chart.spec,
        "title": chart.title,
        "told": chart.told,
        "width": chart.width,
        "height": chart.height,
        "fit": chart.fit,
        "step": chart.step,
    }
    return dumps(said, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)


def specification(chart: Chart, palette: Palette = LIGHT) -> dict[str, Any]:
    """The whole Vega-Lite specification in the inks of a theme, for whoever draws it elsewhere."""
    written: dict[str, Any] = inked(chart.spec, palette)
    return {**written, "config": config(palette)}
