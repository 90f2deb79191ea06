"""Detectors: series-weeks per second, beside the R package `surveillance`; all communes and diseases of the current week."""

from __future__ import annotations

import numpy as np

from benchmarks.detectors.package import timed
from benchmarks.detectors.series import WEEKS, communes, seasonal
from benchmarks.record import Record, best_of
from soyte.surveillance.detectors.ears import ears
from soyte.surveillance.detectors.farrington_flexible import farrington_flexible

TESTED = 20
PLACES, DISEASES = 3_321, 80


def run(quick: bool) -> list[Record]:
    """200 series and one by both detectors; then every commune."""
    records = []
    times = 1 if quick else 3
    now = np.arange(WEEKS - TESTED, WEEKS)
    for number in (200, 1):
        data = seasonal(number)
        other = timed(data, WEEKS - TESTED, 2 if quick else TESTED)
        ours = best_of(times, lambda data=data: farrington_flexible(data, moments=now))  # type: ignore[misc]
        name = f"{number} invented series of {WEEKS} weeks, the last {TESTED} tested"
        records.append(_record("flexible Farrington", number * TESTED / ours, other.flexible, name, other.name))
        ours = best_of(times, lambda data=data: ears(data, "C1"))  # type: ignore[misc]
        name = f"{number} invented series of {WEEKS} weeks, all tested"
        records.append(_record("EARS C1", number * (WEEKS - 7) / ours, other.ears, name, other.name))
        if number > 1:
            per_fit = other.flexible
            who = other.name
    places = PLACES // 10 if quick else PLACES
    every = communes(places, WEEKS, DISEASES)
    last = [WEEKS - 1]
    ours = best_of(1, lambda: [farrington_flexible(one, moments=last) for one in every])
    theirs = places * DISEASES * per_fit
    name = (
        f"{places:,} communes × {DISEASES} diseases, invented, most of them rare; the current week, disease by disease"
    )
    records.append(Record("flexible Farrington, every commune", ours, theirs, "s", name, f"{who}, each fit", "lower"))
    return records


def _record(name: str, ours: float, seconds: float, data: str, against: str) -> Record:
    return Record(name, ours, 1 / seconds, "series-weeks/s", data, against, "higher")
