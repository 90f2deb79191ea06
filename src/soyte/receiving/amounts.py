"""Amounts between Arrow and NumPy without a Python object for each: DECIMAL(18, 2) as whole hundredths."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

AMOUNT = pa.decimal128(18, 2)


def cents(values: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """The hundredths of each amount; 0 where there is none. Eighteen figures fit into the lower half of a DECIMAL."""
    whole = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if isinstance(whole, pa.ChunkedArray):  # of no chunks
        return np.zeros(0, np.int64)
    if whole.type != AMOUNT:
        whole = whole.cast(AMOUNT)
    if not len(whole):
        return np.zeros(0, np.int64)
    raw = np.frombuffer(whole.buffers()[1], np.int64)[2 * whole.offset : 2 * (whole.offset + len(whole)) : 2]
    return np.where(whole.is_valid().to_numpy(zero_copy_only=False), raw, 0) if whole.null_count else raw.copy()


def decimals(hundredths: npt.NDArray[np.int64]) -> pa.Array:
    """Hundredths as DECIMAL(18, 2)."""
    halves = np.empty(2 * len(hundredths), np.int64)
    halves[::2], halves[1::2] = hundredths, hundredths >> 63
    return pa.Array.from_buffers(AMOUNT, len(hundredths), [None, pa.py_buffer(halves)])
