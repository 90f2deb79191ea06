"""Outlines of units as a plain SVG, to look at shapes before they are taken in; with Hoàng Sa and Trường Sa if it is the country's."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from soyte.reports.charts import sea
from soyte.reports.charts.map_areas import Area, from_shapes

WIDTH, _LAND, _HEIGHT = 360, 236, 492


def outline(geojson: Mapping[str, Any], title: str, *, national: bool = False) -> str:
    """An SVG of the features (`id` and `properties.name` of each). Its classes are `land`, `box` and `isle`; it has no colours."""
    right = _LAND if national else WIDTH
    areas, height = from_shapes(geojson, (1, 1, right - 1, _HEIGHT - 1))
    names = {str(one["id"]): str(one["properties"].get("name", "")) for one in geojson["features"]}
    drawn = "".join(_land(area, names.get(area.code, area.code)) for area in areas)
    insets = sea.national(names) if national else sea.below(names, height + 12)
    drawn += "".join(map(_box, insets))
    whole = round(_HEIGHT if national else height + (sea.HIGH if insets else 0) + 14)
    return (
        f'<svg class="outline" viewBox="0 0 {WIDTH} {whole}" width="{WIDTH}" height="{whole}" role="img" '
        f'aria-label="{escape(title)}">{drawn}</svg>'
    )


def _land(area: Area, name: str) -> str:
    rings = [ring for polygon in area.geometry["coordinates"] for ring in polygon]
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "Z" for ring in rings)
    return f'<path class="land" d="{path}"><title>{escape(name)} ({escape(area.code)})</title></path>'


def _box(one: sea.Inset) -> str:
    left, top, right, bottom = one.box
    dots = "".join(f'<circle class="isle" cx="{x:g}" cy="{y:g}" r="2"/>' for x, y in sea.placed(one))
    lines = "".join(
        f'<text x="{left:g}" y="{bottom + 12 + 13 * number:g}">{escape(line)}</text>'
        for number, line in enumerate(one.label.split("\n"))
    )
    frame = f'<rect class="box" x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}"/>'
    return f"<g>{frame}{dots}{lines}</g>"
