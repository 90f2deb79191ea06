"""The moving epidemic method: when a seasonal epidemic begins, how intense it is, when it is over.

Vega, Lozano, Meerhoff, Snacken, Mott, Ortiz de Lejarazu, Nunes (2013), "Influenza surveillance in Europe: establishing epidemic
thresholds by the moving epidemic method", Influenza Other Respir Viruses 7, 546–558; Vega et al. (2015), the same journal 9, 234–246
(levels of intensity).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from soyte.surveillance.detectors.outcome import Array, Outcome, Positions, matrix, positions

INTENSITY = {"medium": 0.40, "high": 0.90, "very_high": 0.975}


@dataclass(frozen=True)
class Thresholds:
    """(series) each: counts above `before` say that the epidemic begins, counts below `after` that it is over; levels of intensity."""

    before: Array
    after: Array
    medium: Array
    high: Array
    very_high: Array


def epidemic_weeks(seasons: Array, *, slope: float = 2.8) -> tuple[Positions, Positions]:
    """First week and number of weeks of the epidemic in each season: shapes (series, seasons) of input (series, seasons, weeks).

    The greatest share of the season's cases in r weeks in a row grows with r; the epidemic are the fewest weeks after which one more would
    add less than `slope` per cent. A season without cases has 0 weeks.
    """
    weeks = seasons.shape[2]
    sums = np.concatenate([np.zeros((*seasons.shape[:2], 1)), np.cumsum(seasons, axis=2)], axis=2)
    total = sums[:, :, -1]
    shares, firsts = [], []
    for length in range(1, weeks + 1):
        moving = sums[:, :, length:] - sums[:, :, :-length]
        firsts.append(moving.argmax(axis=2))
        shares.append(100 * moving.max(axis=2) / np.where(total > 0, total, 1))
    share, first = np.stack(shares, axis=2), np.stack(firsts, axis=2)
    small = np.diff(share, axis=2) < slope
    choice = np.where(small.any(axis=2), small.argmax(axis=2), weeks - 1)
    begin = np.take_along_axis(first, choice[:, :, None], axis=2)[:, :, 0]
    return begin, np.where(total > 0, choice + 1, 0)


def thresholds(seasons: Array, *, slope: float = 2.8, highest: int = 30, level: float = 0.95) -> Thresholds:
    """Thresholds of counts (series, seasons, weeks) of past seasons.

    Of the weeks before (after) the epidemic the highest `highest`/seasons of each season: their mean + z·sd, z one-sided of `level`; of
    the weeks within, exp(mean + z·sd) of their logarithms for each level of `INTENSITY`. NaN where a count is unknown, a season has no case,
    or there are fewer than two weeks of a kind.
    """
    fine = ~np.isnan(seasons).any(axis=(1, 2)) & (np.nansum(seasons, axis=2) > 0).all(axis=1)
    known = np.where(fine[:, None, None], seasons, 1.0)
    begin, length = epidemic_weeks(known, slope=slope)
    week = np.arange(seasons.shape[2])
    early, late = week < begin[:, :, None], week >= (begin + length)[:, :, None]
    each = max(1, round(highest / seasons.shape[1]))
    z = float(norm.ppf(level))
    with np.errstate(divide="ignore"):
        logs = np.log(known)
    epidemic = np.where(early | late, np.nan, np.where(known > 0, logs, np.nan))
    mean, sd = _highest(epidemic, each)
    levels = {name: np.exp(mean + norm.ppf(share) * sd) for name, share in INTENSITY.items()}
    found = {"before": np.where(early, known, np.nan), "after": np.where(late, known, np.nan)}
    edges = {name: mean + z * sd for name, (mean, sd) in ((name, _highest(one, each)) for name, one in found.items())}
    return Thresholds(**{name: np.where(fine, one, np.nan) for name, one in (edges | levels).items()})


def _highest(values: Array, each: int) -> tuple[Array, Array]:
    """Mean and sd (series) of the highest values of each season, all seasons together; NaN values are not there."""
    ranked = -np.sort(-np.nan_to_num(values, nan=-np.inf), axis=2)[:, :, :each]
    there = np.isfinite(ranked)
    number = there.sum(axis=(1, 2))
    kept = np.where(there, ranked, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = kept.sum(axis=(1, 2)) / number
        squares = np.where(there, (ranked - mean[:, None, None]) ** 2, 0.0).sum(axis=(1, 2))
        sd = np.sqrt(squares / (number - 1))
    return mean, np.where(number > 1, sd, np.nan)


def moving_epidemic(
    counts: npt.ArrayLike,
    *,
    years: int = 5,
    season_start: int = 0,
    slope: float = 2.8,
    frequency: int = 52,
    moments: npt.ArrayLike | None = None,
) -> Outcome:
    """Counts or rates (series, time) → the threshold of the season of each moment from the `years` seasons before it.

    Seasons are `frequency` counts long, one begins at position `season_start`. An alarm is a count above the threshold; `more` has `after`
    and the levels of intensity. Seasons with an unknown count or without a case, and too few of them: not tested.
    """
    series = matrix(counts)
    offset = season_start % frequency
    at = positions(moments, series.shape[1], offset + years * frequency)
    season = (at - offset) // frequency
    names = ("before", "after", *INTENSITY)
    found = {name: np.full((len(series), len(at)), np.nan) for name in names}
    for one in np.unique(season[season >= years]):
        first = offset + (one - years) * frequency
        past = series[:, first : first + years * frequency].reshape(len(series), years, frequency)
        made = thresholds(past, slope=slope)
        for name in names:
            found[name][:, season == one] = getattr(made, name)[:, None]
    now = series[:, at]
    bound = found.pop("before")
    tested = ~np.isnan(bound) & ~np.isnan(now)
    alarm = tested & (np.nan_to_num(now) > np.nan_to_num(bound))
    return Outcome(np.where(tested, bound, np.nan), alarm, tested, "moving epidemic", found)
