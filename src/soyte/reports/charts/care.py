"""Charts of analyses of care: who sends whom where, a share from month to month, spending beside what was assigned."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from json import dumps

from soyte.measures.care import Answer
from soyte.quantities import write_number
from soyte.reports.charts.chart import TIP, Chart, Row, layer, layered, own, quantity

_MOST, _CELL, _BAR = 14, 26, 30
"""So many places on each side, the height of their rows, and of a bar."""


def flows(answer: Answer) -> Chart | None:
    """The matrix of transfers as a grid: from (down) to (across), the darker the more dossiers. None without any."""
    rows = [one for one in answer.records() if {"origin", "destination"} <= one.keys()]
    some = [(str(one["origin"]), str(one["destination"]), _size(one), one) for one in rows]
    some = [one for one in some if one[2]]
    if not some:
        return None
    down, across = (_largest((one[side], one[2]) for one in some) for side in (0, 1))
    shown = [one for one in some if one[0] in down and one[1] in across]
    cells: list[Row] = [
        {
            "tu": here,
            "den": there,
            "n": n,
            "nhan": printed(n),
            "ngoai": one["leaves"] == "có",
            "noi_dung": f"{_named(one, 'origin')} → {_named(one, 'destination')}: {printed(n)} lượt chuyển"
            f"{', ra ngoài tỉnh' if one['leaves'] == 'có' else ''}",
        }
        for here, there, n, one in shown
    ]
    names = {here: _named(one, "origin") for here, _, _, one in shown}
    bare = {"domain": False, "ticks": False}
    top = {**bare, "title": "Nơi đến (mã cơ sở)", "labelAngle": -40, "orient": "top"}
    labels = f"{dumps(names, ensure_ascii=False)}[datum.value]"
    x = {"field": "den", "type": "ordinal", "sort": across, "axis": top}
    side = {**bare, "title": None, "labelLimit": 230, "labelExpr": labels}
    y = {"field": "tu", "type": "ordinal", "sort": down, "axis": side}
    shade = {"field": "n", "type": "quantitative", "scale": {"type": "sqrt", "range": [0.12, 0.6]}, "legend": None}
    inside, outside = ([one for one in cells if one["ngoai"] is leaves] for leaves in (False, True))
    layers = [
        layer(inside, {"type": "rect", "fill": "$accent"}, x=x, y=y, opacity=shade, tooltip=TIP),
        layer(outside, {"type": "rect", "fill": "$nearly"}, x=x, y=y, opacity=shade, tooltip=TIP),
        layer(cells, {"type": "text"}, x=x, y=y, text=own("nhan"), tooltip=TIP),
    ]
    height = _CELL * len(down)
    left_out = len(some) - len(shown)
    said = "Dòng là nơi chuyển, cột là nơi đến; đậm là nhiều lượt, màu vàng nâu là ra ngoài tỉnh"
    told = "; ".join(str(one["noi_dung"]) for one in cells[:10])
    return Chart(
        layered(layers, 640, height, resolve={"scale": {"opacity": "shared"}}),
        tuple({"Nơi chuyển": one["tu"], "Nơi đến": one["den"], "Lượt": one["n"]} for one in cells),
        answer.title,
        f"{said}{f'; còn {left_out} cặp chỉ có trong bảng' if left_out else ''}",
        cited(answer),
        f"{told}.",
        640,
        height + 80,
    )


def monthly(answer: Answer, name: str, title: str, unit: str) -> Chart | None:
    """A column of an answer by month as a line. None with fewer than two months."""
    known = [(str(one["month"]), one[name]) for one in answer.records() if one["month"]]
    rows: list[Row] = [
        {"thang": month, "y": value, "noi_dung": f"{_month(month)}: {printed(value)} {unit}"}
        for month, number in known
        if (value := _float(number)) is not None
    ]
    if len(rows) < 2:
        return None
    high = max(float(row["y"]) for row in rows)
    months = [str(row["thang"]) for row in rows]
    labels = {month: _month(month) for month in months}
    axis = {"title": None, "labelAngle": 0, "labelOverlap": "greedy", "labelExpr": f"{dumps(labels)}[datum.value]"}
    scale = {"type": "point", "padding": 0.3}
    x = {"field": "thang", "type": "ordinal", "sort": months, "axis": axis, "scale": scale}
    y = quantity("y", (0, high * 1.1 or 1), axis={"title": unit, "tickCount": 4, "format": ",.6~f"})
    line = {"type": "line", "stroke": "$accent"}
    dots = {"type": "point", "size": 45, "fill": "$accent", "stroke": "$paper"}
    spec = layered([layer(rows, line, x=x, y=y), layer(rows, dots, x=x, y=y, tooltip=TIP)], 460, 170)
    told = "; ".join(str(row["noi_dung"]) for row in rows)
    shown = tuple({"Tháng": _month(str(row["thang"])), title: row["y"]} for row in rows)
    return Chart(spec, shown, title, f"{title}, theo tháng ra viện", cited(answer), f"{told}.", 460, 210)


def against_estimates(answer: Answer) -> Chart | None:
    """Spent (bar), expected for the year with its interval (dot and line) and assigned (stroke), in tỷ đồng. None without rows."""
    lines: list[Row] = []
    every = list(answer.records())
    for one in every[:_MOST]:
        sums = {key: _billions(one[key]) for key in ("spent", "expected", "low", "high", "estimate")}
        name = str(one["name"] or one["facility"])
        parts = [f"đã chi {printed(sums['spent'])}"] if sums["spent"] is not None else []
        if sums["expected"] is not None:
            parts.append(f"dự báo {printed(sums['expected'])} ({printed(sums['low'])}–{printed(sums['high'])})")
        if sums["estimate"] is not None:
            parts.append(f"dự toán {printed(sums['estimate'])}")
        lines.append({"ten": name, **sums, "noi_dung": f"{name}: {', '.join(parts)} tỷ đồng"})
    values = [float(one[key]) for one in lines for key in ("spent", "high", "estimate") if one[key] is not None]
    if not values or not max(values):
        return None
    domain = (0, max(values) * 1.05)
    axis = {"title": "tỷ đồng", "tickCount": 5, "format": ",.6~f"}
    names = [str(one["ten"]) for one in lines]
    bare = {"title": None, "domain": False, "ticks": False, "labelLimit": 230, "labelColor": "$ink"}
    y = {"field": "ten", "type": "ordinal", "sort": names, "axis": bare, "scale": {"type": "band", "paddingInner": 0.4}}
    spent, expected, assigned = (
        [one for one in lines if one[key] is not None] for key in ("spent", "expected", "estimate")
    )
    middle = {**y, "bandPosition": 0.5}
    across = {key: quantity(key, domain, axis=axis) for key in ("spent", "low", "expected", "estimate")}
    interval, dot = (
        {"type": "rule", "stroke": "$accent", "strokeWidth": 2},
        {"type": "point", "size": 60, "fill": "$accent", "stroke": "$paper"},
    )
    stroke = {"type": "tick", "stroke": "$missed", "thickness": 3, "size": 22}
    layers = [
        layer(spent, {"type": "bar", "fill": "$calm"}, x=across["spent"], x2={"datum": 0}, y=y, tooltip=TIP),
        layer(expected, interval, x=across["low"], x2={"field": "high"}, y=middle, tooltip=TIP),
        layer(expected, dot, x=across["expected"], y=middle, tooltip=TIP),
        layer(assigned, stroke, x=across["estimate"], y=middle, tooltip=TIP),
    ]
    height = _BAR * len(lines)
    told = "; ".join(str(one["noi_dung"]) for one in lines)
    key = "Cột: đã chi; chấm và đoạn: dự báo cả năm với khoảng của nó; vạch đỏ: dự toán được giao"
    if len(every) > _MOST:
        key += f"; còn {len(every) - _MOST} cơ sở chi ít hơn chỉ có trong bảng"
    return Chart(
        layered(layers, 640, height),
        tuple(
            {"Cơ sở": one["ten"], "Đã chi": one["spent"], "Dự báo": one["expected"], "Dự toán": one["estimate"]}
            for one in lines
        ),
        answer.title,
        key,
        cited(answer),
        f"{told}.",
        640,
        height + 50,
    )


def _largest(sized: object) -> list[str]:
    sums: Counter[str] = Counter()
    for name, n in sized:  # type: ignore[attr-defined]
        sums[name] += n
    return [name for name, _ in sums.most_common(_MOST)]


def _size(one: Row) -> int:
    return max(int(one["papers"] or 0), int(one["dossiers"] or 0))


def _named(one: Row, side: str) -> str:
    code, name = str(one[side]), str(one.get(f"{side}_name") or "")
    return f"{code} {name}".strip()


def printed(value: object) -> str:
    """A number with at most one place behind the comma."""
    if value is None:
        return "–"
    rounded = Decimal(str(value)).quantize(Decimal("0.1"))
    return write_number(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded)


def _month(month: str) -> str:
    return f"{month[5:]}/{month[:4]}"


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))


def _billions(value: object) -> float | None:
    return None if value is None else float(str(value)) / 1e9


def cited(answer: Answer) -> str:
    """What an answer rests on, for below a chart."""
    told = answer.pedigree
    return f"Nguồn: {printed(told.dossiers)} hồ sơ của {printed(told.submissions)} lần gửi, chốt sau lần ghi nhận số {told.as_of}."
