"""A line the size of a word, for a cell of a table: no axes, the last value as a dot, the target as a faint dashed line."""

from __future__ import annotations

from collections.abc import Sequence

from soyte.measures.targets.model import Status
from soyte.reports.charts.chart import Chart, layer, layered, quantity
from soyte.reports.charts.points import Goal, Point
from soyte.reports.charts.time_axis import TimeAxis, at


def sparkline(points: Sequence[Point], title: str, *, goal: Goal | None = None, width: int = 96, height: int = 22) -> Chart:  # fmt: skip
    """The points in order of their periods; gaps stay gaps. ValueError without any point."""
    if not points:
        raise ValueError("a sparkline needs at least one point")
    ordered = sorted(points, key=lambda point: point.period)
    times = TimeAxis.of([point.period for point in ordered])
    values = [point.number for point in ordered if point.number is not None]
    values += [float(goal.value)] if goal is not None else []
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    x = quantity("x", times.domain, scale={"range": [2, {"expr": "width - 4"}]})
    y = quantity("y", (low - room, high + room), scale={"range": [{"expr": "height - 3"}, 3]})
    run, rows = 0, []
    for point in ordered:
        run += point.number is None
        if point.number is not None:
            rows.append({"x": at(point.period), "y": point.number, "doan": run})
    alone = [row for row in rows if sum(row["doan"] == other["doan"] for other in rows) == 1]
    last = next((point for point in reversed(ordered) if point.number is not None), None)
    hollow = last is not None and last.status is not Status.FINAL
    dot = {
        "type": "point",
        "size": 22,
        "stroke": "$accent",
        "strokeWidth": 1.4,
        "fill": "$paper" if hollow else "$accent",
    }
    target = [{"y": float(goal.value)}] if goal is not None else []
    layers = [
        layer(target, {"type": "rule", "stroke": "$soft", "strokeDash": [2, 2], "strokeWidth": 1}, y=y),
        layer(rows, {"type": "line", "stroke": "$calm", "strokeWidth": 1.4}, x=x, y=y,
              detail={"field": "doan", "type": "nominal"}),
        layer(alone, {"type": "point", "size": 8, "fill": "$calm", "stroke": "$calm"}, x=x, y=y),
        layer(rows[-1:], dot, x=x, y=y),
    ]  # fmt: skip
    spec = layered(layers, width, height, padding=0)
    told = ", ".join(f"{point.period.label_vi} {point.printed}" for point in ordered)
    if goal is not None:
        told += f"; {goal.words}"
    table = tuple({"Kỳ": point.period.label_vi, "Ghi": point.printed} for point in ordered)
    return Chart(spec, table, title, told=told, width=width, height=height, fit="none")
