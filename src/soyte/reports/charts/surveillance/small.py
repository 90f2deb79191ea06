"""Small multiples of a back-test: a series a panel, its outbreaks shaded, its alarms as triangles above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps

from soyte.reports.charts.chart import SCHEMA, Chart, Row
from soyte.reports.charts.surveillance.watch import written

PANEL, HIGH, GAP = 196, 70, 22


@dataclass(frozen=True)
class Found:
    """A series with what the detector said of it and what the later course showed; positions begin at 0, `start` is the year of the first."""

    name: str
    counts: tuple[float | None, ...]
    alarms: tuple[int, ...]
    false: tuple[int, ...]
    outbreaks: tuple[tuple[int, int], ...]
    tested_from: int
    words: str


def back_test_multiples(
    panels: Sequence[Found], title: str, start: int, frequency: int, *, columns: int = 4, citation: str = ""
) -> Chart:
    """Each panel on a scale of its own: what is compared is where the triangles stand. ValueError without a panel."""
    if not panels:
        raise ValueError("small multiples need a panel")
    length = len(panels[0].counts)
    years = range(0, length, 5 * frequency)
    label = f"toString({start} + datum.value / {frequency})"
    axis = {"values": list(years), "labelExpr": label, "title": None, "grid": False, "labelFontSize": 10}
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [-1, length], "nice": False, "zero": False},
        "axis": axis,
    }
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [0, 1.3], "nice": False}, "axis": None}
    rows = [row for number, panel in enumerate(panels) for row in _rows(panel, number)]
    layers = [
        _part("dich", {"type": "rect", "fill": "$ramp_2", "fillOpacity": 0.8, "tooltip": None}, x=x, x2={"field": "x2"}),
        _part("lich_su", {"type": "rule", "stroke": "$soft", "strokeDash": [2, 2], "tooltip": None}, x=x),
        _part("so", {"type": "line", "stroke": "$ink", "strokeWidth": 1}, x=x, y=y, detail={"field": "doan", "type": "nominal"}),
        _part("dung", {"type": "point", "shape": "triangle-down", "size": 26, "fill": "$ink", "stroke": "$ink", "filled": True}, x=x, y=y),
        _part("sai", {"type": "point", "shape": "triangle-down", "size": 26, "fill": "$paper", "stroke": "$missed", "strokeWidth": 1.2}, x=x, y=y),
    ]  # fmt: skip
    heads = [f"{panel.name}\n{panel.words}" for panel in panels]
    header = {"title": None, "labelAnchor": "start", "labelAlign": "left", "labelPadding": 3, "labelLineHeight": 14, "labelFontSize": 11,
              "labelExpr": f"split({dumps(heads, ensure_ascii=False)}[datum.value], '\\n')"}  # fmt: skip
    spec = {
        "$schema": SCHEMA, "data": {"values": rows}, "columns": columns, "spacing": {"row": 14, "column": GAP},
        "facet": {"field": "o", "type": "ordinal", "header": header}, "spec": {"width": PANEL, "height": HIGH, "layer": layers},
    }  # fmt: skip
    key = "Vạch: số ca, mỗi ô một thang đo; nền sẫm: đợt dịch nhìn lại; ▼ đặc: cảnh báo đúng, ▼ rỗng: cảnh báo ngoài đợt dịch; vạch đứng: bắt đầu xét"
    told = "; ".join(f"{panel.name}: {panel.words}" for panel in panels)
    table = tuple(
        {"Chuỗi": one.name, "Kết quả": one.words, "Cảnh báo": len(one.alarms), "Ngoài đợt dịch": len(one.false)}
        for one in panels
    )
    size = (columns * (PANEL + GAP), -(-len(panels) // columns) * (HIGH + 66))
    return Chart(spec, table, title, key, citation, f"{told}.", *size, fit="columns", step=PANEL + GAP)


def _part(kind: str, mark: Row, **encoding: object) -> Row:
    return {"transform": [{"filter": f"datum.loai === '{kind}'"}], "mark": mark, "encoding": encoding}


def _rows(panel: Found, number: int) -> list[Row]:
    most = max((one for one in panel.counts if one is not None), default=1.0) or 1.0
    rows: list[Row] = [{"o": number, "loai": "lich_su", "x": panel.tested_from}]
    rows += [{"o": number, "loai": "dich", "x": first - 0.5, "x2": last + 0.5} for first, last in panel.outbreaks]
    run = 0
    for position, count in enumerate(panel.counts):
        if count is None:
            run += 1
            continue
        rows.append({"o": number, "loai": "so", "x": position, "y": count / most, "doan": run})
    wrong = set(panel.false)
    rows += [
        {"o": number, "loai": "sai" if one in wrong else "dung", "x": one, "y": 1.18,
         "noi_dung": f"{panel.name}: {written(panel.counts[one] or 0.0)} ca"}
        for one in panel.alarms
    ]  # fmt: skip
    return rows
