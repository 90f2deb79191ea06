"""Lines that flow: bent arrows as polygons in pixels, as wide as what flows, told apart from those that flow back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from soyte.reports.charts.map_areas import Ring

Point = tuple[float, float]
_STEPS, _BEND, _HEAD, _FEW = 28, 0.16, 3.2, 12


@dataclass(frozen=True)
class Node:
    """Where lines begin and end: the middle, and how far from it they keep."""

    at: Point
    room: float


def arrow(start: Node, end: Node, width: float) -> dict[str, Any] | None:
    """An arrow as GeoJSON, bent to the right of its way; None where both ends are at one place."""
    line = _bent(start, end)
    if line is None:
        return None
    ahead = np.gradient(line, axis=0)
    ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)[:, None]
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    head = min(width + 2 * _HEAD, length * 0.6)
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    body = gone <= length - head
    neck = np.array([np.interp(length - head, gone, line[:, axis]) for axis in (0, 1)])
    turn = aside[min(int(body.sum()), len(aside) - 1)]
    shaft = np.vstack([line[body], neck])
    sides = np.vstack([aside[body], turn]) * width / 2
    wing = turn * (width / 2 + _HEAD)
    ring = np.vstack([shaft + sides, neck + wing, line[-1], neck - wing, (shaft - sides)[::-1]])
    closed = np.round(np.vstack([ring, ring[:1]]), 1)
    if _area(closed) < 0:
        closed = closed[::-1]
    return {"type": "Polygon", "coordinates": [closed.tolist()]}


def _bent(start: Node, end: Node) -> Ring | None:
    """Points along the curve, without what lies within the ends."""
    one, other = np.array(start.at), np.array(end.at)
    way = other - one
    length = float(np.hypot(*way))
    if length < 1:
        return None
    middle = (one + other) / 2 + np.array([-way[1], way[0]]) * _BEND
    t = np.linspace(0, 1, _STEPS)[:, None]
    curve = (1 - t) ** 2 * one + 2 * t * (1 - t) * middle + t**2 * other
    free = np.hypot(*(curve - one).T) >= min(start.room, length / 3)
    free &= np.hypot(*(curve - other).T) >= min(end.room, length / 3)
    kept: Ring = curve[free] if free.sum() > 3 else curve
    return kept


def _area(ring: Ring) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))


def widths(sizes: Sequence[int], most: float = 9.0, least: float = 1.0) -> list[float]:
    """Pixels in proportion to the size, so that a line of twice the width is twice as many; thin ones stay visible.

    Where all are few none is wide: one single transfer is no stream.
    """
    largest = max([_FEW, *sizes])
    return [max(least, most * size / largest) for size in sizes]
