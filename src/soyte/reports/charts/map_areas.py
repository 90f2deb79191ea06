"""Areas of a map in its own pixels: from shapes, from points, or as tiles. Everything is drawn as it is, without a projection.

A map of Viet Nam is small enough for degrees of longitude that are shortened by the cosine of the middle latitude.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]  # points × 2
Box = tuple[float, float, float, float]  # left, top, right, bottom
_FAR_SOUTH, _FAR_NORTH = (109.6, 12.3), 110.4  # islands at sea lie east of these longitudes and have boxes of their own


@dataclass(frozen=True)
class Area:
    """A unit: polygons (outline, then holes) in pixels, the middle of the largest, and the room for a label in it."""

    code: str
    polygons: tuple[tuple[Ring, ...], ...]
    middle: tuple[float, float]
    room: tuple[float, float]

    @property
    def geometry(self) -> dict[str, Any]:
        """As GeoJSON, tenths of pixels."""
        rings = [[np.round(np.vstack([ring, ring[:1]]), 1).tolist() for ring in polygon] for polygon in self.polygons]
        return {"type": "MultiPolygon", "coordinates": rings}


def from_shapes(geojson: Mapping[str, Any], box: Box) -> tuple[list[Area], float]:
    """The features of a map (`id` is the unit's code) fitted into a box, and the height that they take.

    Islands far out at sea are left to the boxes that stand for them on every national map.
    """
    read = [(str(feature["id"]), list(_polygons(feature["geometry"]))) for feature in geojson["features"]]
    near = [(code, left) for code, polygons in read if (left := [p for p in polygons if not _far(p[0])])]
    if not near:
        return [], 0.0
    every = np.vstack([polygon[0] for _, polygons in near for polygon in polygons])
    to_pixels, height = _fitting(every, box)
    return [_area(code, [tuple(to_pixels(r) for r in p) for p in polygons]) for code, polygons in near], height


def from_points(places: Mapping[str, tuple[float, float]], box: Box, radius: float = 7) -> tuple[list[Area], float]:
    """A disc for each unit at its longitude and latitude, fitted into a box, and the height that they take."""
    if not places:
        return [], 0.0
    left, top, right, bottom = box
    inner = (left + radius, top + radius, right - radius, bottom - radius)
    to_pixels, height = _fitting(np.array(list(places.values())), inner)
    angles = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    disc = np.column_stack([np.cos(angles), np.sin(angles)]) * radius
    middles = to_pixels(np.array(list(places.values())))
    areas = [Area(code, ((disc + at,),), (float(at[0]), float(at[1])), (0.0, 0.0)) for code, at in zip(places, middles, strict=True)]  # fmt: skip
    return areas, height + 2 * radius


def from_cells(cells: Mapping[str, tuple[int, int]], width: float, height: float) -> tuple[list[Area], float]:
    """A tile for each unit at its column and row, and the height that they take."""
    areas = []
    for code, (column, row) in cells.items():
        x, y, gap = column * width, row * height, 2.0
        ring = np.array([[x, y], [x + width - gap, y], [x + width - gap, y + height - gap], [x, y + height - gap]])
        areas.append(_area(code, [(ring,)]))
    return areas, (max((row for _, row in cells.values()), default=-1) + 1) * height


def grid(codes: Sequence[str], columns: int) -> dict[str, tuple[int, int]]:
    """Cells in reading order, for units of which nobody knows where they are."""
    return {code: (n % columns, n // columns) for n, code in enumerate(codes)}


def _polygons(geometry: Mapping[str, Any]) -> Iterable[tuple[Ring, ...]]:
    several = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in several:
        yield tuple(np.asarray(ring, dtype=np.float64)[:-1, :2] for ring in polygon)


def _far(ring: Ring) -> bool:
    lon, lat = ring.mean(axis=0)
    west, north = _FAR_SOUTH
    return bool(lon > _FAR_NORTH or (lon > west and lat < north))


def _fitting(points: Ring, box: Box) -> tuple[Any, float]:
    """A function from degrees to pixels, and the height of the picture."""
    left, top, right, bottom = box
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    shorter = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * shorter, 1e-6), max(north - south, 1e-6)
    scale = min((right - left) / across, (bottom - top) / down)
    margin = ((right - left) - across * scale) / 2

    def to_pixels(ring: Ring) -> Ring:
        x = left + margin + (ring[:, 0] - west) * shorter * scale
        return np.column_stack([x, top + (north - ring[:, 1]) * scale])

    return to_pixels, down * scale


def _area(code: str, polygons: Sequence[tuple[Ring, ...]]) -> Area:
    turned = tuple(tuple(_turned(ring, n == 0) for n, ring in enumerate(polygon)) for polygon in polygons)
    largest = max((polygon[0] for polygon in turned), key=lambda ring: abs(_size(ring)))
    (left, top), (right, bottom) = largest.min(axis=0), largest.max(axis=0)
    return Area(code, turned, _middle(largest), (float(right - left), float(bottom - top)))


def _turned(ring: Ring, outline: bool) -> Ring:
    """Outlines one way round and holes the other: a filled path leaves holes open only so."""
    return ring if (_size(ring) > 0) == outline else ring[::-1]


def _size(ring: Ring) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity; of a line, the mean of its points."""
    x, y = ring[:, 0], ring[:, 1]
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    whole = cross.sum() * 3
    if abs(whole) < 1e-9:
        return float(x.mean()), float(y.mean())
    return float(((x + np.roll(x, -1)) * cross).sum() / whole), float(((y + np.roll(y, -1)) * cross).sum() / whole)
