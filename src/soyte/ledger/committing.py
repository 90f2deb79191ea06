"""The last step of every act: work out what it changes, write that, append the act. If somebody was faster, again.

A file lock keeps the processes of one machine from working in vain; the journal's optimistic append decides in any case.
"""

from __future__ import annotations

import fcntl
import os
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from soyte.engine import Engine
from soyte.ledger.acts import Act, ActKind, Draft
from soyte.ledger.derive import Change, differences, narrowed, superseding
from soyte.ledger.errors import Busy, LedgerError, disk_trouble
from soyte.ledger.home import Home
from soyte.ledger.journal import Journal
from soyte.ledger.state import State
from soyte.ledger.store import Conflict, DataFile, Store
from soyte.ledger.tables import ROWS, SUPERSEDING
from soyte.ledger.visible import View

ATTEMPTS = 200


@dataclass(frozen=True)
class Intent:
    """What an act wants: its kind, its submission, its words; `check` looks at the state and may refuse or say 'no need'."""

    kind: ActKind
    submission_id: str
    actor: str
    said: Mapping[str, Any]
    files: tuple[DataFile, ...] = ()
    check: Callable[[State], Act | None] = lambda _: None


@dataclass(frozen=True)
class Committer:
    """Commits acts of one installation."""

    home: Home
    journal: Journal
    stores: Mapping[str, Store]
    engine: Engine

    def commit(self, intent: Intent, *, locked: bool = False) -> tuple[Act, bool]:
        """The act, and whether it is new; `check` may have found that there is nothing to do. `locked`: the caller has the lock."""
        with nullcontext() if locked else self.lock():
            for attempt in range(ATTEMPTS):
                state = self.journal.state()
                already = intent.check(state)
                if already is not None:
                    return already, False
                try:
                    return self._attempt(intent, state), True
                except Conflict:
                    time.sleep(random.SystemRandom().uniform(0, 0.01 * min(attempt + 1, 20)))
        raise Busy("Sổ đang được ghi liên tục từ nhiều nơi nên chưa ghi được; hãy chạy lại sau ít phút.")

    def _attempt(self, intent: Intent, state: State) -> Act:
        act_id = f"a{uuid.uuid4().hex[:20]}"
        written: list[DataFile] = []
        try:
            for name, rows in self._derived(intent, state, act_id):
                self._write(name, act_id, rows, written)
            draft = Draft(
                intent.kind,
                intent.submission_id,
                act_id,
                intent.actor,
                {**intent.said, "files": (*intent.files, *written)},
            )
            act = self.journal.append(draft, state)
        except BaseException:
            # Interrupted between the append and here, the act may be there, and its files with it.
            if self.journal.surely_without(act_id):
                self.discard(written)
            raise
        with suppress(LedgerError):  # the act is there; a fuller journal is no reason to say otherwise
            self.journal.compact()
        return act

    def _derived(self, intent: Intent, state: State, act_id: str) -> Iterator[tuple[str, pa.Table]]:
        change = change_of(intent.kind, intent.submission_id, intent.said.get("supersedes"), state, act_id)
        if change is None:
            return
        tables = self._tables_of(change, state, intent)
        known: set[str] = set()  # tables in which others had the same keys
        settled_by: dict[str, Change] = {}  # what is to be read, by the table that decides
        for table in tables:
            view = View(self.stores, state)
            same = standing_of(state, intent.said.get("dataset"))
            obsolete = superseding(self.engine, view, table, change, same)
            if obsolete is not None:
                known.add(table.lead)
                yield SUPERSEDING.name, obsolete
            fresh = table.lead not in known and change.touched == [change.arriving]
            after = View(self.stores, state, attempting=act_id)
            if table.rollups and table.lead not in settled_by:
                whole = Change(change.act_id, change.before, change.after, change.arriving, fresh)
                settled_by[table.lead] = narrowed(self.engine, after, table, whole)
            settled = settled_by.get(table.lead, change)
            for rollup, rows in differences(self.engine, view, after, table, settled):
                yield rollup.name, rows

    def _tables_of(self, change: Change, state: State, intent: Intent) -> list[Any]:
        """The tables in which the touched submissions have rows, and those that follow them; these come last."""
        files = [*intent.files]
        for name in change.touched:
            act = state.accepted.get(name)
            files += act.files if act else ()
        touched = {file.table for file in files} & ROWS.keys()
        touched |= {name for name, table in ROWS.items() if table.follows in touched}
        return sorted((ROWS[name] for name in touched), key=lambda table: (table.follows is not None, table.name))

    def _write(self, name: str, act_id: str, rows: pa.Table, written: list[DataFile]) -> None:
        writer = self.stores[name].writer(act_id)
        try:
            writer.write(rows)
            file = writer.close()
        except BaseException:
            writer.abandon()
            raise
        if file is not None:
            written.append(file)
            self.stores[name].commit([file])

    def discard(self, files: list[DataFile]) -> None:
        """Take back files of an attempt that came to nothing; what cannot be removed now is an orphan for the doctor."""
        for file in files:
            try:
                listed = [path for path in self.stores[file.table].paths() if path == file.path]
                self.stores[file.table].commit([], listed)
                (self.stores[file.table].folder / file.path).unlink(missing_ok=True)
            except (LedgerError, OSError):
                continue

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Nobody else on this machine commits meanwhile."""
        try:
            descriptor = os.open(self.home.ledger / ".commit.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise disk_trouble(error, self.home.ledger) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def change_of(kind: ActKind, submission: str, supersedes: str | None, state: State, act_id: str) -> Change | None:
    """How an act changes what lives; None for acts that change no rows."""
    if kind not in (ActKind.ACCEPTED, ActKind.WITHDRAWN):
        return None
    after = state.living_after(kind, submission, supersedes)
    return Change(act_id, state.living, after, submission if kind is ActKind.ACCEPTED else None)


def standing_of(state: State, dataset: str | None) -> dict[str, int]:
    """The standing submissions of a dataset: only there can a row key be known already."""
    return {name: seq for name, seq in state.standing.items() if state.accepted[name].dataset == dataset}
