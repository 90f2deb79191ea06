"""The improved ("flexible") detector of Farrington and Noufaily.

Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett (2013), "An improved algorithm for outbreak detection in multiple surveillance
systems", Stat Med 32, 1206–1222; Salmon, Schumacher, Höhle (2016), J Stat Softw 70(10).
"""

from __future__ import annotations

from dataclasses import dataclass
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
from soyte.surveillance.detectors.reference_weeks import Reference, reference
from soyte.surveillance.detectors.reweighting import outbreak_weights
from soyte.surveillance.detectors.thresholds import (
    POWERS,
    Power,
    Threshold,
    count_bound,
    count_tail,
    delta_bound,
    delta_tail,
)

_CHUNK = 96  # fits at a time: what they need stays in the processor's cache
_FIELDS = ("upperbound", "expected", "pvalue", "score", "phi", "trend", "trend_coef")


@dataclass(frozen=True)
class Settings:
    """`years` of history (b), `half_width` of the season (w), `parts` of the year (noPeriods), weeks `left_out` before the moment;
    `alpha` one-sided; `trend` with its p-value; `reweight` past outbreaks above `weights_threshold`; at least `least[0]` cases
    in the last `least[1]` counts; how the bound is made."""

    years: int = 5
    half_width: int = 3
    parts: int = 10
    left_out: int | None = 26
    alpha: float = 0.005
    trend: bool = True
    trend_p: float = 0.05
    reweight: bool = True
    weights_threshold: float = 2.58
    least: tuple[int, int] = (5, 4)
    power: Power = "2/3"
    threshold: Threshold = "nbPlugin"


def farrington_flexible(
    counts: npt.ArrayLike,
    settings: Settings | None = None,
    *,
    population: npt.ArrayLike | None = None,
    frequency: int = 52,
    dates: list[date] | None = None,
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
    every_fit: bool = False,
) -> Outcome:
    """Counts (series, time) → bounds by a quasi-Poisson regression on the same season of past years.

    log mean = part of the year + trend (+ log `population`, same shape). Counts with large standardised Anscombe residuals get
    less weight, then all is fitted again. The trend stays if there are three years, it is significant and does not predict
    more than was ever seen. The bound is that of `settings.threshold`. `more` holds expected, pvalue, score, phi, trend (0/1) and
    trend_coef. With `dates` (of all counts) last year's time is found by date, else `frequency` steps back.

    `compat="surveillance"` takes the dispersion of standard errors after reweighting as the R package does, which replaces the
    working weights with the prior ones; "textbook" uses φ. A moment is not tested without enough history, with a
    missing count among the last ones or the references' weights all gone, or with too few cases lately. Where the cases are too few
    nothing is fitted, unless `every_fit` asks for what `more` says of them.
    """
    chosen = settings or Settings()
    series = matrix(counts)
    people = None if population is None else np.broadcast_to(matrix(population), series.shape)
    at = positions(moments, series.shape[1], 0)
    found = {name: np.full((len(series), len(at)), np.nan) for name in _FIELDS}
    enough = enough_lately(series, at, chosen.least)
    left_out = chosen.half_width if chosen.left_out is None else chosen.left_out
    for numbers, behind in _alike(at, chosen, frequency, left_out, dates).items():
        which = np.array(behind)
        layout = reference(int(at[which[0]]), chosen.years, chosen.half_width, frequency, chosen.parts, left_out, dates)
        if numbers is not None and layout is not None:
            wanted = np.ones((len(series), len(which)), dtype=np.bool_) if every_fit else enough[:, which]
            _test(series, people, at[which], which, layout, chosen, dates, compat, found, wanted)
    now = series[:, at]
    bound = np.where(enough, found["upperbound"], np.nan)
    tested = ~np.isnan(bound) & ~np.isnan(now)
    alarm = tested & (found["score"] > 1) & (now > 0)
    more = {name: values for name, values in found.items() if name != "upperbound"}
    more["expected"] = np.where(enough, found["expected"], np.nan)
    return Outcome(bound, alarm, tested, compat, more)


def _alike(
    at: Positions, chosen: Settings, frequency: int, left_out: int, dates: list[date] | None
) -> dict[bytes | None, list[int]]:
    """Moments by the pattern of their references: one design serves all moments of a pattern. None: too little history."""
    groups: dict[bytes | None, list[int]] = {}
    for number, moment in enumerate(at):
        layout = reference(int(moment), chosen.years, chosen.half_width, frequency, chosen.parts, left_out, dates)
        key = None if layout is None else (layout.at - moment).tobytes() + layout.part.tobytes()
        groups.setdefault(key, []).append(number)
    return groups


def _test(
    series: Array,
    people: Array | None,
    moments: Positions,
    which: Positions,
    layout: Reference,
    chosen: Settings,
    dates: list[date] | None,
    compat: Compat,
    found: dict[str, Array],
    wanted: Flags,
) -> None:
    """Test the `wanted` (series, moments) of one pattern, some fits at a time."""
    steps = layout.at - moments[0]
    parts = np.eye(chosen.parts)[layout.part]
    clock = np.arange(series.shape[1], dtype=np.float64) if dates is None else _clock(dates)
    rows, columns = np.nonzero(wanted)
    for start in range(0, len(rows), _CHUNK):
        row, column = rows[start : start + _CHUNK], columns[start : start + _CHUNK]
        now = moments[column]
        behind = now[:, None] + steps
        time = clock[behind] - clock[now][:, None]
        counts = series[row[:, None], behind]
        offset = np.zeros_like(counts) if people is None else np.log(people[row[:, None], behind])
        here = np.zeros(len(row)) if people is None else np.log(people[row, now])
        answer = _judged(counts, series[row, now], Design(parts, time, offset), here, chosen, compat)
        for name, values in answer.items():
            found[name][row, which[column]] = values


def _clock(dates: list[date]) -> Array:
    """Days in units of the first step: months count 31 days each, as long as they were."""
    days = np.array([day.toordinal() for day in dates], dtype=np.float64)
    found: Array = days / (days[1] - days[0])
    return found


def _judged(
    counts: Array, now: Array, design: Design, offset: Array, chosen: Settings, compat: Compat
) -> dict[str, Array]:
    known = (~np.isnan(counts)).astype(np.float64)
    trend = np.full(len(counts), chosen.trend)
    made = _fitted(counts, known, design, trend, offset, chosen, compat)
    if chosen.trend:
        with np.errstate(invalid="ignore", over="ignore"):
            highest = np.fmax.reduce(counts, axis=1)  # NaN where nothing is known
            kept = (made.trend_p < chosen.trend_p) & (np.exp(made.predictor) <= highest)
        dropped = ~kept if chosen.years >= 3 else np.ones_like(kept)
        if dropped.any():
            plain = Design(design.parts, design.time[dropped], design.offset[dropped])
            again = _fitted(
                counts[dropped], known[dropped], plain, trend[dropped] & False, offset[dropped], chosen, compat
            )
            made = made.replaced(dropped, again)
    return _bounds(now, made, chosen)


@dataclass(frozen=True)
class _Made:
    """What a fit says of the moment: linear predictor and its standard error, dispersion φ, the trend."""

    predictor: Array
    error: Array
    phi: Array
    slope: Array
    trend_p: Array
    trend: Flags

    def replaced(self, rows: Flags, other: _Made) -> _Made:
        """With the answers of `other` in these rows."""
        mixed = {}
        for name in ("predictor", "error", "phi", "slope", "trend_p", "trend"):
            values = getattr(self, name).copy()
            values[rows] = getattr(other, name)
            mixed[name] = values
        return _Made(**mixed)


def _fitted(
    counts: Array, known: Array, design: Design, trend: Flags, offset: Array, chosen: Settings, compat: Compat
) -> _Made:
    y = np.nan_to_num(counts)
    first = fit(y, design, known, trend)
    phi = np.maximum(1.0, first.dispersion(first.weight, y))
    last, dispersion = first, first.dispersion(first.weight, y)
    if chosen.reweight:
        prior = outbreak_weights(y, known, first, phi, chosen.weights_threshold)
        last = fit(y, design, prior, trend)
        phi = np.maximum(1.0, last.dispersion(last.weight, y))
        dispersion = last.dispersion(prior, y) if compat == "surveillance" else last.dispersion(last.weight, y)
    here = np.zeros(len(y))
    own = design.parts.shape[1] - 1
    spread = np.maximum(1.0, dispersion) if compat == "textbook" else dispersion
    error = np.sqrt(spread * last.variance_at(own, here))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = last.slope / np.sqrt(dispersion / last.spread)
    p = np.where(trend, 2 * student.sf(np.abs(value), last.freedom), np.nan)
    return _Made(last.predictor_at(own, here, offset), error, phi, last.slope, p, trend.copy())


def _bounds(now: Array, made: _Made, chosen: Settings) -> dict[str, Array]:
    mean = np.exp(made.predictor)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if chosen.threshold == "delta":
            variance = mean * (made.phi + (mean * made.error) ** 2 / mean)
            power = POWERS[chosen.power]
            bound = delta_bound(mean, variance, power, float(norm.isf(chosen.alpha)))
            tail = delta_tail(now, mean, variance, power)
            fitted = mean
        else:
            z = float(norm.isf(chosen.alpha)) if chosen.threshold == "muan" else 0.0
            fitted = made.predictor  # on the log scale, as the package has it
            centre = np.exp(made.predictor + z * made.error)
            bound = count_bound(centre, made.phi, chosen.alpha)
            tail = count_tail(now, centre, made.phi)
        score = (now - fitted) / (bound - fitted)
    lost = ~np.isfinite(made.predictor) | ~np.isfinite(bound)
    found = {"upperbound": bound, "expected": mean, "pvalue": tail, "score": score, "phi": made.phi}
    found |= {"trend": made.trend.astype(np.float64), "trend_coef": np.where(made.trend, made.slope, np.nan)}
    return {
        name: np.where(lost & (name not in ("trend", "trend_coef", "phi")), np.nan, one) for name, one in found.items()
    }
