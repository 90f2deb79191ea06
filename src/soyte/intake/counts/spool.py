"""Accepted cells in coded form until the whole file has been seen: in memory while few, then in an unnamed file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from soyte.intake.counts.cells import COMPONENTS
from soyte.intake.counts.limits import SPOOL_BYTES

_MIX = np.uint64(0xBF58476D1CE4E5B9)
_STEP = np.uint64(0x9E3779B97F4A7C15)


class Spool:
    """Coded batches in the order of the file, and one number for the key of each cell."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115 - lives as long as the reading
        self._writer: Any = None
        self._hashes: list[npt.NDArray[np.uint64]] = []

    def add(self, batch: pa.RecordBatch) -> None:
        """Keep a batch."""
        if self._writer is None:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            self._writer = pa.ipc.new_stream(pa.PythonFile(self._file, mode="w"), batch.schema, options=options)
        self._writer.write_batch(batch)
        self._hashes.append(_hashes(batch))

    def batches(self) -> Iterator[pa.RecordBatch]:
        """All that was added, from the beginning."""
        if self._writer is None:
            return
        self._writer.close()
        self._file.seek(0)
        with pa.ipc.open_stream(pa.PythonFile(self._file, mode="r")) as reader:
            yield from reader

    def suspects(self) -> npt.NDArray[np.int64]:
        """Ordinals of the cells whose key may be that of another cell, in order. Forgets the numbers."""
        if not self._hashes:
            return np.array([], np.int64)
        hashes = np.concatenate(self._hashes)
        self._hashes = []
        order = np.argsort(hashes, kind="stable")
        sorted_ = hashes[order]
        same = sorted_[1:] == sorted_[:-1]
        return np.sort(order[np.concatenate((same, [False])) | np.concatenate(([False], same))])

    def close(self) -> None:
        """Give the memory or the file back."""
        self._file.close()


def _hashes(batch: pa.RecordBatch) -> npt.NDArray[np.uint64]:
    """Equal for equal keys, hardly ever equal for different ones; who relies on it looks again."""
    mixed = np.zeros(len(batch), np.uint64)
    for name in COMPONENTS:
        if name in batch.schema.names:
            mixed += batch.column(name).to_numpy().astype(np.uint64) * _STEP + _STEP
            mixed ^= mixed >> np.uint64(30)
            mixed *= _MIX
            mixed ^= mixed >> np.uint64(27)
    return mixed
