"""How many cases there will be once all reports are in: correction for the delay of reporting.

Lawless (1994), "Adjustments for reporting delays and the prediction of occurred but not reported events", Can J Stat 22, 15–31; Höhle, an
der Heiden (2014), "Bayesian nowcasting during the STEC O104:H4 outbreak in Germany, 2011", Biometrics 70, 993–1002 (generalised Dirichlet).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from soyte.surveillance.detectors.outcome import Array, Flags


@dataclass(frozen=True)
class Nowcast:
    """(series, time) each: cases `reported` so far, `expected` in the end with bounds, and the `share` reported by now. NaN where the delays
    tell nothing."""

    reported: Array
    expected: Array
    lower: Array
    upper: Array
    share: Array


def triangle(event: npt.ArrayLike, report: npt.ArrayLike, now: int, longest: int) -> Array:
    """Cases by period of event (0 … `now`) and delay (0 … `longest`): (1, time, delays), NaN where a report could not yet be known.

    Longer delays count as `longest`; reports after `now` are not yet there."""
    at, delay = np.asarray(event, dtype=np.intp), np.asarray(report, dtype=np.intp) - np.asarray(event, dtype=np.intp)
    if (delay < 0).any():
        raise ValueError("a report cannot come before its event")
    there = (at >= 0) & (at + delay <= now)
    cells = np.bincount(
        at[there] * (longest + 1) + np.minimum(delay[there], longest), minlength=(now + 1) * (longest + 1)
    )
    found = cells.reshape(1, now + 1, longest + 1).astype(np.float64)
    found[:, ~_seen(now + 1, longest + 1)] = np.nan
    return found


def _seen(length: int, delays: int) -> Flags:
    """(time, delays): whether a report of that delay is known by the last period."""
    return np.asarray(np.arange(length)[:, None] + np.arange(delays) <= length - 1)


def nowcast(
    delays: Array,
    *,
    window: int | None = None,
    coverage: float = 0.95,
    samples: int = 0,
    prior: float = 0.1,
    generator: np.random.Generator | None = None,
) -> Nowcast:
    """Delay triangle (series, time, delays), as of `triangle` → cases in the end, with bounds that hold with probability `coverage`.

    In reversed time g(d) = P(delay = d | delay ≤ d) = Σ n(t, d)/Σ N(t, ≤ d) over the periods (the last `window` for each delay) whose reports of
    delay d are known; the share reported after k is F(k) = Π over d > k of (1 − g(d)); expected is N(t)/F.

    Without `samples` bounds are normal with variance N·(1 − F)/F² + (N/F)²·Σ g/((1 − g)·N(≤ d)) (Lawless), at least what is reported. With
    `samples` of a `generator` g has its beta posterior under `prior` and what is still to come is negative binomial with size N + ½ and
    probability F, so that none reported does not mean none to come; expected is then the median. Unknown cells within the triangle
    are left out of g, and their period is NaN.
    """
    length, width = delays.shape[1:]
    seen = _seen(length, width)
    broken: Flags = np.asarray((np.isnan(delays) & seen).any(axis=2))
    known = np.where(seen & ~broken[:, :, None], np.nan_to_num(delays), 0.0)
    so_far = np.cumsum(known, axis=2)
    last = length - 1 - np.arange(width)
    usable = seen & ~broken[:, :, None]
    if window is not None:
        usable &= np.arange(length)[:, None] > last - window
    ends = np.where(usable, known, 0.0).sum(axis=1)
    upto = np.where(usable, so_far, 0.0).sum(axis=1)
    waited = np.minimum(length - 1 - np.arange(length), width - 1)
    reported = so_far[:, np.arange(length), waited]
    if samples:
        if generator is None:
            raise ValueError("samples need a generator")
        return _sampled(reported, ends, upto, waited, broken, coverage, samples, prior, generator)
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard = ends / upto
        hazard[:, 0] = 1.0
        share = _after(1 - hazard)[:, waited]
        terms = np.where(hazard > 0, hazard / ((1 - hazard) * upto), 0.0)
        unsure = _summed_after(terms)[:, waited]
        expected = reported / share
        variance = reported * (1 - share) / share**2 + expected**2 * unsure
        half = float(norm.isf((1 - coverage) / 2)) * np.sqrt(variance)
    lost = broken | ~np.isfinite(expected) | ~np.isfinite(half)
    bounds = np.maximum(expected - half, reported), expected + half
    return Nowcast(
        np.where(broken, np.nan, reported), *(np.where(lost, np.nan, one) for one in (expected, *bounds, share))
    )


def _after(kept: Array) -> Array:
    """Products over the later delays: (series, delays)."""
    later = np.cumprod(kept[..., ::-1], axis=-1)[..., ::-1]
    return np.concatenate([later[..., 1:], np.ones_like(later[..., :1])], axis=-1)


def _summed_after(terms: Array) -> Array:
    later = np.cumsum(terms[..., ::-1], axis=-1)[..., ::-1]
    return np.concatenate([later[..., 1:], np.zeros_like(later[..., :1])], axis=-1)


def _sampled(
    reported: Array,
    ends: Array,
    upto: Array,
    waited: npt.NDArray[np.intp],
    broken: Flags,
    coverage: float,
    samples: int,
    prior: float,
    generator: np.random.Generator,
) -> Nowcast:
    delay = np.arange(ends.shape[1])
    hazard = generator.beta(prior + ends, np.maximum(prior * delay, 1e-9) + upto - ends, (samples, *ends.shape))
    share = np.clip(_after(1 - hazard)[:, :, waited], 1e-12, 1.0)
    coming = generator.negative_binomial(reported + 0.5, share)
    tail = (1 - coverage) / 2
    lower, middle, upper = reported + np.quantile(coming, [tail, 0.5, 1 - tail], axis=0)
    complete = waited == ends.shape[1] - 1
    lost = broken | (~complete & (upto[:, -1:] == 0))
    return Nowcast(
        np.where(broken, np.nan, reported),
        *(np.where(lost, np.nan, one) for one in (middle, lower, upper, share.mean(axis=0))),
    )
