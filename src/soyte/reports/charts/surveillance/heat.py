"""Heat map of diseases by week: the darker the further above what was expected, with signs that say the same without colour."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from soyte.reports.charts.chart import Chart, Row
from soyte.reports.charts.surveillance import marks
from soyte.reports.charts.surveillance.watch import Watch, written

_ROW, _CELL, _NAMES = 24, 30, 170
_GRADES = ("dưới dự kiến", "1 đến 2 lần dự kiến", "2 đến 4 lần", "trên 4 lần")
_INKS = ("$paper", "$ramp_1", "$ramp_2", "$ramp_4")


def heat_map(several: Sequence[Watch], title: str = "", *, citation: str = "") -> Chart:
    """A row for each series (of the same periods), most alarms first. ValueError without any."""
    if not several or any(one.periods != several[0].periods for one in several):
        raise ValueError("a heat map needs series of the same periods")
    same = len({one.place for one in several}) == 1
    ordered = sorted(several, key=lambda one: (-sum(one.alarm), one.disease, one.place))
    heads = [one.disease if same else f"{one.disease}, {one.place}" for one in ordered]
    columns, rows = len(several[0].periods), len(ordered)
    step = max(1, -(-columns // 13))
    labels = [
        period.label_vi.removeprefix("Tuần ").removeprefix("Tháng ").split("/")[0] for period in several[0].periods
    ]
    plain: Row = {"title": None, "ticks": False, "domain": False, "grid": False}
    x = alt.X("x:Q").scale(domain=[-0.5, columns - 0.5], nice=False, zero=False).axis(
        **{**plain, "values": list(range(0, columns, step)), "labelExpr": marks.names(labels), "orient": "top", "title": _time(several[0])}
    )  # fmt: skip
    y = (
        alt.Y("y:Q")
        .scale(domain=[rows - 0.5, -0.5], nice=False, zero=False)
        .axis(**{**plain, "values": list(range(rows)), "labelExpr": marks.names(heads), "labelLimit": _NAMES})
    )
    cell = max(12, min(_CELL, 780 // columns))
    spec = marks.layered(_layers(ordered, x, y, numbers=cell >= 20), columns * cell, rows * _ROW)
    told = "; ".join(f"{head}: {sum(one.alarm)} kỳ vượt ngưỡng" for head, one in zip(heads, ordered, strict=True) if any(one.alarm))  # fmt: skip
    table = tuple(
        {"Bệnh": one.disease, "Địa bàn": one.place, "Kỳ": period.label_vi, "Số ca": one.counts[n], "Dự kiến": one.expected[n],
         "Ngưỡng": one.upper[n], "Kết quả": one.state(n)}
        for one in ordered for n, period in enumerate(one.periods)
    )  # fmt: skip
    size = (columns * cell + _NAMES, rows * _ROW + 40)
    words = (title or _headline(ordered, heads), _key(ordered), citation, f"{told or 'không có kỳ nào vượt ngưỡng'}.")
    return Chart(spec, table, *words, *size, fit="scale")


def _grade(one: Watch, number: int) -> int:
    count, expected = one.counts[number] or 0.0, one.expected[number]
    if not expected:
        return 0 if not count else len(_INKS) - 1 if one.alarm[number] else 1
    return int(count > expected) + int(count > 2 * expected) + int(count > 4 * expected)


def _layers(ordered: Sequence[Watch], x: alt.X, y: alt.Y, *, numbers: bool) -> list[alt.Chart]:
    boxes: list[list[Row]] = [[] for _ in (*_INKS, "unknown")]
    frames: list[Row] = []
    texts: dict[str, list[Row]] = {"$ink": [], "$paper": [], "$soft": []}
    for row, one in enumerate(ordered):
        for number, count in enumerate(one.counts):
            place = {"x": number - 0.5, "x2": number + 0.5, "y": row - 0.5, "y2": row + 0.5, "xx": number, "yy": row}
            head = f"{one.disease}, {one.place}. {one.told(number)}"
            state = one.state(number)
            grade = -1 if count is None else _grade(one, number) if one.tested[number] else 0
            boxes[grade].append({**place, "noi_dung": head})
            if state == "vượt ngưỡng":
                frames.append({**place, "goc": row - 0.32, "noi_dung": head})
            tail = marks.UNTESTED if state == "chưa xét được" and count else marks.UNKNOWN if count is None else ""
            mark = (written(count) if numbers and count else "") + tail
            ink = (
                "$soft"
                if state in ("chưa xét được", "chưa báo cáo")
                else "$paper"
                if grade == len(_INKS) - 1
                else "$ink"
            )
            if mark:
                texts[ink].append({**place, "nhan": mark})
    span: Row = {"x": x, "x2": "x2:Q", "y": y, "y2": "y2:Q"}
    middle: Row = {"x": marks.like(x, "xx"), "y": marks.like(y, "yy")}
    return [
        *(marks.base(rows).mark_rect(fill=ink, stroke="$line", strokeWidth=0.5).encode(**span) for rows, ink in zip(boxes, (*_INKS, "$empty"), strict=True)),
        marks.base(frames).mark_rect(filled=False, stroke="$ink", strokeWidth=1.8).encode(**span),
        marks.base(frames).mark_point(shape="triangle-up", size=30, filled=True, fill="$missed", stroke="$paper", strokeWidth=1)
        .encode(x=marks.like(x, "xx"), y=marks.like(y, "goc")),
        *(marks.words(rows, fill=ink, fontSize=10, baseline="middle", dy=2, tooltip=None).encode(**middle) for ink, rows in texts.items()),
    ]  # fmt: skip


def _time(one: Watch) -> str:
    first, last = one.periods[0], one.periods[-1]
    return f"{first.label_vi} đến {last.label_vi}"


def _headline(ordered: Sequence[Watch], heads: Sequence[str]) -> str:
    now = [head for head, one in zip(heads, ordered, strict=True) if one.state() == "vượt ngưỡng"]
    last = ordered[0].periods[-1].label_vi
    if not now:
        return f"{last}: không có chuỗi nào vượt ngưỡng trong {len(ordered)} chuỗi theo dõi"
    more = f" và {len(now) - 3} chuỗi khác" if len(now) > 3 else ""
    return f"{last}: {len(now)} chuỗi vượt ngưỡng: {', '.join(now[:3])}{more}"


def _key(ordered: Sequence[Watch]) -> str:
    said = ["Nền: số ca so với dự kiến, nhạt đến đậm (" + ", ".join(_GRADES) + ")", "▲ và khung đậm: vượt ngưỡng"]
    states = {one.state(n) for one in ordered for n in range(len(one.periods))}
    said += ["?: chưa xét được"] if "chưa xét được" in states else []
    said += [f"{marks.UNKNOWN}: chưa báo cáo"] if "chưa báo cáo" in states else []
    return "; ".join(said)
