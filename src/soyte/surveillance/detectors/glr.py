"""Likelihood ratio charts of counts against a known or estimated level (Poisson and negative binomial).

Höhle, Paul (2008), "Count data regression charts for the monitoring of surveillance time series", Comput Stat Data Anal 52, 4357–4368;
Salmon, Schumacher, Höhle (2016), J Stat Softw 70(10), section 3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.glr_chart import Chart, Settings
from soyte.surveillance.detectors.glr_level import Level, estimated
from soyte.surveillance.detectors.outcome import Array, Compat, Outcome, Positions, matrix, positions

_CELLS = 2_000_000  # of the largest array at a time


def glr(
    counts: npt.ArrayLike,
    settings: Settings | None = None,
    *,
    level: npt.ArrayLike | Level | None = None,
    alpha: float | None = 0.0,
    frequency: int = 52,
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
) -> Outcome:
    """Counts (series, time) → the statistic max over beginnings k of sup Σ log(f₁(x)/f₀(x)), an alarm when it reaches the threshold.

    `level` is the expected count at each moment (an array) or says how to estimate it from the counts before the first moment; `alpha`
    is the dispersion (variance m + α·m², 0: Poisson, None: estimated with the level). With `theta` the ratio is summed as in
    a CUSUM. After an alarm everything begins anew. Moments follow each other. The bound is the statistic, or the least count that
    would raise the alarm now (∞ if none up to `most`), of a fall the greatest one (−∞ if none). `more` holds `mu0`, `alpha_used` and `statistic`.

    Unknown counts say nothing and are not tested; nor are series whose level cannot be estimated. `compat="surveillance"` does as the R
    package: the Poisson chart of a level with `look_back` leaves the latest beginning out; a fall without any case does not count
    there; the epidemic change is never taken as known, not at its best size, and has no count before the first; a present 0 has no
    bound in cases.
    """
    chosen = settings or Settings()
    series = matrix(counts)
    at = positions(moments, series.shape[1], 1)
    now = series[:, at]
    before = np.where(at > 0, series[:, np.maximum(at - 1, 0)], 0.0)
    plan = level if isinstance(level, Level) else Level() if level is None else None
    if plan is None:
        means = np.broadcast_to(np.asarray(level, dtype=np.float64), now.shape).copy()
        dispersion = np.full(len(series), 0.0 if alpha is None else alpha)
    else:
        means, dispersion = estimated(series, plan, at, int(at[0]) if len(at) else 0, frequency, alpha)
    bounds, statistics = np.full(now.shape, np.nan), np.full(now.shape, np.nan)
    size = max(1, _CELLS // max(1, len(at)) ** 2)
    for value in np.unique(dispersion[~np.isnan(dispersion)]):
        same = np.flatnonzero(dispersion == value)
        for start in range(0, len(same), size):
            rows = same[start : start + size]
            chart = Chart(now[rows], before[rows], means[rows], float(value), chosen, compat)
            if plan is not None and plan.refit:
                chart.refit = _Refit(series[rows], plan, at, frequency, float(value))
            bounds[rows], statistics[rows] = chart.run()
            means[rows] = chart.means
    tested = ~np.isnan(now) & ~np.isnan(means) & ~np.isnan(dispersion)[:, None]
    alarm = tested & (statistics >= chosen.threshold)
    more = {"statistic": statistics, "mu0": means, "alpha_used": np.repeat(dispersion[:, None], len(at), axis=1)}
    return Outcome(np.where(tested, bounds, np.nan), alarm, tested, compat, more)


class _Refit:
    """The level from all counts up to an alarm, for the series that raised it."""

    def __init__(self, series: Array, plan: Level, at: Positions, frequency: int, alpha: float) -> None:
        self._series, self._plan, self._at, self._frequency, self._alpha = series, plan, at, frequency, alpha

    def __call__(self, rows: Positions, moment: int) -> Array:
        end = int(self._at[moment]) + 1
        return estimated(self._series[rows], self._plan, self._at, end, self._frequency, self._alpha)[0]
