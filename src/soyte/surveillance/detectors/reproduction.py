"""Effective reproduction number from counts of new cases.

Cori, Ferguson, Fraser, Cauchemez (2013), "A new framework and software to estimate time-varying reproduction numbers during
epidemics", Am J Epidemiol 178, 1505–1512, and its web appendix 11 (discretised serial interval).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import gamma

from soyte.surveillance.detectors.outcome import Array, matrix


@dataclass(frozen=True)
class Reproduction:
    """Shape (series, windows): mean and standard deviation of the posterior; `quantiles` (probabilities, series, windows). NaN where
    nothing can be said. `end` are the last positions of the windows."""

    mean: Array
    sd: Array
    quantiles: Array
    end: npt.NDArray[np.intp]


def serial_interval(mean: float, sd: float, length: int) -> Array:
    """Probability that a case follows its infector after 0, 1 … `length` − 1 days: a gamma distribution shifted by one day, made
    discrete. `mean` above 1. The probabilities sum to 1 only if `length` is long enough."""
    if mean <= 1 or sd <= 0:
        raise ValueError("the mean serial interval must be above 1 day and its standard deviation above 0")
    shape, scale = ((mean - 1) / sd) ** 2, sd**2 / (mean - 1)
    day = np.arange(float(length))

    def below(shift: int, more: int = 0) -> Array:
        found: Array = gamma.cdf(day - shift, shape + more, scale=scale)
        return found

    weight = day * below(0) + (day - 2) * below(2) - 2 * (day - 1) * below(1)
    weight += shape * scale * (2 * below(1, 1) - below(2, 1) - below(0, 1))
    found: Array = np.maximum(0.0, weight)
    return found


def reproduction(
    counts: npt.ArrayLike,
    interval: npt.ArrayLike,
    *,
    window: int = 7,
    starts: npt.ArrayLike | None = None,
    ends: npt.ArrayLike | None = None,
    prior_mean: float = 5.0,
    prior_sd: float = 5.0,
    probabilities: tuple[float, ...] = (0.025, 0.5, 0.975),
) -> Reproduction:
    """Counts of new cases (series, days) → R over windows of `window` days, or from `starts` to `ends` (positions, both included).

    With Λ(t) = Σ w(s)·I(t − s), w = `interval` (w(0) = 0), a gamma prior of shape a and scale b gives R the gamma posterior with shape
    a + ΣI and rate 1/b + ΣΛ over the window. Cases of the first day came from elsewhere. A window that ends within the mean
    serial interval says nothing, nor does one with an unknown count in it or within reach of w; zeros are counts like others.
    """
    series = matrix(counts)
    days = series.shape[1]
    weight = np.zeros(days)
    given = np.asarray(interval, dtype=np.float64)[:days]
    weight[: len(given)] = given
    first = np.arange(1, max(1, days - window + 1)) if starts is None else np.asarray(starts, dtype=np.intp)
    last = first + window - 1 if ends is None else np.asarray(ends, dtype=np.intp)
    if len(first) and (first.min() < 1 or last.max() >= days or (last < first).any()):
        raise ValueError("a window must lie within the series and begin after its first day")
    behind = np.arange(days)[None, :] - np.arange(days)[:, None]
    pressure = np.nan_to_num(series) @ np.where(behind >= 0, weight[np.maximum(behind, 0)], 0.0)
    local = np.nan_to_num(series)
    local[:, 0] = 0.0
    reach = int(np.flatnonzero(given).max(initial=0))
    unknown = _between(np.isnan(series).astype(np.float64), np.maximum(first - reach, 0), last) > 0
    shape = (prior_mean / prior_sd) ** 2 + _between(local, first, last)
    rate = prior_mean / prior_sd**2 + _between(pressure, first, last)
    mean_interval = float((np.arange(len(given)) * given).sum())
    silent = unknown | (last + 1 <= mean_interval)[None, :]
    found = np.where(silent, np.nan, shape / rate)
    at = np.array(probabilities)[:, None, None]
    quantiles = np.where(silent, np.nan, gamma.ppf(at, shape, scale=1 / rate))
    return Reproduction(found, np.where(silent, np.nan, np.sqrt(shape) / rate), quantiles, last)


def _between(values: Array, first: npt.NDArray[np.intp], last: npt.NDArray[np.intp]) -> Array:
    sums = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
    found: Array = sums[:, last + 1] - sums[:, first]
    return found
