"""Putting what was approved on its way, within the transaction that approves it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from soyte.ledger import clock

if TYPE_CHECKING:
    from soyte.portal.outbox.models import Entry
    from soyte.portal.people.models import User

SPACE = uuid.UUID("6f6d0f7e-5b0c-5d9f-9a55-0b1e4d7a2c11")


def submission_of(kind: str, key: str) -> str:
    """The id under which the ledger knows what is sent under this kind and key: always the same."""
    return f"s{uuid.uuid5(SPACE, f'{kind} {key}').hex[:20]}"


def send(kind: str, *, key: str, said: dict[str, Any], by: User, title: str = "") -> Entry:
    """Keep an entry with the caller's transaction; it is delivered as soon as that is committed.

    The same key again is the same entry: nothing new is sent. One that was refused is sent anew with what is said now.
    `title` is what a list calls it. Outside of a transaction this raises, since approval and entry must stand or fall together.
    """
    from soyte.portal.outbox.delivering import deliver_pending  # noqa: PLC0415 (models need Django set up)
    from soyte.portal.outbox.models import Entry, State  # noqa: PLC0415 (models need Django set up)

    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("send() needs the transaction that approves")
    moment = clock.now()
    fresh = {
        "said": said,
        "title": title[:300],
        "by": by,
        "actor": by.username,
        "created_at": moment,
        "next_at": moment,
    }
    entry, new = Entry.objects.get_or_create(
        submission_id=submission_of(kind, key), defaults={"kind": kind, "key": key, **fresh}
    )
    if not new and entry.state == State.REFUSED:
        for name, value in {**fresh, "state": State.WAITING, "words": "", "over_at": None}.items():
            setattr(entry, name, value)
        entry.save()
    transaction.on_commit(deliver_pending, robust=True)
    return entry


def tell(request: HttpRequest, entry: Entry, done: str) -> None:
    """After the transaction, a message for whoever approved: `done` when it is in the ledger, else what became of it."""
    from soyte.portal.outbox.models import State  # noqa: PLC0415 (models need Django set up)

    entry.refresh_from_db()
    if entry.state == State.DELIVERED:
        messages.success(request, done)
    elif entry.state == State.REFUSED:
        messages.error(request, f"Đã duyệt nhưng sổ không nhận: {entry.words}")
    else:
        messages.warning(
            request, "Đã duyệt. Sổ đang bận, nội dung sẽ tự vào sổ trong ít phút; xem ở trang “Việc chạy nền”."
        )
