"""The parts of a map of flows: land, points, arrows, dots and legend, in pixels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from soyte.quantities import write_number
from soyte.reports.charts.chart import TIP, Row, layer
from soyte.reports.charts.flow_lines import Node, Point, arrow, widths
from soyte.reports.charts.map_areas import Area, from_points
from soyte.reports.charts.map_labels import beside
from soyte.reports.charts.maps import WIDTH

_LAND, _EDGE, _LEAST = 248.0, 300.0, 150.0
_STEP, _PITCH, _COLUMNS = 46.0, 62.0, 3
UNKNOWN = "?"  # the node of facilities of which nobody knows where they are


@dataclass(frozen=True)
class Site:
    """A facility: what it is called, and the commune that it lies in, empty where nobody knows."""

    name: str
    commune: str = ""


@dataclass(frozen=True)
class Flow:
    """So many were sent from one facility (by code) to another. `province`: the name of the one that they left for, empty within."""

    origin: str
    destination: str
    n: int
    province: str = ""


def land_of(
    areas: Sequence[Area], height: float, kind: str, used: Sequence[str]
) -> tuple[list[Area], dict[str, Point], float]:
    """What lies under the lines, the middles of the communes that take part, and how high that is."""
    shrink = _LAND / WIDTH
    if kind == "tiles":
        pitch, rows = _LAND / _COLUMNS, -(-len(used) // _COLUMNS)
        cells = {code: ((n % _COLUMNS + 0.5) * pitch, (n // _COLUMNS + 0.5) * _PITCH) for n, code in enumerate(used)}
        return [], cells, rows * _PITCH
    small = [_smaller(area, shrink) for area in areas]
    middles = {area.code: area.middle for area in small if area.code in used}
    ground = small if kind == "shapes" else [_disc(area.code, area.middle, 1.6) for area in small]
    return ground, middles, height * shrink


def _smaller(area: Area, by: float) -> Area:
    polygons = tuple(tuple(ring * by for ring in polygon) for polygon in area.polygons)
    return Area(area.code, polygons, (area.middle[0] * by, area.middle[1] * by), (area.room[0] * by, area.room[1] * by))


def _disc(code: str, at: Point, radius: float = 4) -> Area:
    (area,), _ = from_points({code: (0.0, 0.0)}, (0.0, 0.0, 2 * radius, 2 * radius), radius)
    polygons = tuple(tuple(ring - area.middle + at for ring in polygon) for polygon in area.polygons)
    return Area(code, polygons, at, (0.0, 0.0))


def nodes_of(
    middles: Mapping[str, Point], outside: Counter[str], order: Sequence[tuple[str, str]], height: float
) -> tuple[dict[str, Node], float]:
    """Where lines end, by commune, province (`>Hà Nội`) or `UNKNOWN`; and how high all of it is."""
    used = {code for pair in order for code in pair}
    nodes = {code: Node(at, 6.0) for code, at in middles.items()}
    height = max(height, _STEP * len(outside), _LEAST if outside else 0.0)
    for n, (code, _) in enumerate(sorted(outside.items(), key=lambda pair: (-pair[1], pair[0]))):
        nodes[code] = Node((_EDGE, (n + 0.5) * height / len(outside)), 6.0)
    if UNKNOWN in used:
        height += 26
        nodes[UNKNOWN] = Node((_LAND * 0.3, height - 6), 6.0)
    return nodes, height + 8


def lines_of(
    order: Sequence[tuple[str, str]],
    sizes: Mapping[tuple[str, str], int],
    pairs: Mapping[tuple[str, str], Sequence[Flow]],
    nodes: Mapping[str, Node],
    names: Mapping[str, str],
    sites: Mapping[str, Site],
) -> list[Row]:
    """The arrows, the widest first."""
    found: list[Row] = []
    for pair, width in zip(order, widths([sizes[pair] for pair in order]), strict=True):
        geometry = arrow(nodes[pair[0]], nodes[pair[1]], width)
        if geometry is None:
            continue
        here, there = (names[code] for code in pair)
        some = sorted(pairs[pair], key=lambda flow: -flow.n)
        parts = "; ".join(
            f"{_called(one.origin, sites)} → {_called(one.destination, sites)} {said(one.n)}" for one in some[:4]
        )
        more = f"; và {len(some) - 4} cặp nữa" if len(some) > 4 else ""
        leaves = pair[1].startswith(">")
        found.append(
            {"type": "Feature", "geometry": geometry, "tu": here, "den": there, "n": sizes[pair],
             "loai": "ngoai" if leaves else "khong_ro" if UNKNOWN in pair else "trong",
             "noi_dung": f"{here} → {there}{' (ngoài tỉnh)' if leaves else ''}: {said(sizes[pair])} lượt ({parts}{more})"}
        )  # fmt: skip
    return found


def _called(code: str, sites: Mapping[str, Site]) -> str:
    site = sites.get(code)
    return site.name if site is not None and site.name else code


def totals_of(sizes: Mapping[tuple[str, str], int]) -> dict[str, tuple[int, int]]:
    """Sent and received, by node."""
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (here, there), n in sizes.items():
        found[here] = (found[here][0] + n, found[here][1])
        found[there] = (found[there][0], found[there][1] + n)
    return found


def dots(
    nodes: Mapping[str, Node], names: Mapping[str, str], totals: Mapping[str, tuple[int, int]], x: Row, y: Row
) -> list[Row | None]:
    rows: dict[bool, list[Row]] = {False: [], True: []}
    for code, node in nodes.items():
        sent, got = totals.get(code, (0, 0))
        words = f"{names[code]}: chuyển đi {said(sent)}, nhận {said(got)}"
        rows[code.startswith(">")].append({"x": round(node.at[0], 1), "y": round(node.at[1], 1), "noi_dung": words})
    circle = {"type": "point", "shape": "circle", "size": 42, "fill": "$paper", "stroke": "$ink", "strokeWidth": 1.2}
    square = {**circle, "shape": "square"}
    return [layer(some, mark, x=x, y=y, tooltip=TIP) for some, mark in ((rows[False], circle), (rows[True], square))]


def placed_names(used: Sequence[str], nodes: Mapping[str, Node], names: Mapping[str, str]) -> list[tuple[str, Point]]:
    discs = [_disc(code, nodes[code].at) for code in used if code in nodes]
    return list(beside(discs, names, _LAND + 30))


def legend_of(most: int, top: float) -> tuple[float, tuple[list[Row], list[tuple[str, Point]]]]:
    """Three lines with what they stand for; and where all ends."""
    several = sorted({most, max(1, round(most / 2)), 1}, reverse=True)
    lines: list[Row] = []
    words: list[tuple[str, Point]] = []
    for n, (size, width) in enumerate(zip(several, widths(several), strict=True)):
        left, at = 4.0 + n * 92, top + 12
        box = [[left, at - width / 2], [left + 26, at - width / 2], [left + 26, at + width / 2], [left, at + width / 2]]
        lines.append({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[*box, box[0]]]}})
        words.append((f"{said(size)} lượt", (left + 31, at)))
    return top + 24, (lines, words)


def area_feature(area: Area) -> Row:
    """As GeoJSON."""
    return {"type": "Feature", "geometry": area.geometry}


def said(n: int) -> str:
    """A number as it is written."""
    return write_number(Decimal(n))
