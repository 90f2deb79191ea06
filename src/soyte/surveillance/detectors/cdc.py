"""Historical limits of the CDC: the last four weeks against the same four weeks, and those before and behind, of past years.

Stroup, Williamson, Herndon, Karon (1989), "Detection of aberrations in the occurrence of notifiable diseases surveillance
data", Stat Med 8, 323–329.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from soyte.surveillance.detectors.outcome import Outcome, matrix, positions, windows

MONTH = 4  # weeks


def cdc(
    counts: npt.ArrayLike,
    *,
    years: int = 5,
    neighbours: int = 1,
    alpha: float = 0.05,
    frequency: int = 52,
    moments: npt.ArrayLike | None = None,
) -> Outcome:
    """Weekly counts (series, time) → limits of four-week sums: mean ± z·sd·√(1 + 1/n) of the n sums of past years.

    The sums are those that end at each anniversary by step and `neighbours` months around it; z belongs to `alpha`/2. `aggregate`
    is the sum that is judged: an alarm when it is above the limit. Any missing week: not tested.
    """
    series = matrix(counts)
    back = np.concatenate(
        [MONTH * np.arange(-neighbours, neighbours + 1) - year * frequency for year in range(1, years + 1)]
    )
    at = positions(moments, series.shape[1], int(-back.min()) + MONTH - 1)
    month = np.arange(-MONTH + 1, 1)
    past = windows(series, (back[:, None] + month).ravel(), at)
    sums = past.reshape(*past.shape[:2], len(back), MONTH).sum(axis=3)
    now = windows(series, month, at).sum(axis=2)
    z = float(norm.isf(alpha / 2))
    mean = sums.mean(axis=2)
    bound = mean + z * sums.std(axis=2, ddof=1) * np.sqrt(1 + 1 / len(back))
    tested = ~np.isnan(bound) & ~np.isnan(now)
    more = {"aggregate": now, "expected": mean}
    return Outcome(np.where(tested, bound, np.nan), tested & (now > bound), tested, "cdc", more)
