"""Maps of one indicator: quantile classes in one colour, hatching where there is no number, islands on every national map.

With shapes of an installation (`soyte.measures.boundaries.shapes`) a choropleth; else labelled tiles of the provinces of
today; else points where units are known to be; else tiles in order. The rows and the legend are the same for all.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from soyte.places.centroids import centroid
from soyte.reports.charts import sea
from soyte.reports.charts.chart import TIP, Chart, Row, layer, layered, quantity
from soyte.reports.charts.classes import Class, classes
from soyte.reports.charts.hatching import strokes
from soyte.reports.charts.map_areas import Area, from_cells, from_points, from_shapes, grid
from soyte.reports.charts.map_labels import labels
from soyte.reports.charts.map_legend import legend, legend_height
from soyte.reports.charts.points import Spot, told

WIDTH = 360  # CSS pixels: a phone's; a browser stretches the whole
_LAND, _NATIONAL, _TALLEST = 236, 492, 420
_TILE = (60.0, 28.0)


def map_of(
    spots: Sequence[Spot],
    unit: str,
    title: str,
    on: date,
    *,
    shapes: Mapping[str, Any] | None = None,
    national: bool = False,
    citation: str = "",
    credit: str = "",
    marked: Collection[str] = (),
) -> Chart:
    """The units of a day. `shapes` is GeoJSON with codes as ids, `credit` whose shapes they are. ValueError without units.
    `marked` units bear a triangle: there is a signal.

    `national`: all provinces of the country; Hoàng Sa and Trường Sa are on it whatever the shapes hold.
    """
    if not spots:
        raise ValueError("a map needs at least one unit")
    by_code = {spot.code: spot for spot in spots}
    areas, height, kind = areas_of([spot.code for spot in spots], on, shapes, national)
    sorted_in = classes(spots)
    class_of = {spot.code: one for one in sorted_in for spot in one.spots}
    words = {spot.code: told(spot.point, unit, spot.name) for spot in spots}
    names = {spot.code: spot.name for spot in spots}
    insets = sea.national(names) if national else sea.below(names, height + 12)
    below = 0.0 if national else max(legend_height(sorted_in), sea.HIGH if insets else 0.0) + 10
    whole = (_NATIONAL if national else height) + below + 2
    x, y = quantity("x", (0, WIDTH)), quantity("y", (0, whole), scale={"range": [0, {"expr": "height"}]})
    corner = (250.0, 4.0) if national else (0.0, height + 12)
    drawn = [area for area in areas if area.code in by_code]
    layers = [
        *(part for one in sorted_in for part in _filled(one, drawn, words, kind)),
        _outlined([area for area in drawn if by_code[area.code].emphasised]),
        *labels(drawn, by_code, class_of, kind, _LAND + 8 if national else WIDTH, x, y),
        *sea.drawn(insets, class_of, words, x, y),
        *legend(sorted_in, corner, x, y),
        _triangles([area for area in drawn if area.code in marked], words, x, y),
    ]
    spec = layered(layers, WIDTH, round(whole))
    there = {area.code for area in areas} | {one.unit for one in insets}
    without = [spot.name for spot in spots if spot.code not in there]
    sources = ". ".join(part for part in (citation.rstrip("."), credit) if part)
    said = "; ".join(f"{spot.name} {spot.point.printed}" for spot in spots)
    if national:
        said += "; bản đồ có quần đảo Hoàng Sa và quần đảo Trường Sa"
    key = _key(unit, kind, without, bool(marked))
    return Chart(spec, _table(spots, unit, class_of), title, key, sources, f"{said}.", WIDTH, round(whole), fit="scale")


def areas_of(codes: Sequence[str], on: date, shapes: Mapping[str, Any] | None, national: bool = False) -> tuple[list[Area], float, str]:  # fmt: skip
    """Where units are drawn, how high that is, and whether as `shapes`, `points` or `tiles`."""
    if shapes and shapes["features"]:
        right, bottom = (_LAND, _NATIONAL) if national else (WIDTH, _TALLEST)
        return *from_shapes(shapes, (1, 1, right - 1, bottom - 1)), "shapes"
    cells = _cells()
    if all(code in cells for code in codes) and on >= date(2025, 7, 1):
        return *from_cells({code: cells[code] for code in codes}, *_TILE), "tiles"
    known = {code: at for code in codes if (at := centroid(code, on)) is not None}
    if known:
        right, bottom = (_LAND, _NATIONAL) if national else (WIDTH, _TALLEST)
        land = {code: at for code, at in known.items() if at[0] < 110}
        return *from_points(land, (1, 1, right - 1, bottom - 1)), "points"
    return *from_cells(grid(codes, 4), WIDTH / 4, 30), "tiles"


@cache
def _cells() -> dict[str, tuple[int, int]]:
    """Columns and rows of the provinces of today, roughly where they lie."""
    with (Path(__file__).parent / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


PLANE = {"type": "identity", "scale": {"expr": f"width / {WIDTH}"}, "translate": [0, 0]}


def drawn_shapes(rows: Sequence[Row], mark: Row, **encoding: Any) -> Row | None:
    """Shapes in pixels of the map, whatever the width that it is drawn at."""
    one = layer(rows, {"type": "geoshape", "clip": False, **mark}, **encoding)
    return one | {"projection": PLANE} if one is not None else None


def _filled(one: Class, areas: Sequence[Area], words: Mapping[str, str], kind: str) -> list[Row | None]:
    """The areas of a class, and the strokes over them."""
    codes = {spot.code for spot in one.spots}
    own_areas = [area for area in areas if area.code in codes]
    rows = [
        {"type": "Feature", "geometry": area.geometry, "noi_dung": words[area.code], "ma": area.code}
        for area in own_areas
    ]
    edge = "$soft" if kind == "points" else "$line" if one.hatched else "$paper"
    found = [drawn_shapes(rows, {"fill": one.ink, "stroke": edge, "strokeWidth": 0.7}, tooltip=TIP)]
    polygons = [polygon for area in own_areas for polygon in area.polygons]
    for falling in (False, True)[: one.hatched]:
        lines = {"type": "MultiLineString", "coordinates": strokes(polygons, falling=falling)}
        strokes_of = [{"type": "Feature", "geometry": lines}] if polygons else []
        found.append(
            drawn_shapes(strokes_of, {"filled": False, "stroke": "$calm", "strokeWidth": 0.7, "tooltip": None})
        )
    return found


def _outlined(areas: Sequence[Area]) -> Row | None:
    rows = [{"type": "Feature", "geometry": area.geometry} for area in areas]
    return drawn_shapes(rows, {"filled": False, "stroke": "$ink", "strokeWidth": 2, "strokeJoin": "round"})


def _triangles(areas: Sequence[Area], words: Mapping[str, str], x: Row, y: Row) -> Row | None:
    rows = [{"x": area.middle[0], "y": area.middle[1], "noi_dung": words[area.code]} for area in areas]
    shape = {
        "type": "point",
        "shape": "triangle-up",
        "size": 110,
        "fill": "$missed",
        "stroke": "$paper",
        "strokeWidth": 1.2,
    }
    return layer(rows, shape, x=x, y=y, tooltip=TIP)


def _key(unit: str, kind: str, without: Sequence[str], marked: bool) -> str:
    said = [f"Đơn vị: {unit}"] if unit else []
    said += ["tam giác: có tín hiệu"] if marked else []
    said += {"tiles": ["mỗi ô là một đơn vị, không theo diện tích"], "points": ["mỗi điểm là một đơn vị"]}.get(kind, [])
    said.append("(n): số đơn vị")
    if without:
        more = f" và {len(without) - 5} đơn vị khác" if len(without) > 5 else ""
        said.append(f"chưa vẽ được: {', '.join(without[:5])}{more}")
    return "; ".join(said)


def _table(spots: Sequence[Spot], unit: str, class_of: Mapping[str, Class]) -> tuple[Row, ...]:
    return tuple(
        {"Mã": spot.code, "Địa bàn": spot.name, "Kỳ": spot.point.period.label_vi,
         "Giá trị": spot.point.value if spot.point.number is not None else None, "Ghi": spot.point.printed, "Đơn vị": unit,
         "Nhóm": class_of[spot.code].words, "Địa chỉ": spot.point.address}
        for spot in spots
    )  # fmt: skip
