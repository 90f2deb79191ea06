"""Who takes what to the ledger: one function a kind of entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.portal.jobs.finding import load_from_pages

if TYPE_CHECKING:
    from soyte.portal.outbox.models import Entry

Deliver = Callable[[Ledger, "Entry"], Act]
KINDS: dict[str, Deliver] = {}


def delivers(kind: str) -> Callable[[Deliver], Deliver]:
    """Register a function for a kind of entry.

    It may be called again for an entry that is in the ledger already (the process was killed before that could be noted), so
    it passes `entry.submission_id` on as the key of its act. A LedgerError of its own refuses the entry with its words.
    """

    def register(deliver: Deliver) -> Deliver:
        if kind in KINDS:
            raise RuntimeError(f"two functions deliver {kind}")
        KINDS[kind] = deliver
        return deliver

    return register


def deliverer(kind: str) -> Deliver | None:
    """Who delivers this kind; None if no page brings it (any more)."""
    load_from_pages("outbox")
    return KINDS.get(kind)
