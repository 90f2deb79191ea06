"""From an expected count and its uncertainty to the bound of a new count.

Farrington, Andrews, Beale, Catchpole (1996), J R Stat Soc A 159, 547–563 (`delta`); Salmon, Schumacher, Höhle (2016), "Monitoring count
time series in R", J Stat Softw 70(10), section 2.2 (`nbPlugin`, `muan`).
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.stats import nbinom, norm, poisson

from soyte.surveillance.detectors.outcome import Array

Power = Literal["2/3", "1/2", "none"]
Threshold = Literal["delta", "nbPlugin", "muan"]
POWERS: dict[str, float] = {"2/3": 2 / 3, "1/2": 1 / 2, "none": 1.0}


def delta_bound(mean: Array, variance: Array, power: float, z: float) -> Array:
    """Quantile of a count that is normal after taking its `power`; `variance` is that of the prediction error. Not below zero."""
    spread = power * mean ** (power - 1) * np.sqrt(variance)
    inside: Array = np.maximum(mean**power + z * spread, 0.0) ** (1 / power)
    return inside


def delta_tail(counts: Array, mean: Array, variance: Array, power: float) -> Array:
    """Probability of more than that under the same model."""
    spread = power * mean ** (power - 1) * np.sqrt(variance)
    found: Array = norm.sf((counts**power - mean**power) / spread)
    return found


def count_bound(mean: Array, dispersion: Array, alpha: float) -> Array:
    """The 1 − `alpha` quantile: negative binomial of size mean / (dispersion − 1), Poisson where dispersion is 1."""
    found: Array = np.where(
        dispersion > 1, nbinom.isf(alpha, _size(mean, dispersion), 1 / dispersion), poisson.isf(alpha, mean)
    )
    return found


def count_tail(counts: Array, mean: Array, dispersion: Array) -> Array:
    """Probability of that many or more."""
    found: Array = np.where(
        dispersion > 1,
        nbinom.sf(counts - 1, _size(mean, dispersion), 1 / dispersion),
        poisson.sf(counts - 1, mean),
    )
    return found


def _size(mean: Array, dispersion: Array) -> Array:
    return mean / np.where(dispersion > 1, dispersion - 1, 1.0)
