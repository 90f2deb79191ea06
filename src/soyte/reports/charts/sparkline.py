"""A line the size of a word, for a cell of a table: no axes, the last value as a dot, the target as a faint dashed line.

A table may hold hundreds: `inline` writes the same picture as an SVG element of a few hundred bytes that `charts.css` inks,
without Vega; `sparkline` is the chart for a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from soyte.measures.targets.model import Status
from soyte.reports.charts.chart import Chart, layer, layered, quantity
from soyte.reports.charts.points import Goal, Point
from soyte.reports.charts.time_axis import TimeAxis, at

WIDTH, HEIGHT = 96, 22
_EDGE = 3.0


@dataclass(frozen=True)
class _Drawn:
    """In pixels: unbroken runs of values, the height of the target, and whether the last value is an estimate."""

    runs: tuple[tuple[tuple[float, float], ...], ...]
    goal: float | None
    hollow: bool


def sparkline(points: Sequence[Point], title: str, *, goal: Goal | None = None, width: int = WIDTH, height: int = HEIGHT) -> Chart:  # fmt: skip
    """The points in order of their periods; gaps stay gaps. ValueError without any point."""
    drawn = _drawn(points, goal, width, height)
    x, y = quantity("x", (0, width)), quantity("y", (height, 0))
    rows = [{"x": at_x, "y": at_y, "doan": n} for n, run in enumerate(drawn.runs) for at_x, at_y in run]
    alone = [{"x": run[0][0], "y": run[0][1]} for run in drawn.runs if len(run) == 1]
    target = [{"y": drawn.goal}] if drawn.goal is not None else []
    fill = "$paper" if drawn.hollow else "$accent"
    layers = [
        layer(target, {"type": "rule", "stroke": "$soft", "strokeDash": [2, 2], "strokeWidth": 1}, y=y),
        layer(rows, {"type": "line", "stroke": "$calm", "strokeWidth": 1.4}, x=x, y=y,
              detail={"field": "doan", "type": "nominal"}),
        layer(alone, {"type": "point", "size": 8, "fill": "$calm", "stroke": "$calm"}, x=x, y=y),
        layer(rows[-1:], {"type": "point", "size": 22, "stroke": "$accent", "strokeWidth": 1.4, "fill": fill}, x=x, y=y),
    ]  # fmt: skip
    spec = layered(layers, width, height, padding=0)
    table = tuple({"Kỳ": point.period.label_vi, "Ghi": point.printed} for point in sorted(points, key=_when))
    return Chart(spec, table, title, told=_told(points, goal), width=width, height=height, fit="none")


def inline(points: Sequence[Point], title: str, *, goal: Goal | None = None, width: int = WIDTH, height: int = HEIGHT) -> str:  # fmt: skip
    """The same as an SVG element with classes for its inks."""
    drawn = _drawn(points, goal, width, height)
    parts = []
    if drawn.goal is not None:
        parts.append(f'<path class="spark-goal" d="M0 {drawn.goal:g}H{width}"/>')
    steps = " ".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in run) + ("h.01" if len(run) == 1 else "") for run in drawn.runs
    )
    if drawn.runs:
        x, y = drawn.runs[-1][-1]
        parts.append(f'<path class="spark-line" d="{steps}"/>')
        parts.append(
            f'<circle class="{"spark-estimate" if drawn.hollow else "spark-last"}" cx="{x:g}" cy="{y:g}" r="2.4"/>'
        )
    name = quoteattr(f"{title}. {_told(points, goal)}")
    return f'<svg class="spark" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label={name}>{"".join(parts)}</svg>'


def _drawn(points: Sequence[Point], goal: Goal | None, width: int, height: int) -> _Drawn:
    if not points:
        raise ValueError("a sparkline needs at least one point")
    ordered = sorted(points, key=_when)
    first, last = TimeAxis.of([point.period for point in ordered]).domain
    values = [point.number for point in ordered if point.number is not None]
    every = [*values, float(goal.value)] if goal is not None else values
    low, high = min(every, default=0.0), max(every, default=1.0)

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(height - _EDGE - share * (height - 2 * _EDGE), 1)

    runs: list[list[tuple[float, float]]] = [[]]
    for point in ordered:
        if point.number is None:
            runs.append([])
        else:
            across = (at(point.period) - first) / (last - first)
            runs[-1].append((round(_EDGE + across * (width - 2 * _EDGE), 1), down(point.number)))
    final = next((point for point in reversed(ordered) if point.number is not None), None)
    hollow = final is not None and final.status is not Status.FINAL
    return _Drawn(
        tuple(tuple(run) for run in runs if run), down(float(goal.value)) if goal is not None else None, hollow
    )


def _when(point: Point) -> tuple[object, ...]:
    return point.period.start, point.period.end


def _told(points: Sequence[Point], goal: Goal | None) -> str:
    said = ", ".join(f"{point.period.label_vi} {point.printed}" for point in sorted(points, key=_when))
    return f"{said}; {goal.words}" if goal is not None else said
