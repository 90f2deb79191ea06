"""Letters: written to those concerned, sent, tried again, given up with the reason."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from soyte.ledger import clock
from soyte.portal.notices import notify, send_waiting
from soyte.portal.notices.models import Notice, State
from soyte.portal.notices.sending import NO_ADDRESS, NO_SERVER, TRIES
from soyte.portal.shell.permissions import Permission

TEMPLATE = "jobs/done.txt"
SAID = {"title": "Nhận tệp a.csv", "state": "xong", "words": "Đã nhận 12 dòng.", "path": "/viec/1/"}


@pytest.fixture(autouse=True)
def server(settings: Any) -> None:
    """There is a mail server."""
    settings.EMAIL_HOST = "mail.example"


def written(department: dict[str, Any]) -> Notice:
    (notice,) = notify("Việc đã xong", TEMPLATE, SAID, people=[department["data"]])
    return notice


def refuse(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refused(self: EmailBackend, messages: Any) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refused)


def test_a_letter_goes_out_once_and_its_text_is_not_kept(department: dict[str, Any]) -> None:
    notice = written(department)
    assert (send_waiting(), send_waiting()) == (1, 0)
    notice.refresh_from_db()
    (sent,) = mail.outbox
    assert (notice.state, notice.text, sent.to) == (State.SENT, "", ["data@saomai.example"])
    assert "Phạm Thị Dữ Liệu" in sent.body and "http://localhost:8000/viec/1/" in sent.body


@pytest.mark.usefixtures("home")
def test_all_who_may_do_something_at_a_place_are_written_to(department: dict[str, Any]) -> None:
    letters = notify("x", TEMPLATE, SAID, permission=Permission.BRING_FILES, place="99001")
    assert sorted(letter.user.username for letter in letters if letter.user) == ["data", "planner", "sender"]


def test_without_a_server_or_an_address_the_log_says_so_at_once(department: dict[str, Any], settings: Any) -> None:
    department["data"].email = ""
    assert (written(department).state, written(department).reason) == (State.REFUSED, NO_ADDRESS)
    settings.EMAIL_HOST = ""
    assert notify("x", TEMPLATE, SAID, people=[department["leader"]])[0].reason == NO_SERVER


def test_what_the_server_refuses_for_good_is_given_up(
    department: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = written(department)
    refuse(monkeypatch, smtplib.SMTPRecipientsRefused({"data@saomai.example": (550, b"no such user")}))
    assert send_waiting() == 1
    notice.refresh_from_db()
    assert (notice.state, notice.text) == (State.REFUSED, "")
    assert notice.reason == "Máy chủ thư không nhận địa chỉ này (550 no such user)."


def test_a_server_out_of_reach_is_tried_again_later_and_later_and_not_for_ever(
    department: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = written(department)
    refuse(monkeypatch, ConnectionRefusedError())
    moment, waited = clock.now(), []
    for _ in range(TRIES):
        assert send_waiting(moment - timedelta(seconds=1)) == 0  # not before its time
        send_waiting(moment)
        notice.refresh_from_db()
        waited.append((notice.next_at - moment).total_seconds() / 60)
        moment = notice.next_at
    assert waited == [2.0**number for number in range(TRIES)]
    assert (notice.state, notice.reason) == (State.REFUSED, "Không kết nối được máy chủ thư (ConnectionRefusedError).")
