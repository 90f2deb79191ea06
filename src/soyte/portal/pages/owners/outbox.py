"""Accepted values on their way to the ledger."""

from __future__ import annotations

from soyte.ledger.acts import Act
from soyte.ledger.events import record
from soyte.ledger.ledger import Ledger
from soyte.measures.statements import CORRECTION
from soyte.measures.targets.correcting import correct_statement
from soyte.measures.targets.judging import ACCEPTANCE, subject_of
from soyte.portal.outbox import delivers
from soyte.portal.outbox.models import Entry


@delivers(ACCEPTANCE)
def deliver(ledger: Ledger, entry: Entry) -> Act:
    """An event about the indicator of a place in a year: which figure holds, and why."""
    said = entry.said
    subject = subject_of(said["indicator"], said["place"], said["year"])
    return record(
        ledger, ACCEPTANCE, subject, said["body"], actor=entry.actor, channel="portal", key=entry.submission_id
    )


@delivers(CORRECTION)
def deliver_correction(ledger: Ledger, entry: Entry) -> Act:
    """An event about a figure of a report: how it should have been read."""
    said = entry.said
    return correct_statement(
        ledger,
        said["statement"],
        said["field"],
        said["value"],
        reason=said["reason"],
        actor=entry.actor,
        channel="portal",
        key=entry.submission_id,
    )
