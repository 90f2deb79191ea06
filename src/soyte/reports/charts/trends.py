"""Small multiples: one panel an indicator, its values over the years, the target of the year as a dashed line."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from soyte.reports.charts.theme import Theme, rows_of


@dataclass(frozen=True)
class Step:
    """A year's value; `label` is the value as it is printed. None where nothing was reported."""

    year: int
    value: float | None
    label: str
    estimate: bool = False


@dataclass(frozen=True)
class Panel:
    """One indicator. `target` is drawn if given, `missed` inks the last value."""

    name: str
    unit: str
    steps: tuple[Step, ...]
    target: float | None = None
    missed: bool = False


def trends(
    panels: Sequence[Panel], theme: Theme, *, columns: int = 3, width: int = 190, height: int = 84
) -> alt.FacetChart:
    """The panels in reading order. Each has its own scales: they are looked at one by one.

    One table and one facet: a chart built for each panel took a hundred milliseconds a panel.
    """
    rows = [row for number, panel in enumerate(panels) for row in _rows(panel, number, theme)]
    heads = ["\n".join([*_wrapped(panel.name, width, theme), panel.unit]) for panel in panels]
    base = alt.Chart().encode(x=_years(), y=_values())
    layers = [
        base.transform_filter("datum.loai == 'khung'").mark_point(opacity=0),
        alt.Chart()
        .transform_filter("datum.loai == 'giao'")
        .mark_rule(strokeDash=[4, 3], color=theme.soft)
        .encode(y=_values()),
        base.transform_filter("datum.loai == 'so'").mark_line().encode(detail="doan:N", stroke=_own("muc")),
        base.transform_filter("datum.loai == 'so'")
        .mark_point(size=26, strokeWidth=1.4, opacity=1)
        .encode(stroke=_own("muc"), fill=_own("nen")),
        *(
            base.transform_filter(f"datum.nhan && datum.duoi == {'true' if low else 'false'}")
            .mark_text(dy=theme.size * (1.05 if low else -0.85), font=theme.font, fontSize=theme.size, color=theme.ink)
            .encode(text="nhan:N")
            for low in (False, True)
        ),
    ]
    header = alt.Header(
        title=None, labelExpr=f"split({json.dumps(heads, ensure_ascii=False)}[datum.value], '\\n')", labelAnchor="start",
        labelAlign="left", labelFontWeight="bold", labelPadding=2, labelLineHeight=theme.size * 1.25,
    )  # fmt: skip
    layered = alt.layer(*layers).properties(width=width, height=height)
    faceted = layered.facet(
        facet=alt.Facet("o:O").header(header), columns=columns, data=rows_of(rows), spacing=theme.size * 1.6
    )
    chart: alt.FacetChart = faceted.resolve_scale(x="independent", y="independent").configure(**theme.config())
    return chart


def _years() -> alt.X:
    axis: alt.X = alt.X("nam:Q").axis(
        values=alt.ExprRef("[]"), title=None, grid=False, domain=False, ticks=False, labels=False
    )
    return axis.scale(zero=False, nice=False)


def _values() -> alt.Y:
    axis: alt.Y = alt.Y("gia_tri:Q").axis(None).scale(zero=False, nice=False)
    return axis


def _own(field: str) -> alt.Stroke:
    """The ink is in the data."""
    ink: alt.Stroke = alt.Stroke(f"{field}:N").scale(None)
    return ink


def _rows(panel: Panel, number: int, theme: Theme) -> list[dict[str, object]]:
    """All that one panel draws: values, labels of the first and the last, the target, and corners that make room."""
    steps = [step for step in panel.steps if step.value is not None]
    values = [step.value for step in steps if step.value is not None]
    reach = [*values, panel.target] if panel.target is not None else values
    low, high = min(reach), max(reach)
    room = (high - low) * 0.3 or abs(high) * 0.1 or 1.0
    ink = theme.accent if panel.missed else theme.calm
    first, last = panel.steps[0].year, panel.steps[-1].year
    ends = {steps[0].year, steps[-1].year}
    rows: list[dict[str, object]] = [
        {"o": number, "loai": "so", "nam": step.year, "gia_tri": step.value, "doan": run, "muc": ink,
         "nen": theme.paper if step.estimate else ink, "nhan": f"{step.label}" if step.year in ends else "",
         "duoi": _crossed(step.value, panel.target, room)}
        for run, step in _runs(panel.steps)
    ]  # fmt: skip
    foot = low - room * (3.2 if _crossed(steps[-1].value, panel.target, room) else 1.8)
    corners = ((first - 0.4, foot), (last + 0.4, high + room))
    rows += [{"o": number, "loai": "khung", "nam": year, "gia_tri": value} for year, value in corners]
    rows += [
        {"o": number, "loai": "khung", "nam": year, "gia_tri": foot, "nhan": str(year), "duoi": False}
        for year in (first, last)
    ]
    if panel.target is not None:
        rows.append({"o": number, "loai": "giao", "gia_tri": panel.target})
    return rows


def _crossed(value: object, target: float | None, room: float) -> bool:
    """Whether the dashed line would run through a label above the value."""
    return isinstance(value, float) and target is not None and 0 < target - value < room * 1.4


def _runs(steps: Sequence[Step]) -> list[tuple[int, Step]]:
    """The reported steps, numbered by the run of years that they belong to: a year without a value breaks the line."""
    number, found = 0, []
    for step in steps:
        if step.value is None:
            number += 1
        else:
            found.append((number, step))
    return found


def _wrapped(name: str, width: int, theme: Theme) -> list[str]:
    """Always two lines, so that panels of a row stand level."""
    lines = textwrap.wrap(name, max(12, int(width / (theme.size * 0.6))), max_lines=2, placeholder=" …")
    return [*lines, " "][:2] if lines else [" ", " "]
