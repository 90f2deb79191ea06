"""Invented weekly counts with a season."""

from __future__ import annotations

from typing import Any

import numpy as np

WEEKS = 364
Counts = np.ndarray[Any, np.dtype[np.float64]]


def seasonal(series: int, mean: float = 6.0, weeks: int = WEEKS) -> Counts:
    """Negative binomial counts (series, weeks)."""
    level = mean * np.exp(0.4 * np.cos(2 * np.pi * np.arange(weeks) / 52))
    return np.random.default_rng(7).negative_binomial(4, 4 / (4 + level), (series, weeks)).astype(float)


def communes(places: int, weeks: int, diseases: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Counts of all communes (diseases, places, weeks): most diseases are rare nearly everywhere."""
    chance = np.random.default_rng(8)
    mean = chance.lognormal(-3.0, 1.5, (diseases, 1, 1)) * chance.lognormal(0.0, 0.7, (1, places, 1))
    season = np.exp(0.4 * np.cos(2 * np.pi * np.arange(weeks) / 52))
    found = np.empty((diseases, places, weeks), dtype=np.uint8)
    for number in range(diseases):
        found[number] = np.minimum(chance.poisson(mean[number] * season), 255)
    return found
