"""Borders shared by neighbours: rings cut into arcs, so that a border is simplified once and both sides still meet.

An arc runs between two points where other shapes begin to touch, or is a whole ring that touches nothing on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from soyte.intake.boundaries.geojson import Point, Ring

Arc = tuple[Point, ...]


@dataclass
class Topology:
    """`arcs`, and for each ring handed in the arcs that it is made of: a number, or its complement if run backwards."""

    arcs: list[Arc] = field(default_factory=list)
    rings: list[list[int]] = field(default_factory=list)

    def ring(self, number: int, arcs: Sequence[Arc]) -> Ring:
        """A ring put together from `arcs` (these, or simpler ones)."""
        points: list[Point] = []
        for index in self.rings[number]:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[:-1]
        return tuple(points)


def cut(rings: Iterable[Ring]) -> Topology:
    """The topology of rings, in their order."""
    listed = list(rings)
    joints = _joints(listed)
    found = Topology()
    known: dict[Arc, int] = {}
    for ring in listed:
        numbers = []
        for arc in _arcs(ring, joints):
            turned = arc[::-1]
            if arc in known:
                numbers.append(known[arc])
            elif turned in known:
                numbers.append(~known[turned])
            else:
                known[arc] = len(found.arcs)
                numbers.append(len(found.arcs))
                found.arcs.append(arc)
        found.rings.append(numbers)
    return found


def _joints(rings: Iterable[Ring]) -> set[Point]:
    """Points where two rings meet or part: their neighbours on one ring are not those on the other."""
    beside: dict[Point, tuple[Point, Point]] = {}
    joints: set[Point] = set()
    for ring in rings:
        for number, point in enumerate(ring):
            one, other = ring[number - 1], ring[(number + 1) % len(ring)]
            pair = (one, other) if one <= other else (other, one)
            if beside.setdefault(point, pair) != pair:
                joints.add(point)
    return joints


def _arcs(ring: Ring, joints: set[Point]) -> Iterator[Arc]:
    at = [number for number, point in enumerate(ring) if point in joints]
    if not at:
        # A whole ring begins at its smallest point, so that an island and the hole around it are the same arc.
        first = ring.index(min(ring))
        closed = (*ring[first:], *ring[: first + 1])
        yield closed
        return
    for number, start in enumerate(at):
        end = at[(number + 1) % len(at)]
        yield ring[start : end + 1] if start < end else (*ring[start:], *ring[: end + 1])
