"""Outbreaks as a hidden state of the counts.

Le Strat, Carrat (1999), "Monitoring epidemiologic surveillance data using hidden Markov models", Stat Med 18, 3463–3478.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.hmm_fit import fit, last_state
from soyte.surveillance.detectors.outcome import Array, Outcome, matrix, positions

_CELLS = 2_000_000  # counts times states of a batch


def hmm(
    counts: npt.ArrayLike,
    *,
    states: int = 2,
    trend: bool = True,
    harmonics: int = 1,
    shared: bool = False,
    look_back: int | None = None,
    frequency: int = 52,
    moments: npt.ArrayLike | None = None,
) -> Outcome:
    """Counts (series, time) → an alarm where the most probable path of states ends in the highest one.

    Counts are Poisson with log mean α_j (+ β_j·t) + `harmonics` waves a year in state j, the same β and waves in all states if `shared`;
    states follow a Markov chain that begins in the lowest one. For each moment the model is fitted anew to the `look_back` counts up to it
    (None: all). There is no bound: `upperbound` is 0 where something was tested; `more` has the mean count (`level`) of the state
    in which the path ends. The likelihood has several maxima: the one reached from the quantiles
    of the counts is taken, and the highest state is the one with the highest mean over all weeks. (The R package calls the last state that of outbreaks. In one
    of its reference results, series `meningo_total`, its optimiser ended with the lower mean in that state: it alarms in a week with few cases
    where we do not; all its other alarms are ours.) Unknown counts are left out; an unknown present one, or fewer counts than twice the parameters: not tested.
    """
    series = matrix(counts)
    at = positions(moments, series.shape[1], 2 * frequency)
    columns = 1 + int(trend) + 2 * harmonics
    parameters = states * (columns if not shared else 1) + (columns - 1 if shared else 0) + states * (states - 1)
    alarm, level = np.zeros((len(series), len(at)), dtype=np.bool_), np.full((len(series), len(at)), np.nan)
    tested = ~np.isnan(series[:, at])
    for first, which in _batches(at, look_back):
        last = int(at[which].max()) + 1
        design = _design(first, last, frequency, harmonics, trend=trend)
        rows, columns_of = np.divmod(np.arange(len(series) * len(which)), len(which))
        size = max(1, _CELLS // (states * (last - first)))
        for start in range(0, len(rows), size):
            row, number = rows[start : start + size], which[columns_of[start : start + size]]
            data = series[row, first:last].copy()
            end = at[number] - first
            data[np.arange(last - first) > end[:, None]] = np.nan
            enough = (~np.isnan(data)).sum(axis=1) >= 2 * parameters
            tested[row, number] &= enough
            if enough.any():
                kept = np.flatnonzero(enough)
                found, means = _ends(data[kept], end[kept], design, states, shared=shared)
                alarm[row[kept], number[kept]], level[row[kept], number[kept]] = found, means
    alarm &= tested
    return Outcome(np.where(tested, 0.0, np.nan), alarm, tested, "hmm", {"level": np.where(tested, level, np.nan)})


def _batches(at: npt.NDArray[np.intp], look_back: int | None) -> list[tuple[int, npt.NDArray[np.intp]]]:
    """Moments (by number) that begin at the same count: all of them, or each its own."""
    if look_back is None:
        return [(0, np.arange(len(at)))] if len(at) else []
    return [(max(0, int(moment) + 1 - look_back), np.array([number])) for number, moment in enumerate(at)]


def _design(first: int, last: int, frequency: int, harmonics: int, *, trend: bool) -> Array:
    time = np.arange(first, last, dtype=np.float64)
    found = [np.ones(len(time))] + ([(time - time.mean()) / max(1.0, float(np.ptp(time)))] if trend else [])
    for wave in range(1, harmonics + 1):
        angle = 2 * np.pi * wave * time / frequency
        found += [np.cos(angle), np.sin(angle)]
    return np.column_stack(found)


def _ends(
    data: Array, end: npt.NDArray[np.intp], design: Array, states: int, *, shared: bool
) -> tuple[npt.NDArray[np.bool_], Array]:
    """Whether each path ends in the state with the highest mean, and the mean count of the state it ends in."""
    model = fit(data, design, states, shared=shared)
    state = last_state(model, data, design, end)
    means = np.exp(np.einsum("fsc,fc->fs", model.weights, design[end]))
    average = np.einsum("fsc,tc->fs", model.weights, design)
    every = np.arange(len(data))
    return np.asarray((state == average.argmax(axis=1)) & (states > 1)), means[every, state]
