"""A choice on its way to the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soyte.exchange.open_data import PUBLICATION
from soyte.ledger.acts import Act
from soyte.ledger.events import record
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import delivers

if TYPE_CHECKING:
    from soyte.portal.outbox.models import Entry


@delivers(PUBLICATION)
def deliver(ledger: Ledger, entry: Entry) -> Act:
    """An event about the indicator; the last one counts."""
    said = entry.said
    body = {"shown": said["shown"], "reason": said["reason"]}
    return record(
        ledger, PUBLICATION, said["indicator"], body, actor=entry.actor, channel="portal", key=entry.submission_id
    )
