"""The counts that a moment is compared with: those right before it, and those around the same time in years before."""

from __future__ import annotations

import numpy as np

from soyte.surveillance.detectors.outcome import Positions


def offsets(years: int, half_width: int, frequency: int, *, this_year: bool) -> Positions:
    """Steps back from a moment: `half_width` counts right before it, and 2·`half_width` + 1 around each anniversary by step."""
    recent = [np.arange(-half_width, 0)] if this_year else []
    around = [np.arange(-half_width, half_width + 1) - year * frequency for year in range(1, years + 1)]
    return np.concatenate([*recent, *around]) if recent or around else np.empty(0, dtype=np.intp)
