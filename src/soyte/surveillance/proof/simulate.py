"""Invented weekly counts with outbreaks in them whose place is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soyte.surveillance.detectors.outcome import Array, Flags
from soyte.surveillance.proof.scenarios import CURRENT, PAST, WEEKS, Scenario

_PAST_OUTBREAKS = 4
_LOG_SD = 0.5  # of the delay in weeks from the beginning of an outbreak to a case of it, log-normal with median 1


@dataclass(frozen=True)
class Simulated:
    """(replicates, weeks): counts with the outbreaks in them, and whether a week holds a case of the current outbreak; the mean of each week."""

    counts: Array
    outbreak: Flags
    mean: Array


def simulate(
    scenario: Scenario, replicates: int, generator: np.random.Generator, *, past: float = 0.0, current: float = 0.0
) -> Simulated:
    """Series of `scenario`, each with four past outbreaks and one among the last weeks.

    An outbreak begins in a random week s. Its size is Poisson with mean k·sd(s), k being `past` or `current` (0: none) and sd(s) the
    standard deviation of the count of that week, drawn again while below two cases. Each case falls log-normal time after the beginning.
    """
    mean = scenario.mean()
    base = _counts(mean, scenario.dispersion, replicates, generator)
    deviation = np.sqrt(scenario.dispersion * mean)
    added = np.zeros_like(base)
    for _ in range(_PAST_OUTBREAKS if past else 0):
        added += _outbreak(deviation, past, (PAST[0], PAST[1]), replicates, generator)
    now = np.zeros_like(base)
    if current:
        now = _outbreak(deviation, current, (WEEKS - CURRENT, WEEKS), replicates, generator)
    return Simulated(base + added + now, np.asarray(now > 0), mean)


def _counts(mean: Array, dispersion: float, replicates: int, generator: np.random.Generator) -> Array:
    shape = (replicates, len(mean))
    if dispersion == 1:
        return generator.poisson(mean, shape).astype(np.float64)
    return generator.negative_binomial(mean / (dispersion - 1), 1 / dispersion, shape).astype(np.float64)


def _outbreak(
    deviation: Array, times: float, among: tuple[int, int], replicates: int, generator: np.random.Generator
) -> Array:
    """One outbreak in each series, cases by week; what would come after the last week is not there."""
    start = generator.integers(*among, replicates)
    size = generator.poisson(times * deviation[start])
    while (few := size < 2).any():
        size[few] = generator.poisson(np.maximum(times * deviation[start[few]], 0.5))
    row = np.repeat(np.arange(replicates), size)
    week = start[row] + np.floor(generator.lognormal(0.0, _LOG_SD, len(row))).astype(np.intp)
    there = week < len(deviation)
    cells = np.bincount(row[there] * len(deviation) + week[there], minlength=replicates * len(deviation))
    return cells.reshape(replicates, len(deviation)).astype(np.float64)
