"""Sends one file when told to, and tells the act; for a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ledger.building import load
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger


def send(
    gate: Callable[[], None], home: Path, content: str, values: Mapping[str, int | None], supersedes: str
) -> dict[str, Any]:
    """Send it."""
    ledger = Ledger.open(home)
    _ = ledger.engine, ledger.vault, ledger.state()
    gate()
    try:
        act = load(ledger, values, name=content, supersedes=supersedes or None)
    except LedgerError as error:
        return {"refused": str(error)}
    return {"seq": act.seq, "submission": act.submission_id}
