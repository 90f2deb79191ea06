"""The detector of Farrington (1996), as it ran at the Public Health Laboratory Service.

Farrington, Andrews, Beale, Catchpole (1996), "A statistical algorithm for the early detection of outbreaks of infectious disease",
J R Stat Soc A 159, 547–563.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from scipy.stats import t as student

from soyte.surveillance.detectors.outcome import (
    Array,
    Compat,
    Flags,
    Outcome,
    Positions,
    enough_lately,
    matrix,
    positions,
)
from soyte.surveillance.detectors.quasi_poisson import Design, fit
from soyte.surveillance.detectors.reference_weeks import anniversaries
from soyte.surveillance.detectors.reweighting import outbreak_weights
from soyte.surveillance.detectors.thresholds import POWERS, Power, delta_bound, delta_tail

_CHUNK = 512  # fits at a time: what they need stays in the processor's cache
_OUTBREAK = 1.0  # a standardised residual above this one is a past outbreak
_TREND_P, _TREND_YEARS = 0.05, 3
_FIELDS = ("upperbound", "expected", "prob", "median", "phi", "trend")


@dataclass(frozen=True)
class Settings:
    """`years` of history (b), `half_width` of the season (w), two-sided `alpha`, `trend` if it is significant, `reweight` past
    outbreaks, at least `least[0]` cases in the last `least[1]` counts, the `power` that makes counts about normal."""

    years: int = 5
    half_width: int = 3
    alpha: float = 0.05
    trend: bool = True
    reweight: bool = True
    least: tuple[int, int] = (5, 4)
    power: Power = "2/3"


def farrington(
    counts: npt.ArrayLike,
    settings: Settings | None = None,
    *,
    population: npt.ArrayLike | None = None,
    frequency: int = 52,
    dates: list[date] | None = None,
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
) -> Outcome:
    """Counts (series, time) → bounds by a quasi-Poisson regression on 2·`half_width` + 1 counts around each anniversary.

    log mean = level + trend (+ log `population`, same shape), fitted, counts of past outbreaks given less weight, fitted again. The trend
    stays with three years or more, p < 0.05, and a prediction not above all counts seen. The bound is
    (m^p + z·p·m^(p−1)·√(φm + se²))^(1/p), z the normal quantile of 1 − `alpha`/2. `more` has `expected` m, `prob` (of that many or
    fewer), `median`, `phi` and `trend` (0/1).

    References before the beginning are left out; with fewer than the fit needs, with an unknown present count or with too few
    cases lately nothing is tested: the bound is NaN, with `compat="surveillance"` 0 where the cases were too few. Unknown references
    are left out; zeros are counts like others.
    """
    chosen = settings or Settings()
    series = matrix(counts)
    people = None if population is None else np.broadcast_to(matrix(population), series.shape)
    at = positions(moments, series.shape[1], 0)
    found = {name: np.full((len(series), len(at)), np.nan) for name in _FIELDS}
    for steps, which in _alike(at, chosen, frequency, dates):
        rows, columns = np.divmod(np.arange(len(series) * len(which)), len(which))
        for start in range(0, len(rows), _CHUNK):
            row, column = rows[start : start + _CHUNK], which[columns[start : start + _CHUNK]]
            behind = at[column][:, None] + steps
            offset = np.zeros(behind.shape) if people is None else np.log(people[row[:, None], behind])
            here = np.zeros(len(row)) if people is None else np.log(people[row, at[column]])
            time = np.broadcast_to(steps.astype(np.float64), behind.shape)
            design = Design(np.ones((len(steps), 1)), time, offset)
            answer = _judged(series[row[:, None], behind], series[row, at[column]], design, here, chosen)
            for name, values in answer.items():
                found[name][row, column] = values
    now = series[:, at]
    possible = np.isfinite(found["upperbound"]) & ~np.isnan(now)
    tested = possible & enough_lately(series, at, chosen.least)
    bound = np.where(tested, found["upperbound"], np.nan)
    if compat == "surveillance":
        bound[possible & ~tested] = 0.0
    more = {name: values for name, values in found.items() if name != "upperbound"}
    return Outcome(bound, tested & (now > bound), tested, compat, more)


def _alike(
    at: Positions, chosen: Settings, frequency: int, dates: list[date] | None
) -> list[tuple[Positions, Positions]]:
    """The steps back to the references, with the moments (by number) that share them."""
    around = np.arange(-chosen.half_width, chosen.half_width + 1)
    groups: dict[bytes, tuple[Positions, list[int]]] = {}
    for number, moment in enumerate(at):
        centres = np.array(anniversaries(int(moment), chosen.years, frequency, dates), dtype=np.intp)[::-1]
        behind = (centres[:, None] + around).ravel()
        steps = behind[behind >= 0] - moment
        if len(steps):
            groups.setdefault(steps.tobytes(), (steps, []))[1].append(number)
    return [(steps, np.array(which)) for steps, which in groups.values()]


@dataclass(frozen=True)
class _Made:
    """What a fit says of the moment (fits): linear predictor and its standard error, dispersion, p-value of the trend."""

    predictor: Array
    error: Array
    phi: Array
    trend_p: Array
    trend: Flags


def _judged(counts: Array, now: Array, design: Design, offset: Array, chosen: Settings) -> dict[str, Array]:
    made = _fitted(counts, design, np.full(len(counts), chosen.trend), offset, chosen)
    if chosen.trend:
        highest = np.nan_to_num(counts, nan=0.0).max(axis=1)
        with np.errstate(invalid="ignore", over="ignore"):
            kept = (made.trend_p < _TREND_P) & (np.exp(made.predictor) <= highest) & (chosen.years >= _TREND_YEARS)
        if not kept.all():
            left = Design(design.parts, design.time[~kept], design.offset[~kept])
            made = _mixed(made, ~kept, _fitted(counts[~kept], left, kept[~kept], offset[~kept], chosen))
    return _bounds(now, made, chosen)


def _mixed(made: _Made, rows: Flags, other: _Made) -> _Made:
    mixed = {}
    for name in ("predictor", "error", "phi", "trend_p", "trend"):
        mixed[name] = getattr(made, name).copy()
        mixed[name][rows] = getattr(other, name)
    return replace(made, **mixed)


def _fitted(counts: Array, design: Design, trend: Flags, offset: Array, chosen: Settings) -> _Made:
    known = (~np.isnan(counts)).astype(np.float64)
    y = np.nan_to_num(counts)
    last = fit(y, design, known, trend)
    dispersion = last.dispersion(last.weight, y)
    if chosen.reweight:
        prior = outbreak_weights(y, known, last, np.maximum(1.0, dispersion), _OUTBREAK)
        last = fit(y, design, prior, trend)
        dispersion = last.dispersion(last.weight, y)
    here, phi = np.zeros(len(y)), np.maximum(1.0, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(phi * last.variance_at(0, here))
        value = last.slope / np.sqrt(dispersion / last.spread)  # here the dispersion may be below 1
    p = np.where(trend, 2 * student.sf(np.abs(value), last.freedom), np.nan)
    predictor = np.where(last.freedom > 0, last.predictor_at(0, here, offset), np.nan)
    return _Made(predictor, error, phi, p, trend.copy())


def _bounds(now: Array, made: _Made, chosen: Settings) -> dict[str, Array]:
    power = POWERS[chosen.power]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        mean = np.exp(made.predictor)
        variance = mean * (made.phi + (mean * made.error) ** 2 / mean)
        bound = delta_bound(mean, variance, power, float(norm.isf(chosen.alpha / 2)))
        below = 1 - delta_tail(now, mean, variance, power)
    found = {"upperbound": bound, "expected": mean, "prob": below, "median": mean, "phi": made.phi}
    found["trend"] = np.where(np.isfinite(bound), made.trend.astype(np.float64), np.nan)
    return found
