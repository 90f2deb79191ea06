"""The run of a likelihood ratio chart over its moments, all series of one dispersion at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from soyte.surveillance.detectors.likelihood import epidemic, level_negative_binomial, level_poisson
from soyte.surveillance.detectors.likelihood_of_package import epidemic_of_package
from soyte.surveillance.detectors.outcome import Array, Compat, Positions

NOT_FOUND = 1e99  # what the package says where no count raises an alarm


@dataclass(frozen=True)
class Settings:
    """`threshold` of the statistic (c.ARL); `change` of the level (`intercept`) or growth out of the count before (`epi`); `theta`, the log
    factor of the change if known; an increase or a decrease; beginnings looked at: from `look_back` counts ago (M; None: all)
    to `least` − 1 ago (Mtilde); the bound as the statistic or `in_cases`, up to `most`."""

    threshold: float = 5.0
    change: Literal["intercept", "epi"] = "intercept"
    theta: float | None = None
    decrease: bool = False
    look_back: int | None = None
    least: int = 1
    in_cases: bool = False
    most: int = 10_000


@dataclass
class Chart:
    """Counts, the counts before them and expected counts (series, moments); the dispersion; `refit` gives means anew after an alarm.

    `begun` (series) is the first moment since the last alarm, `total` the running sum of a chart with known change.
    """

    counts: Array
    before: Array
    means: Array
    alpha: float
    chosen: Settings
    compat: Compat
    refit: Callable[[Positions, int], Array] | None = None
    begun: Positions = field(init=False)
    total: Array = field(init=False)

    def run(self) -> tuple[Array, Array]:
        """Bounds and statistics, (series, moments). `means` are then those that were used."""
        known = ~np.isnan(self.counts) & ~np.isnan(self.means)
        self.counts = np.where(known, self.counts, 0.0)
        self.before = np.nan_to_num(self.before)
        self.begun, self.total = np.zeros(len(known), dtype=np.intp), np.zeros(len(known))
        bounds, statistics = np.zeros_like(self.counts), np.zeros_like(self.counts)
        for moment in range(self.counts.shape[1]):
            expected = np.where(known[:, : moment + 1], self.means[:, : moment + 1], 0.0)
            value = self._value(moment, self.counts[:, moment], expected)
            bounds[:, moment] = self._cases(moment, expected, value) if self.chosen.in_cases else value
            statistics[:, moment] = value
            alarmed = value >= self.chosen.threshold
            self.total = np.where(alarmed, 0.0, value)
            self.begun = np.where(alarmed, moment + 1, self.begun)
            if self.refit is not None and alarmed.any() and moment + 1 < self.counts.shape[1]:
                rows = np.flatnonzero(alarmed)
                self.means[rows, moment + 1 :] = self.refit(rows, moment)[:, moment + 1 :]
        return bounds, statistics

    def _value(self, moment: int, now: Array, expected: Array) -> Array:
        """The statistic if `now` (series) were the present counts."""
        if self.chosen.theta is not None and (self.chosen.change == "intercept" or self.compat == "textbook"):
            return np.maximum(0.0, self.total + self._step(moment, now, expected[:, -1]))
        first = 0 if self.chosen.look_back is None else max(0, moment - self.chosen.look_back)
        first = max(first, int(self.begun.min(initial=moment)))
        x, mean = self.counts[:, first : moment + 1].copy(), expected[:, first:]
        x[:, -1] = now
        ratios = self._ratios(x, mean, first, moment)
        starts = np.arange(first, moment + 1)
        allowed = starts >= self.begun[:, None]
        if self._poisson_level_of_package():
            done = moment - self.begun + 1
            if self.chosen.look_back is None:
                allowed &= (done >= self.chosen.least)[:, None]
            else:
                allowed &= starts <= moment - self.chosen.least
        else:
            allowed &= starts <= moment - self.chosen.least + 1
        found: Array = np.where(allowed, ratios, 0.0).max(axis=1, initial=0.0)
        return found

    def _poisson_level_of_package(self) -> bool:
        return self.compat == "surveillance" and self.alpha == 0 and self.chosen.change == "intercept"

    def _ratios(self, x: Array, mean: Array, first: int, moment: int) -> Array:
        if self.chosen.change == "intercept":
            sign = -1 if self.chosen.decrease else 1
            if self.alpha > 0:
                return level_negative_binomial(x, mean, self.alpha, sign)
            found = level_poisson(x, mean, sign)
            nothing = (np.cumsum(x[:, ::-1], axis=1)[:, ::-1] == 0) & (self.compat == "surveillance")
            return np.where(nothing, 0.0, found)
        past = self.before[:, first : moment + 1]
        if self.compat == "textbook":
            return epidemic(x, past, mean, self.alpha)
        starts = np.arange(first, moment + 1)
        past = np.where(starts == 0, 0.0, past)
        return epidemic_of_package(x, past, mean, self.alpha, (self.begun - first).astype(np.float64))

    def _step(self, moment: int, now: Array, mean: Array) -> Array:
        """Log ratio of the present count for a known change."""
        slope, fixed = self._line(moment, mean)
        return now * slope - fixed

    def _line(self, moment: int, mean: Array) -> tuple[Array, Array]:
        """The log ratio of a count x is x·slope − fixed."""
        theta = self.chosen.theta or 0.0
        risen = mean * np.exp(theta) if self.chosen.change == "intercept" else mean + theta * self.before[:, moment]
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = np.where(mean > 0, np.log(risen / mean), 0.0)
        if self.alpha == 0:
            return slope, risen - mean
        gap = np.log((1 + self.alpha * risen) / (1 + self.alpha * mean))
        return slope - gap, gap / self.alpha

    def _cases(self, moment: int, expected: Array, value: Array) -> Array:
        """The count that would raise the alarm now."""
        limit = self.chosen.threshold
        if self.chosen.theta is not None:
            slope, fixed = self._line(moment, expected[:, -1])
            with np.errstate(divide="ignore", invalid="ignore"):
                found = (limit - self.total + fixed) / slope
            return np.maximum(0.0, found)
        if self.chosen.decrease and self.chosen.change == "intercept":
            return self._falling(moment, expected, value)
        low, high = np.full(len(value), -1.0), np.full(len(value), float(self.chosen.most))
        possible = self._value(moment, high, expected) >= limit
        while (high - low > 1).any():
            middle = np.floor((low + high) / 2)
            above = self._value(moment, middle, expected) >= limit
            high, low = np.where(above, middle, high), np.where(above, low, middle)
        if self.compat == "textbook":
            return np.where(possible, high, np.inf)
        if self.alpha == 0:
            return np.where(possible, high, 0.0)
        return np.where(possible & (self.counts[:, moment] > 0), high, NOT_FOUND)

    def _falling(self, moment: int, expected: Array, value: Array) -> Array:
        """The greatest count that would raise the alarm of a fall; −∞ if none would. The package gives the least count from 0 on that
        would not (Poisson), or says whether there is an alarm (negative binomial)."""
        limit = self.chosen.threshold
        if self.compat == "surveillance" and self.alpha > 0:
            return np.where(value >= limit, 0.0, NOT_FOUND)
        low, high = np.full(len(value), -1.0), np.full(len(value), float(self.chosen.most))
        possible = self._value(moment, low + 1, expected) >= limit
        while (high - low > 1).any():
            middle = np.floor((low + high) / 2)
            below = self._value(moment, middle, expected) >= limit
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        if self.compat == "surveillance":
            return np.where(possible, low + 1, 0.0)
        return np.where(possible, low, -np.inf)
