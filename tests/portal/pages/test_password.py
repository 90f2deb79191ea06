"""Passwords: set by an invitation, changed, forgotten, and what they must not be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from soyte.ledger import clock
from soyte.portal.notices import send_waiting
from soyte.portal.people.links import Kind, PasswordLink, find_link, make_link
from soyte.portal.people.models import User
from soyte.portal.people.sample import PASSWORD

SignIn = Callable[[str], Client]
NEW = "chuồn chuồn bay thấp 77"


@pytest.fixture
def link(home: Path, department: dict[str, User]) -> str:
    """The page of an invitation of the planner."""
    return f"/dat-mat-khau/{make_link(department['planner'], Kind.INVITE, 'admin')}/"


def setting(client: Client, path: str, password: str = NEW, again: str | None = None) -> Any:
    return client.post(path, {"password": password, "again": password if again is None else again})


def test_an_invitation_sets_the_password_once_and_signs_in(link: str, client: Client) -> None:
    page = client.get(link)
    assert "planner" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert setting(client, link).headers["Location"] == "/"
    assert client.get("/tai-khoan/").status_code == 200
    assert setting(Client(), link).status_code == 410
    assert User.objects.get(username="planner").check_password(NEW)


def test_a_link_is_over_after_its_time_and_when_a_newer_one_was_made(link: str, department: dict[str, User]) -> None:
    secret = link.split("/")[2]
    PasswordLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert find_link(secret) is None
    PasswordLink.objects.update(expires_at=clock.now() + timedelta(seconds=9))
    assert find_link(secret) is not None
    make_link(department["planner"], Kind.RESET, "admin")
    assert find_link(secret) is None


def test_the_secret_of_a_link_is_not_in_the_database(link: str) -> None:
    assert link.split("/")[2] not in str(PasswordLink.objects.values())


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("ngắn quá", "12"),
        ("password1234", "phổ biến"),
        ("SoYTe@2025!2026", "dễ đoán"),
        ("matkhau 123456", "dễ đoán"),
        ("planner-planner", "dễ đoán"),
        ("TranVanKeHoach1980", "dễ đoán"),
    ],
)
def test_a_password_that_would_be_tried_first_is_refused_in_vietnamese(
    link: str, client: Client, password: str, words: str
) -> None:
    page = setting(client, link, password).content.decode()
    assert words in "".join(re.findall(r'class="errorlist".*?</ul>', page, re.DOTALL))


@pytest.mark.parametrize(
    "password", ["mười hai ký tự", "x" * 100 + "yz", "  đầu cuối có dấu cách  ", "🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱🌱"]
)
def test_any_letters_make_a_password_and_nothing_of_it_is_cut_off(
    link: str, client: Client, password: str, department: dict[str, User]
) -> None:
    validate_password(password, department["planner"])
    assert setting(client, link, password).status_code == 302
    known = User.objects.get(username="planner")
    assert known.check_password(password)
    assert not known.check_password(password.strip()[:-1])


def test_whoever_types_two_different_ones_is_told(link: str, client: Client) -> None:
    assert "không giống nhau" in setting(client, link, NEW, NEW + "8").content.decode()


def test_changing_the_password_asks_for_the_old_one_and_signs_out_elsewhere(home: Path, sign_in: SignIn) -> None:
    here, there = sign_in("planner"), sign_in("planner")
    said = {"present": "sai", "password": NEW, "again": NEW}
    assert "không đúng" in here.post("/tai-khoan/mat-khau/", said).content.decode()
    assert here.post("/tai-khoan/mat-khau/", {**said, "present": PASSWORD}).status_code == 302
    assert here.get("/tai-khoan/").status_code == 200
    assert there.get("/tai-khoan/").status_code == 302


def test_one_ends_a_session_elsewhere_and_only_ones_own(home: Path, sign_in: SignIn) -> None:
    here, there, other = sign_in("planner"), sign_in("planner"), sign_in("data")
    page = here.get("/tai-khoan/").content.decode()
    assert "Đang đăng nhập ở 2 nơi" in page
    here.post("/tai-khoan/phien/", {"phien": str(other.session["visit"])})
    assert other.get("/tai-khoan/").status_code == 200
    here.post("/tai-khoan/phien/", {"phien": str(there.session["visit"])})
    assert there.get("/tai-khoan/").status_code == 302


def test_who_signed_in_long_ago_gives_the_password_before_ending_sessions(home: Path, sign_in: SignIn) -> None:
    here, there = sign_in("planner"), sign_in("planner")
    session = here.session
    session["started"] -= 3600
    session.save()
    assert "Mật khẩu hiện nay" in here.post("/tai-khoan/phien/").content.decode()
    assert there.get("/tai-khoan/").status_code == 200
    here.post("/tai-khoan/phien/", {"present": PASSWORD})
    assert there.get("/tai-khoan/").status_code == 302
    assert "Mật khẩu hiện nay" in here.get("/tai-khoan/xac-thuc-hai-lop/").content.decode()


@pytest.fixture
def mailing(settings: Any) -> None:
    """There is a mail server."""
    settings.EMAIL_HOST = "mail.saomai.example"


@pytest.mark.usefixtures("mailing")
def test_who_forgot_the_password_gets_a_link_and_nobody_learns_who_has_an_account(
    home: Path, client: Client, department: dict[str, User]
) -> None:
    answers = [client.post("/quen-mat-khau/", {"username": said}) for said in ("planner", "no-such-person")]
    pages = [re.sub(r'csrf[^"]*"[^"]*"[^"]*"|[A-Za-z0-9]{64}', "", one.content.decode()) for one in answers]
    assert pages[0] == pages[1]
    client.post("/quen-mat-khau/", {"username": "planner"})  # again, within the hour: no second letter
    send_waiting()
    assert [letter.to for letter in mail.outbox] == [["planner@saomai.example"]]
    found = re.search(r"/dat-mat-khau/[\w-]+/", str(mail.outbox[0].body))
    assert found is not None
    assert setting(client, found[0]).status_code == 302
    send_waiting()
    assert "vừa được đổi" in mail.outbox[1].body


def test_common_passwords_are_refused_by_the_list_of_django(db: None) -> None:
    with pytest.raises(ValidationError):
        validate_password("qwertyuiop12")
