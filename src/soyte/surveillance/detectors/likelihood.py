"""Log likelihood ratios of counts after a change against counts without one, at the best size of the change, for every time it may
have begun.

Höhle, Paul (2008), "Count data regression charts for the monitoring of surveillance time series", Comput Stat Data Anal 52,
4357–4368. Arrays are (series, counts) with the present count last; the answers are (series, beginnings): number k says that the
change began with count k. Variance of a count with mean m: m + `alpha`·m². A count that is unknown has 0 for count and mean.
"""

from __future__ import annotations

import numpy as np

from soyte.surveillance.detectors.outcome import Array, Flags

_STEPS, _CLOSE = 80, 1e-13


def from_here(values: Array) -> Array:
    """Sums over the last axis from each place to the end."""
    found: Array = np.cumsum(values[..., ::-1], axis=-1)[..., ::-1]
    return found


def level_poisson(x: Array, mean: Array, sign: int) -> Array:
    """The mean is multiplied: Σx·log(Σx/Σm) − Σx + Σm where the change has the asked `sign`, else 0. No case at all counts as a fall."""
    seen, expected = from_here(x), from_here(mean)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(seen > 0, seen * np.log(seen / expected), 0.0) - seen + expected
    return np.where(sign * (seen - expected) > 0, ratio, 0.0)


def level_shift(x: Array, mean: Array, alpha: float) -> Array:
    """The κ by which the log mean of the negative binomial moved, per beginning: root of Σ (x − m·e^κ)/(1 + α·m·e^κ)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = np.log(from_here(x) / from_here(mean))
    shift = np.clip(np.nan_to_num(shift), -50.0, 50.0)
    counts, means, later = x[:, None, :], mean[:, None, :], _later(x.shape[1])
    for _ in range(_STEPS):
        moved = means * np.exp(shift)[..., None]
        slack = np.where(later, (counts - moved) / (1 + alpha * moved), 0.0).sum(axis=2)
        slope = np.where(later, moved * (1 + alpha * counts) / (1 + alpha * moved) ** 2, 0.0).sum(axis=2)
        step = np.clip(np.divide(slack, slope, out=np.zeros_like(slack), where=slope > 0), -1.0, 1.0)
        shift = np.clip(shift + step, -50.0, 50.0)
        if np.abs(np.where(shift > -40, step, 0.0)).max(initial=0) < _CLOSE:
            break
    found: Array = shift
    return found


def level_negative_binomial(x: Array, mean: Array, alpha: float, sign: int) -> Array:
    """As `level_poisson`, for the negative binomial."""
    shift = level_shift(x, mean, alpha)
    counts, means = x[:, None, :], mean[:, None, :]
    term = counts * shift[..., None] - (counts + 1 / alpha) * np.log(
        (1 + alpha * means * np.exp(shift)[..., None]) / (1 + alpha * means)
    )
    found = np.where(_later(x.shape[1]), term, 0.0).sum(axis=2)
    return np.where(sign * shift > 0, found, 0.0)


def epidemic_ratio(x: Array, before: Array, mean: Array, alpha: float, size: Array) -> Array:
    """Log ratio where the mean became m + λ·(count before), λ = `size` (series, beginnings)."""
    counts, past, means = x[:, None, :], before[:, None, :], mean[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        risen = means + size[..., None] * past
        term = np.where(counts > 0, counts * np.log(risen / means), 0.0)
        if alpha > 0:
            term -= (counts + 1 / alpha) * np.log((1 + alpha * risen) / (1 + alpha * means))
        else:
            term -= risen - means
    found: Array = np.where(_later(x.shape[1]), term, 0.0).sum(axis=2)
    return found


def epidemic(x: Array, before: Array, mean: Array, alpha: float) -> Array:
    """The mean became m + λ·(count before), at the best λ ≥ 0, found between 0 and the largest count per count before."""
    counts, past, means = x[:, None, :], before[:, None, :], mean[:, None, :]
    later = _later(x.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        most = np.where(later & (past > 0), counts / past, 0.0).max(axis=2)
        low, high, size = np.zeros_like(most), most, np.zeros_like(most)
        for _ in range(_STEPS):
            slack, slope = _gradient(counts, past, means, alpha, size, later)
            low, high = np.where(slack > 0, size, low), np.where(slack > 0, high, size)
            newton = size - slack / slope
            inside = np.isfinite(newton) & (newton > low) & (newton < high)
            following = np.where(inside, newton, np.where(size == 0, size, (low + high) / 2))
            following = np.where((size == 0) & (slack > 0) & ~inside, high / 2, following)
            moved, size = np.abs(following - size), following
            if (moved <= _CLOSE * (1 + size)).all():
                break
    return np.maximum(0.0, epidemic_ratio(x, before, mean, alpha, size))


def _gradient(counts: Array, past: Array, means: Array, alpha: float, size: Array, later: Flags) -> tuple[Array, Array]:
    """Derivative of the log likelihood by λ, and its own derivative."""
    risen = means + size[..., None] * past
    there = later & (past > 0) & (risen > 0)
    first = past * (counts / risen - (1 + alpha * counts) / (1 + alpha * risen))
    second = past**2 * (-counts / risen**2 + alpha * (1 + alpha * counts) / (1 + alpha * risen) ** 2)
    return np.where(there, first, 0.0).sum(axis=2), np.where(there, second, 0.0).sum(axis=2)


def _later(length: int) -> Flags:
    """(beginnings, counts): whether a count is at or after a beginning."""
    return np.triu(np.ones((length, length), dtype=np.bool_))
