"""Clusters of cases in space and time without any population figures: the space-time permutation scan statistic.

Kulldorff, Heffernan, Hartman, Assunção, Mostashari (2005), "A space-time permutation scan statistic for disease outbreak detection",
PLoS Med 2, e59; Kleinman, Lazarus, Platt (2004), Am J Epidemiol 159, 217–224 (recurrence interval).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from soyte.surveillance.detectors.outcome import Array, Flags, Positions, matrix

EARTH = 6371.0088  # km


@dataclass(frozen=True)
class Cluster:
    """Places (positions) that had `cases` in the last `length` periods where `expected` were due. `p_value` allows for all cylinders
    looked at; by chance alone something as strong turns up once in `recurrence` periods, if there is a scan every period."""

    places: tuple[int, ...]
    length: int
    cases: int
    expected: float
    log_ratio: float
    p_value: float
    recurrence: float


def nearest(latitude: npt.ArrayLike, longitude: npt.ArrayLike, *, most: int = 30, radius: float = np.inf) -> Positions:
    """The `most` nearest places of each place, itself first: (places, most), −1 beyond `radius` km. Degrees; great circles."""
    north, east = (
        np.radians(np.asarray(latitude, dtype=np.float64)),
        np.radians(np.asarray(longitude, dtype=np.float64)),
    )
    globe = EARTH * np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
    chord = 2 * EARTH * np.sin(min(radius / EARTH, np.pi) / 2) * (1 + 1e-12)
    wanted = np.arange(1, min(most, len(globe)) + 1)
    apart, found = KDTree(globe).query(globe, k=wanted, distance_upper_bound=max(chord, 1e-9))
    return np.where(np.isfinite(apart), found, -1)


def scan(
    counts: npt.ArrayLike,
    neighbours: Positions,
    generator: np.random.Generator,
    *,
    longest: int = 4,
    shortest: int = 1,
    replications: int = 999,
    least_cases: int = 3,
    level: float = 0.05,
) -> list[Cluster]:
    """Counts (places, time) → clusters that end with the last period and have p ≤ `level`, the strongest first, without a common place.

    A cylinder is a place with its nearest ones (`neighbours`, as of `nearest`) over the last `shortest` to `longest` periods. With c
    cases in it, C in all, μ = (cases of its places)·(cases of its periods)/C: log ratio c·log(c/μ) + (C−c)·log((C−c)/(C−μ)) if c > μ;
    cylinders of more than half of C do not count. The periods of the cases are shuffled `replications` times, which keeps the cases of every
    place and every period; p = (1 + shuffles whose best cylinder is as strong)/(1 + replications). Places with an unknown count are left
    out. ValueError for counts that are not whole.
    """
    data = matrix(counts)
    data = np.where(np.isnan(data).any(axis=1, keepdims=True), 0.0, data)
    if (data != np.rint(data)).any() or (data < 0).any():
        raise ValueError("a scan needs whole counts")
    longest = min(longest, data.shape[1] - 1)
    total = float(data.sum())
    if total < least_cases or longest < shortest:
        return []
    recent = np.cumsum(data[:, ::-1][:, :longest], axis=1)[:, shortest - 1 :]
    expected = _zones(data.sum(axis=1)[:, None], neighbours) * recent.sum(axis=0) / total
    allowed = (neighbours >= 0)[:, :, None] & (expected > 0) & (expected <= total / 2)
    ratio = _ratio(_zones(recent, neighbours), expected, allowed, total, least_cases)
    best = _shuffled(data, neighbours, expected, allowed, generator, (shortest, longest, replications, least_cases))
    return _clusters(ratio, best, recent, expected, neighbours, shortest, level)


def _zones(values: Array, neighbours: Positions) -> Array:
    """Sums over each place and its nearest ones: (places, nearest, columns) of values (places, columns)."""
    padded = np.concatenate([values, np.zeros((1, values.shape[1]))])
    found: Array = np.cumsum(padded[neighbours], axis=1)
    return found


def _ratio(cases: Array, expected: Array, allowed: Flags, total: float, least: int) -> Array:
    high = allowed & (cases > expected) & (cases >= least)
    found = np.zeros_like(expected)
    c, mu = cases[high], expected[high]
    rest = total - c
    with np.errstate(divide="ignore", invalid="ignore"):
        found[high] = c * np.log(c / mu) + np.where(rest > 0, rest * np.log(rest / (total - mu)), 0.0)
    return found


def _shuffled(
    data: Array,
    neighbours: Positions,
    expected: Array,
    allowed: Flags,
    generator: np.random.Generator,
    plan: tuple[int, int, int, int],
) -> Array:
    """The strongest log ratio of each shuffle."""
    shortest, longest, replications, least = plan
    place, time = np.nonzero(data)
    repeats = data[place, time].astype(np.intp)
    place, lag = np.repeat(place, repeats), data.shape[1] - 1 - np.repeat(time, repeats)
    best = np.zeros(replications)
    for number in range(replications):
        shuffled = generator.permutation(lag)
        late = shuffled < longest
        cells = np.bincount(place[late] * longest + shuffled[late], minlength=len(data) * longest)
        recent = np.cumsum(cells.reshape(len(data), longest), axis=1)[:, shortest - 1 :].astype(np.float64)
        with_cases = (neighbours >= 0) & (recent[:, -1] > 0)[neighbours]
        rows = np.flatnonzero(with_cases.any(axis=1))
        ratio = _ratio(_zones(recent, neighbours[rows]), expected[rows], allowed[rows], float(data.sum()), least)
        best[number] = ratio.max(initial=0.0)
    return best


def _clusters(
    ratio: Array, best: Array, recent: Array, expected: Array, neighbours: Positions, shortest: int, level: float
) -> list[Cluster]:
    found: list[Cluster] = []
    taken: set[int] = set()
    ordered = np.sort(best)
    for cell in np.argsort(-ratio, axis=None, kind="stable"):
        place, last, column = (int(one) for one in np.unravel_index(cell, ratio.shape))
        value = float(ratio[place, last, column])
        p = (1 + len(best) - int(np.searchsorted(ordered, value - 1e-9))) / (1 + len(best))
        if value <= 0 or p > level:
            break
        places = tuple(int(one) for one in neighbours[place, : last + 1])
        if taken.isdisjoint(places):
            taken |= set(places)
            cases, due = int(recent[list(places), column].sum()), float(expected[place, last, column])
            found.append(Cluster(places, column + shortest, cases, due, value, p, 1 / p))
    return found
