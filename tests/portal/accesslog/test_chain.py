"""The access log is only ever added to, and shows when somebody tampered with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from repository import ROOT
from soyte.portal.accesslog import chain, note, note_from_inside, triggers
from soyte.portal.accesslog.models import Head, Line


def three_lines() -> None:
    for number in (1, 2, 3):
        note_from_inside("data", "xem bản gốc", what=f"lần gửi {number}", personal=True)


def test_a_line_says_who_did_what_from_where_to_what(department: dict[str, Any], rf: RequestFactory) -> None:
    request = rf.get("/lan-gui/12/")
    request.user = department["data"]
    line = note(request, "xem bản gốc", what="lần gửi 12", personal=True)
    assert (line.actor, line.name, line.means, line.address) == ("data", "Phạm Thị Dữ Liệu", "trang", "127.0.0.1")
    assert (line.action, line.what, line.personal) == ("xem bản gốc", "lần gửi 12", True)


def test_whoever_is_not_signed_in_has_no_name(db: None, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert note(request, "đăng nhập sai").actor == ""


def test_lines_are_numbered_without_gaps_and_hold(db: None) -> None:
    three_lines()
    assert list(Line.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
    assert chain.verify() is None


def test_a_line_stays_exactly_when_the_transaction_around_it_does(db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        three_lines()
        _ = 1 / 0
    assert Line.objects.count() == 0
    three_lines()
    assert chain.verify() is None


def test_lines_moved_to_another_database_as_documented_still_hold(db: None) -> None:
    three_lines()
    command = re.search(r"dumpdata --format (\w+)", (ROOT / "docs/operations/postgresql.md").read_text("utf-8"))
    assert command
    kept = serializers.serialize(command[1], [*Line.objects.all(), *Head.objects.all()])
    triggers.take_down(connection)
    Line.objects.all().delete()
    triggers.put_up(connection)
    for one in serializers.deserialize(command[1], kept):
        one.save()
    assert Line.objects.count() == 3
    assert chain.verify() is None


@pytest.mark.parametrize("statement", ["UPDATE accesslog_line SET actor = 'x'", "DELETE FROM accesslog_line"])
def test_the_database_refuses_to_change_or_delete_a_line(db: None, statement: str) -> None:
    three_lines()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert chain.verify() is None


TAMPERING: dict[str, tuple[Callable[[], object], int]] = {
    "a word of a line": (lambda: Line.objects.filter(seq=2).update(what="khác"), 2),
    "the mark of personal data": (lambda: Line.objects.filter(seq=1).update(personal=False), 1),
    "a line gone from the middle": (lambda: Line.objects.filter(seq=2).delete(), 2),
    "the last line gone": (lambda: Line.objects.filter(seq=3).delete(), 3),
    "the last line gone, head set back": (
        lambda: (Line.objects.filter(seq=3).delete(), Head.objects.update(seq=2)),
        2,
    ),
    "two lines exchanged": (
        lambda: [Line.objects.filter(seq=a).update(seq=b) for a, b in ((1, 9), (2, 1), (9, 2))],
        1,
    ),
    "a line of somebody without the key": (
        lambda: Line(seq=4, at=Line.objects.first().at, actor="x", seal="0" * 64).save(),  # type: ignore[union-attr]
        4,
    ),
    "no head any more": (lambda: Head.objects.all().delete(), 3),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_behind_the_triggers_shows(db: None, name: str) -> None:
    three_lines()
    triggers.take_down(connection)
    tamper, line = TAMPERING[name]
    tamper()
    triggers.put_up(connection)
    broken = chain.verify()
    assert broken is not None
    assert broken.line == line


def test_a_log_that_lost_its_head_goes_on_but_never_holds_again(db: None) -> None:
    three_lines()
    Head.objects.all().delete()
    three_lines()
    assert chain.verify() == chain.Broken(4, "dòng bị sửa, hoặc không nối tiếp dòng trước")


def test_the_secret_may_be_changed_when_the_former_one_is_named(db: None, settings: Any) -> None:
    three_lines()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    three_lines()
    assert chain.verify() is None
    settings.SECRET_KEY_FALLBACKS = []
    assert chain.verify() is not None


WRITER = """
from soyte.portal.start import set_up
set_up()
from soyte.portal.accesslog import note_from_inside
for number in range(40):
    note_from_inside("data", "thử", what=str(number))
"""


@pytest.mark.slow
def test_processes_that_write_at_the_same_time_wait_for_each_other(tmp_path: Path) -> None:
    said = {**os.environ, "SOYTE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "soyte.portal.settings"}

    def run(words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", words], env=said)

    start = "from soyte.portal.start import set_up, prepare; set_up(); prepare()"
    assert run(start).wait(120) == 0
    assert [one.wait(120) for one in [run(WRITER) for _ in range(3)]] == [0, 0, 0]
    check = (
        "from soyte.portal.start import set_up; set_up(); from soyte.portal.accesslog.chain import Line, verify; "
        "assert verify() is None and Line.objects.count() == 120"
    )
    assert run(check).wait(60) == 0


if os.environ.get("SOYTE_TEST_DATABASE", "").startswith("postgres"):  # a database in memory has one connection for all

    def test_threads_that_write_at_the_same_time_wait_for_each_other(transactional_db: None) -> None:
        def writes() -> None:
            three_lines()
            connection.close()

        writers = [threading.Thread(target=writes) for _ in range(4)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        assert Line.objects.count() == 12
        assert chain.verify() is None


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),  # nobody stands in between: a claim
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the first is the client's own claim
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "not an address", "127.0.0.1"),
    ],
)
def test_addresses_are_believed_from_our_own_proxies_only(
    db: None, rf: RequestFactory, settings: Any, proxies: int, said: str, address: str
) -> None:
    settings.PROXIES = proxies
    assert note(rf.get("/", HTTP_X_FORWARDED_FOR=said), "thử").address == address
