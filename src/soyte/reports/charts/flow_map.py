"""Who is sent where, on a map: arrows between communes, as wide as so many people were sent, and those that leave the province.

Facilities lie in communes; where communes lie is known by the shapes of the installation, by points, or not at all: then each
commune is a spot in reading order. Whoever leaves the province goes to a named point at the right edge, a province each; facilities
of which nobody knows the commune share a point below the map, so that no transfer disappears.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from soyte.reports.charts.chart import TIP, Chart, layered, quantity
from soyte.reports.charts.flow_parts import (  # fmt: skip
    UNKNOWN,
    Flow,
    Site,
    area_feature,
    dots,
    land_of,
    legend_of,
    lines_of,
    nodes_of,
    placed_names,
    said,
    totals_of,
)
from soyte.reports.charts.map_labels import bare, rimmed
from soyte.reports.charts.maps import WIDTH, areas_of, drawn_shapes

_MOST = 80


def flow_map(
    flows: Sequence[Flow],
    sites: Mapping[str, Site],
    communes: Mapping[str, str],
    title: str,
    on: date,
    *,
    shapes: Mapping[str, Any] | None = None,
    citation: str = "",
    credit: str = "",
) -> Chart | None:
    """`sites` by the code of the facility, `communes` names by code: those of the province on a day. `shapes` is GeoJSON.

    None where nothing flows from one place to another.
    """
    areas, high, kind = areas_of(list(communes), on, shapes)
    drawable = {area.code for area in areas}
    placed = [
        (_place(flow.origin, sites, drawable), _goal(flow, sites, drawable), flow) for flow in flows if flow.n > 0
    ]
    pairs: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for here, there, flow in placed:
        pairs[here, there].append(flow)
    sizes = {pair: sum(flow.n for flow in some) for pair, some in pairs.items() if pair[0] != pair[1]}
    if not sizes:
        return None
    order = sorted(sizes, key=lambda pair: (-sizes[pair], pair))[:_MOST]
    within = sum(sum(flow.n for flow in some) for (here, there), some in pairs.items() if here == there)
    outside = Counter({there: 0 for _, there in order if there.startswith(">")})
    for (_, there), n in sizes.items():
        if there in outside:
            outside[there] += n
    used = [code for code in communes if any(code in pair for pair in order)]
    ground, middles, height = land_of(areas, high, kind, used)
    nodes, height = nodes_of(middles, outside, order, height)
    names = {code: communes.get(code, code.removeprefix(">")) for code in nodes}
    names[UNKNOWN] = "Chưa rõ địa bàn"
    lines = lines_of(order, sizes, pairs, nodes, names, sites)
    corner, legend_rows = legend_of(max(sizes.values()), height)
    height = corner
    x, y = quantity("x", (0, WIDTH)), quantity("y", (0, height), scale={"range": [0, {"expr": "height"}]})
    totals = totals_of(sizes)
    layers = [
        drawn_shapes([area_feature(area) for area in ground], {"fill": "$empty", "stroke": "$line", "strokeWidth": 0.7, "tooltip": None}),
        *(
            drawn_shapes([one for one in lines if one["loai"] == of], {"fill": ink, "fillOpacity": 0.72, "stroke": "$paper", "strokeWidth": 0.4}, tooltip=TIP)
            for of, ink in (("khong_ro", "$calm"), ("trong", "$accent"), ("ngoai", "$nearly"))
        ),
        drawn_shapes(legend_rows[0], {"fill": "$calm", "tooltip": None}),
        *dots(nodes, names, totals, x, y),
        *rimmed(placed_names(used, nodes, names), x, y),
        *rimmed(((bare(names[code]), (nodes[code].at[0] + 8, nodes[code].at[1])) for code in outside), x, y, align="left"),
        *rimmed(((names[UNKNOWN], (nodes[UNKNOWN].at[0] + 8, nodes[UNKNOWN].at[1])),) if UNKNOWN in nodes else (), x, y, align="left"),
        *rimmed(legend_rows[1], x, y, align="left"),
    ]  # fmt: skip
    told = "; ".join(str(one["noi_dung"]) for one in lines[:10])
    return Chart(
        layered(layers, WIDTH, round(height)),
        tuple({"Từ": one["tu"], "Đến": one["den"], "Lượt": one["n"], "Ra ngoài tỉnh": "có" if one["loai"] == "ngoai" else "không"} for one in lines),
        title,
        _key(kind, bool(outside), UNKNOWN in nodes, within, len(sizes) - len(order)),
        ". ".join(part for part in (citation.rstrip("."), credit if kind == "shapes" else "") if part),
        f"{told}.",
        WIDTH,
        round(height),
        fit="scale",
    )  # fmt: skip


def _place(code: str, sites: Mapping[str, Site], drawable: Collection[str]) -> str:
    site = sites.get(code)
    return site.commune if site is not None and site.commune in drawable else UNKNOWN


def _goal(flow: Flow, sites: Mapping[str, Site], drawable: Collection[str]) -> str:
    return f">{flow.province}" if flow.province else _place(flow.destination, sites, drawable)


def _key(kind: str, outside: bool, unknown: bool, within: int, left_out: int) -> str:
    words = ["Mũi tên càng rộng càng nhiều lượt chuyển"]
    if outside:
        words.append("ô vuông bên phải là nơi đến ngoài tỉnh (tỉnh theo mã cơ sở)")
    if unknown:
        words.append("cơ sở chưa biết ở xã nào được gom vào “Chưa rõ địa bàn”")
    words += {"tiles": ["mỗi chấm là một xã, không theo vị trí"], "points": ["mỗi chấm là một xã"]}.get(kind, [])
    if within:
        words.append(f"{said(within)} lượt trong cùng một nơi không vẽ")
    if left_out:
        words.append(f"còn {left_out} dòng chuyển nhỏ chỉ có trong bảng")
    return "; ".join(words)


__all__ = ["UNKNOWN", "Flow", "Site", "flow_map"]
