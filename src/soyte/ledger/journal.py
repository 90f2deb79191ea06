"""The journal: the one table whose rows decide what counts. Appending is optimistic and serial, so numbers have no gaps."""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from threading import Lock

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from soyte.ledger import clock
from soyte.ledger.acts import SCHEMA, Act, Draft, chained, from_row, to_row, to_text
from soyte.ledger.errors import LedgerError
from soyte.ledger.state import State
from soyte.ledger.store import Conflict, Store

NAME = "submission"
MANY_FILES = 64


class Journal:
    """All acts of an installation, in order."""

    def __init__(self, root: Path, now: Callable[[], datetime] = clock.now) -> None:
        self.store = Store(root, NAME, SCHEMA)
        self._now = now
        self._read: tuple[int, State] | None = None
        self._reading = Lock()  # threads of one server share a journal
        self._files: dict[str, tuple[Act, ...]] = {}

    def state(self) -> State:
        """What holds now. Reading again costs one look into the log's folder while nothing was appended."""
        with self._reading:
            if self._read is None or self.store.grew(self._read[0]):
                table = self.store.opened()
                newest = int(table.version())
                if self._read is None or self._read[0] != newest:
                    self._read = newest, State(self._acts(table), newest)
            return self._read[1]

    def append(self, draft: Draft, seen: State) -> Act:
        """Write the next act, made in the knowledge of `seen`; Conflict if an act was appended since."""
        moment = self._now()
        act = Act(
            seq=seen.head + 1,
            act_id=draft.act_id,
            kind=draft.kind,
            submission_id=draft.submission_id,
            recorded_at=clock.recorded(moment, seen.recorded_at),
            clock=moment,
            host=platform.node(),
            actor=draft.actor,
            program=version("soyte"),
            **draft.said,
        )
        act = chained(act, seen.chain)
        writer = self.store.writer(draft.act_id)
        try:
            writer.write(pa.Table.from_pylist([to_row(act)], schema=SCHEMA))
            file = writer.close()
        except BaseException:
            writer.abandon()
            raise
        assert file is not None  # noqa: S101 (one row was written)
        try:
            self.store.commit([file], at=seen.version, metadata={"act": to_text(act)})
        except (Conflict, LedgerError) as error:
            # It may have been written all the same, when only something after the commit failed.
            if any(known.act_id == act.act_id for known in self.state().acts):
                return act
            if isinstance(error, Conflict):
                (self.store.folder / file.path).unlink(missing_ok=True)
            raise
        return act

    def surely_without(self, owner: str) -> bool:
        """True if no act brought this submission or has this id; False also when that cannot be found out."""
        try:
            acts = self.state().acts
        except LedgerError:
            return False
        return not any(owner == act.act_id or (act.files and owner == act.submission_id) for act in acts)

    def compact(self) -> bool:
        """Join the journal's many small files into one, if there are many and nobody appends meanwhile."""
        state = self.state()
        paths = self.store.paths()
        if len(paths) < MANY_FILES:
            return False
        writer = self.store.writer(f"journal{state.head}")
        try:
            writer.write(pa.Table.from_pylist([to_row(act) for act in state.acts], schema=SCHEMA))
            file = writer.close()
        except BaseException:
            writer.abandon()
            raise
        try:
            self.store.commit([file] if file else [], paths, changes=False, at=state.version)
        except Conflict:
            if file:
                (self.store.folder / file.path).unlink(missing_ok=True)
            return False
        return True

    def _acts(self, table: DeltaTable) -> tuple[Act, ...]:
        """All acts in order. Files never change once they have their name, so each is read once."""
        names = self.store.names(table)
        self._files = {name: self._files.get(name) or _read(self.store.folder / name) for name in names}
        return tuple(sorted(chain.from_iterable(self._files.values()), key=lambda act: act.seq))


def _read(path: Path) -> tuple[Act, ...]:
    try:
        return tuple(from_row(row) for row in pq.read_table(path).to_pylist())
    except (OSError, pa.ArrowException) as error:
        raise LedgerError(
            f"{path}: sổ các lần gửi bị hỏng; hãy chạy “soyte doctor --repair” để dựng lại từ nhật ký."
        ) from error
