"""The delay triangle: which cases came in how late, and how many there will be once all reports are in."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from soyte.reports.charts.chart import Chart, Row
from soyte.reports.charts.surveillance import marks
from soyte.reports.charts.surveillance.watch import written

_ROW, _CELL, _BARS, _LEFT = 22, 38, 220, 90
_CLASSES = ("$paper", "$ramp_1", "$ramp_2", "$ramp_3", "$ramp_4")


@dataclass(frozen=True)
class Delays:
    """`cells` (periods × delays) as of `nowcast.triangle`, None where a report can not be there yet; `reported`, `expected`, `lower` and `upper`
    (periods) as of `nowcast`. `labels` name the periods of the events, `unit` the delays (`tuần`)."""

    disease: str
    place: str
    labels: tuple[str, ...]
    cells: tuple[tuple[float | None, ...], ...]
    reported: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    unit: str = "tuần"
    source: str = ""

    def told(self, number: int) -> str:
        """`Tuần 34: đã báo 5 ca, dự kiến 12 (8 - 19)`."""
        reported, expected = self.reported[number], self.expected[number]
        if reported is None or expected is None:
            return f"{self.labels[number]}: chưa ước được"
        low, high = self.lower[number] or 0.0, self.upper[number] or 0.0
        return f"{self.labels[number]}: đã báo {written(reported)} ca, dự kiến {written(expected)} ({written(low)} - {written(high)})"  # fmt: skip


def delay_triangle(one: Delays, *, citation: str = "") -> Chart:
    """A table of cells, darker with more cases, each with its number; beside it what is reported and what is expected, with its interval."""
    rows, columns = len(one.labels), len(one.cells[0])
    axis: Row = {"values": list(range(rows)), "labelExpr": marks.names(one.labels), "title": None, "ticks": False, "domain": False, "grid": False}  # fmt: skip
    y = alt.Y("y:Q").scale(domain=[rows - 0.5, -0.5], nice=False, zero=False)
    left = alt.layer(*_cells(one, columns, y.axis(**axis))).properties(width=columns * _CELL, height=rows * _ROW)
    right = alt.layer(*_bars(one, y.axis(None))).properties(width=_BARS, height=rows * _ROW)
    spec = marks.plain(alt.hconcat(left, right, spacing=16).to_dict(validate=False))
    told = "; ".join(one.told(number) for number in range(max(0, rows - columns), rows))
    key = (
        f"Bên trái: số ca theo số {one.unit} chậm báo cáo; · chưa đến hạn báo. Bên phải: cột đặc đã báo, cột rỗng dự kiến "
        "khi báo đủ, vạch ngang là khoảng tin cậy 95%"
    )
    size = (columns * _CELL + _BARS + _LEFT, rows * _ROW + 50)
    return Chart(spec, _table(one), _headline(one), key, citation or one.source, f"{told}.", *size, fit="scale")


def _cells(one: Delays, columns: int, y: alt.Y) -> list[alt.Chart]:
    most = max((cell for row in one.cells for cell in row if cell is not None), default=1.0) or 1.0
    known: list[list[Row]] = [[] for _ in _CLASSES]
    signs: list[Row] = []
    for number, row in enumerate(one.cells):
        for delay, cell in enumerate(row):
            place = {
                "x": delay - 0.5,
                "x2": delay + 0.5,
                "y": number - 0.5,
                "y2": number + 0.5,
                "yy": number,
                "xx": delay,
            }
            if cell is None:
                signs.append({**place, "nhan": "·", "muc": "soft"})
                continue
            grade = min(len(_CLASSES) - 1, int(-(-4 * cell // most)))
            text = f"{one.labels[number]}, chậm {delay} {one.unit}: {written(cell)} ca"
            known[grade].append({**place, "noi_dung": text})
            signs.append({**place, "nhan": written(cell), "muc": "paper" if grade == len(_CLASSES) - 1 else "ink"})
    bare: Row = {"grid": False, "ticks": False, "domain": False}
    axis: Row = {"values": list(range(columns)), "title": f"Chậm báo cáo ({one.unit})", "orient": "top", **bare}
    x = alt.X("x:Q").scale(domain=[-0.5, columns - 0.5], nice=False, zero=False).axis(**axis)
    edge: Row = {"stroke": "$line", "strokeWidth": 0.6}
    boxes = [
        marks.base(rows).mark_rect(fill=ink, **edge).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
        for rows, ink in zip(known, _CLASSES, strict=True)
    ]
    middle: Row = {"x": marks.like(x, "xx"), "y": marks.like(y, "yy")}
    texts = [
        marks.words([row for row in signs if row["muc"] == ink], fill=f"${ink}", fontSize=11, tooltip=None).encode(**middle)
        for ink in ("soft", "ink", "paper")
    ]  # fmt: skip
    return [*boxes, *texts]


def _bars(one: Delays, y: alt.Y) -> list[alt.Chart]:
    rows: list[Row] = [
        {"y": n - 0.3, "y2": n + 0.3, "yy": n, "da": reported, "het": expected, "thap": one.lower[n], "cao": one.upper[n], "noi_dung": one.told(n)}
        for n, (reported, expected) in enumerate(zip(one.reported, one.expected, strict=True))
        if reported is not None and expected is not None
    ]  # fmt: skip
    most = max([row["cao"] or row["het"] for row in rows], default=1.0) * 1.05 or 1.0
    axis: Row = {
        "title": "Số ca: đã báo và dự kiến",
        "orient": "top",
        "tickCount": 4,
        "format": ",.6~f",
        "domain": False,
        "ticks": False,
    }

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q").scale(domain=[0, most], nice=False).axis(**axis)

    middle = marks.like(y, "yy")
    hollow: Row = {"fill": "$paper", "stroke": "$accent", "strokeDash": [4, 2], "strokeWidth": 1.2}
    return [
        marks.base(rows).mark_rect(**hollow).encode(x=x("het"), x2=alt.datum(0), y=y, y2="y2:Q"),
        marks.base(rows).mark_rect(fill="$accent").encode(x=x("da"), x2=alt.datum(0), y=y, y2="y2:Q"),
        marks.base(rows).mark_rule(stroke="$ink", strokeWidth=1.5).encode(x=x("thap"), x2="cao:Q", y=middle),
        marks.base(rows).mark_tick(color="$ink", thickness=1.5, height=9).encode(x=x("cao"), y=middle),
    ]


def _headline(one: Delays) -> str:
    who = f"{one.disease}, {one.place}"
    last = len(one.labels) - 1
    reported, expected = one.reported[last], one.expected[last]
    if reported is None or expected is None:
        return f"{who}: chưa ước được số ca của {one.labels[last]}"
    late = f" (thêm {written(expected - reported)} ca báo chậm)" if expected - reported >= 0.5 else ""
    return f"{who}: {one.labels[last]} mới báo {written(reported)} ca, dự kiến {written(expected)}{late}"


def _table(one: Delays) -> tuple[Row, ...]:
    return tuple(
        {"Kỳ": label, "Đã báo": one.reported[n], "Dự kiến": one.expected[n], "Thấp": one.lower[n], "Cao": one.upper[n],
         **{f"Chậm {delay}": cell for delay, cell in enumerate(one.cells[n])}}
        for n, label in enumerate(one.labels)
    )  # fmt: skip
