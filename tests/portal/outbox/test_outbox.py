"""What was approved reaches the ledger once, in its order, or comes back with the ledger's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from soyte.ledger import clock
from soyte.ledger.acts import Act
from soyte.ledger.errors import LedgerError, disk_trouble
from soyte.ledger.events import events, record
from soyte.ledger.ledger import Ledger
from soyte.portal.outbox import deliver_pending, delivers, send
from soyte.portal.outbox.delivering import MOST_TRIES
from soyte.portal.outbox.kinds import KINDS
from soyte.portal.outbox.models import Entry, State

NEXT_HOUR = timedelta(hours=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A new one."""
    return Ledger.create(tmp_path / "home", name="Thử", place="99")


@pytest.fixture(autouse=True)
def noting() -> Iterator[dict[str, BaseException]]:
    """A kind of entry that becomes an event; what the fixture holds under a key is raised after that instead of an answer."""
    before = dict(KINDS)
    faults: dict[str, BaseException] = {}

    @delivers("word")
    def deliver(ledger: Ledger, entry: Entry) -> Act:
        if entry.key in faults and isinstance(faults[entry.key], Exception):
            raise faults[entry.key]
        act = record(ledger, "word", "s", entry.said, actor=entry.actor, channel="web", key=entry.submission_id)
        if entry.key in faults:
            raise faults.pop(entry.key)
        return act

    yield faults
    KINDS.clear()
    KINDS.update(before)


@pytest.fixture
def leader(department: dict[str, Any]) -> Any:
    """Who approves."""
    return department["leader"]


def approve(key: str, leader: Any, words: str = "vì bão") -> Entry:
    with transaction.atomic():
        return send("word", key=key, said={"words": words}, by=leader)


def test_an_entry_becomes_one_act_under_the_name_of_whoever_approved(ledger: Ledger, leader: Any) -> None:
    first, again = approve("a", leader), approve("a", leader)
    assert (first.pk == again.pk, deliver_pending(ledger), deliver_pending(ledger)) == (True, 1, 0)
    first.refresh_from_db()
    (event,) = events(ledger)
    assert (first.state, first.act, event.actor, event.body) == (State.DELIVERED, 1, "leader", {"words": "vì bão"})


def test_killed_between_the_ledgers_commit_and_its_note_the_act_is_found_again(
    ledger: Ledger, leader: Any, noting: dict[str, Any]
) -> None:
    entry = approve("a", leader)
    noting["a"] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        deliver_pending(ledger)
    entry.refresh_from_db()
    assert (entry.state, len(events(ledger))) == (State.WAITING, 1)
    assert deliver_pending(ledger) == 0  # another process may be at it
    assert deliver_pending(ledger, clock.now() + NEXT_HOUR) == 1
    entry.refresh_from_db()
    assert (entry.state, entry.act, len(events(ledger))) == (State.DELIVERED, 1, 1)


def test_what_was_withdrawn_meanwhile_is_not_written_a_second_time(ledger: Ledger, leader: Any) -> None:
    entry = approve("a", leader)
    deliver_pending(ledger)
    ledger.withdraw(events(ledger)[0].id, actor="x", reason="nhầm")
    Entry.objects.filter(pk=entry.pk).update(state=State.WAITING, next_at=clock.now())
    assert deliver_pending(ledger, clock.now() + NEXT_HOUR) == 1
    assert events(ledger) == []


def test_what_the_ledger_refuses_keeps_its_words_and_may_be_sent_anew(
    ledger: Ledger, leader: Any, noting: dict[str, Any]
) -> None:
    noting["a"] = LedgerError("TE01: không có chỉ tiêu này năm 2025; hãy xem lại.")
    entry = approve("a", leader)
    assert deliver_pending(ledger) == 1
    entry.refresh_from_db()
    assert (entry.state, entry.words) == (State.REFUSED, "TE01: không có chỉ tiêu này năm 2025; hãy xem lại.")
    noting.clear()
    approve("a", leader, "sửa rồi")
    assert deliver_pending(ledger) == 1
    assert [event.body["words"] for event in events(ledger)] == ["sửa rồi"]


@pytest.mark.parametrize("fault", ["disk", "program"])
def test_what_may_go_well_later_is_tried_later_and_what_follows_it_waits(
    fault: str, ledger: Ledger, leader: Any, noting: dict[str, Any]
) -> None:
    noting["a"] = disk_full() if fault == "disk" else ZeroDivisionError("x")
    first, second = approve("a", leader, "một"), approve("b", leader, "hai")
    assert deliver_pending(ledger) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, bool(first.words)) == (State.WAITING, State.WAITING, True)
    noting.clear()
    assert deliver_pending(ledger, clock.now() + NEXT_HOUR) == 2
    assert [event.body["words"] for event in events(ledger)] == ["một", "hai"]


def test_what_fails_again_and_again_is_given_back_without_a_librarys_words_and_what_waits_behind_it_goes_on(
    ledger: Ledger, leader: Any, noting: dict[str, Any]
) -> None:
    noting["a"] = ZeroDivisionError("/srv/secret.key")
    first, second = approve("a", leader, "một"), approve("b", leader, "hai")
    for hour in range(MOST_TRIES + 1):
        deliver_pending(ledger, clock.now() + hour * NEXT_HOUR)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.REFUSED, State.DELIVERED)
    assert "secret" not in first.words


def disk_full() -> LedgerError:
    cause = OSError(28, "No space left")
    error = disk_trouble(cause, "sổ")
    error.__cause__ = cause
    return error


@pytest.mark.django_db(transaction=True)
def test_approval_and_entry_stand_or_fall_together_and_delivery_follows_the_commit(
    own_home: Path, department: dict[str, Any]
) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        send("word", key="a", said={}, by=department["leader"])
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send("word", key="a", said={}, by=department["leader"])
        raise ZeroDivisionError
    assert not Entry.objects.exists()
    entry = approve("a", department["leader"])
    entry.refresh_from_db()
    assert entry.state == State.DELIVERED
