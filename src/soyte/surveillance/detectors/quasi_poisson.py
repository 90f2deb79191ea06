"""Many small quasi-Poisson regressions at once: a level for each part of the year and one straight trend.

log mean = level[part of the year] + slope·time + offset. With levels instead of an intercept and contrasts, the normal
equations are solved part by part: each needs five sums, and the slope is one division. So thousands of fits are a few
products of matrices. The steps are those of R's `glm.fit`: iteratively reweighted least squares from mean = count + 0.1, until the
deviance changes by less than 1e-8 of itself, at most 25 times.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from soyte.surveillance.detectors.outcome import Array, Flags

_STEPS, _CLOSE = 25, 1e-8


@dataclass(frozen=True)
class Design:
    """The right side of the fits of a batch: `parts` (counts, parts) is 1 where a count belongs to a part of the year; `time` and `offset` (on
    the log scale) are (fits, counts)."""

    parts: Array
    time: Array
    offset: Array


@dataclass(frozen=True)
class Fit:
    """The fits of a batch. `mean` is (fits, counts), `slope` (fits), `level` (fits, parts). Of the last step there are the working
    weights, in each part their sum (`mass`) and mean time (`centre`), and the spread of time within parts. `freedom`: degrees.
    """

    design: Design
    trend: Flags
    mean: Array
    slope: Array
    level: Array
    weight: Array
    mass: Array
    centre: Array
    spread: Array
    freedom: Array

    def leverage(self) -> Array:
        """Diagonal of the hat matrix, (fits, counts)."""
        parts = self.design.parts.T
        away = self.design.time - self.centre @ parts
        found: Array = self.weight * (_inverse(self.mass) @ parts + self._along(away**2))
        return found

    def dispersion(self, weight: Array, counts: Array) -> Array:
        """Σ weight·((y − mean)/mean)² over the degrees of freedom (fits)."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            squares = np.where(weight > 0, weight * ((counts - self.mean) / self.mean) ** 2, 0.0)
            found: Array = squares.sum(axis=1) / self.freedom
        return found

    def variance_at(self, part: int, time: Array) -> Array:
        """Variance of the linear predictor at a time in a part, before dispersion (fits)."""
        found: Array = _inverse(self.mass[:, part]) + self._along((time - self.centre[:, part])[:, None] ** 2)[:, 0]
        return found

    def predictor_at(self, part: int, time: Array, offset: Array) -> Array:
        """The linear predictor at a time in a part (fits)."""
        found: Array = self.level[:, part] + np.where(self.trend, self.slope, 0.0) * time + offset
        return found

    def _along(self, squares: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Array = np.where(self.trend[:, None], squares / self.spread[:, None], 0.0)
        return found


def fit(counts: Array, design: Design, prior: Array, trend: Flags) -> Fit:
    """Fit counts (fits, counts) with prior weights of the same shape, with a slope where `trend` (fits) says so.

    A prior weight of 0 leaves a count out. A fit that ends in nothing finite has NaN for its means.
    """
    used = prior > 0
    y = np.where(used, counts, 0.0)
    state = _State.start(y, design, prior, trend)
    active = np.arange(len(y))
    for _ in range(_STEPS):
        active = active[state.step(active)]
        if not len(active):
            break
    there = (used.astype(np.float64) @ design.parts > 0).sum(axis=1)
    freedom = (used.sum(axis=1) - there - trend).astype(np.float64)
    return Fit(
        design,
        trend,
        state.mean,
        state.slope,
        state.level,
        state.weight,
        state.mass,
        state.centre,
        state.spread,
        freedom,
    )


@dataclass
class _State:
    """Where the fits stand. `known` is the part of the deviance that no fit changes; `weight` is prior·mean."""

    y: Array
    design: Design
    prior: Array
    trend: Flags
    known: Array
    mean: Array
    eta: Array
    deviance: Array
    weight: Array
    slope: Array
    level: Array
    mass: Array
    centre: Array
    spread: Array

    @staticmethod
    def start(y: Array, design: Design, prior: Array, trend: Flags) -> _State:
        mean = y + 0.1
        eta = np.log(mean)
        own = np.zeros_like(y)
        np.log(y, out=own, where=y > 0)
        known = (prior * (y * own - y)).sum(axis=1)
        fits, parts = len(y), design.parts.shape[1]
        weight, blank, by_part = prior * mean, np.zeros(fits), np.zeros((fits, parts))
        deviance = 2 * (known - (prior * y * eta).sum(axis=1) + weight.sum(axis=1))
        return _State(
            y, design, prior, trend, known, mean, eta, deviance, weight, blank.copy(), by_part.copy(), by_part.copy(),
            by_part.copy(), blank.copy(),
        )  # fmt: skip

    def step(self, active: npt.NDArray[np.intp]) -> Flags:
        """One step of the active fits; which of them are still moving."""
        rows: slice | npt.NDArray[np.intp] = slice(None) if len(active) == len(self.y) else active
        parts, time, offset = self.design.parts, self.design.time[rows], self.design.offset[rows]
        seen = self.prior[rows] * self.y[rows]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            weight = self.prior[rows] * self.mean[rows]
            answer = (
                weight * (self.eta[rows] - offset) + seen - weight
            )  # weight times working response, without a division
            in_time = weight * time
            mass, moment, height = (np.concatenate([weight, in_time, answer]) @ parts).reshape(3, len(weight), -1)
            centre = np.divide(moment, mass, out=np.zeros_like(mass), where=mass > 0)
            spread = np.einsum("fn,fn->f", in_time, time) - (moment * centre).sum(axis=1)
            along = np.einsum("fn,fn->f", answer, time) - (height * centre).sum(axis=1)
            slope = np.where(self.trend[rows], along / spread, 0.0)
            level = np.divide(height, mass, out=np.zeros_like(mass), where=mass > 0) - slope[:, None] * centre
            eta = level @ parts.T
            eta += slope[:, None] * time
            eta += offset
            mean = np.exp(eta)
            told = np.einsum("fn,fn->f", seen, np.where(seen > 0, eta, 0.0))
            left = np.einsum("fn,fn->f", self.prior[rows], mean)
            deviance = 2 * (self.known[rows] - told + left)
            moving = ~(np.abs(deviance - self.deviance[rows]) / (np.abs(deviance) + 0.1) < _CLOSE)
        self.weight[rows], self.mass[rows], self.centre[rows] = weight, mass, centre
        self.spread[rows], self.slope[rows], self.level[rows] = spread, slope, level
        self.eta[rows], self.mean[rows], self.deviance[rows] = eta, mean, deviance
        return np.asarray(moving & np.isfinite(deviance))


def _inverse(values: Array) -> Array:
    with np.errstate(divide="ignore"):
        found: Array = 1 / values
    return found
