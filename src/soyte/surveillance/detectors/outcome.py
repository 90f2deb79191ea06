"""What a detector answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]
Compat = Literal["textbook", "surveillance"]
"""Where the R package `surveillance` differs from the paper: which of the two."""


@dataclass(frozen=True)
class Outcome:
    """Shape (series, tested moments) each: the bound above which a count is unusual (NaN where nothing could be tested), the alarm,
    whether it was tested. `more` holds what else the method gives, of the same shape; `mode` names the variant that was used.
    """

    upperbound: Array
    alarm: Flags
    tested: Flags
    mode: str = ""
    more: Mapping[str, Array] = field(default_factory=dict)


def matrix(counts: npt.ArrayLike) -> Array:
    """Counts as floats of shape (series, time); one series may be given as a vector."""
    found = np.asarray(counts, dtype=np.float64)
    return found[None, :] if found.ndim == 1 else found


def positions(moments: npt.ArrayLike | None, length: int, first: int) -> Positions:
    """The moments to test: those given, else all from the first that has a history. ValueError outside of the series."""
    if moments is None:
        return np.arange(min(first, length), length)
    found = np.atleast_1d(np.asarray(moments, dtype=np.intp))
    if len(found) and (found.min() < 0 or found.max() >= length):
        raise ValueError("a tested moment lies outside of the series")
    return found


def windows(counts: Array, offsets: npt.ArrayLike, moments: Positions) -> Array:
    """Shape (series, moments, offsets): the counts at each moment plus each offset; NaN before the beginning."""
    at = moments[:, None] + np.asarray(offsets, dtype=np.intp)[None, :]
    outside = (at < 0) | (at >= counts.shape[1])
    found = counts[:, np.where(outside, 0, at)]
    found[:, outside] = np.nan
    return found


def enough_lately(counts: Array, at: Positions, least: tuple[int, int]) -> Flags:
    """Shape (series, moments): whether there were `least[0]` cases in the last `least[1]` counts, the present one included."""
    cases, length = least
    recent = windows(counts, np.arange(1 - length, 1), at)
    recent[:, at[:, None] + np.arange(1 - length, 1) < 0] = 0.0
    return np.asarray(recent.sum(axis=2) >= cases)
