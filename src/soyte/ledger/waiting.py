"""Rows that wait to be written until it is known which of them stay: in memory while they are few, then on disk.

What lies on disk is Arrow as it was in memory, in files without a name, which end with the process however it ends. Writing it
and reading it once costs a fifth of what it costs to read Parquet and write it again.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from soyte.ledger.errors import disk_trouble

HELD = 64 << 20  # bytes of rows that wait in memory
TOGETHER = 48 << 20  # bytes of rows that are handed on together


class Waiting:
    """The rows of one load, by table. Whatever the disk refuses is a LedgerError.

    `taken` may serve several threads at once, each with a table of its own.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._held: dict[str, list[pa.Table]] = {}
        self._sizes: dict[str, int] = {}  # in bytes, of what is held
        self._spools: dict[str, _Spool] = {}

    def add(self, table: str, rows: pa.Table) -> None:
        """Keep rows of a table; each time they may have other columns."""
        pieces = -(-rows.nbytes // TOGETHER)
        step = max(1, -(-len(rows) // max(1, pieces)))
        self._held.setdefault(table, []).extend(rows.slice(start, step) for start in range(0, len(rows), step))
        self._sizes[table] = self._sizes.get(table, 0) + rows.nbytes
        if sum(self._sizes.values()) >= HELD:
            self._spill()

    def tables(self) -> list[str]:
        """Which tables have rows."""
        return sorted({*self._spools, *self._held})

    def taken(self, table: str, most: int) -> Iterator[pa.Table]:
        """The rows of a table in the order in which they came; they do not wait any more.

        As many together as were added, or more: up to so many rows, and up to `TOGETHER` bytes. Hold no more than one at a time.
        """
        held, spool = self._held.pop(table, []), self._spools.pop(table, None)
        self._sizes.pop(table, None)
        some: list[pa.Table] = []
        count = size = 0
        for rows in _pieces(spool, held):
            count, size = count + len(rows), size + rows.nbytes
            if some and (count > most or size > TOGETHER):
                yield _joined(some)
                count, size = len(rows), rows.nbytes
            some.append(rows)
        if some:
            yield _joined(some)

    def forget(self) -> None:
        """Nothing waits any more."""
        self._held.clear()
        self._sizes.clear()
        for spool in self._spools.values():
            spool.close()
        self._spools.clear()

    def _spill(self) -> None:
        for table in list(self._held):
            if table not in self._spools:
                self._spools[table] = _Spool(self._folder / f".{self._name}.{table}")
            for rows in self._held.pop(table):
                self._spools[table].add(rows)
        self._sizes.clear()


def _joined(some: list[pa.Table]) -> pa.Table:
    whole = pa.concat_tables(some, promote_options="default")
    some.clear()  # so that they live no longer than what was made of them
    return whole


def _pieces(spool: _Spool | None, held: list[pa.Table]) -> Iterator[pa.Table]:
    if spool is not None:
        yield from spool.pieces()
    while held:  # what was handed on need not be kept
        yield held.pop(0)


class _Spool:
    """Tables one behind the other, each as an Arrow stream of its own, for their columns may differ."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: list[tuple[int, int]] = []  # offset and length of each, in bytes
        with _trouble(path):
            self._into = pa.OSFile(str(path), "wb")
            self._from = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            path.unlink()

    def add(self, rows: pa.Table) -> None:
        with _trouble(self._path):
            begun = self._into.tell()
            with pa.ipc.new_stream(self._into, rows.schema) as stream:
                stream.write_table(rows)
            length = self._into.tell() - begun
            self._into.write(bytes(-length % mmap.ALLOCATIONGRANULARITY))  # a piece is mapped by itself
        self._places.append((begun, length))

    def pieces(self) -> Iterator[pa.Table]:
        """All of them, once. They are not copied: a piece leaves memory with the last of its columns."""
        for begun, length in self._places:
            with _trouble(self._path):
                piece = mmap.mmap(self._from, length, access=mmap.ACCESS_READ, offset=begun)
            yield pa.ipc.open_stream(pa.py_buffer(piece)).read_all()
        self.close()

    def close(self) -> None:
        if not self._into.closed:
            self._into.close()
            os.close(self._from)


@contextmanager
def _trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_trouble(error, path.parent) from error
