"""Fewer points: borders are cut once for both sides, nothing vanishes, and pages get as small as they must."""

from __future__ import annotations

import json
import math
import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from soyte.intake.boundaries.geojson import Polygon, Ring
from soyte.intake.boundaries.simplify import kept, weights
from soyte.intake.boundaries.sizing import geometry, simplified
from soyte.intake.boundaries.topology import cut

LEFT: Ring = ((0, 0), (10, 0), (12, 5), (10, 10), (0, 10))
RIGHT: Ring = ((10, 0), (20, 0), (20, 10), (10, 10), (12, 5))
ISLAND: Ring = ((30, 0), (31, 0), (31, 1), (30, 1))


def edges(ring: Ring) -> Counter[tuple[tuple[int, int], tuple[int, int]]]:
    return Counter((min(a, b), max(a, b)) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def wavy(seed: int, rows: int = 3, columns: int = 4, steps: int = 20) -> list[tuple[Polygon, ...]]:
    """A grid of neighbours with crooked borders."""
    dice = random.Random(seed)
    known: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[int, int]]] = {}

    def line(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
        if (end, start) in known:
            return known[end, start][::-1]
        if (start, end) not in known:
            (x, y), (u, v) = start, end
            inner = [
                (x + (u - x) * n // steps + dice.randint(-20, 20), y + (v - y) * n // steps + dice.randint(-20, 20))
                for n in range(1, steps)
            ]
            known[start, end] = [start, *inner, end]
        return known[start, end]

    found: list[tuple[Polygon, ...]] = []
    for row in range(rows):
        for column in range(columns):
            corners = [(column + a, row + b) for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))]
            points = [(x * 1000, y * 1000) for x, y in corners]
            ring: list[tuple[int, int]] = []
            for start, end in zip(points, (*points[1:], points[0]), strict=True):
                ring += line(start, end)[:-1]
            found.append(((tuple(ring),),))
    return found


def test_a_common_border_is_one_arc() -> None:
    topology = cut([LEFT, RIGHT, ISLAND])
    border = next(number for number, arc in enumerate(topology.arcs) if (12, 5) in arc)
    uses = [one for ring in topology.rings for one in ring if one in (border, ~border)]
    assert sorted(uses) == sorted([border, ~border])
    assert len(topology.rings[2]) == 1


def test_rings_come_back_as_they_were() -> None:
    topology = cut([LEFT, RIGHT, ISLAND])
    for number, ring in enumerate((LEFT, RIGHT, ISLAND)):
        assert edges(topology.ring(number, topology.arcs)) == edges(ring)


def test_an_island_and_the_hole_around_it_are_one_arc() -> None:
    topology = cut([((0, 0), (9, 0), (9, 9), (0, 9)), tuple(reversed(ISLAND)), (*ISLAND[2:], *ISLAND[:2])])
    assert len(topology.arcs) == 2


def test_points_on_a_straight_line_go_first_and_a_line_keeps_its_shape() -> None:
    arc = ((0, 0), (5, 0), (10, 0), (10, 10), (20, 10))
    weighed = weights(arc)
    assert weighed[0] == weighed[-1] == math.inf
    assert kept(arc, weighed, 0.0) == ((0, 0), (10, 0), (10, 10), (20, 10))


def test_no_shape_vanishes_however_coarse_it_gets() -> None:
    shapes, threshold = simplified([((LEFT,),), ((RIGHT,),), ((ISLAND,),)], ["", "", ""], 1)
    assert threshold > 0
    assert all(len(polygons[0][0]) >= 3 for polygons in shapes)


@given(st.integers(0, 200), st.integers(1000, 20_000))
def test_neighbours_still_meet_and_the_page_fits(seed: int, largest: int) -> None:
    shapes = wavy(seed)
    simpler, _ = simplified(shapes, [""] * len(shapes), largest)
    before = sum((edges(polygons[0][0]) for polygons in shapes), Counter())
    after = sum((edges(polygons[0][0]) for polygons in simpler), Counter())
    inner = 3 * 3 + 2 * 4  # borders between two squares of the grid
    assert sum(count == 2 for count in before.values()) >= inner
    assert max(after.values()) == 2
    # Every border is whole: an edge used once lies on the outside, and the outside is one closed line.
    ends = Counter(point for edge, count in after.items() if count == 1 for point in edge)
    assert all(count % 2 == 0 for count in ends.values())
    if largest > 4000:
        assert sum(map(len, map(geometry, simpler))) <= largest


def test_an_untouched_shape_is_written_as_it_was_read() -> None:
    assert json.loads(geometry(((ISLAND,),)))["coordinates"][0][0][0] == [0.003, 0.0]
