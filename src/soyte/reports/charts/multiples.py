"""Small multiples: one panel a commune, district or indicator, all on one scale unless they measure different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps

from soyte.measures.targets.model import MARK_WORDS, Mark, Status
from soyte.reports.charts.chart import SCHEMA, TIP, Chart, Row, own, quantity
from soyte.reports.charts.points import Goal, Point, told
from soyte.reports.charts.time_axis import TimeAxis, at
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.words import number_text

PANEL, HIGH, GAP = 150, 66, 18
_SHORT = (Mark.MISSED, Mark.NEARLY_MET)


@dataclass(frozen=True)
class Panel:
    """One thing over time. `goal` is its target of the last period, `mark` its verdict."""

    name: str
    points: tuple[Point, ...]
    goal: Goal | None = None
    mark: Mark | None = None


def multiples(panels: Sequence[Panel], unit: str, title: str, *, columns: int = 4, citation: str = "") -> Chart:
    """The panels in the order given, the last value written out. ValueError without any point."""
    periods = [point.period for panel in panels for point in panel.points]
    if not periods:
        raise ValueError("small multiples need at least one period")
    times = TimeAxis.of(periods)
    values = [point.number for panel in panels for point in panel.points if point.number is not None]
    values += [float(panel.goal.value) for panel in panels if panel.goal is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    floor = 0.0 if 0 <= low <= high * 0.35 else low - room
    first, last = times.domain
    axis = {**times.axis, "values": [at(times.periods[0]), at(times.periods[-1])], "labelFontSize": 10, "ticks": False}
    axis["labelExpr"] = (
        f"{dumps({str(at(one)): _short(one) for one in (times.periods[0], times.periods[-1])})}[datum.value]"
    )
    x = quantity("x", (first, last), axis=axis, scale={"range": [0, PANEL - 40]})
    y = quantity("y", (floor, high + room), axis=_VALUES)  # fmt: skip
    rows = [row for number, panel in enumerate(panels) for row in _rows(panel, number, unit, first, last)]
    layers = [
        _part("giao", {"type": "rule", "stroke": "$soft", "strokeDash": [4, 3]}, x=x, x2={"field": "x2"}, y=y, tooltip=TIP),
        _part("so", {"type": "line", "stroke": "$calm"}, x=x, y=y, detail={"field": "doan", "type": "nominal"}),
        *(
            _part(f"diem{'_rong' if hollow else ''}{'_thieu' if short else ''}",
                  {"type": "point", "size": 30, "strokeWidth": 1.5, "stroke": ink, "fill": "$paper" if hollow else ink},
                  x=x, y=y, tooltip=TIP)
            for hollow in (False, True) for short, ink in ((False, "$accent"), (True, "$missed"))
        ),
        _part("nhan", {"type": "text", "align": "left", "baseline": "middle", "dx": 7, "fontWeight": "bold"}, x=x, y=y, text=own("nhan")),
        _part("trong", {"type": "text", "align": "left", "baseline": "middle", "fill": "$soft"}, x={"value": 0}, y={"value": HIGH / 2}, text=own("nhan")),
    ]  # fmt: skip
    judged = any(panel.mark is not None for panel in panels)
    heads = [_head(panel, judged=judged) for panel in panels]
    header = {"title": None, "labelAnchor": "start", "labelAlign": "left", "labelFontWeight": "bold", "labelPadding": 4,
              "labelLineHeight": 15, "labelExpr": f"split({dumps(heads, ensure_ascii=False)}[datum.value], '\\n')"}  # fmt: skip
    spec = {
        "$schema": SCHEMA, "data": {"values": rows}, "columns": columns, "spacing": {"row": GAP, "column": GAP},
        "facet": {"field": "o", "type": "ordinal", "header": header}, "spec": {"width": PANEL, "height": HIGH, "layer": layers},
    }  # fmt: skip
    lines = -(-len(panels) // columns)
    said = "; ".join(f"{panel.name}: {panel.points[-1].printed}" for panel in panels if panel.points)
    return Chart(spec, _table(panels, unit), title, _key(panels, unit), citation, f"{said}.", columns * (PANEL + GAP),
                 lines * (HIGH + 55), fit="columns", step=PANEL + GAP)  # fmt: skip


_VALUES: Row = {"title": None, "ticks": False, "domain": False, "grid": True, "tickCount": 3, "format": ",.6~f", "labelFontSize": 10}  # fmt: skip


def _part(kind: str, mark: Row, **encoding: object) -> Row:
    return {"transform": [{"filter": f"datum.loai === '{kind}'"}], "mark": mark, "encoding": encoding}


def _rows(panel: Panel, number: int, unit: str, first: int, last: int) -> list[Row]:
    """All that a panel draws."""
    rows: list[Row] = []
    run, ordered = 0, sorted(panel.points, key=lambda point: point.period)
    known = [point for point in ordered if point.number is not None]
    for n, point in enumerate(ordered):
        if point.number is None:
            run += 1
            continue
        spot = {"o": number, "x": at(point.period), "y": point.number, "noi_dung": told(point, unit, panel.name)}
        rows.append({**spot, "loai": "so", "doan": run})
        alone = all(other.number is None for other in (*ordered[max(n - 1, 0) : n], *ordered[n + 1 : n + 2]))
        if point is known[-1] or alone:
            hollow = "_rong" if point.status is not Status.FINAL else ""
            short = "_thieu" if panel.mark in _SHORT and point is known[-1] else ""
            rows.append({**spot, "loai": f"diem{hollow}{short}"})
    if known:
        rows.append(
            {"o": number, "loai": "nhan", "x": at(known[-1].period), "y": known[-1].number, "nhan": _number(known[-1])}
        )
    else:
        rows.append({"o": number, "loai": "trong", "nhan": ordered[-1].printed if ordered else "…"})
    if panel.goal is not None:
        rows.append({"o": number, "loai": "giao", "x": first, "x2": last, "y": float(panel.goal.value), "noi_dung": panel.goal.words})  # fmt: skip
    return rows


def _head(panel: Panel, *, judged: bool) -> str:
    """The name on one line, the verdict on the next if any panel has one."""
    if not judged:
        return one_line(panel.name, 21)
    verdict = MARK_WORDS[panel.mark] if panel.mark is not None else " "
    return f"{one_line(panel.name, 21)}\n{verdict}"


def _number(point: Point) -> str:
    """Without `ước`: a hollow mark says so."""
    return number_text(point.value, point.step)


def _short(period: object) -> str:
    label = str(getattr(period, "label_vi", period))
    return label.removeprefix("Năm ").replace("Tháng ", "T")


def _key(panels: Sequence[Panel], unit: str) -> str:
    said = [f"Đơn vị: {unit}"] if unit else []
    said.append("cùng một thang đo")
    if any(panel.goal is not None for panel in panels):
        said.append("nét đứt: chỉ tiêu giao")
    if any(point.status is not Status.FINAL for panel in panels for point in panel.points):
        said.append("dấu rỗng: ước hoặc sơ bộ")
    return "; ".join(said)


def _table(panels: Sequence[Panel], unit: str) -> tuple[Row, ...]:
    return tuple(
        {"Tên": panel.name, "Kỳ": point.period.label_vi, "Giá trị": point.value if point.number is not None else None,
         "Ghi": point.printed, "Đơn vị": unit, "Mức đạt": MARK_WORDS[panel.mark] if panel.mark else "", "Địa chỉ": point.address}
        for panel in panels for point in panel.points
    )  # fmt: skip
