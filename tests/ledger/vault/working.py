"""What processes of the vault's tests do; they need not load the tests for it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from soyte.ledger.sealing import age
from soyte.ledger.vault import IdentityKind, Reader, Vault

KINDS = (IdentityKind.PERSON, IdentityKind.CARD)
NAMES = pa.array([f"Người Thử {n}" for n in range(50)])


def load(vault: Vault, submission: str) -> dict[IdentityKind, list[str]]:
    made = {kind: vault.pseudonyms(kind, NAMES) for kind in KINDS}
    for kind, pseudonyms in made.items():
        vault.keep_identities(submission, kind, pseudonyms, NAMES)
    return {kind: pseudonyms.to_pylist() for kind, pseudonyms in made.items()}


def die_at(folder: Path, number: int) -> None:
    """Kill this process before its n-th change of a file of the vault."""
    seen = 0

    def hook(event: str, said: tuple[Any, ...]) -> None:
        nonlocal seen
        changing = event in ("os.rename", "os.remove", "os.mkdir", "os.truncate") or (
            event == "open" and isinstance(said[2], int) and said[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if changing and str(folder) in str(said[0]):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


_KNOWN: dict[str, Any] = {"IdentityKind": IdentityKind, "Path": Path, "Reader": Reader, "Vault": Vault}
_KNOWN |= {"age": age, "die_at": die_at, "load": load, "os": os, "signal": signal}


def at_work(gate: Callable[[], None], script: str, folder: Path, rest: list[str], wait: bool) -> None:
    """In a process of its own: these lines of Python, with the vault opened first where all are to begin together."""
    known = {"folder": folder, "rest": rest, "vault": Vault.open(folder) if wait else None, **_KNOWN}
    if wait:
        gate()
    exec(script, known)
