"""A change of places on its way to the ledger."""

from __future__ import annotations

from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import record
from soyte.measures.boundaries.acts import read
from soyte.portal.outbox import delivers
from soyte.portal.outbox.models import Entry


@delivers("place_act")
def deliver(ledger: Ledger, entry: Entry) -> Act:
    """Record it; the same change is recorded once."""
    return record(ledger, read(entry.said["body"]), actor=entry.actor, channel="portal")[0]
