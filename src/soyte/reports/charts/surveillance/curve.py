"""The epidemic curve: a bar a period, the expected band behind it, a triangle on every alarm."""

from __future__ import annotations

import altair as alt

from soyte.reports.charts.chart import Chart, Row
from soyte.reports.charts.surveillance import marks
from soyte.reports.charts.surveillance.watch import Watch, written
from soyte.reports.charts.time_axis import TimeAxis, at

_TOP = 1.18  # room above the highest value for triangles and a label


def epidemic_curve(watch: Watch, *, citation: str = "", width: int = 640, height: int = 260) -> Chart:
    """Bars are counts (filled on an alarm, hollow otherwise), the band reaches from the expected count to the threshold."""
    times = TimeAxis.of(watch.periods)
    highest = max([one for one in (*watch.counts, *watch.upper) if one is not None], default=1.0) * _TOP
    x, y = marks.time(times), marks.counts(highest)
    bars = [_bar(watch, number) for number in range(len(watch.periods))]
    band, *edges = _band(watch, x, y)
    layers = [
        band,
        *_bars([row for row in bars if row["y"] is not None], x, y),
        *edges,
        *_signs(bars, x, y),
        *_last(bars, x, y),
    ]
    spec = marks.layered(layers, width, height)
    return Chart(spec, _table(watch), watch.headline(), _key(watch), citation or watch.source, _told(watch), width, height)  # fmt: skip


def _bar(watch: Watch, number: int) -> Row:
    period = watch.periods[number]
    long = period.end.toordinal() + 1 - period.start.toordinal()
    return {
        "x": at(period), "x1": period.start.toordinal() + long * 0.1, "x2": period.end.toordinal() + 1 - long * 0.1,
        "y": watch.counts[number], "trang_thai": watch.state(number), "noi_dung": watch.told(number),
    }  # fmt: skip


def _band(watch: Watch, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The band and its edges; they break where nothing was reckoned."""
    rows: list[Row] = []
    run = 0
    for number, period in enumerate(watch.periods):
        expected, upper = watch.expected[number], watch.upper[number]
        if expected is None or upper is None:
            run += 1
            continue
        ends = (period.start.toordinal(), period.end.toordinal() + 1)
        rows += [
            {"x": day, "y": expected, "tren": upper, "doan": run, "noi_dung": watch.told(number)}
            for day in (ends if len(watch.periods) < 80 else (at(period),))
        ]
    piece = alt.Detail("doan:N")
    area = marks.base(rows).mark_area(fill="$ramp_1", fillOpacity=0.9)
    dashed: Row = {"stroke": "$ink", "strokeWidth": 1.2}
    return [
        area.encode(x=x, y=y, y2="tren:Q", detail=piece),
        marks.base(rows).mark_line(**dashed, strokeDash=[2, 3]).encode(x=x, y=y, detail=piece),
        marks.base(rows).mark_line(**dashed, strokeDash=[7, 3]).encode(x=x, y=marks.like(y, "tren"), detail=piece),
    ]  # fmt: skip


def _bars(rows: list[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    span: Row = {"x": marks.like(x, "x1"), "x2": "x2:Q", "y": y, "y2": alt.datum(0)}
    alarm = [row for row in rows if row["trang_thai"] == "vượt ngưỡng"]
    calm = [row for row in rows if row["trang_thai"] != "vượt ngưỡng"]
    return [
        marks.base(calm).mark_rect(fill="$paper", fillOpacity=0.6, stroke="$calm", strokeWidth=1).encode(**span),
        marks.base(alarm).mark_rect(fill="$missed", stroke="$missed", strokeWidth=1).encode(**span),
    ]


def _signs(bars: list[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    alarms = [row for row in bars if row["trang_thai"] == "vượt ngưỡng"]
    foot = [
        {**row, "nhan": marks.UNKNOWN if row["y"] is None else marks.UNTESTED}
        for row in bars
        if row["trang_thai"] in ("chưa báo cáo", "chưa xét được")
    ]
    if len(foot) > 40:  # of a long stretch every so manieth
        foot = foot[:: -(-len(foot) // 40)]
    triangle: Row = {"shape": "triangle-up", "size": 60, "filled": True, "fill": "$missed", "yOffset": -8}
    return [
        marks.base(alarms).mark_point(**triangle).encode(x=x, y=y),
        marks.words(foot, fontSize=11, fill="$soft", baseline="bottom").encode(
            x=x, y=alt.value({"expr": "height - 1"})
        ),
    ]


def _last(bars: list[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The last alarm says its number."""
    alarms = [number for number, row in enumerate(bars) if row["trang_thai"] == "vượt ngưỡng"]
    if not alarms:
        return []
    row = bars[alarms[-1]]
    count = f"{written(row['y'])} ca"
    side = "right" if alarms[-1] > len(bars) * 0.8 else "left"
    offset: Row = {"dx": -8 if side == "right" else 8, "dy": -10}
    label = marks.words([{**row, "nhan": count}], align=side, baseline="middle", fontWeight="bold", **offset)
    return [label.encode(x=x, y=y)]


def _key(watch: Watch) -> str:
    said = ["Cột: số ca", "dải nền: từ mức dự kiến (nét chấm) đến ngưỡng (nét đứt)", "▲ và cột đặc: vượt ngưỡng"]
    states = {watch.state(number) for number in range(len(watch.periods))}
    said += [f"{marks.UNTESTED}: chưa xét được"] if "chưa xét được" in states else []
    said += [f"{marks.UNKNOWN}: chưa báo cáo"] if "chưa báo cáo" in states else []
    return "; ".join([*said, *([f"phương pháp: {watch.method}"] if watch.method else [])])


def _told(watch: Watch) -> str:
    alarms = [watch.told(number) for number in range(len(watch.periods)) if watch.state(number) == "vượt ngưỡng"]
    return "; ".join(alarms[-12:] or [watch.told()]) + "."


def _table(watch: Watch) -> tuple[Row, ...]:
    return tuple(
        {"Kỳ": period.label_vi, "Số ca": watch.counts[number], "Dự kiến": watch.expected[number], "Ngưỡng": watch.upper[number],
         "Kết quả": watch.state(number)}
        for number, period in enumerate(watch.periods)
    )  # fmt: skip
