"""Fewer points with the same look: Visvalingam's measure, the area of the triangle that a point makes with its neighbours."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

from soyte.intake.boundaries.geojson import Point
from soyte.intake.boundaries.topology import Arc


def weights(arc: Arc) -> list[float]:
    """For each point how much leaving it out would change (twice the area, in cells of the grid); the ends are infinite.

    A point weighs at least as much as those that had to go before it, so that any threshold gives a fair line.
    """
    size = len(arc)
    found = [math.inf] * size
    before, after = list(range(-1, size - 1)), list(range(1, size + 1))
    now = [_area(arc[n - 1], arc[n], arc[n + 1]) if 0 < n < size - 1 else math.inf for n in range(size)]
    queue = [(area, number) for number, area in enumerate(now) if area < math.inf]
    heapq.heapify(queue)
    least = 0.0
    while queue:
        area, number = heapq.heappop(queue)
        if area != now[number] or found[number] < math.inf:
            continue
        least = max(least, area)
        found[number] = least
        left, right = before[number], after[number]
        after[left], before[right] = right, left
        for one in (left, right):
            if 0 < one < size - 1:
                now[one] = _area(arc[before[one]], arc[one], arc[after[one]])
                heapq.heappush(queue, (now[one], one))
    return found


def kept(arc: Arc, weighed: Sequence[float], threshold: float) -> Arc:
    """The points that weigh more. A line with points between its ends keeps one of them, a closed one two: no shape vanishes."""
    least = 2 if arc[0] == arc[-1] else 1
    inner = sorted(range(1, len(arc) - 1), key=lambda number: -weighed[number])[:least]
    stay = set(inner)
    return tuple(
        point
        for number, point in enumerate(arc)
        if number in (0, len(arc) - 1) or number in stay or weighed[number] > threshold
    )


def _area(one: Point, two: Point, three: Point) -> float:
    return float(abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])))
