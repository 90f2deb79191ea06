"""Writes into a ledger until it is killed. What it is about to send and what it was told is kept in a file."""

from __future__ import annotations

import json
import os
import random
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ledger.building import counts
from soyte.ledger.errors import LedgerError, Swept
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket

KEYS = [f"{place:02d}{disease}" for place in range(6) for disease in "ab"]


class Notes:
    """Lines that outlive the process: what was begun, what was acknowledged."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def add(self, what: str, **said: Any) -> None:
        """One line, on disk when this returns."""
        os.write(self._file, (json.dumps({"what": what, **said}) + "\n").encode())
        os.fsync(self._file)


def one(ledger: Ledger, notes: Notes, chance: random.Random, sent: list[tuple[bytes, dict[str, int | None]]]) -> None:
    """A new file, a correction, a withdrawal, or a file that was sent before."""
    living = sorted(ledger.state().living)
    kind = chance.choices(("new", "correct", "withdraw", "again"), (5, 3, 1, 1))[0]
    if kind == "withdraw" and living:
        act = ledger.withdraw(chance.choice(living), actor="may", reason="thử")
        notes.add("acknowledged", act=act.act_id, seq=act.seq, submission=act.submission_id, kind="withdrawn")
        return
    values: dict[str, int | None] = {
        key: chance.choice((None, chance.randrange(1000))) for key in chance.sample(KEYS, chance.randint(1, 6))
    }
    content = uuid.uuid4().hex.encode()
    if kind == "again" and sent:
        content, values = chance.choice(sent)
    supersedes = chance.choice(living) if kind == "correct" and living else None
    kept = ledger.vault.keep_bytes(content)
    ticket = Ticket("counts", "tep.csv", "may", "cli", kept.sha256, dataset="benh", supersedes=supersedes)
    notes.add("begun", submission=ticket.submission_id, values=values, hash=kept.sha256)
    with ledger.loading(ticket) as loading:
        loading.write("observation", counts(values))
        act, new = loading.commit(len(values))
    notes.add("acknowledged", act=act.act_id, seq=act.seq, submission=act.submission_id, kind="accepted", new=new)
    sent.append((content, values))


def write(gate: Callable[[], None], home: Path, notes_path: Path, seed: str) -> None:
    """Write until killed; for a process of its own."""
    ledger = Ledger.open(home)
    ledger.state()
    _ = ledger.engine, ledger.vault
    notes, chance = Notes(notes_path), random.Random(seed)
    gate()
    sent: list[tuple[bytes, dict[str, int | None]]] = []
    while True:
        try:
            one(ledger, notes, chance, sent)
        except Swept as error:
            notes.add("swept", error=str(error))
        except LedgerError as error:
            notes.add("refused", error=str(error))
