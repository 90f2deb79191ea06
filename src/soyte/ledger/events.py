"""Events: explanations, approvals, alerts, tasks, corrections of readings. Rows like any other, only ever added."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from soyte.engine import Frame, equals
from soyte.ledger.acts import Act
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.loading import Ticket, already_in
from soyte.ledger.tables import EVENT


@dataclass(frozen=True)
class Event:
    """Something that somebody did about `subject` (the address of a figure, target or row). `answers` is an earlier event."""

    id: str
    seq: int
    kind: str
    subject: str
    body: dict[str, Any]
    actor: str
    recorded_at: datetime
    answers: str | None = None


def record(
    ledger: Ledger,
    kind: str,
    subject: str,
    body: dict[str, Any],
    *,
    actor: str,
    channel: str,
    answers: str | None = None,
    key: str | None = None,
) -> Act:
    """Write an event down. The same `key` again writes nothing and gives the act that is there, so a caller who was killed may repeat it."""
    content = f"event {key or uuid.uuid4().hex}"
    ticket = Ticket("event", kind, actor, channel, content_hash=content, reading_hash="event", once=key is not None)
    known = already_in(ledger.state(), ticket)
    if known is not None:
        return known
    row = {
        "row_no": [1],
        "kind": [kind],
        "subject": [subject],
        "answers": pa.array([answers], pa.string()),
        "body": [json.dumps(body, ensure_ascii=False, sort_keys=True, default=str)],
    }
    with ledger.loading(ticket) as loading:
        loading.write(EVENT.name, pa.table(row))
        return loading.commit(1)[0]


def events(ledger: Ledger, kind: str | None = None, subject: str | None = None, as_of: AsOf = None) -> list[Event]:
    """The events that count, oldest first; those of one kind or about one subject if asked."""
    view = ledger.view(as_of)
    frame: Frame = view.rows(EVENT.name)
    if kind is not None:
        frame = frame.filter(equals("kind", kind))
    if subject is not None:
        frame = frame.filter(equals("subject", subject))
    found = []
    for row in ledger.engine.collect(frame.steps).to_pylist():
        act = view.state.accepted[row["submission_id"]]
        found.append(
            Event(
                act.submission_id,
                act.seq,
                row["kind"],
                row["subject"],
                json.loads(row["body"]),
                act.actor,
                act.recorded_at,
                row["answers"],
            )
        )
    return sorted(found, key=lambda event: event.seq)
