"""The rule of the Robert Koch Institute, and its Bayesian successor.

Stroup, Williamson, Herndon (1989), Stat Med 8, 323–329 (the reference values); Crow, Gardner (1959), Biometrika 46, 441–453
(limits of a Poisson mean); Höhle, Mazick (2010), "Aberration detection in R illustrated by Danish mortality monitoring".
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import nbinom

from soyte.surveillance.detectors.outcome import Array, Outcome, Positions, matrix, positions, windows
from soyte.surveillance.detectors.reference import offsets

LARGE_MEAN = 20
# Upper 95 % limits of a Poisson mean for 0 to 20 observed (Crow and Gardner 1959).
CROW_GARDNER = np.fromstring(
    "3.285 5.323 6.686 8.102 9.598 11.177 12.817 13.765 14.921 16.768 17.633 19.05 20.335 21.364 22.945 23.762 25.4 26.306 27.735 "
    "28.966 30.017",
    sep=" ",
)


def rki(
    counts: npt.ArrayLike,
    *,
    years: int = 0,
    half_width: int = 6,
    this_year: bool = True,
    frequency: int = 52,
    moments: npt.ArrayLike | None = None,
) -> Outcome:
    """Counts (series, time) → bounds: mean + 2·sd of the reference counts, or the tabled Poisson limit of a mean up to 20.

    An alarm is a count above the bound. A missing week among the reference counts: not tested.
    """
    series, at, before = _compared(counts, years, half_width, frequency, moments, this_year=this_year)
    mean, sd = before.mean(axis=2), before.std(axis=2, ddof=1)
    steps = np.clip(np.nan_to_num(np.floor(mean)), 0, LARGE_MEAN).astype(np.intp)
    bound = np.where(mean <= LARGE_MEAN, CROW_GARDNER[steps], mean + 2 * sd)
    now = series[:, at]
    tested = ~np.isnan(mean) & ~np.isnan(now)
    return Outcome(np.where(tested, bound, np.nan), tested & (now > bound), tested, "rki", {"expected": mean})


def bayes(
    counts: npt.ArrayLike,
    *,
    years: int = 0,
    half_width: int = 6,
    this_year: bool = True,
    alpha: float = 0.05,
    frequency: int = 52,
    moments: npt.ArrayLike | None = None,
) -> Outcome:
    """Counts (series, time) → the 1 − `alpha` quantile of the predictive distribution under Jeffreys' prior.

    With n reference counts of sum s it is negative binomial with size s + ½ and probability n / (n + 1). An alarm is a count
    above the bound. A missing week among the reference counts: not tested.
    """
    series, at, before = _compared(counts, years, half_width, frequency, moments, this_year=this_year)
    total, length = before.sum(axis=2), before.shape[2]
    bound = nbinom.ppf(1 - alpha, total + 0.5, length / (length + 1))
    now = series[:, at]
    tested = ~np.isnan(total) & ~np.isnan(now)
    expected = total / length
    return Outcome(np.where(tested, bound, np.nan), tested & (now > bound), tested, "bayes", {"expected": expected})


def _compared(
    counts: npt.ArrayLike,
    years: int,
    half_width: int,
    frequency: int,
    moments: npt.ArrayLike | None,
    *,
    this_year: bool,
) -> tuple[Array, Positions, Array]:
    series = matrix(counts)
    steps = offsets(years, half_width, frequency, this_year=this_year)
    if not len(steps):
        raise ValueError("there must be reference counts: this year's, or those of years before")
    at = positions(moments, series.shape[1], int(-steps.min()))
    return series, at, windows(series, steps, at)
