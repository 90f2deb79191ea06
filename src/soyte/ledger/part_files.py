"""The files that a load makes of one table: one for each part into which the table's rows are divided."""

from __future__ import annotations

import pyarrow as pa

from soyte.ledger.parts import divided, parts
from soyte.ledger.store import DataFile, Store, Writer
from soyte.ledger.tables import ROWS

_OPEN = 200  # files written at once


class PartFiles:
    """Until `close` nothing counts; `abandon` leaves nothing. For one thread at a time."""

    def __init__(self, store: Store, owner: str) -> None:
        self._store, self._table, self._owner = store, ROWS[store.name], owner
        self._writers: dict[str, Writer] = {}
        self._made: list[DataFile] = []

    def begin(self, rows: pa.Table) -> None:
        """Make one of the files that these rows will be in: it tells others that something is under way."""
        self._writer(min(parts(self._table, rows)))

    def write(self, rows: pa.Table) -> None:
        """Add rows, each to the file of its part."""
        if len(rows):
            for part, some in divided(self._table, rows):
                self._writer(part).write(some)

    def close(self) -> list[DataFile]:
        """The files that hold rows."""
        while self._writers:
            self._close(next(iter(self._writers)))
        return self._made

    def abandon(self) -> None:
        """Leave nothing behind."""
        for writer in self._writers.values():
            writer.abandon()
        self._writers.clear()
        for file in self._made:
            (self._store.folder / file.path).unlink(missing_ok=True)
        self._made.clear()

    def _writer(self, part: str) -> Writer:
        """The writer of a part; one of those that were not asked for longest makes room for it."""
        writer = self._writers.pop(part, None)
        if writer is None:
            if len(self._writers) >= _OPEN:
                self._close(next(iter(self._writers)))
            writer = self._store.writer(self._owner, part)
        self._writers[part] = writer
        return writer

    def _close(self, part: str) -> None:
        file = self._writers.pop(part).close()
        if file is not None:
            self._made.append(file)
