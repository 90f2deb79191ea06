"""What thresholds ask for and no text defines: whether a disease is endemic, and which past years were epidemic.

Both are inferred from counts by the dated choices of `detection.yaml`, and whoever shows them says so.
"""

from __future__ import annotations

import numpy as np

from soyte.catalogue.detection import Endemic, EpidemicYears
from soyte.surveillance.detectors.outcome import Array, Flags

YES, NO, UNKNOWN = 1, 0, -1


def endemic(yearly: Array, rule: Endemic) -> int:
    """Cases of a province by year, the last year before now first (NaN: not known) → YES, NO or UNKNOWN.

    Years of which nobody knows leave it open unless the others decide.
    """
    years = np.full(rule.years, np.nan)
    years[: min(len(yearly), rule.years)] = yearly[: rule.years]
    seen, silent = int((years > 0).sum()), int(np.isnan(years).sum())
    if seen >= rule.least_years:
        return YES
    return NO if seen + silent < rule.least_years else UNKNOWN


def epidemic_years(past: Array, rule: EpidemicYears) -> Flags:
    """Counts of the same time of past years (series, years) → those that stand out from the others of their series."""
    known = ~np.isnan(past)
    value = np.where(known, past, 0.0)
    number = known.sum(axis=1, keepdims=True) - known  # of the others
    mean = (value.sum(axis=1, keepdims=True) - value) / np.maximum(1, number)
    squares = (value**2).sum(axis=1, keepdims=True) - value**2
    variance = (squares - number * mean**2) / np.maximum(1, number - 1)
    bound = mean + rule.deviations * np.sqrt(np.maximum(0.0, variance))
    stands_out = (value > bound) & (value >= rule.times * mean) & (value >= rule.least_cases)
    return np.asarray(known & (number >= 2) & stands_out)
