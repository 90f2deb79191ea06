"""Hatching: Vega has no patterns, so the strokes within an area are reckoned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
Stroke = list[list[float]]
_SLANT = np.sqrt(0.5)


def strokes(polygons: Sequence[Sequence[Ring]], gap: float = 4, *, falling: bool = False) -> list[Stroke]:
    """Strokes at 45 degrees, `gap` pixels apart, inside the polygons and outside their holes; rising unless `falling`.

    All areas share one raster, so hatching runs on over borders.
    """
    sign = -1.0 if falling else 1.0
    turn = np.array([[_SLANT, sign * _SLANT], [-sign * _SLANT, _SLANT]])  # along, across
    found: list[Stroke] = []
    for polygon in polygons:
        turned = [ring @ turn for ring in polygon]
        across = np.concatenate([ring[:, 1] for ring in turned])
        first, last = np.ceil(across.min() / gap), np.floor(across.max() / gap)
        for level in np.arange(first, last + 1) * gap + 1e-6:
            cuts = np.sort(np.concatenate([_cuts(ring, level) for ring in turned]))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False):
                ends = np.array([[start, level], [end, level]]) @ turn.T
                found.append(np.round(ends, 1).tolist())
    return found


def _cuts(ring: Ring, level: float) -> NDArray[np.float64]:
    """Where the line at `level` meets the edges of a ring."""
    begin, end = ring, np.roll(ring, -1, axis=0)
    meets = (begin[:, 1] < level) != (end[:, 1] < level)
    begin, end = begin[meets], end[meets]
    share = (level - begin[:, 1]) / (end[:, 1] - begin[:, 1])
    cuts: NDArray[np.float64] = begin[:, 0] + share * (end[:, 0] - begin[:, 0])
    return cuts
