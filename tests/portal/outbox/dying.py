"""A process that approves and is killed at a point of the way to the ledger: `dying.py POINT KEY`; `dying.py none` delivers what is left."""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

from django.core.management import call_command
from django.db import transaction

from soyte.ledger import clock
from soyte.ledger.acts import Act
from soyte.ledger.events import events, record
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import deliver_pending, delivers, send
from soyte.portal.start import set_up

POINTS = {
    "before the ledger": "soyte.portal.outbox.delivering._delivered",
    "rows written, no act": "soyte.ledger.journal.Journal.append",
    "act written, not noted": "soyte.portal.outbox.delivering._note",
}


@delivers("word")
def deliver(ledger: Ledger, entry: Any) -> Act:
    """An event."""
    return record(ledger, "word", "s", entry.said, actor=entry.actor, channel="web", key=entry.submission_id)


def die(*_: object, **__: object) -> NoReturn:
    """As if the power went."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def main(point: str, key: str = "") -> None:
    """Approve and die, or deliver and tell."""
    set_up()
    from soyte.portal.people.models import User  # noqa: PLC0415

    if point in POINTS:
        call_command("migrate", verbosity=0)
        leader = User.objects.filter(username="leader").first() or User.objects.create_user("leader")
        with patch(POINTS[point], die), transaction.atomic():
            send("word", key=key, said={"words": key}, by=leader)
    later = clock.now() + timedelta(hours=1)
    count = deliver_pending(now=later), deliver_pending(now=later)
    found = events(Ledger.open(Path(os.environ["SOYTE_HOME"])))
    print(json.dumps([count, [event.body["words"] for event in found]]))


if __name__ == "__main__":
    main(*sys.argv[1:])
