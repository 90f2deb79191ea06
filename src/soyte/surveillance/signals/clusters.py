"""Neighbouring communes that have more cases together than their own pasts and the time of year let expect."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from soyte.catalogue.detection import Clusters
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.boundaries.shapes import shapes
from soyte.places.centroids import centroid
from soyte.surveillance.detectors.outcome import Array, Positions
from soyte.surveillance.detectors.scan import Cluster, nearest, scan
from soyte.surveillance.series.feed import Block

Position = tuple[float, float]
_FIRST_LOOKS = ((19, 0.3), (99, 0.1))  # shuffles, and the p above which it is hopeless


def positions_of(
    ledger: Ledger, units: Sequence[str], on: date, within: str | None, as_of: AsOf = None
) -> dict[str, Position]:
    """Longitude and latitude of communes: the shipped centroid, else the middle of a drawing that this installation took in."""
    found = {unit: place for unit in units if (place := centroid(unit, on)) is not None}
    if len(found) < len(units):
        drawn = shapes(ledger, "commune", on, within, as_of=as_of).geojson["features"]
        found |= {
            one["id"]: _middle(one["geometry"]) for one in drawn if one["id"] not in found and one.get("geometry")
        }
    return {unit: found[unit] for unit in units if unit in found}


def _middle(geometry: Mapping[str, Any]) -> Position:
    points = np.array(list(_points(geometry["coordinates"])))
    low, high = points.min(axis=0), points.max(axis=0)
    return float((low[0] + high[0]) / 2), float((low[1] + high[1]) / 2)


def _points(nested: Any) -> Any:
    if nested and isinstance(nested[0], (int, float)):
        yield nested[:2]
    else:
        for one in nested:
            yield from _points(one)


def neighbours_of(units: Sequence[str], known: Mapping[str, Position], rule: Clusters) -> tuple[Positions, Positions]:
    """Which of the units have a position, and the nearest ones of each of these (as of `scan.nearest`)."""
    which = np.array([number for number, unit in enumerate(units) if unit in known], np.intp)
    if not len(which):
        return which, np.zeros((0, 0), np.intp)
    longitude, latitude = zip(*(known[units[number]] for number in which), strict=True)
    return which, nearest(latitude, longitude, most=rule.neighbours, radius=rule.radius_km)


def clusters(block: Block, which: Positions, neighbours: Positions, rule: Clusters) -> list[Cluster]:
    """Clusters of the last weeks among the places `which`; their positions count within `which`.

    A place that did not report one of the last weeks is left out; an earlier gap is filled with its usual count. Shuffles are drawn
    from a seed that week and disease give, so that the same data give the same answer.
    """
    recent = _filled(block.counts[which][:, -rule.weeks :], rule.longest)
    late = recent[:, -rule.longest :]
    if not len(which) or np.nansum(late) < rule.least_cases:
        return []
    seed = hashlib.sha256(f"{block.disease}|{block.source.id}|{block.grid.last.start}".encode()).digest()
    found: list[Cluster] = []
    # Most diseases show nothing at all: a few shuffles tell, and the rest goes to those that may.
    for number, (replications, level) in enumerate((*_FIRST_LOOKS, (rule.replications, rule.level))):
        generator = np.random.default_rng(int.from_bytes(seed[8 * number : 8 * number + 8]))
        found = scan(
            recent,
            neighbours,
            generator,
            longest=rule.longest,
            least_cases=rule.least_cases,
            replications=replications,
            level=level,
        )
        if not found:
            break
    return found


def _filled(counts: Array, longest: int) -> Array:
    with np.errstate(invalid="ignore"):
        known = ~np.isnan(counts)
        usual = np.rint(np.nan_to_num(counts).sum(axis=1) / np.maximum(1, known.sum(axis=1)))
    early = np.arange(counts.shape[1]) < counts.shape[1] - longest
    return np.where(~known & early[None, :], usual[:, None], counts)
