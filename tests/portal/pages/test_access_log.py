"""The access log as an auditor reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from soyte.portal.accesslog import note_from_inside, triggers
from soyte.portal.accesslog.models import Line
from soyte.portal.people.models import Membership, Unit, User
from soyte.portal.people.sample import PASSWORD

SignIn = Callable[[str], Client]
LOG = "/quan-tri/nhat-ky/"


@pytest.fixture
def lines(home: Path, department: dict[str, User]) -> None:
    note_from_inside("data", "xem bản gốc", what="lần gửi 12", personal=True)
    note_from_inside("data", "rút lần gửi", what="lần gửi 13")
    note_from_inside("sender", "xem bản gốc", what="lần gửi 14", personal=True)


def found(client: Client, query: str) -> list[str]:
    text = client.get(f"{LOG}?{query}&xuat=csv").content.decode("utf-8-sig")
    return [line.split(",")[5] for line in text.splitlines()[1:] if "tra cứu" not in line]


@pytest.mark.parametrize(
    ("query", "whats"),
    [
        ("", ["lần gửi 14", "lần gửi 13", "lần gửi 12"]),
        ("ai=data", ["lần gửi 13", "lần gửi 12"]),
        ("viec=xem bản gốc", ["lần gửi 14", "lần gửi 12"]),
        ("ca-nhan=1&ai=data", ["lần gửi 12"]),
        ("noi-dung=gửi 13", ["lần gửi 13"]),
        ("tu-ngay=01/01/0001&den-ngay=31/12/9999&noi-dung=gửi 13", ["lần gửi 13"]),
        ("den-ngay=2020-01-01", []),
        ("tu-ngay=nonsense&ai=sender", ["lần gửi 14"]),
    ],
)
def test_an_auditor_searches_by_the_address(lines: None, sign_in: SignIn, query: str, whats: list[str]) -> None:
    assert found(sign_in("auditor"), query) == whats


def test_whoever_searches_leaves_a_line(lines: None, sign_in: SignIn) -> None:
    sign_in("auditor").get(f"{LOG}?ai=data&ca-nhan=1")
    line = Line.objects.first()
    assert line is not None
    assert (line.actor, line.action, line.what) == (
        "auditor",
        "tra cứu nhật ký",
        "ai: data; chỉ thông tin cá nhân",
    )


@pytest.mark.parametrize("who", ["leader", "planner", "data", "admin", "viewer", "sender"])
def test_nobody_else_reads_it(lines: None, sign_in: SignIn, who: str) -> None:
    assert sign_in(who).get(LOG).status_code == 403


def test_an_auditor_of_a_ward_reads_of_the_people_there_only(lines: None) -> None:
    user = User.objects.create_user("ward", PASSWORD, full_name="Mai Thị Phường")
    Membership.objects.create(user=user, unit=Unit.objects.get(place="99001"), role="auditor")
    client = Client()
    client.force_login(user)
    assert found(client, "") == ["lần gửi 14"]
    assert client.get(f"{LOG}kho-bao-mat/").status_code == 403


def test_tampering_is_told_on_the_page(lines: None, sign_in: SignIn) -> None:
    auditor = sign_in("auditor")
    assert "còn nguyên vẹn và nối tiếp" in auditor.get(f"{LOG}?kiem-tra=1").content.decode()
    triggers.take_down(connection)
    Line.objects.filter(seq=2).update(actor="khác")
    triggers.put_up(connection)
    assert "không còn nguyên vẹn từ dòng 2" in auditor.get(f"{LOG}?kiem-tra=1").content.decode()


def test_the_log_of_the_vault_stands_beside_it(lines: None, sign_in: SignIn) -> None:
    assert sign_in("auditor").get(f"{LOG}kho-bao-mat/").status_code == 200
