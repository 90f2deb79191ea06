"""A withdrawal on its way to the ledger."""

from __future__ import annotations

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import delivers
from soyte.portal.outbox.models import Entry


@delivers("withdrawal")
def deliver(ledger: Ledger, entry: Entry) -> Act:
    """Take the submission back; one that is taken back already stays so."""
    wanted = entry.said["submission_id"]
    for act in ledger.state().acts:
        if act.kind is ActKind.WITHDRAWN and act.submission_id == wanted:
            return act
    return ledger.withdraw(wanted, actor=entry.actor, reason=entry.said["reason"])
