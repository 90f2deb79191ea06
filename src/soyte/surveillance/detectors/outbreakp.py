"""The outbreak detector of Frisén and Andersson: has the expected count begun to rise, whatever the shape of the rise?

Frisén, Andersson, Schiöler (2009), "Robust outbreak surveillance of epidemics in Sweden", Stat Med 28, 476–493; Frisén, Andersson
(2009), "Semiparametric surveillance of monotonic changes", Sequential Analysis 28, 434–454.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.outcome import Array, Compat, Outcome, matrix, positions


def outbreak_p(
    counts: npt.ArrayLike,
    *,
    k: float = 100.0,
    in_cases: bool = False,
    most: int = 100_000,
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
) -> Outcome:
    """Counts (series, time) → the likelihood ratio of a rising against a constant mean of all counts up to each moment.

    The statistic is Π (rising mean / overall mean)^count, the rising means by isotonic regression; an alarm when it exceeds
    `k`. The bound is the statistic, or with `in_cases` the least count (up to `most`) that would raise the alarm: 0 if any
    count would, where `compat="surveillance"` gives none. A series is tested up to its first missing week.
    """
    series = matrix(counts)
    at = positions(moments, series.shape[1], 0)
    value = _log_ratios(series, int(at.max()) + 1 if len(at) else 0)[:, at]
    tested = ~np.isnan(value)
    alarm = tested & (value > np.log(k))
    with np.errstate(over="ignore"):
        statistic = np.exp(value)
    bound = _cases(series, at, np.log(k), most) if in_cases else statistic
    if in_cases and compat == "surveillance":
        bound = np.where(bound == 0, np.nan, bound)
    return Outcome(np.where(tested, bound, np.nan), alarm, tested, compat, {"statistic": statistic})


def _log_ratios(series: Array, length: int) -> Array:
    """The log statistic of every beginning of each series, by pooling blocks from the end (all series at once)."""
    rows, found = len(series), np.empty((len(series), length))
    sums, sizes = np.zeros((rows, length + 1)), np.ones((rows, length + 1))
    count, every = np.zeros(rows, dtype=np.intp), np.arange(rows)
    for moment in range(length):
        sums[every, count], sizes[every, count] = series[:, moment], 1
        count += 1
        while True:  # a block that is not above the one before it is pooled with it
            last, prior = count - 1, np.maximum(count - 2, 0)
            low = (count > 1) & (sums[every, last] * sizes[every, prior] <= sums[every, prior] * sizes[every, last])
            if not low.any():
                break
            rows_low = every[low]
            sums[rows_low, prior[low]] += sums[rows_low, last[low]]
            sizes[rows_low, prior[low]] += sizes[rows_low, last[low]]
            count[low] -= 1
        used = np.arange(length + 1) < count[:, None]
        found[:, moment] = _log_ratio(np.where(used, sums, 0), np.where(used, sizes, 1), moment + 1)
    return found


def _log_ratio(sums: Array, sizes: Array, length: int) -> Array:
    total = sums.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(sums > 0, sums * np.log(sums / sizes / (total / length)), 0.0)
    result: Array = np.where(np.isnan(total[:, 0]), np.nan, parts.sum(axis=1))
    return result


def _cases(series: Array, at: npt.NDArray[np.intp], limit: float, most: int) -> Array:
    """The least last count whose statistic exceeds the limit, by halving; NaN if none up to `most` does."""
    found = np.full((len(series), len(at)), np.nan)
    for number, moment in enumerate(at):
        low, high = np.full(len(series), -1), np.full(len(series), most)
        trial = series[:, : moment + 1].copy()

        def exceeds(
            last: npt.NDArray[np.intp], trial: Array = trial, moment: int = int(moment)
        ) -> npt.NDArray[np.bool_]:
            trial[:, moment] = last
            return _log_ratios(trial, moment + 1)[:, moment] > limit

        possible = exceeds(high)
        while (high - low > 1).any():
            middle = (low + high) // 2
            above = exceeds(middle)
            high, low = np.where(above, middle, high), np.where(above, low, middle)
        found[:, number] = np.where(possible, high, np.nan)
    return found
