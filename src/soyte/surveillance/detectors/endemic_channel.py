"""Endemic channels: what the same week of past years leads to expect.

Bortman (1999), "Elaboración de corredores o canales endémicos mediante planillas de cálculo", Rev Panam Salud Publica 5, 1–8 (the
geometric channel); Pan American Health Organization, "Modules of principles of epidemiology for the control of disease", unit 4 (quartiles
and mean with standard deviations).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from soyte.surveillance.detectors.outcome import Array, Outcome, matrix, positions
from soyte.surveillance.detectors.reference_weeks import anniversaries

Method = Literal["quartiles", "mean_sd", "geometric"]


def endemic_channel(
    counts: npt.ArrayLike,
    method: Method = "mean_sd",
    *,
    years: int = 5,
    deviations: float = 2.0,
    confidence: float = 0.95,
    excluded: npt.ArrayLike | None = None,
    least_years: int = 3,
    frequency: int = 52,
    dates: list[date] | None = None,
    moments: npt.ArrayLike | None = None,
) -> Outcome:
    """Counts (series, time) → the channel of each moment from the counts at the same time of the `years` before.

    `quartiles`: first quartile, median, third quartile (interpolated linearly); `mean_sd`: mean ± `deviations`·sd, sd with n − 1;
    `geometric`: exp(m ± t·s/√n) − 1 with mean m and sd s of log(count + 1), t of `confidence` two-sided. The bound is the upper edge, an
    alarm a count above it; `more` has `lower`, `expected` (the middle) and `years` used. Edges are not below 0.

    Counts where `excluded` (same shape) is true, as those of epidemic years, and unknown ones are left out; with fewer than `least_years`
    left nothing is tested. Zeros are counts like others. With `dates` the same time is found by date, else `frequency` steps back.
    """
    series = matrix(counts)
    if excluded is not None:
        left_out = np.broadcast_to(np.atleast_2d(np.asarray(excluded, dtype=np.bool_)), series.shape)
        past = np.where(left_out, np.nan, series)
    else:
        past = series
    at = positions(moments, series.shape[1], least_years * frequency)
    behind = np.full((len(series), len(at), years), np.nan)
    for number, moment in enumerate(at):
        steps = [one for one in anniversaries(int(moment), years, frequency, dates) if one >= 0]
        behind[:, number, : len(steps)] = past[:, steps]
    used = (~np.isnan(behind)).sum(axis=2)
    enough = used >= max(2, least_years)
    lower, middle, upper = _edges(np.where(enough[:, :, None], behind, 0.0), method, deviations, confidence)
    now = series[:, at]
    tested = enough & ~np.isnan(now)
    found = {
        "lower": np.where(enough, np.maximum(0.0, lower), np.nan),
        "expected": np.where(enough, middle, np.nan),
        "years": used.astype(np.float64),
    }
    with np.errstate(invalid="ignore"):
        alarm = tested & (now > upper)
    return Outcome(np.where(tested, upper, np.nan), alarm, tested, method, found)


def _edges(past: Array, method: Method, deviations: float, confidence: float) -> tuple[Array, Array, Array]:
    if method == "quartiles":
        lower, middle, upper = np.nanquantile(past, [0.25, 0.5, 0.75], axis=2)
        return lower, middle, upper
    if method == "mean_sd":
        mean, sd = np.nanmean(past, axis=2), np.nanstd(past, axis=2, ddof=1)
        return mean - deviations * sd, mean, mean + deviations * sd
    logs = np.log1p(past)
    length = (~np.isnan(logs)).sum(axis=2)
    mean, sd = np.nanmean(logs, axis=2), np.nanstd(logs, axis=2, ddof=1)
    width = student.isf((1 - confidence) / 2, length - 1) * sd / np.sqrt(length)
    return np.expm1(mean - width), np.expm1(mean), np.expm1(mean + width)
