"""The formulas of thresholds on arrays: of each series the count now and those of the same time of the years before.

NaN is a time of which nobody knows; it is never taken for zero, and where it is needed the answer is a reason, not a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soyte.catalogue.threshold_model import (
    AboveMean,
    AboveQuartile,
    AtLeast,
    BetweenMeans,
    Formula,
    Reason,
    TimesRecent,
    UnitsMet,
)
from soyte.surveillance.detectors.outcome import Array, Flags

MET, NOT_MET, UNTESTED = 1, 0, -1
_REASONS: tuple[Reason, ...] = (
    "not_reported",
    "short_history",
    "links_unknown",
    "confirmation_unknown",
    "needs_weeks",
    "unknown_endemic",
)


@dataclass(frozen=True)
class Known:
    """What is known of each series: `count` now (series); `past` (series, years), last year first; `recent` (series, periods),
    the last one first; `epidemic` as `past`; `short` where reporting began later than what is needed; how many of the cases now
    are `linked`, `confirmed` (NaN: nobody said)."""

    count: Array
    past: Array | None = None
    recent: Array | None = None
    epidemic: Flags | None = None
    short: Flags | None = None
    linked: Array | None = None
    confirmed: Array | None = None


@dataclass(frozen=True)
class Judged:
    """By series: `verdict` MET, NOT_MET or UNTESTED with the number of its `reason` (−1: none); `bound` that a count must exceed (of
    `at_least`: reach) and `expected`, NaN where there is none; `above` the upper edge of a band; `years` that were used."""

    verdict: Array
    reason: Array
    bound: Array
    expected: Array
    above: Flags
    years: Array

    def reason_of(self, series: int) -> Reason | None:
        """Why there is no verdict."""
        number = int(self.reason[series])
        return _REASONS[number] if number >= 0 else None


def judged(formula: Formula, known: Known) -> Judged:
    """The verdict of a formula for each series."""
    match formula:
        case AboveMean() | BetweenMeans():
            return _mean(formula, known)
        case AboveQuartile():
            past, why = _past(formula.years, known, None)
            return _over(known.count, _quantile(past, why), _quantile(past, why), why, formula.years)
        case TimesRecent():
            return _recent(formula, known)
        case AtLeast():
            return _at_least(formula, known)
        case UnitsMet():
            verdict = np.where(known.count >= formula.units, MET, NOT_MET).astype(np.float64)
            return _plain(verdict, np.full(len(known.count), -1.0), float(formula.units))


def _past(years: int, known: Known, epidemic: Flags | None) -> tuple[Array, Array]:
    """The years that count, and why they do not suffice (−1: they do)."""
    series = len(known.count)
    past = np.full((series, 0), np.nan) if known.past is None else known.past[:, :years]
    why = np.full(series, -1.0)
    why[np.isnan(past).any(axis=1)] = _REASONS.index("not_reported")
    if known.short is not None:
        why[known.short] = _REASONS.index("short_history")
    if epidemic is not None:
        past = np.where(epidemic[:, :years], np.nan, past)
        why[(why < 0) & ((~np.isnan(past)).sum(axis=1) < 2)] = _REASONS.index("short_history")
    if past.shape[1] < years:
        why[:] = _REASONS.index("short_history")
    return past, why


def _mean(formula: AboveMean | BetweenMeans, known: Known) -> Judged:
    past, why = _past(formula.years, known, known.epidemic if formula.without_epidemic_years else None)
    fine = why < 0
    counted = np.where(fine[:, None] & ~np.isnan(past), past, 0.0)
    number = np.maximum(1, (~np.isnan(past)).sum(axis=1)) if past.shape[1] else np.ones(len(why))
    mean = counted.sum(axis=1) / number
    squares = np.where(fine[:, None] & ~np.isnan(past), (past - mean[:, None]) ** 2, 0.0).sum(axis=1)
    spread = np.sqrt(squares / np.maximum(1, number - (formula.spread == "sample")))
    found = _over(known.count, mean, mean + formula.deviations * spread, why, formula.years)
    used = np.where(fine, number, np.nan).astype(np.float64)
    above = np.zeros(len(mean), np.bool_)
    if isinstance(formula, BetweenMeans):
        above = np.asarray((found.verdict == MET) & (known.count > mean + formula.below * spread))
    return Judged(found.verdict, found.reason, found.bound, found.expected, above, used)


def _quantile(past: Array, why: Array) -> Array:
    found = np.full(len(why), np.nan)
    if past.shape[1] and (why < 0).any():
        found[why < 0] = np.quantile(past[why < 0], 0.75, axis=1)
    return found


def _recent(formula: TimesRecent, known: Known) -> Judged:
    series = len(known.count)
    recent = np.full((series, 0), np.nan) if known.recent is None else known.recent[:, : formula.weeks]
    why = np.full(series, -1.0)
    if recent.shape[1] < formula.weeks:
        why[:] = _REASONS.index("short_history")
    else:
        why[np.isnan(recent).any(axis=1)] = _REASONS.index("not_reported")
    mean = np.where(why < 0, np.nan_to_num(recent).sum(axis=1) / formula.weeks, np.nan)
    found = _over(known.count, mean, formula.times * mean, why, 0)
    few = (found.verdict == MET) & (known.count < formula.least)
    return Judged(np.where(few, NOT_MET, found.verdict), found.reason, found.bound, mean, found.above, found.years)


def _at_least(formula: AtLeast, known: Known) -> Judged:
    """Enough cases of which it is not known whether they are linked, confirmed, are no verdict; too few are one."""
    series = len(known.count)
    what = {"linked": known.linked, "confirmed": known.confirmed}.get(formula.needs or "")
    sure = np.full(series, np.nan) if what is None else what
    why = np.full(series, -1.0)
    why[np.isnan(known.count)] = _REASONS.index("not_reported")
    enough = known.count >= formula.cases
    if formula.needs is not None:
        silent = "links_unknown" if formula.needs == "linked" else "confirmation_unknown"
        why[enough & np.isnan(sure)] = _REASONS.index(silent)
        enough = sure >= formula.cases
    verdict = np.where(why >= 0, UNTESTED, np.where(enough, MET, NOT_MET)).astype(np.float64)
    return _plain(verdict, why, float(formula.cases))


def _over(count: Array, expected: Array, bound: Array, why: Array, years: int) -> Judged:
    why = np.where((why < 0) & np.isnan(count), _REASONS.index("not_reported"), why)
    fine = why < 0
    with np.errstate(invalid="ignore"):
        verdict = np.where(fine, np.where(count > bound, MET, NOT_MET), UNTESTED).astype(np.float64)
    known = [np.where(fine, one, np.nan) for one in (bound, expected, np.full(len(why), float(years)))]
    return Judged(verdict, why, known[0], known[1], np.zeros(len(why), np.bool_), known[2])


def _plain(verdict: Array, why: Array, bound: float) -> Judged:
    series = len(verdict)
    nothing = np.full(series, np.nan)
    return Judged(verdict, why, np.full(series, bound), nothing, np.zeros(series, np.bool_), nothing)
