"""Classes of a map: as many places in each as can be, equal values together, named by the values that are in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from soyte.reports.charts.points import HIDDEN_WORDS, Spot

NO_DATA, HIDDEN = "chưa có số liệu", HIDDEN_WORDS
INKS = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True)
class Class:
    """`ink` fills it; `hatched` says how often (0, 1 or crosswise 2). `words` name it in the legend."""

    words: str
    ink: str
    spots: tuple[Spot, ...]
    hatched: int = 0

    @property
    def dark(self) -> bool:
        """Whether letters in it are of the colour of the paper."""
        return self.ink in ("$ramp_4", "$ramp_5")


def classes(spots: Sequence[Spot], most: int = 5) -> list[Class]:
    """Quantiles, lowest first, then what has no number; none of them is empty."""
    known = sorted((spot for spot in spots if spot.point.number is not None), key=_value)
    values = [_value(spot) for spot in known]
    number = min(most, len(set(values)))
    groups: list[list[Spot]] = [[] for _ in range(number)]
    for spot in known:
        below = sum(value < _value(spot) for value in values)
        groups[min(below * number // len(values), number - 1)].append(spot)
    filled = [group for group in groups if group]
    inks = INKS.get(len(filled), ())
    found = [Class(_words(group), f"$ramp_{ink}", tuple(group)) for group, ink in zip(filled, inks, strict=True)]
    hidden = tuple(spot for spot in spots if spot.point.hidden)
    missing = tuple(spot for spot in spots if spot.point.number is None and not spot.point.hidden)
    found += [Class(NO_DATA, "$empty", missing, 1)] if missing else []
    found += [Class(HIDDEN, "$empty", hidden, 2)] if hidden else []
    return found


def _value(spot: Spot) -> float:
    return spot.point.number or 0.0


def _words(group: Sequence[Spot]) -> str:
    low, high = group[0].point, group[-1].point
    bare = [point.printed.split(" ")[-1] for point in (low, high)]  # `ước` is said of places, not of classes
    return bare[0] if bare[0] == bare[1] else f"{bare[0]} - {bare[1]}"
