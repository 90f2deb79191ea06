"""CUSUM of Poisson counts whose expected level changes with time.

Rogerson, Yamada (2004), "Approaches to syndromic surveillance when data consist of small regional counts", MMWR 53 (Suppl), 79–85.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.outcome import Array, Compat, Outcome, matrix, positions
from soyte.surveillance.detectors.run_length import Limit, decision_limit


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
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
) -> Outcome:
    """Counts (series, time) → S = max(0, S + h/h_t·(x − k_t)), an alarm while S ≥ h.

    `level` is the expected count at each moment (moments, or series × moments), rounded to `digits`; h_t and k_t are those of `limits`, else of
    `decision_limit` for `run_length` and a rise of `shift` standard deviations; h belongs to the mean level. After an alarm S is at
    most `limit`·h (None: as it is); with `head_start` it begins at h/2, and again there after an alarm. The bound is the count that
    would have raised the alarm. `more` holds `cusum` and `h`. An unknown count leaves S as it was and is not tested, nor is a
    moment of level 0. `compat` makes no difference.
    """
    series = matrix(counts)
    at = positions(moments, series.shape[1], 0)
    now = series[:, at]
    every = np.broadcast_to(np.asarray(level, dtype=np.float64), now.shape)
    expected = np.round(every, digits)
    with np.errstate(invalid="ignore"):
        known = ~np.isnan(now) & (expected > 0)
    centre: Array = np.asarray(np.where(known, expected, np.nan), dtype=np.float64)
    mean: Array = np.asarray(np.round(every.mean(axis=1), digits), dtype=np.float64)
    table = {round(one.level, digits): one for one in limits or ()}
    for value in np.unique(np.concatenate([centre[known], mean[mean > 0]])):
        key = round(float(value), digits)
        if key not in table:
            table[key] = decision_limit(
                key, run_length, shift=shift, tolerance=0.02, digits=digits, head_start=head_start
            )
    h, k = _looked_up(table, centre, digits)
    overall = _looked_up(table, mean[:, None], digits)[0]
    scale = overall / h
    begin = overall[:, 0] / 2 if head_start else np.zeros(len(series))
    sums, before = _summed(np.where(known, scale * (now - k), 0.0), overall[:, 0], begin, limit, head_start=head_start)
    with np.errstate(invalid="ignore"):
        bound = np.maximum(0.0, np.ceil(np.round(k + (overall - before) / scale, 10)))
    tested = known & ~np.isnan(h) & ~np.isnan(overall)
    more = {"cusum": sums, "h": np.broadcast_to(overall, now.shape), "expected": expected}
    return Outcome(np.where(tested, bound, np.nan), tested & (sums >= overall), tested, compat, more)


def _looked_up(table: dict[float, Limit], levels: Array, digits: int) -> tuple[Array, Array]:
    """h and k of each level; NaN where there is none."""
    values, place = np.unique(np.round(levels, digits), return_inverse=True)
    rows = [table.get(round(float(value), digits)) for value in values]
    h = np.array([np.nan if one is None else one.h for one in rows])
    k = np.array([np.nan if one is None else one.k for one in rows])
    place = place.reshape(levels.shape)
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
