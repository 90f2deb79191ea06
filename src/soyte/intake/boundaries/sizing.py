"""As many points as a page can carry: one threshold for all shapes of a file, the smallest that fits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from soyte.intake.boundaries.geojson import GRID, Polygon, Ring
from soyte.intake.boundaries.simplify import kept, weights
from soyte.intake.boundaries.topology import cut

_BYTES_OF_POINT = 18  # `[105.8275,21.0397],`
_BYTES_OF_SHAPE = 160  # properties and brackets
_STEPS = (0.0, *(2.0**power for power in range(48)))  # twice square cells of the grid


def simplified(
    shapes: Sequence[tuple[Polygon, ...]], pages: Sequence[str], largest: int
) -> tuple[list[tuple[Polygon, ...]], float]:
    """The shapes with so few points that no page (`pages` names that of each shape) is larger than `largest` bytes.

    Also the threshold that was needed, 0 if every point stays. Neighbours keep their common border.
    """
    rings = [ring for polygons in shapes for polygon in polygons for ring in polygon]
    topology = cut(rings)
    weighed = [weights(arc) for arc in topology.arcs]
    for threshold in _STEPS:
        arcs = [kept(arc, w, threshold) if threshold else arc for arc, w in zip(topology.arcs, weighed, strict=True)]
        simpler = iter([topology.ring(number, arcs) for number in range(len(rings))])
        found = [tuple(tuple(next(simpler) for _ in polygon) for polygon in polygons) for polygons in shapes]
        if _fits(found, pages, largest):
            return found, threshold
    return found, threshold  # islands alone are too many: what is left is as small as it gets


def _fits(shapes: Sequence[tuple[Polygon, ...]], pages: Sequence[str], largest: int) -> bool:
    sizes: dict[str, int] = defaultdict(int)
    for polygons, page in zip(shapes, pages, strict=True):
        points = sum(len(ring) + 1 for polygon in polygons for ring in polygon)
        sizes[page] += points * _BYTES_OF_POINT + _BYTES_OF_SHAPE
    return max(sizes.values(), default=0) <= largest


def geometry(polygons: Sequence[Polygon]) -> str:
    """A MultiPolygon as GeoJSON text without blanks."""
    coordinates = [[_closed(ring) for ring in polygon] for polygon in polygons]
    return json.dumps({"type": "MultiPolygon", "coordinates": coordinates}, separators=(",", ":"))


def _closed(ring: Ring) -> list[list[float]]:
    return [[x / GRID, y / GRID] for x, y in (*ring, ring[0])]
