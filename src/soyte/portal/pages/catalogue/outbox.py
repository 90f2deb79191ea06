"""A definition on its way to the ledger."""

from __future__ import annotations

import tempfile
from pathlib import Path

from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import delivers
from soyte.portal.outbox.models import Entry
from soyte.receiving import Order, receive


@delivers("definition")
def deliver(ledger: Ledger, entry: Entry) -> Act:
    """Take it in as a file of definitions; the same text is taken in once."""
    with tempfile.TemporaryDirectory(prefix="soyte-") as folder:
        path = Path(folder) / entry.said["name"]
        path.write_text(entry.said["text"], "utf-8")
        return receive(ledger, Order(path, actor=entry.actor, channel="portal", definitions=True)).act
