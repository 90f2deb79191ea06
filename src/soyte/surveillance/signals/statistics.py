"""The last moment of every series of a block, tested by the method that its history allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import norm

from soyte.catalogue.detection import Detection, Ears, Farrington
from soyte.surveillance.detectors.ears import ears
from soyte.surveillance.detectors.farrington_flexible import Settings, farrington_flexible
from soyte.surveillance.detectors.outcome import Array, Flags, Positions, enough_lately
from soyte.surveillance.series.feed import Block
from soyte.surveillance.series.grid import Grid

Why = Literal["not_reported", "short_history", "gaps", "few_cases", "no_fit"]
WHY: tuple[Why, ...] = ("not_reported", "short_history", "gaps", "few_cases", "no_fit")
WHY_VI: dict[Why, str] = {
    "not_reported": "kỳ này chưa có báo cáo",
    "short_history": "lịch sử quá ngắn",
    "gaps": "lịch sử có quá nhiều kỳ không báo cáo",
    "few_cases": "quá ít ca trong các kỳ gần đây để kiểm định (không có nghĩa là không có gì bất thường)",
    "no_fit": "không ước lượng được mô hình",
}
_HALF = 3  # steps around an anniversary that the flexible Farrington detector uses
LONGEST = {"week": 5 * 53 + _HALF + 2, "month": 5 * 12 + _HALF + 1}
_FREQUENCY = {"week": 52, "month": 12}


@dataclass(frozen=True)
class Tested:
    """By series of a block. `method`: position in `methods`, −1 where none could test it; `why`: position in `WHY`, −1 where it was
    tested. A series that was not tested has neither alarm nor its absence."""

    methods: tuple[Farrington | Ears, ...]
    method: Positions
    why: Positions
    count: Array
    expected: Array
    bound: Array
    p_value: Array
    alarm: Flags

    @property
    def tested(self) -> Flags:
        """Which series were tested."""
        return self.why < 0


def examined(block: Block, settings: Detection) -> Tested:
    """Test the last step of each series. History counts from the first step that was reported."""
    methods = tuple(settings.week if block.grid.grain == "week" else settings.month)
    counts, size = block.counts, len(block.counts)
    known = ~np.isnan(counts)
    first = np.where(known.any(axis=1), known.argmax(axis=1), counts.shape[1]).astype(np.intp)
    nothing = np.full(size, np.nan)
    found = Tested(
        methods, np.full(size, -1, np.intp), np.full(size, WHY.index("short_history"), np.intp), counts[:, -1].copy(),
        nothing.copy(), nothing.copy(), nothing.copy(), np.zeros(size, np.bool_),
    )  # fmt: skip
    silent = ~known[:, -1]
    found.why[silent] = WHY.index("not_reported")
    left = ~silent
    for number, method in enumerate(methods):
        if isinstance(method, Farrington):
            left &= ~_farrington(block, method, number, left, first, found, settings.least_known)
        else:
            left &= ~_ears(block, method, number, left, first, found)
    return found


def _farrington(
    block: Block, method: Farrington, number: int, left: Flags, first: Positions, found: Tested, least_known: float
) -> Flags:
    """Tests those that have the years; which these were."""
    grid, counts = block.grid, block.counts
    done = np.zeros(len(counts), np.bool_)
    for years in range(method.most_years, method.least_years - 1, -1):
        since = _reaches(grid, years)
        rows = np.flatnonzero(left & ~done & (first <= since)) if since >= 0 else np.zeros(0, np.intp)
        if not len(rows):
            continue
        done[rows] = True
        found.method[rows] = number
        history = counts[rows, since:-1]
        gaps = (~np.isnan(history)).mean(axis=1) < least_known
        lately = counts[rows, -method.least_cases[1] :]
        few = ~enough_lately(counts[rows], np.array([counts.shape[1] - 1]), method.least_cases)[:, 0]
        found.why[rows] = WHY.index("no_fit")
        found.why[rows[few]] = WHY.index("few_cases")
        found.why[rows[gaps | np.isnan(lately).any(axis=1)]] = WHY.index("gaps")
        fitted = rows[found.why[rows] == WHY.index("no_fit")]
        if len(fitted):
            _fit(block, method, years, fitted, found)
    return done


def _fit(block: Block, method: Farrington, years: int, rows: Positions, found: Tested) -> None:
    settings = Settings(
        years=years, half_width=method.half_width, parts=method.parts, left_out=method.left_out, alpha=method.alpha,
        trend=method.trend, least=method.least_cases,
    )  # fmt: skip
    outcome = farrington_flexible(
        block.counts[rows],
        settings,
        frequency=_FREQUENCY[block.grid.grain],
        dates=block.grid.starts,
        moments=[block.grid.length - 1],
        compat=method.compat,
    )
    fine = outcome.tested[:, 0]
    found.why[rows[fine]] = -1
    found.expected[rows[fine]] = outcome.more["expected"][fine, 0]
    found.bound[rows[fine]] = outcome.upperbound[fine, 0]
    found.p_value[rows[fine]] = outcome.more["pvalue"][fine, 0]
    found.alarm[rows[fine]] = outcome.alarm[fine, 0]


def _reaches(grid: Grid, years: int) -> int:
    """The first step that a history of so many years needs; −1 if the grid does not reach that far."""
    back = grid.same_time_before(years)[-1] if grid.grain == "month" else grid.length - 1 - round(years * 365.25 / 7)
    return back - _HALF - 1 if grid.grain == "week" else back - 1


def _ears(block: Block, method: Ears, number: int, left: Flags, first: Positions, found: Tested) -> Flags:
    length = block.counts.shape[1]
    rows = np.flatnonzero(left & (first <= length - 1 - method.least_weeks))
    done = np.zeros(len(block.counts), np.bool_)
    if not len(rows):
        return done
    done[rows] = True
    found.method[rows] = number
    kind: Literal["C1", "C2", "C3"] = {"ears_c1": "C1", "ears_c2": "C2", "ears_c3": "C3"}[method.method]  # type: ignore[assignment]
    needed = block.counts[rows, -(method.baseline + 8) :]
    outcome = ears(
        needed,
        kind,
        baseline=method.baseline,
        min_sigma=method.min_sigma,
        alpha=method.alpha,
        moments=[needed.shape[1] - 1],
    )
    fine = outcome.tested[:, 0]
    found.why[rows] = np.where(fine, -1, WHY.index("gaps"))
    now, mean, sd = block.counts[rows, -1], outcome.more["expected"][:, 0], outcome.more["sd"][:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(sd > 0, norm.sf((now - mean) / sd), np.where(now > mean, 0.0, 1.0))
    for name, values in (("expected", mean), ("bound", outcome.upperbound[:, 0]), ("p_value", p)):
        getattr(found, name)[rows[fine]] = values[fine]
    found.alarm[rows[fine]] = outcome.alarm[fine, 0]
    return done


def false_alarms(results: Sequence[Tested]) -> float:
    """How many false signals these tests give on average if nothing is unusual anywhere, by what was measured."""
    return float(
        sum(
            method.false_share * int((one.tested & (one.method == number)).sum())
            for one in results
            for number, method in enumerate(one.methods)
        )
    )


def q_values(p: Array) -> Array:
    """Benjamini and Hochberg (1995), J R Stat Soc B 57, 289–300: the least false discovery rate at which each is found; NaN stays."""
    known = np.flatnonzero(~np.isnan(p))
    found = np.full(len(p), np.nan)
    if len(known):
        order = known[np.argsort(p[known], kind="stable")]
        scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
        found[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return found
