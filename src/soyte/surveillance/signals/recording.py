"""Signals written down: events of the ledger, only ever added. The same signal on the same counts comes once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from soyte.ledger.acts import Act
from soyte.ledger.events import Event, events
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.loading import Ticket, already_in
from soyte.ledger.tables import EVENT
from soyte.surveillance.signals.model import Signal, Weekly

KIND = "signal"


@dataclass(frozen=True)
class Recorded:
    """`new` signals; `changed` ones, whose counts are other ones than when they were written down, and `ended` ones, which the counts of
    today do not give any more (their last events); `known` are as they were. `act` is None where nothing had to be written."""

    new: tuple[Signal, ...]
    changed: tuple[Signal, ...]
    ended: tuple[Event, ...]
    known: tuple[Signal, ...]
    act: Act | None


def standing(ledger: Ledger, as_of: AsOf = None) -> dict[str, Event]:
    """The last event of each signal by its subject, also of those that do not hold any more (`holds` false)."""
    return {one.subject: one for one in events(ledger, KIND, as_of=as_of)}


def record(ledger: Ledger, weekly: Weekly, *, actor: str, channel: str, diseases: Iterable[str] = ()) -> Recorded:
    """Write down what is new, changed or ended of a week that was found on the ledger's present state, in one act.

    An event about changed counts names the former one (`answers`, `former`). `diseases`: those that the week was asked about.
    """
    last = standing(ledger)
    new, changed, known = [], [], []
    for one in weekly.signals:
        before = last.get(one.subject)
        if before is None:
            new.append(one)
        elif before.body["key"] == one.key and before.body["holds"]:
            known.append(one)
        else:
            changed.append(one)
    ended = tuple(_ended(last, weekly, frozenset(diseases)))
    rows = [(one.subject, last.get(one.subject), _body(one, last.get(one.subject))) for one in (*new, *changed)]
    rows += [
        (one.subject, one, {**one.body, "holds": False, "former": one.body["key"], "former_seq": one.seq})
        for one in ended
    ]
    act = _write(ledger, rows, actor, channel) if rows else None
    return Recorded(tuple(new), tuple(changed), ended, tuple(known), act)


def _ended(last: Mapping[str, Event], weekly: Weekly, diseases: frozenset[str]) -> Iterable[Event]:
    """Signals of this week that held, from a source, level and method that were asked again and do not give them."""
    found = {one.subject for one in weekly.signals}
    asked = {(one.source.id, one.level, one.method) for one in weekly.tests}
    weeks = set(weekly.asked)
    for subject, event in last.items():
        body = event.body
        again = (body["source"], body["level"], body["method"]) in asked and body["week"] in weeks
        about = not diseases or diseases & set(body["disease"].split("+"))
        if subject not in found and body["holds"] and again and about:
            yield event


def _body(one: Signal, before: Event | None) -> dict[str, Any]:
    body: dict[str, Any] = {
        "key": one.key,
        "holds": True,
        "kind": one.kind,
        "state": one.state,
        "week": one.week,
        "source": one.source.id,
        "disease": one.disease,
        "level": one.level,
        "place": one.place,
        "places": list(one.places),
        "method": one.method,
        "count": one.count,
        "expected": one.expected,
        "bound": one.bound,
        "p_value": one.p_value,
        "counted_to": one.counted_to.isoformat(),
        "words": one.words,
        "figure": one.figure,
        "rows": list(one.rows),
        "data": one.data,
    }
    if before is not None:
        body |= {"former": before.body["key"], "former_seq": before.seq}
    return body


def _write(ledger: Ledger, rows: list[tuple[str, Event | None, dict[str, Any]]], actor: str, channel: str) -> Act:
    """All in one act. Two runs at once that found the same write it once."""
    said = sorted(f"{subject} {body['key']} {body['holds']} {body.get('former_seq', '')}" for subject, _, body in rows)
    content = hashlib.sha256("\n".join(said).encode()).hexdigest()
    ticket = Ticket("event", KIND, actor, channel, content_hash=f"event {content}", reading_hash="event", once=True)
    present = already_in(ledger.state(), ticket)
    if present is not None:
        return present
    table = pa.table(
        {
            "row_no": pa.array(range(1, len(rows) + 1), pa.int64()),
            "kind": pa.array([KIND] * len(rows), pa.string()),
            "subject": pa.array([subject for subject, *_ in rows], pa.string()),
            "answers": pa.array([before.id if before else None for _, before, _ in rows], pa.string()),
            "body": pa.array([json.dumps(body, ensure_ascii=False, sort_keys=True) for *_, body in rows], pa.string()),
        }
    )
    with ledger.loading(ticket) as loading:
        loading.write(EVENT.name, table)
        return loading.commit(len(rows))[0]
