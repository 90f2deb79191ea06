"""Places in order of their values: bars from zero, or dots on a scale of their own, with target lines and verdicts.

Bars suit counts and shares of a whole. Rates that lie close together are dots: half a bar would say half as good.
Places without a number stand below, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from soyte.measures.targets.model import MARK_WORDS, Status
from soyte.reports.charts.chart import TIP, Chart, Row, layer, layered, own, quantity
from soyte.reports.charts.labels import width as text_width
from soyte.reports.charts.looks import verdicts
from soyte.reports.charts.over_time import DASHES
from soyte.reports.charts.points import Goal, Spot, told
from soyte.reports.scorecard.words import unit_tail

_STEP, _TIGHT, _HEAD, _FEW = 22, 17, 18, 40


def ranking(
    spots: Sequence[Spot],
    unit: str,
    title: str,
    *,
    goals: Sequence[Goal] = (),
    lower_is_better: bool = False,
    bars: bool = True,
    citation: str = "",
    width: int = 640,
) -> Chart:
    """Best first, or highest first where nothing is better. ValueError without any place."""
    if not spots:
        raise ValueError("a ranking needs at least one place")
    ordered = _ordered(spots, lower_is_better)
    shown = list({(goal.body, goal.value): goal for goal in goals}.values())
    values = [spot.point.number for spot in ordered if spot.point.number is not None]
    domain = _domain(values, [float(goal.value) for goal in shown], bars)
    head = _HEAD * len(shown)
    height = head + (_STEP if len(ordered) <= _FEW else _TIGHT) * len(ordered)
    judged = any(spot.mark for spot in ordered)
    shapes = 24 if judged else 4
    widest = max((text_width(spot.point.printed) for spot in ordered if spot.point.number is not None), default=0.0)
    right = widest + shapes + 10
    x = quantity("x", domain, axis=_across(bars), scale={"range": [0, {"expr": f"width - {right:g}"}]})
    y = _names(ordered, head)
    rows = [_row(n, spot, unit) for n, spot in enumerate(ordered)]
    known = [row for row in rows if row["x"] is not None]
    text = {"type": "text", "align": "right", "baseline": "middle"}
    layers = [
        *(_bars(known, x, y) if bars else _dots(known, domain[0], x, y)),
        *_target_lines(shown, x),
        layer(known, text, x={"value": {"expr": f"width - {shapes}"}}, y=y, text=own("nhan"), tooltip=TIP),
        layer([row for row in rows if row["x"] is None], {**text, "align": "left", "fill": "$soft"},
              x={"value": 4}, y=y, text=own("nhan"), tooltip=TIP),
        layer([row for row in rows if row["muc"]], {"type": "point", "size": 70, "stroke": None},
              x={"value": {"expr": "width - 8"}}, y=y, tooltip=TIP, **verdicts(spot.mark for spot in ordered)),
    ]  # fmt: skip
    spec = layered(layers, width, height)
    said = "; ".join(f"{spot.name} {spot.point.printed}" for spot in ordered)
    return Chart(spec, _table(ordered, unit), title, _key(ordered, unit, lower_is_better), citation, f"{said}.", width, height + 24)  # fmt: skip


def _ordered(spots: Sequence[Spot], lower_is_better: bool) -> list[Spot]:
    sign = 1 if lower_is_better else -1
    return sorted(spots, key=lambda spot: (spot.point.number is None, sign * (spot.point.number or 0), spot.name))


def _domain(values: Sequence[float], targets: Sequence[float], bars: bool) -> tuple[float, float]:
    every = [*values, *targets]
    low, high = min(every, default=0.0), max(every, default=1.0)
    if bars:
        return min(0.0, low), max(0.0, high) or 1.0
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _across(bars: bool) -> Row | None:
    """Bars carry their numbers; dots need to be read off a scale."""
    if bars:
        return None
    return {
        "title": None,
        "tickCount": {"expr": "clamp(width / 90, 2, 6)"},
        "labelSeparation": 8,
        "format": ",.6~f",
        "grid": False,
    }


def _names(ordered: Sequence[Spot], head: int) -> Row:
    """Names as an axis; two places may be called the same, so the numbers of rows stand for them."""
    looked_at = [str(n) for n, spot in enumerate(ordered) if spot.emphasised]
    weight: object = "normal"
    if looked_at:
        test = f"indexof([{','.join(looked_at)}], datum.value) >= 0"
        weight = {"condition": {"test": test, "value": "bold"}, "value": "normal"}
    axis = {
        "title": None, "domain": False, "ticks": False,  "labelColor": "$ink", "labelFontWeight": weight,
        "labelExpr": f"{dumps([spot.name for spot in ordered], ensure_ascii=False)}[datum.value]", "labelPadding": 8,
    }  # fmt: skip
    scale = {"domain": list(range(len(ordered))), "range": [head, {"expr": "height"}], "paddingInner": 0.3, "paddingOuter": 0.15}  # fmt: skip
    return {"field": "y", "type": "ordinal", "sort": None, "axis": axis, "scale": {**scale, "type": "band"}}


def _row(number: int, spot: Spot, unit: str) -> Row:
    words = told(spot.point, unit, spot.name)
    if spot.mark:
        words += f", {MARK_WORDS[spot.mark]}"
    return {
        "y": number, "x": spot.point.number, "nhan": spot.point.printed, "muc": MARK_WORDS[spot.mark] if spot.mark else None,
        "nhin": spot.emphasised, "rong": spot.point.status is not Status.FINAL, "dia_chi": spot.point.address,
        "noi_dung": f"{words} ({spot.note})" if spot.note else words,
    }  # fmt: skip


def _bars(rows: Sequence[Row], x: Row, y: Row) -> list[Row | None]:
    """Hollow where the value is an estimate; the place that is looked at in the accent."""
    found = []
    for looked_at, ink in ((False, "$calm"), (True, "$accent")):
        for hollow in (False, True):
            some = [row for row in rows if (row["nhin"], row["rong"]) == (looked_at, hollow)]
            mark = {"type": "bar", "fill": "$paper" if hollow else ink, "stroke": ink, "strokeWidth": 1.2}
            found.append(layer(some, mark, x=x, x2={"datum": 0}, y=y, tooltip=TIP))
    return found


def _dots(rows: Sequence[Row], low: float, x: Row, y: Row) -> list[Row | None]:
    middle = {**y, "bandPosition": 0.5}
    found = [layer(rows, {"type": "rule", "stroke": "$line", "strokeDash": [1, 3]}, x=x, x2={"datum": low}, y=middle)]
    for looked_at, ink in ((False, "$calm"), (True, "$accent")):
        for hollow in (False, True):
            some = [row for row in rows if (row["nhin"], row["rong"]) == (looked_at, hollow)]
            mark = {"type": "point", "size": 90, "fill": "$paper" if hollow else ink, "stroke": ink, "strokeWidth": 1.8}
            found.append(layer(some, mark, x=x, y=middle, tooltip=TIP))
    return found


def _target_lines(goals: Sequence[Goal], x: Row) -> list[Row | None]:
    """A dashed line for each body, named above; the names one below the other."""
    found: list[Row | None] = []
    low, high = x["scale"]["domain"]
    for n, goal in enumerate(goals):
        row = {"x": float(goal.value), "nhan": goal.words, "noi_dung": f"{goal.period.label_vi}, {goal.words}"}
        dash = {"type": "rule", "stroke": "$ink", "strokeWidth": 1.4, "strokeDash": list(DASHES[n % len(DASHES)])}
        side = "right" if float(goal.value) > (low + high) / 2 else "left"
        name = {"type": "text", "align": side, "baseline": "top", "dx": -4 if side == "right" else 4}
        top = {"value": _HEAD * n}
        found.append(layer([row], dash, x=x, y=top, y2={"value": {"expr": "height"}}, tooltip=TIP))
        found.append(layer([row], name, x=x, y=top, text=own("nhan"), tooltip=TIP))
    return found


def _key(ordered: Sequence[Spot], unit: str, lower_is_better: bool) -> str:
    said = [f"Đơn vị: {unit}"] if unit else []
    said.append("thấp là tốt, xếp từ thấp đến cao" if lower_is_better else "xếp từ cao xuống thấp")
    if any(spot.point.number is not None and spot.point.status is not Status.FINAL for spot in ordered):
        said.append("rỗng: ước hoặc sơ bộ")
    return "; ".join(said)


def _table(ordered: Sequence[Spot], unit: str) -> tuple[Row, ...]:
    found: list[Row] = []
    rank = 0
    for n, spot in enumerate(ordered):
        if n == 0 or spot.point.number != ordered[n - 1].point.number:
            rank = n + 1
        found.append({
            "TT": rank if spot.point.number is not None else None, "Mã": spot.code, "Địa bàn": spot.name,
            "Kỳ": spot.point.period.label_vi, "Giá trị": spot.point.value if spot.point.number is not None else None,
            "Ghi": spot.point.printed + (unit_tail(unit) if spot.point.number is not None else ""), "Đơn vị": unit,
            "Mức đạt": MARK_WORDS[spot.mark] if spot.mark else "", "Địa chỉ": spot.point.address,
        })  # fmt: skip
    return tuple(found)
