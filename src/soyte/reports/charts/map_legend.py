"""The legend of a map: classes as they look, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from soyte.reports.charts.chart import Row, layer, own
from soyte.reports.charts.classes import Class
from soyte.reports.charts.hatching import strokes

_STEP, _WIDE, _HIGH = 18.0, 18.0, 12.0


def legend_height(several: Sequence[Class]) -> float:
    """Pixels that the legend takes."""
    return _STEP * len(several)


def legend(several: Sequence[Class], corner: tuple[float, float], x: Row, y: Row) -> list[Row | None]:
    """Swatches and words, from a corner down."""
    left, top = corner
    found: list[Row | None] = []
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    for n, one in enumerate(several):
        above = top + n * _STEP
        box = {"x": left + 0.5, "x2": left + _WIDE, "y": above, "y2": above + _HIGH}
        swatch = {"type": "rect", "fill": one.ink, "stroke": "$line", "strokeWidth": 0.7}
        found.append(layer([box], swatch, x=x, y=y, **ends))
        for falling in (False, True)[: one.hatched]:
            rule = {"type": "rule", "stroke": "$calm", "strokeWidth": 0.7}
            found.append(layer(_hatched(box, falling), rule, x=x, y=y, **ends))
        words = {"x": left + _WIDE + 6, "y": above + _HIGH / 2, "nhan": f"{one.words} ({len(one.spots)})"}
        text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 10.5}
        found.append(layer([words], text, x=x, y=y, text=own("nhan")))
    return found


def _hatched(box: Row, falling: bool) -> list[Row]:
    ring = np.array([[box["x"], box["y"]], [box["x2"], box["y"]], [box["x2"], box["y2"]], [box["x"], box["y2"]]])
    return [{"x": a[0], "y": a[1], "x2": b[0], "y2": b[1]} for a, b in strokes([[ring]], falling=falling)]
