"""The expected level of a series: its mean, or a Poisson regression with one harmonic a year."""

from __future__ import annotations

import numpy as np

from soyte.surveillance.detectors.outcome import Array, Flags, Positions

_STEPS, _CLOSE = 50, 1e-14


def harmonic_level(series: Array, first: int, at: Positions, frequency: int, start: int) -> Array:
    """Shape (series, moments): log level = a + b·cos + c·sin of 2π/`frequency`·t, fitted to the counts before `first` by IRLS.

    `start` is the number of the first count within its year, so that t = start + position. NaN for series with a missing week.
    """
    angle = 2 * np.pi / frequency * (start + np.arange(series.shape[1]))
    design = np.column_stack([np.ones(series.shape[1]), np.cos(angle), np.sin(angle)])
    known, counts = design[:first], series[:, :first]
    level = counts + 0.1
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        for _ in range(_STEPS):
            response = np.log(level) + (counts - level) / level
            normal = np.einsum("st,ti,tj->sij", level, known, known)
            moment = np.einsum("st,ti->si", level * response, known)
            found = solved(normal, moment)
            fitted = np.exp(found @ known.T)
            settled = np.nanmax(np.abs(fitted - level) / (fitted + _CLOSE), initial=0) < _CLOSE
            level = fitted
            if settled:
                break
        expected: Array = np.exp(found @ design[at].T)
    return expected


def solved(normal: Array, moment: Array) -> Array:
    """Solutions of many small systems; NaN where there is none."""
    fine: Flags = np.asarray(np.isfinite(normal).all(axis=(1, 2)) & np.isfinite(moment).all(axis=1))
    fine = np.asarray(fine & (np.abs(np.linalg.det(np.where(fine[:, None, None], normal, 0))) > 0))
    found = np.full(moment.shape, np.nan)
    if fine.any():
        found[fine] = np.linalg.solve(normal[fine], moment[fine][..., None])[..., 0]
    return found
