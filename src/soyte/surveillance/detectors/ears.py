"""EARS C1, C2 and C3 of the Centers for Disease Control and Prevention.

Hutwagner, Thompson, Seeman, Treadwell (2003), "The bioterrorism preparedness and response Early Aberration Reporting System
(EARS)", J Urban Health 80, i89–i96; Fricker, Hegler, Dunfee (2008), Stat Med 27, 3407–3429.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from soyte.surveillance.detectors.outcome import Array, Compat, Outcome, Positions, matrix, positions, windows

Method = Literal["C1", "C2", "C3"]
ALPHA = {"C1": 0.001, "C2": 0.001, "C3": 0.025}
_LAG = {"C1": 0, "C2": 2, "C3": 2}
_HISTORY = {"C1": 0, "C2": 2, "C3": 4}


def ears(
    counts: npt.ArrayLike,
    method: Method = "C1",
    *,
    baseline: int = 7,
    min_sigma: float = 0.0,
    alpha: float | None = None,
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
) -> Outcome:
    """Counts (series, time) → bounds at each moment.

    C1: mean + z·sd of the `baseline` counts before, sd with n−1 and at least `min_sigma`. C2 leaves the two counts right before
    out of the baseline. C3 adds up by how much C2 was more than one standard deviation above its baseline at this moment and
    the two before, so the bound of the count is mean + sd·(1 + z − Σ max(0, C2 − 1) of the two before), or what is needed today
    when these alone are enough. `compat="surveillance"` gives C3 as the R package does: y + sd·(z − Σ of the two before), floored at 0,
    by which today's count has no say. `z` is the normal quantile of 1 − `alpha`; an alarm is a count above the bound. A count
    or baseline with a missing week is not tested; zeros are counts like others.
    """
    series = matrix(counts)
    at = positions(moments, series.shape[1], baseline + _HISTORY[method])
    z = float(norm.isf(ALPHA[method] if alpha is None else alpha))
    now = series[:, at]
    mean, sd = _baseline(series, at, baseline, _LAG[method], min_sigma)
    bound = mean + z * sd
    if method == "C3":
        with np.errstate(invalid="ignore"):
            before = sum(_excess(series, at - lag, baseline, min_sigma, compat) for lag in (1, 2))
            left = z - before  # what today may add
            bound = now + sd * left if compat == "surveillance" else np.where(left < 0, mean, mean + sd * (1 + left))
        bound = np.maximum(0.0, bound)
    tested = ~np.isnan(bound) & ~np.isnan(now)
    bound = np.where(tested, bound, np.nan)
    mode = f"{method}, {compat}" if method == "C3" else method
    return Outcome(bound, tested & (now > bound), tested, mode, {"expected": mean, "sd": sd})


def _baseline(series: Array, at: Positions, baseline: int, lag: int, min_sigma: float) -> tuple[Array, Array]:
    before = windows(series, np.arange(-baseline - lag, -lag), at)
    return before.mean(axis=2), np.maximum(before.std(axis=2, ddof=1), min_sigma)


def _excess(series: Array, at: Positions, baseline: int, min_sigma: float, compat: Compat) -> Array:
    """How far C2 is above one standard deviation. R gives NaN for a count equal to a constant baseline, where nothing is exceeded."""
    mean, sd = _baseline(series, at, baseline, _LAG["C2"], min_sigma)
    now = np.where(at >= 0, series[:, np.maximum(at, 0)], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.maximum(0.0, (now - mean) / sd - 1)
    return found if compat == "surveillance" else np.where((sd == 0) & (now == mean), 0.0, found)
