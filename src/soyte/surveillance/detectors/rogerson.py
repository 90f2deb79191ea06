"""CUSUM of Poisson or binomial counts whose expected level changes with time.

Rogerson, Yamada (2004), "Approaches to syndromic surveillance when data consist of small regional counts", MMWR 53 (Suppl), 79–85.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.outcome import Array, Compat, Outcome, matrix, positions
from soyte.surveillance.detectors.run_length import Limit, decision_limit

_OF_SHARES = 3  # digits of a probability


def rogerson(
    counts: npt.ArrayLike,
    level: npt.ArrayLike,
    *,
    run_length: float = 500,
    shift: float = 1.0,
    limits: Iterable[Limit] | None = None,
    head_start: bool = False,
    limit: float | None = 0.0,
    digits: int = 1,
    trials: npt.ArrayLike | None = None,
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
) -> Outcome:
    """Counts (series, time) → S = max(0, S + h/h_t·(x − k_t)), an alarm while S ≥ h.

    `level` is the expected count at each moment (moments, or series × moments), rounded to `digits`; h_t and k_t are those of `limits`, else of
    `decision_limit` for `run_length` and a rise of `shift` standard deviations; h belongs to the mean level. After an alarm S is at
    most `limit`·h (None: as it is); with `head_start` it begins at h/2, and again there after an alarm. The bound is the count that
    would have raised the alarm. `more` holds `cusum` and `h`. An unknown count leaves S as it was and is not tested, nor is a
    moment of level 0. With `trials` (how many were examined: a number, or moments, or series × moments) counts are binomial, `level` is the
    probability of each and rounded to 3 digits, and h_t and k_t belong to both. `compat` makes no difference: the binomial variant of the R package
    1.20.3 takes the risen level to be the level and so gives nothing.
    """
    series = matrix(counts)
    at = positions(moments, series.shape[1], 0)
    now = series[:, at]
    every = np.broadcast_to(np.asarray(level, dtype=np.float64), now.shape)
    size = np.broadcast_to(np.asarray(0 if trials is None else trials, dtype=np.float64), now.shape)
    keep = digits if trials is None else _OF_SHARES
    expected = np.round(every, keep)
    with np.errstate(invalid="ignore"):
        known = ~np.isnan(now) & (expected > 0)
        if trials is not None:
            known &= (expected < 1) & (size >= now)
    centre: Array = np.asarray(np.where(known, expected, np.nan), dtype=np.float64)
    mean: Array = np.asarray(np.round(every.mean(axis=1), keep), dtype=np.float64)
    middle = np.round(size.mean(axis=1))
    table = {(round(one.level, keep), one.trials or 0): one for one in limits or ()}
    pairs = np.stack([np.concatenate([centre[known], mean[mean > 0]]), np.concatenate([size[known], middle[mean > 0]])])
    for value, tries in np.unique(pairs, axis=1).T:
        key = (round(float(value), keep), int(tries))
        if key not in table:
            table[key] = decision_limit(
                key[0],
                run_length,
                shift=shift,
                tolerance=0.02,
                digits=digits,
                head_start=head_start,
                trials=key[1] or None,
            )
    h, k = _looked_up(table, centre, size, keep)
    overall = _looked_up(table, mean[:, None], middle[:, None], keep)[0]
    scale = overall / h
    begin = overall[:, 0] / 2 if head_start else np.zeros(len(series))
    sums, before = _summed(np.where(known, scale * (now - k), 0.0), overall[:, 0], begin, limit, head_start=head_start)
    with np.errstate(invalid="ignore"):
        bound = np.maximum(0.0, np.ceil(np.round(k + (overall - before) / scale, 10)))
    tested = known & ~np.isnan(h) & ~np.isnan(overall)
    more = {"cusum": sums, "h": np.broadcast_to(overall, now.shape), "expected": expected}
    return Outcome(np.where(tested, bound, np.nan), tested & (sums >= overall), tested, compat, more)


def _looked_up(table: dict[tuple[float, int], Limit], levels: Array, sizes: Array, digits: int) -> tuple[Array, Array]:
    """h and k of each level (and number of trials); NaN where there is none."""
    pairs, place = np.unique(np.stack([np.round(levels, digits).ravel(), sizes.ravel()]), axis=1, return_inverse=True)
    rows = [
        None if np.isnan(value) else table.get((round(float(value), digits), int(tries))) for value, tries in pairs.T
    ]
    h = np.array([np.nan if one is None else one.h for one in rows])
    k = np.array([np.nan if one is None else one.k for one in rows])
    place = np.asarray(place).reshape(levels.shape)
    return h[place], k[place]


def _summed(steps: Array, top: Array, begin: Array, limit: float | None, *, head_start: bool) -> tuple[Array, Array]:
    """S at each moment, and before it (series, moments)."""
    sums, before = np.zeros_like(steps), np.zeros_like(steps)
    state = begin
    for moment, step in enumerate(steps.T):
        before[:, moment] = state
        sums[:, moment] = state = np.maximum(0.0, state + step)
        if head_start:
            state = np.where(state >= top, top / 2, state)
        elif limit is not None:
            state = np.where(state >= top, np.minimum(limit * top, state), state)
    return sums, before
