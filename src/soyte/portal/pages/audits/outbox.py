"""Decisions about findings on their way to the ledger."""

from __future__ import annotations

from soyte.ledger.acts import Act
from soyte.ledger.events import record
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import delivers
from soyte.portal.outbox.models import Entry
from soyte.reports.audit.decided import FINDING


@delivers(FINDING)
def deliver(ledger: Ledger, entry: Entry) -> Act:
    """An event about the finding of a report, whether the ledger holds the report or not."""
    said = entry.said
    return record(
        ledger, FINDING, said["subject"], said["body"], actor=entry.actor, channel="portal", key=entry.submission_id
    )
