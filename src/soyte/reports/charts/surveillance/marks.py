"""Pieces of Altair that the charts of surveillance share: inks by name, layers with rows of their own, axes of periods."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps
from typing import Any, TypeVar

import altair as alt

from soyte.reports.charts.chart import Row
from soyte.reports.charts.time_axis import TimeAxis

C = TypeVar("C", alt.X, alt.Y)
UNTESTED, UNKNOWN = "?", "×"
TIP = [alt.Tooltip("noi_dung:N", title="Số liệu")]


def base(rows: Sequence[Row]) -> alt.Chart:
    """A layer with rows of its own; what stands in `noi_dung` is its tooltip."""
    return alt.Chart(alt.Data(values=[dict(row) for row in rows])).encode(tooltip=TIP)  # type: ignore[no-untyped-call]


def time(times: TimeAxis, field: str = "x") -> alt.X:
    """Days from left to right, named by periods."""
    axis: Row = {**times.axis}
    return alt.X(f"{field}:Q").scale(domain=list(times.domain), nice=False, zero=False).axis(**axis)


def counts(highest: float, field: str = "y", title: str | None = "Số ca") -> alt.Y:
    """Cases from zero up."""
    axis: Row = {"tickCount": 5, "format": ",.6~f", "domain": False, "ticks": False, "title": title}
    return alt.Y(f"{field}:Q").scale(domain=[0, highest or 1], nice=False).axis(**axis)


def names(labels: Sequence[str]) -> str:
    """An expression that writes the label of each number from 0."""
    return f"{dumps(list(labels), ensure_ascii=False)}[datum.value]"


def words(rows: Sequence[Row], field: str = "nhan", **mark: Any) -> alt.Chart:
    """Text that stands in the rows."""
    found: alt.Chart = base(rows).mark_text(**mark).encode(text=f"{field}:N")
    return found


def layered(layers: Sequence[alt.Chart], width: int, height: int) -> Row:
    """The specification of layers."""
    there: dict[str, Any] = alt.layer(*layers).properties(width=width, height=height).to_dict(validate=False)
    return plain(there)


def plain(spec: dict[str, Any]) -> Row:
    """Without what Altair adds for itself: the look comes from the theme when it is drawn."""
    return {key: value for key, value in spec.items() if key not in ("config", "usermeta")}


def like(channel: C, field: str) -> C:
    """The same position, of another field."""
    found: C = channel.copy()
    found["shorthand"] = f"{field}:Q"
    return found
