"""Which indicators are published: what somebody decided last about each, kept as events of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from soyte.ledger.events import events
from soyte.ledger.ledger import AsOf, Ledger

PUBLICATION = "publication"


@dataclass(frozen=True)
class Choice:
    """That an indicator is published, since when, by whom, why."""

    indicator: str
    actor: str
    recorded_at: datetime
    reason: str


def published(ledger: Ledger, as_of: AsOf = None) -> dict[str, Choice]:
    """The published indicators, in the order in which they were."""
    found: dict[str, Choice] = {}
    for event in events(ledger, PUBLICATION, as_of=as_of):
        found.pop(event.subject, None)
        if event.body.get("shown"):
            found[event.subject] = Choice(event.subject, event.actor, event.recorded_at, event.body.get("reason", ""))
    return found
