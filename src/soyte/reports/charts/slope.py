"""Two years side by side: a line for each place or indicator, rising or falling, with both values written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from soyte.reports.charts.chart import TIP, Chart, Row, layer, layered, own, quantity
from soyte.reports.charts.labels import LINE, spread
from soyte.reports.charts.labels import width as text_width
from soyte.reports.charts.points import Point
from soyte.reports.scorecard.words import change_verb, unit_tail

_TOP, _BOTTOM = 26, 8


@dataclass(frozen=True)
class Slope:
    """Two values of one thing; `emphasised`: the one that is looked at."""

    name: str
    before: Point
    after: Point
    emphasised: bool = False


def slope(
    several: Sequence[Slope], unit: str, title: str, *, citation: str = "", width: int = 480, height: int = 0
) -> Chart:
    """Those with both values are drawn; the others are told. ValueError without any."""
    if not several:
        raise ValueError("a slope chart needs at least one line")
    drawn = [one for one in several if one.before.number is not None and one.after.number is not None]
    height = height or max(180, round(len(drawn) * (LINE + 3)) + _TOP + _BOTTOM)
    values = [one.number for each in drawn for one in (each.before, each.after) if one.number is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.04 or abs(high) * 0.1 or 1.0
    domain = (low - room, high + room)
    left = max((text_width(one.before.printed) for one in drawn), default=0.0) + 14
    right = min(max((text_width(_after(one)) for one in drawn), default=0.0), 190) + 14
    ends = {"range": [left, {"expr": f"width - {right:g}"}]}
    x = quantity("x", (0, 1), scale=ends)
    y = quantity("y", domain, scale={"range": [{"expr": f"height - {_BOTTOM}"}, _TOP]})
    per_pixel = (domain[1] - domain[0]) / (height - _TOP - _BOTTOM)
    layers = [
        *(_line(one, unit, x, y) for one in sorted(drawn, key=lambda one: one.emphasised)),
        *(_dots(one, unit, x, y) for one in drawn),
        *_labels(drawn, per_pixel, domain, x, y),
        *_heads(several[0], x),
    ]
    spec = layered(layers, width, height)
    said = "; ".join(_told(one, unit) for one in several)
    return Chart(spec, _table(several, unit), title, _key(several, drawn, unit), citation, f"{said}.", width, height)


def _after(one: Slope) -> str:
    return f"{one.after.printed}  {one.name}"


def _ink(one: Slope) -> str:
    return "$accent" if one.emphasised else "$calm"


def _line(one: Slope, unit: str, x: Row, y: Row) -> Row | None:
    rows = [
        {"x": n, "y": point.number, "noi_dung": _told(one, unit)} for n, point in enumerate((one.before, one.after))
    ]
    down = (one.after.number or 0) < (one.before.number or 0)
    mark = {"type": "line", "stroke": _ink(one), "strokeWidth": 2.4 if one.emphasised else 1.4, "strokeDash": [5, 3] if down else [1, 0]}  # fmt: skip
    return layer(rows, mark, x=x, y=y, tooltip=TIP)


def _dots(one: Slope, unit: str, x: Row, y: Row) -> Row | None:
    rows = [
        {"x": n, "y": point.number, "noi_dung": _told(one, unit)} for n, point in enumerate((one.before, one.after))
    ]
    return layer(rows, {"type": "point", "size": 36, "fill": _ink(one), "stroke": _ink(one)}, x=x, y=y, tooltip=TIP)


def _labels(drawn: Sequence[Slope], per_pixel: float, domain: tuple[float, float], x: Row, y: Row) -> list[Row | None]:
    sizes = [LINE * per_pixel] * len(drawn)
    found: list[Row | None] = []
    for n, side in enumerate(("right", "left")):
        wanted = [(one.after if n else one.before).number or 0.0 for one in drawn]
        middles = spread(wanted, sizes, domain[0] - _BOTTOM * per_pixel, domain[1])
        for looked_at in (False, True):
            rows = [
                {"x": n, "y": middle, "nhan": _after(one) if n else one.before.printed}
                for one, middle in zip(drawn, middles, strict=True) if one.emphasised == looked_at
            ]  # fmt: skip
            mark = {"type": "text", "align": side, "baseline": "middle", "dx": 10 if n else -10, "limit": 190,
                    "fontWeight": "bold" if looked_at else "normal", "fill": "$accent" if looked_at else "$ink"}  # fmt: skip
            found.append(layer(rows, mark, x=x, y=y, text=own("nhan")))
    return found


def _heads(one: Slope, x: Row) -> list[Row | None]:
    rows = [{"x": n, "nhan": point.period.label_vi} for n, point in enumerate((one.before, one.after))]
    return [
        layer(rows, {"type": "text", "baseline": "top", "fill": "$soft", "fontWeight": "bold"}, x=x, y={"value": 0}, text=own("nhan")),
        layer(rows, {"type": "rule", "stroke": "$line"}, x=x, y={"value": _TOP - 8}, y2={"value": {"expr": "height"}}),
    ]  # fmt: skip


def _told(one: Slope, unit: str) -> str:
    verb = ""
    if one.before.value is not None and one.after.value is not None and one.after.number is not None and one.before.number is not None:  # fmt: skip
        verb = f", {change_verb(one.after.value - one.before.value)}"
    tail = unit_tail(unit)
    parts = (f"{p.period.label_vi} {p.printed}{tail if p.number is not None else ''}" for p in (one.before, one.after))
    return f"{one.name}: {', '.join(parts)}{verb}"


def _key(several: Sequence[Slope], drawn: Sequence[Slope], unit: str) -> str:
    said = [f"Đơn vị: {unit}"] if unit else []
    said.append("nét liền: tăng hoặc giữ; nét đứt: giảm")
    without = [one.name for one in several if one not in drawn]
    if without:
        more = f" và {len(without) - 5} nữa" if len(without) > 5 else ""
        said.append(f"thiếu số liệu một trong hai kỳ: {', '.join(without[:5])}{more}")
    return "; ".join(said)


def _table(several: Sequence[Slope], unit: str) -> tuple[Row, ...]:
    return tuple(
        {"Tên": one.name, one.before.period.label_vi: one.before.printed, one.after.period.label_vi: one.after.printed, "Đơn vị": unit}
        for one in several
    )  # fmt: skip
