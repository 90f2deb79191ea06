"""How long a CUSUM of Poisson or binomial counts runs until its first alarm, and the decision limit that gives a wanted run length.

Brook, Evans (1972), "An approach to the probability distribution of CUSUM run length", Biometrika 59, 539–549; Hawkins (1992), Commun
Stat Simul Comput 21, 1001–1020; Rogerson, Yamada (2004), MMWR 53 (Suppl), 79–85 (reference value).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np
from scipy.stats import binom, poisson

from soyte.surveillance.detectors.outcome import Array

_LONGEST = 4096  # steps of the grid that a limit may have


@dataclass(frozen=True)
class Limit:
    """For expected counts `level` (of `trials` tries: the probability of each) decision limit `h`, reference value `k`, and the average
    run length that they give."""

    level: float
    h: float
    k: float
    run_length: float
    trials: int | None = None


def average_run_length(
    h: float, k: float, level: float, *, digits: int = 1, trials: int | None = None
) -> tuple[float, float]:
    """Counts until S = max(0, S + x − k) reaches `h`, x being Poisson with mean `level`, or binomial of `trials` with probability `level`; started
    from 0, and from h/2.

    `h` and `k` are rounded to `digits` decimals, so that S moves on a grid and its run is a Markov chain: L = 1 + Q·L over the
    places below `h`.
    """
    unit = 10**digits
    top, back = round(h * unit), round(k * unit)
    if top <= 0:
        raise ValueError("the decision limit must be above 0")
    lengths = _lengths(top, back, unit, poisson(level) if trials is None else binom(trials, level))
    return float(lengths[0]), float(lengths[round(top / 2)] if top > 1 else lengths[0])


def _lengths(top: int, back: int, unit: int, counts: Any) -> Array:
    """Run lengths from each place of the grid."""
    place = np.arange(top)
    moved = place[None, :] - place[:, None] + back
    whole = (moved >= 0) & (moved % unit == 0)
    step = np.where(whole, counts.pmf(moved // unit), 0.0)
    step[:, 0] = counts.cdf(np.floor((back - place) / unit))
    found: Array = np.asarray(np.linalg.solve(np.eye(top) - step, np.ones(top)), dtype=np.float64)
    return found


def reference_value(
    level: float, shifted: float, *, digits: int = 1, rounded: bool = True, trials: int | None = None
) -> float:
    """k = (θ₁ − θ₀)/log(θ₁/θ₀), of n trials n·log((1 − θ₀)/(1 − θ₁))/log(θ₁(1 − θ₀)/(θ₀(1 − θ₁))). Rounded it avoids multiples of ½, on
    which S could take few values only."""
    if trials is None:
        k = (shifted - level) / float(np.log(shifted / level))
    else:
        odds = np.log(shifted * (1 - level) / (level * (1 - shifted)))
        k = trials * float(np.log((1 - level) / (1 - shifted)) / odds)
    if not rounded:
        return k
    near = float(round(k, digits))
    if abs(near * 2 - round(near * 2)) > 1e-9:
        return near
    return round(near + (1.0 if k > near else -1.0) / 10.0**digits, digits)


def decision_limit(
    level: float,
    run_length: float = 500,
    *,
    shift: float = 1.0,
    tolerance: float = 0.03,
    digits: int = 1,
    head_start: bool = False,
    trials: int | None = None,
) -> Limit:
    """The least limit that S can take (S moves on a grid of what k and 1 share) whose run length is at least
    `run_length`·(1 − `tolerance`), for a rise by `shift` standard deviations; with `head_start` the run length from h/2."""
    spread = level**0.5 if trials is None else (level * (1 - level) / trials) ** 0.5
    k = reference_value(level, level + shift * spread, digits=digits, trials=trials)
    unit = 10**digits
    grid = gcd(round(k * unit), unit)
    low, high = 0, 1

    def length(steps: int) -> float:
        return average_run_length(steps * grid / unit, k, level, digits=digits, trials=trials)[1 if head_start else 0]

    while length(high) < run_length * (1 - tolerance):
        low, high = high, high * 2
        if high > _LONGEST:
            raise ValueError(f"no limit gives a run of {run_length} counts for a level of {level}")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if length(middle) < run_length * (1 - tolerance) else (low, middle)
    return Limit(level, round(high * grid / unit, digits), k, length(high), trials)
