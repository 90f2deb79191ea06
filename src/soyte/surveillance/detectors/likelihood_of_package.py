"""What the R package `surveillance` computes in place of the best size of an epidemic change (seen from its results)."""

from __future__ import annotations

import numpy as np

from soyte.surveillance.detectors.likelihood import epidemic_ratio, from_here, level_shift
from soyte.surveillance.detectors.outcome import Array

_START, _STEPS, _CLOSE, _FAR = 0.5, 100, 1e-6, 18.0


def epidemic_of_package(x: Array, before: Array, mean: Array, alpha: float, first: Array) -> Array:
    """Shapes as in `likelihood.epidemic`; `first` (series) is the earliest beginning.

    Poisson: the best λ by Newton's method for log λ, from ½ and from one beginning on to the next, while |log λ| ≤ 18 and steps of λ reach
    1e-6: a step that runs away towards 0 spoils all later beginnings, one towards ∞ its own. Negative binomial: λ is the factor e^κ
    of a changed level, not the best one.
    """
    if alpha > 0:
        shift = level_shift(x, mean, alpha)
        return np.where(shift > 0, np.maximum(0.0, epidemic_ratio(x, before, mean, alpha, np.exp(shift))), 0.0)
    total = from_here(before)
    size = np.zeros_like(x)
    log_size = np.full(len(x), np.log(_START))
    with np.errstate(all="ignore"):
        for start in range(x.shape[1]):
            found = _newton(x[:, start:], before[:, start:], mean[:, start:], total[:, start], log_size)
            log_size = np.where(start >= first, found, log_size)
            size[:, start] = np.exp(np.minimum(log_size, _FAR))
            log_size = np.where(log_size > _FAR, np.log(_START), log_size)
    return np.maximum(0.0, np.nan_to_num(epidemic_ratio(x, before, mean, 0.0, size)))


def _newton(x: Array, before: Array, mean: Array, total: Array, start: Array) -> Array:
    """The log of the root, or where the search for it ended (series)."""
    log_size, moving = start.copy(), np.ones(len(x), dtype=np.bool_)
    for _ in range(_STEPS):
        size = np.exp(log_size)[:, None]
        share = np.where(before > 0, x * before / (mean + size * before), 0.0)
        first = size[:, 0] * (share.sum(axis=1) - total)
        second = first - (size**2 * np.where(before > 0, share * before / (mean + size * before), 0.0)).sum(axis=1)
        moving &= (second != 0) & (np.abs(log_size) <= _FAR)
        if not moving.any():
            break
        log_size = np.where(moving, log_size - first / second, log_size)
        moving &= np.abs(np.exp(log_size) - size[:, 0]) >= _CLOSE
    return np.where(np.isfinite(log_size), log_size, -np.inf)
