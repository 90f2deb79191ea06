"""The level of a chart, estimated from the counts before it: a regression of counts on time and the season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, polygamma

from soyte.surveillance.detectors.level import solved
from soyte.surveillance.detectors.outcome import Array, Positions

_STEPS, _CLOSE, _ENOUGH, _ROUNDS = 60, 1e-13, 1e-8, 100


@dataclass(frozen=True)
class Level:
    """log level = a (+ b·t with `trend`) + `harmonics` pairs of cosine and sine a year; estimated anew after an alarm if `refit`."""

    harmonics: int = 1
    trend: bool = False
    refit: bool = False

    def design(self, length: int, frequency: int) -> Array:
        """(time, coefficients), time counted from 1."""
        time = np.arange(1.0, length + 1)
        columns = [np.ones(length)] + ([time / length] if self.trend else [])
        for wave in range(1, self.harmonics + 1):
            angle = 2 * np.pi * wave * time / frequency
            columns += [np.cos(angle), np.sin(angle)]
        return np.column_stack(columns)


def estimated(
    series: Array, plan: Level, at: Positions, end: int, frequency: int, alpha: float | None
) -> tuple[Array, Array]:
    """Means (series, moments) from the counts before `end`, and the dispersion (series): `alpha`, or if None of highest
    likelihood, in turns with the means. NaN for series with an unknown count, or without what a fit needs."""
    design = plan.design(series.shape[1], frequency)
    known, counts = design[:end], series[:, :end]
    dispersion = np.full(len(series), 0.0 if alpha is None else alpha)
    if end < design.shape[1] or not len(at):
        return np.full((len(series), len(at)), np.nan), dispersion
    weights = regressed(counts, known, dispersion)
    if alpha is None:
        for _ in range(_ROUNDS):
            last, dispersion = dispersion, _dispersion(counts, np.exp(weights @ known.T))
            weights = regressed(counts, known, dispersion, to_the_end=True)
            if not (np.abs(last - dispersion) > 1e-11 * (1 + dispersion)).any():
                break
    found: Array = np.exp(weights @ design[at].T)
    return found, np.where(np.isnan(found).any(axis=1), np.nan, dispersion)


def regressed(counts: Array, design: Array, alpha: Array, *, to_the_end: bool = False) -> Array:
    """Coefficients (series, columns) of a log-link regression with variance m + `alpha`·m² (series), by the steps of R's `glm.fit`:
    until the deviance changes by less than 1e-8 of itself for the negative binomial, else (or for Poisson) `to_the_end`."""
    by_count = alpha[:, None] > 0
    mean = np.where(by_count, counts + (counts == 0) / 6, counts + 0.1)
    found, deviance = np.full((len(counts), design.shape[1]), np.nan), _deviance(counts, mean, alpha)
    moving = np.ones(len(counts), dtype=np.bool_)
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            weight = mean / (1 + alpha[:, None] * mean)
            response = np.log(mean) + (counts - mean) / mean
            normal = np.einsum("st,ti,tj->sij", weight, design, design)
            step = solved(normal, np.einsum("st,ti->si", weight * response, design))
            found[moving] = step[moving]
            fitted = np.exp(found @ design.T)
            last, deviance = deviance, _deviance(counts, fitted, alpha)
            changed = np.abs(deviance - last) / (np.abs(deviance) + 0.1) >= _ENOUGH
            unlike = np.abs(fitted - mean).max(axis=1) >= _CLOSE * fitted.max(axis=1)
            moving &= np.where((alpha > 0) & (not to_the_end), changed, unlike)
            mean = fitted
            if not moving.any():
                break
    return found


def _deviance(counts: Array, mean: Array, alpha: Array) -> Array:
    """Twice the log likelihood that is missing to a perfect fit (series)."""
    size = 1 / np.maximum(alpha, 1e-12)[:, None]
    with np.errstate(all="ignore"):
        own = np.where(counts > 0, counts * np.log(counts / mean), 0.0)
        found: Array = 2 * (own - (counts + size) * np.log((counts + size) / (mean + size))).sum(axis=1)
    return found


def _dispersion(counts: Array, mean: Array) -> Array:
    """Dispersion of highest likelihood for given means, by Newton's method for its inverse; close to 0 for counts that vary little."""
    excess = ((counts / mean - 1) ** 2).sum(axis=1)
    size = counts.shape[1] / excess
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            of = np.clip(size, 1e-8, 1e8)[:, None]
            slope = digamma(counts + of) - digamma(of) + np.log(of / (of + mean)) + (mean - counts) / (of + mean)
            bend = polygamma(1, counts + of) - polygamma(1, of) + mean / (of * (of + mean))
            bend = bend - (mean - counts) / (of + mean) ** 2
            step = -slope.sum(axis=1) / bend.sum(axis=1)
            size = np.clip(np.where(of[:, 0] + step > 0, of[:, 0] + step, of[:, 0] / 2), 1e-8, 1e8)
            if not (np.abs(step) > 1e-12 * size).any():
                break
    found: Array = 1 / size
    return found
