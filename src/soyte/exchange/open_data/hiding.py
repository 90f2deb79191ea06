"""Which cells of a table that adds up must not be shown, so that no small count can be read or worked out.

A cell above zero and below `least` is hidden. Where a total is shown, the hidden cells together are known to everybody: so
at least two must be hidden, and their sum must not be small itself; the smallest other cells are hidden with them until
that holds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


def hidden(counts: Counts, least: int, *, total_shown: bool) -> Mask:
    """Shape (cells,) → which of them to hide. NaN is a cell without a number: nothing to hide, and it adds nothing.

    Never raises; a table of one cell above zero is hidden only if that cell is small (its total then is the same number).
    """
    small = (counts > 0) & (counts < least)
    if not total_shown or not small.any():
        return small
    mask = small.copy()
    known = np.nan_to_num(counts)
    others = sorted(np.flatnonzero(~mask & (known > 0)), key=lambda cell: (known[cell], cell))
    for cell in others:
        if mask.sum() >= 2 and known[mask].sum() >= least:
            break
        mask[cell] = True
    return mask
