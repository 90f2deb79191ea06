"""Where units are: a point for each unit of today and for the provinces and districts before, and the islands at sea."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from soyte.places.shipped import _day, _rows

Position = tuple[float, float]  # longitude and latitude in degrees, WGS 84


@dataclass(frozen=True)
class Archipelago:
    """Islands that stand on every national map, and the codes of the province and special zone that they are today."""

    name: str
    province: str
    commune: str
    islands: tuple[Position, ...]


def centroid(code: str, on: date) -> Position | None:
    """A point within the unit of a code on a day; None for communes before July 2025 and for invented units."""
    for start, end, position in _centroids().get(code, ()):
        if (start is None or start <= on) and (end is None or on <= end):
            return position
    return None


@cache
def archipelagos() -> tuple[Archipelago, ...]:
    """Hoàng Sa and Trường Sa."""
    found: dict[tuple[str, str, str], list[Position]] = defaultdict(list)
    for row in _rows("islands.csv"):
        found[row["group"], row["province"], row["commune"]].append((float(row["lon"]), float(row["lat"])))
    return tuple(Archipelago(*names, tuple(islands)) for names, islands in found.items())


@cache
def _centroids() -> dict[str, list[tuple[date | None, date | None, Position]]]:
    found: dict[str, list[tuple[date | None, date | None, Position]]] = defaultdict(list)
    for row in _rows("centroids.csv"):
        position = float(row["lon"]), float(row["lat"])
        found[row["code"]].append((_day(row["valid_from"]), _day(row["valid_to"]), position))
    return dict(found)
