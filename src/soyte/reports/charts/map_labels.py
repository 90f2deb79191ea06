"""Names on a map: where there is room for them, the largest areas first; on tiles, every name and its value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from soyte.reports.charts.chart import Row, layer, own
from soyte.reports.charts.classes import Class
from soyte.reports.charts.map_areas import Area
from soyte.reports.charts.points import Spot

_SIZE, _LETTER, _LINE = 9.3, 5.2, 11.0
_KINDS = ("tỉnh ", "thành phố ", "phường ", "xã ", "đặc khu ", "huyện ", "quận ", "thị xã ", "thị trấn ")
_Box = tuple[float, float, float, float]


def labels(
    areas: Sequence[Area],
    by_code: Mapping[str, Spot],
    class_of: Mapping[str, Class],
    kind: str,
    right: float,
    x: Row,
    y: Row,
) -> list[Row | None]:
    """Letters with a rim of the paper's colour over shapes; on dark tiles letters of that colour.

    Nothing is written right of `right`.
    """
    if kind == "tiles":
        return _on_tiles(areas, by_code, class_of, x, y)
    placed = (
        beside(areas, {code: spot.name for code, spot in by_code.items()}, right)
        if kind == "points"
        else _inside(areas, by_code)
    )
    return rimmed(placed, x, y)


def rimmed(placed: Iterable[tuple[str, tuple[float, float]]], x: Row, y: Row, **looks: object) -> list[Row | None]:
    """Words with a rim of the paper's colour, each at its place."""
    rows = [{"x": round(at[0], 1), "y": round(at[1], 1), "nhan": name} for name, at in placed]
    rim = _text(stroke="$paper", strokeWidth=2.4, strokeJoin="round", fill="$paper", **looks)
    return [layer(rows, one, x=x, y=y, text=own("nhan")) for one in (rim, _text(fill="$ink", **looks))]


def bare(name: str) -> str:
    """Without the kind in front, which the map's title says."""
    found = next((name[len(kind) :] for kind in _KINDS if name.casefold().startswith(kind)), name)
    return "TP.HCM" if found == "Hồ Chí Minh" else found


def _text(**looks: object) -> Row:
    return {"type": "text", "fontSize": _SIZE, "baseline": "middle", "lineBreak": "\n", "lineHeight": _LINE, "tooltip": None, **looks}  # fmt: skip


def _on_tiles(areas: Sequence[Area], by_code: Mapping[str, Spot], class_of: Mapping[str, Class], x: Row, y: Row) -> list[Row | None]:  # fmt: skip
    rows: dict[bool, list[Row]] = {False: [], True: []}
    for area in areas:
        spot, one = by_code[area.code], class_of[area.code]
        text = _cut(bare(spot.name), area.room[0])
        if spot.point.number is not None:
            text += f"\n{spot.point.printed.removeprefix('ước ').removeprefix('sơ bộ ')}"
        top = area.middle[1] - _LINE / 2 * text.count("\n")
        rows[one.dark].append(
            {"x": round(area.middle[0], 1), "y": round(top, 1), "nhan": text, "gach": one.hatched > 0}
        )
    rim = _text(stroke="$empty", strokeWidth=3, strokeJoin="round", fill="$empty")
    hatched = [row for row in rows[False] if row["gach"]]
    return [
        layer(several, mark, x=x, y=y, text=own("nhan"))
        for several, mark in ((hatched, rim), (rows[False], _text(fill="$ink")), (rows[True], _text(fill="$paper")))
    ]


def _inside(areas: Sequence[Area], by_code: Mapping[str, Spot]) -> Iterator[tuple[str, tuple[float, float]]]:
    taken: list[_Box] = []
    for area in sorted(areas, key=lambda area: -area.room[0] * area.room[1]):
        name = bare(by_code[area.code].name)
        box = _box(name, area.middle)
        fits = len(name) * _LETTER <= area.room[0] * 1.1 and area.room[1] >= _LINE
        if fits and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield name, area.middle


def beside(
    areas: Sequence[Area], names: Mapping[str, str], right_end: float
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Right, left, above or below of a disc, wherever nothing else is: the name and the middle of its words."""
    taken = []
    for area in areas:
        ring = area.polygons[0][0]
        (left, top), (right, bottom) = ring.min(axis=0), ring.max(axis=0)
        taken.append((float(left), float(top), float(right), float(bottom)))
    for area, disc in zip(areas, list(taken), strict=True):
        name = bare(names[area.code])
        half, (x, y) = len(name) * _LETTER / 2 + 2, area.middle
        ways = ((disc[2] + half + 3, y), (disc[0] - half - 3, y), (x, disc[1] - 6), (x, disc[3] + 6))
        for way in ways:
            box = _box(name, way)
            if box[0] >= 0 and box[2] <= right_end and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield name, way
                break


def _box(name: str, at: tuple[float, float]) -> _Box:
    half = len(name) * _LETTER / 2 + 1
    return at[0] - half, at[1] - _LINE / 2, at[0] + half, at[1] + _LINE / 2


def _cut(name: str, room: float) -> str:
    letters = max(4, int(room / _LETTER) + 1)
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
