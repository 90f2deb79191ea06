"""Signing in, out, being kept out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from soyte.portal.accesslog.models import Line
from soyte.portal.people.models import User, Visit
from soyte.portal.people.sample import PASSWORD

SignIn = Callable[[str], Client]
LOGIN = "/dang-nhap/"


def sign(client: Client, username: str, password: str, **more: str) -> Any:
    return client.post(LOGIN, {"username": username, "password": password, **more})


def actions() -> list[str]:
    return list(Line.objects.order_by("seq").values_list("action", flat=True))


def test_the_right_password_leads_to_the_page_that_was_asked_for(home: Path, client: Client, department: Any) -> None:
    answer = sign(client, "planner", PASSWORD, next="/danh-muc/?loai=benh")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/danh-muc/?loai=benh")
    assert actions() == ["đăng nhập"]


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(
    home: Path, client: Client, department: Any, target: str
) -> None:
    assert sign(client, "planner", PASSWORD, next=target).headers["Location"] == "/"


def test_a_wrong_name_and_a_wrong_password_are_told_alike(home: Path, client: Client, department: Any) -> None:
    told = [
        re.findall(r'<ul class="errorlist nonfield".*?</ul>', sign(client, name, "sai").content.decode(), re.DOTALL)
        for name in ("planner", "nobody-of-that-name")
    ]
    assert told[0] == told[1]
    assert "không đúng" in told[0][0]
    assert list(Line.objects.order_by("seq").values_list("what", flat=True)) == [
        "tài khoản planner",
        "tài khoản không có",  # what was typed is not kept: it may have been a password
    ]


def test_a_closed_account_does_not_sign_in_and_its_sessions_are_over(
    home: Path, sign_in: SignIn, client: Client
) -> None:
    before = sign_in("planner")
    User.objects.filter(username="planner").update(is_active=False)
    assert "không đúng" in sign(client, "planner", PASSWORD).content.decode()
    assert before.get("/").status_code == 302


def test_five_wrong_passwords_lock_an_account_from_that_machine_only(
    home: Path, client: Client, department: Any
) -> None:
    answers = [sign(client, "planner", "sai").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = sign(client, "planner", PASSWORD)
    assert locked.status_code == 429
    assert "Hãy thử lại sau 15 phút" in locked.content.decode()
    assert sign(Client(REMOTE_ADDR="10.9.8.7"), "planner", PASSWORD).status_code == 302  # its owner, elsewhere
    assert sign(client, "data", PASSWORD).status_code == 302  # another account, here
    assert "khóa tạm vì nhập sai nhiều lần" in actions()


def test_an_account_tried_from_many_machines_is_locked_everywhere(home: Path, department: Any, settings: Any) -> None:
    settings.ACCOUNT_FAILURE_LIMIT = 8
    for number in range(8):
        sign(Client(REMOTE_ADDR=f"10.0.0.{number}"), "planner", "sai")
    assert sign(Client(REMOTE_ADDR="10.1.1.1"), "planner", PASSWORD).status_code == 429


def test_signing_in_gives_a_new_session_and_signing_out_ends_it_on_the_server(
    home: Path, client: Client, department: Any
) -> None:
    client.get(LOGIN)
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    sign(client, "planner", PASSWORD)
    key = client.session.session_key
    assert key != before
    client.post("/dang-xuat/")
    stolen = Client()
    stolen.cookies["sessionid"] = str(key)
    assert stolen.get("/").status_code == 302
    assert not Visit.objects.exists()
    assert actions() == ["đăng nhập", "đăng xuất"]


def test_signing_out_needs_a_form_of_ours(home: Path, sign_in: SignIn, department: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(department["planner"])
    refused = strict.post("/dang-xuat/")
    assert refused.status_code == 403
    assert "Trang đã mở quá lâu" in refused.content.decode()
    assert strict.get("/tai-khoan/").status_code == 200


@pytest.mark.parametrize(
    ("mark", "back", "words"), [("seen", 61 * 60, "không dùng"), ("started", 10 * 3600 + 60, "quá thời gian")]
)
def test_sessions_end_when_idle_and_after_a_day_of_work(
    home: Path, sign_in: SignIn, mark: str, back: int, words: str
) -> None:
    client = sign_in("planner")
    session = client.session
    session[mark] -= back
    session.save()
    answer = client.get("/tai-khoan/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    assert words in answer.content.decode()
