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

_STEPS, _CLOSE, _TINY = 25, 1e-8, 1e-300


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
            residual = counts / self.mean
            residual -= 1.0
            residual *= residual
            total = _dot(weight, residual)
            lost = ~np.isfinite(total)
            if lost.any():
                total[lost] = np.where(weight[lost] > 0, weight[lost] * residual[lost], 0.0).sum(axis=1)
            found: Array = total / self.freedom
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
    """Where the fits stand. `seen` is prior·count; `known` is the part of the deviance that no fit changes; `weight` is prior·mean."""

    y: Array
    seen: Array
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
        seen = prior * y
        known = _dot(seen, np.log(np.maximum(y, _TINY)) - 1.0)
        fits, parts = len(y), design.parts.shape[1]
        weight, blank, by_part = prior * mean, np.zeros(fits), np.zeros((fits, parts))
        deviance = 2 * (known - _dot(seen, eta) + weight.sum(axis=1))
        return _State(
            y, seen, design, prior, trend, known, mean, eta, deviance, weight, blank.copy(), by_part.copy(),
            by_part.copy(), by_part.copy(), blank.copy(),
        )  # fmt: skip

    def step(self, active: npt.NDArray[np.intp]) -> Flags:
        """One step of the active fits; which of them are still moving."""
        everything = len(active) == len(self.y)
        rows: slice | npt.NDArray[np.intp] = slice(None) if everything else active
        parts, time, offset = self.design.parts, self.design.time[rows], self.design.offset[rows]
        prior, seen = self.prior[rows], self.seen[rows]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            weight = prior * self.mean[rows]
            answer = self.eta[rows] - offset  # weight times working response, without a division
            answer -= 1.0
            answer *= weight
            answer += seen
            in_time = weight * time
            mass, moment, height = weight @ parts, in_time @ parts, answer @ parts
            centre = np.divide(moment, mass, out=np.zeros_like(mass), where=mass > 0)
            spread = _dot(in_time, time) - _dot(moment, centre)
            along = _dot(answer, time) - _dot(height, centre)
            slope = np.where(self.trend[rows], along / spread, 0.0)
            level = np.divide(height, mass, out=np.zeros_like(mass), where=mass > 0) - slope[:, None] * centre
            eta = level @ parts.T
            if slope.any():
                eta += slope[:, None] * time
            eta += offset
            mean = np.exp(eta)
            told = _dot(seen, eta)
            lost = ~np.isfinite(told)
            if lost.any():  # 0·∞ where nothing was seen
                told[lost] = _dot(seen[lost], np.where(seen[lost] > 0, eta[lost], 0.0))
            deviance = 2 * (self.known[rows] - told + _dot(prior, mean))
            moving = ~(np.abs(deviance - self.deviance[rows]) / (np.abs(deviance) + 0.1) < _CLOSE)
        found = {"weight": weight, "mass": mass, "centre": centre, "spread": spread, "slope": slope, "level": level}
        for name, values in (found | {"eta": eta, "mean": mean, "deviance": deviance}).items():
            if everything:
                setattr(self, name, values)
            else:
                getattr(self, name)[active] = values
        return np.asarray(moving & np.isfinite(deviance))


def _dot(one: Array, other: Array) -> Array:
    found: Array = np.vecdot(one, other)
    return found


def _inverse(values: Array) -> Array:
    with np.errstate(divide="ignore"):
        found: Array = 1 / values
    return found
