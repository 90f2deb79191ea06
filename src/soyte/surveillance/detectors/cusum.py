"""CUSUM of transformed counts against an expected level.

Rossi, Lampugnani, Marchi (1999), "An approximate CUSUM procedure for surveillance of health events", Stat Med 18, 2111–2122;
Pierce, Schafer (1986), J Am Stat Assoc 81, 977–986 (Anscombe residuals); Hilbe (2011), Negative Binomial Regression (those of the
negative binomial).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import hyp2f1

from soyte.surveillance.detectors.level import harmonic_level
from soyte.surveillance.detectors.outcome import Array, Compat, Outcome, matrix, positions

Transformation = Literal["none", "standard", "rossi", "anscombe", "anscombe2nd", "pearsonNegBin", "anscombeNegBin"]
Forth = Callable[[Array, Array, float], Array]


@dataclass(frozen=True)
class _Scale:
    """A transformation of a count x with mean m (and dispersion), and the count that a transformed value stands for."""

    forth: Forth
    back: Forth | None = None
    whole: bool = False  # the count is rounded up


def _two_thirds(mean: Array) -> Array:
    return 2 / 3 * np.cbrt(np.sqrt(mean))  # standard deviation of x^(2/3)


def _second(mean: Array) -> Array:
    return np.cbrt(mean) ** 2 - 1 / (9 * np.cbrt(mean))  # mean of x^(2/3), to the second order


def _negative_binomial(value: Array, dispersion: float, digits: int = 15) -> Array:
    series = hyp2f1(1 / 3, 2 / 3, 5 / 3, -np.round(dispersion * value, digits))
    found: Array = 1.5 * np.cbrt(value) ** 2 * series
    return found


def _anscombe_negative_binomial(x: Array, m: Array, dispersion: float, digits: int = 15) -> Array:
    gap = _negative_binomial(x, dispersion, digits) - _negative_binomial(m, dispersion, digits)
    found: Array = gap / np.cbrt(np.sqrt(m + dispersion * m**2))
    return found


def _tabled(x: Array, m: Array, dispersion: float) -> Array:
    return _anscombe_negative_binomial(x, m, dispersion, 2)  # R looks the function up in a table of hundredths


def _power(inside: Array) -> Array:
    found: Array = np.sign(inside) * np.abs(inside) ** 1.5
    return found


_SCALES: Mapping[str, _Scale] = {
    "none": _Scale(lambda x, m, a: x),  # noqa: ARG005
    "standard": _Scale(lambda x, m, a: (x - m) / np.sqrt(m), lambda z, m, a: m + z * np.sqrt(m), whole=True),  # noqa: ARG005
    "rossi": _Scale(
        lambda x, m, a: (x - 3 * m + 2 * np.sqrt(x * m)) / (2 * np.sqrt(m)),  # noqa: ARG005
        lambda z, m, a: np.maximum(0.0, np.sqrt(np.maximum(0, 4 * m + 2 * np.sqrt(m) * z)) - np.sqrt(m)) ** 2,  # noqa: ARG005
    ),
    "anscombe": _Scale(
        lambda x, m, a: (np.cbrt(x) ** 2 - np.cbrt(m) ** 2) / _two_thirds(m),  # noqa: ARG005
        lambda z, m, a: _power(np.cbrt(m) ** 2 + z * _two_thirds(m)),  # noqa: ARG005
    ),
    "anscombe2nd": _Scale(
        lambda x, m, a: (np.cbrt(x) ** 2 - _second(m)) / _two_thirds(m),  # noqa: ARG005
        lambda z, m, a: _power(_second(m) + z * _two_thirds(m)),  # noqa: ARG005
    ),
    "pearsonNegBin": _Scale(
        lambda x, m, a: (x - m) / np.sqrt(m + a * m**2), lambda z, m, a: m + z * np.sqrt(m + a * m**2)
    ),
    "anscombeNegBin": _Scale(_anscombe_negative_binomial),
}  # fmt: skip


def cusum(
    counts: npt.ArrayLike,
    *,
    k: float = 1.04,
    h: float = 2.26,
    level: npt.ArrayLike | Literal["glm"] | None = None,
    transformation: Transformation = "standard",
    dispersion: float = 0.1,
    frequency: int = 52,
    start: int = 1,
    moments: npt.ArrayLike | None = None,
    compat: Compat = "textbook",
) -> Outcome:
    """Counts (series, time) → the sums S = max(0, S + z − k) over the moments in order, an alarm while S ≥ `h`; never reset.

    `level` is the expected count: a number or an array of the moments, None for the mean of all before the first moment,
    `glm` for `harmonic_level`. The bound is the count that would have raised the alarm; None of `transformation` `anscombeNegBin`.
    `compat="surveillance"` gives the bounds of the R package: h − S for `none` and `anscombeNegBin`, and for `anscombe2nd` an
    inverse that is not the inverse of its transformation; for `rossi` bounds rise again where S is far above h; `anscombeNegBin` then rounds as its table does.
    A missing week leaves the sum as it was and is not tested; nor is, but for that mode, a week whose level is 0 or unknown.
    """
    series = matrix(counts)
    at = positions(moments, series.shape[1], 1)
    first = int(at[0]) if len(at) else 0
    now = series[:, at]
    if isinstance(level, str):
        expected = harmonic_level(series, first, at, frequency, start)
    elif level is None:
        expected = np.broadcast_to(series[:, :first].mean(axis=1, keepdims=True), now.shape)
    else:
        expected = np.broadcast_to(np.asarray(level, dtype=np.float64), now.shape)
    scale = _SCALES[transformation]
    if compat == "surveillance" and transformation == "anscombeNegBin":
        scale = _Scale(_tabled)
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = scale.forth(now, expected, dispersion) - k
    if compat == "textbook":
        steps = np.where(expected > 0, steps, np.nan)
    sums, before = _summed(steps)
    tested = ~np.isnan(steps)
    with np.errstate(divide="ignore", invalid="ignore"):
        bound = _bound(scale, transformation, compat, h, h + k - before, sums, expected, dispersion)
    bound = np.where(tested, np.maximum(0.0, bound), np.nan)
    return Outcome(bound, tested & (sums >= h), tested, compat, {"cusum": sums, "expected": expected})


def _summed(steps: Array) -> tuple[Array, Array]:
    """S at each moment, and before it."""
    sums = np.zeros((len(steps), steps.shape[1] + 1))
    for moment, step in enumerate(np.nan_to_num(steps).T):
        sums[:, moment + 1] = np.maximum(0.0, sums[:, moment] + step)
    return sums[:, 1:], sums[:, :-1]


def _bound(
    scale: _Scale,
    transformation: str,
    compat: Compat,
    h: float,
    room: Array,
    sums: Array,
    level: Array,
    dispersion: float,
) -> Array:
    if transformation == "none":
        return h - sums if compat == "surveillance" else room
    if scale.back is None:
        return h - sums if compat == "surveillance" else np.full_like(sums, np.nan)
    if transformation == "anscombe2nd" and compat == "surveillance":
        return _power(np.cbrt(level) ** 2 - np.cbrt(level) / 9 + room * _two_thirds(level))
    if transformation == "rossi" and compat == "surveillance":  # squares what is below 0 as well
        inside = 4 * level + 2 * np.sqrt(level) * room
        return np.where(inside < 0, 0.0, (np.sqrt(np.maximum(0.0, inside)) - np.sqrt(level)) ** 2)
    found = scale.back(room, level, dispersion)
    return np.ceil(found) if scale.whole else found
