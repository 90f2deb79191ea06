"""Does one thing to a ledger and dies at its n-th step: a file made, renamed or removed, a commit to Delta."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ledger.building import load
from soyte.ledger.backup import backup, restore
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import repair
from soyte.ledger.ledger import Ledger
from soyte.ledger.store import Store
from soyte.ledger.sweeping import sweep

_EVENTS = ("os.remove", "os.rename", "os.rmdir", "os.mkdir")


def _load(home: Path) -> None:
    load(Ledger.open(home), {"01a": 100, "05a": 5}, name="cuối")


def _repair(home: Path) -> None:
    from ledger.building import counts  # noqa: PLC0415

    repair(Ledger.open(home), lambda _: [("observation", counts({"01a": 6, "03a": 1}))])


def _rekey(home: Path) -> None:
    from soyte.ledger.rekeying import rekey  # noqa: PLC0415
    from soyte.ledger.vault import IdentityKind  # noqa: PLC0415

    rekey(Ledger.open(home), IdentityKind.CITIZEN, actor="quản trị")


WORK: dict[str, Callable[[Path], object]] = {
    "load": _load,
    "compact": lambda home: compact(Ledger.open(home), plan=Plan(least=2)),
    "sweep": lambda home: sweep(Ledger.open(home)),
    "repair": _repair,
    "rekey": _rekey,
    "backup": lambda home: backup(Ledger.open(home), home.parent / "bs.tar"),
    "restore": lambda home: restore(home.parent / "cu.tar", home.parent / "moi"),
}


def steps(gate: Callable[[], None], folder: Path, what: str, last: int) -> int:
    """Die at a step. The number of steps if it lived; for a process of its own."""
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def seen(event: str, said: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(said[2], int) and said[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in _EVENTS or writes) and str(said[0]).startswith(str(folder.parent)):
            count()

    committed = Store.commit

    def commit(self: Store, *said: Any, **named: Any) -> None:
        count()
        committed(self, *said, **named)
        count()

    Store.commit = commit  # type: ignore[method-assign]
    sys.addaudithook(seen)
    WORK[what](folder)
    return done
