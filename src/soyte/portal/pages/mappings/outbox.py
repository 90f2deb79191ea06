"""A mapping on its way to the ledger."""

from __future__ import annotations

import tempfile
from pathlib import Path

from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import delivers
from soyte.portal.outbox.models import Entry
from soyte.receiving import Order, receive_mapping


@delivers("mapping")
def deliver(ledger: Ledger, entry: Entry) -> Act:
    """Take the mapping in as a file; the same text is there already if the process was killed just after it came in."""
    with tempfile.TemporaryDirectory(prefix="soyte-") as folder:
        path = Path(folder) / entry.said["name"]
        path.write_text(entry.said["text"], "utf-8")
        order = Order(path, actor=entry.actor, channel="portal", sender=entry.said["sender"] or None)
        return receive_mapping(ledger, order).act
