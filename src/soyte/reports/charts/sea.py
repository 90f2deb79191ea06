"""Hoàng Sa and Trường Sa: boxes of their own on every national map, and on maps of the provinces that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from soyte.places.centroids import Archipelago, archipelagos
from soyte.reports.charts.chart import TIP, Row, layer, own
from soyte.reports.charts.classes import Class

_EDGE, _DOT, _LEFT, _RIGHT = 7.0, 12, 250.0, 352.0
# Top and bottom on a national map: beside the land of the same latitude.
_BESIDE = {"Hoàng Sa": (196.0, 276.0), "Trường Sa": (318.0, 438.0)}
HIGH = 118.0  # pixels that a box below a map takes with its name


@dataclass(frozen=True)
class Inset:
    """Islands in a box (left, top, right, bottom in pixels of the map), and the unit whose value they show."""

    islands: Archipelago
    unit: str
    label: str
    box: tuple[float, float, float, float]


def national(names: Mapping[str, str]) -> list[Inset]:
    """Both, in the sea at the right, with the names of the provinces that they belong to."""
    return [
        Inset(one, one.province, f"{one.name}\n({names[one.province]})" if one.province in names else one.name,
              (_LEFT, _BESIDE[one.name][0], _RIGHT, _BESIDE[one.name][1]))
        for one in archipelagos()
    ]  # fmt: skip


def below(names: Mapping[str, str], top: float) -> list[Inset]:
    """Those that are a special zone among the communes of a map."""
    there = [one for one in archipelagos() if one.commune in names]
    return [Inset(one, one.commune, names[one.commune], (_LEFT, top, _RIGHT, top + HIGH - 18)) for one in there]


def drawn(insets: Sequence[Inset], class_of: Mapping[str, Class], told: Mapping[str, str], x: Row, y: Row) -> list[Row | None]:  # fmt: skip
    """A box, a dot for each island in the ink of the unit, and the name below."""
    found: list[Row | None] = []
    for one in insets:
        left, top, right, bottom = one.box
        frame = {"x": left, "x2": right, "y": top, "y2": bottom}
        ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        line = {"type": "rect", "fill": None, "stroke": "$line", "strokeWidth": 1}
        found.append(layer([frame], line, x=x, y=y, **ends))
        words = told.get(one.unit, one.islands.name)
        dots = [{"x": at[0], "y": at[1], "noi_dung": f"{one.islands.name}: {words}"} for at in placed(one)]
        there = class_of.get(one.unit)
        ink = there.ink if there is not None and not there.hatched else "$empty"
        mark = {"type": "point", "shape": "circle", "size": _DOT, "fill": ink, "stroke": "$ink", "strokeWidth": 0.6}
        found.append(layer(dots, mark, x=x, y=y, tooltip=TIP))
        label = {"x": left, "y": bottom + 3, "nhan": one.label}
        text = {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "fontSize": 10.5,
            "lineBreak": "\n",
            "lineHeight": 13,
        }
        found.append(layer([label], text, x=x, y=y, text=own("nhan")))
    return found


def placed(one: Inset) -> list[tuple[float, float]]:
    """The islands within their box, in true proportion."""
    left, top, right, bottom = one.box
    islands = one.islands.islands
    lons, lats = [at[0] for at in islands], [at[1] for at in islands]
    wide, high = max(lons) - min(lons), max(lats) - min(lats)
    scale = min((right - left - 2 * _EDGE) / wide, (bottom - top - 2 * _EDGE) / high)
    x0, y0 = (left + right - wide * scale) / 2, (top + bottom + high * scale) / 2
    return [
        (round(x0 + (lon - min(lons)) * scale, 1), round(y0 - (lat - min(lats)) * scale, 1)) for lon, lat in islands
    ]
