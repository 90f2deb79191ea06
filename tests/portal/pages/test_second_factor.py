"""The second factor: who needs one, how it is set up, what happens when it is lost."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_otp.oath import TOTP

from soyte.ledger import clock
from soyte.portal.accesslog.models import Line
from soyte.portal.people import factors
from soyte.portal.people.models import Authenticator, User
from soyte.portal.people.sample import PASSWORD

SET_UP, CODE = "/tai-khoan/xac-thuc-hai-lop/", "/dang-nhap/ma-xac-thuc/"


@pytest.fixture(autouse=True)
def _asked_of_leaders(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = {"leader"}
    settings.OTP_TOTP_THROTTLE_FACTOR = 0


def signed_in(who: str = "leader") -> Client:
    client = Client()
    assert client.post("/dang-nhap/", {"username": who, "password": PASSWORD}).status_code == 302
    return client


def code_of(who: str, later: int = 0) -> str:
    counter = TOTP(Authenticator.objects.get(user__username=who).key)
    counter.time = clock.now().timestamp() + later
    return f"{counter.token():06}"


def set_up(client: Client, who: str = "leader") -> list[str]:
    """Set the factor up and return the recovery codes."""
    client.get(SET_UP)
    page = client.post(SET_UP, {"code": code_of(who)}).content.decode()
    return re.findall(r"<code>([A-Z0-9-]{29})</code>", page)


@pytest.fixture
def codes(home: Path, department: Any) -> list[str]:
    """The leader has an authenticator; their recovery codes."""
    return set_up(signed_in())


def test_a_leader_sets_one_up_before_anything_else_is_shown(home: Path, department: Any) -> None:
    client = signed_in()
    assert client.get("/").headers["Location"] == f"{SET_UP}?next=/"
    assert client.get("/api/figures").status_code == 401
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    assert "style=" not in page
    assert len(set_up(client)) == 10
    assert client.get("/").status_code == 200


def test_a_planner_needs_none_but_may_have_one(home: Path, department: Any) -> None:
    client = signed_in("planner")
    assert client.get("/").status_code == 200
    set_up(client, "planner")
    assert signed_in("planner").get("/").headers["Location"] == f"{CODE}?next=/"


def test_everybody_needs_one_where_the_setting_says_all(home: Path, department: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = {"all"}
    assert signed_in("viewer").get("/").headers["Location"].startswith(SET_UP)


def test_the_password_alone_is_not_enough_afterwards(codes: list[str]) -> None:
    client = signed_in()
    assert client.get("/", follow=True).redirect_chain[-1][0].startswith(CODE)
    before = client.session.session_key
    assert client.post(CODE, {"code": code_of("leader", 30), "next": "/"}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.session.session_key != before


def test_a_code_counts_once(codes: list[str]) -> None:
    code = code_of("leader", 30)
    assert signed_in().post(CODE, {"code": code}).status_code == 302
    assert signed_in().post(CODE, {"code": code}).status_code == 200


def test_wrong_codes_make_the_next_wait(codes: list[str], settings: Any) -> None:
    settings.OTP_TOTP_THROTTLE_FACTOR = 3600
    client = signed_in()
    assert "Mã không đúng" in client.post(CODE, {"code": "000000"}).content.decode()
    assert client.post(CODE, {"code": code_of("leader", 30)}).status_code == 200
    assert client.post(CODE, {"code": codes[0]}).status_code == 200  # codes on paper wait as well
    assert Line.objects.filter(action="nhập sai mã xác thực hai lớp").count() == 3


def test_a_recovery_code_counts_once_however_it_is_typed(codes: list[str]) -> None:
    typed = codes[0].lower().replace("-", " ")
    assert signed_in().post(CODE, {"code": typed}).status_code == 302
    assert signed_in().post(CODE, {"code": codes[0]}).status_code == 200
    assert Line.objects.filter(what="bằng mã dự phòng").count() == 1


def test_secrets_are_not_readable_in_the_database(codes: list[str]) -> None:
    device = Authenticator.objects.get()
    assert device.key.hex() not in device.sealed
    assert codes[0].replace("-", "") not in str(list(factors.RecoveryCode.objects.values()))


def test_new_codes_and_removal_ask_for_the_password(codes: list[str]) -> None:
    client = signed_in()
    client.post(CODE, {"code": code_of("leader", 30)})
    assert "không đúng" in client.post("/tai-khoan/ma-du-phong/", {"present": "sai"}).content.decode()
    new = client.post("/tai-khoan/ma-du-phong/", {"present": PASSWORD}).content.decode()
    assert codes[1] not in new
    client.post("/tai-khoan/go-xac-thuc/", {"present": PASSWORD})
    assert not Authenticator.objects.exists()
    assert client.get("/").headers["Location"].startswith(SET_UP)


def test_a_second_authenticator_cannot_be_slipped_in_by_a_password_thief(codes: list[str]) -> None:
    assert signed_in().get(SET_UP).headers["Location"] == CODE


def test_setting_one_up_signs_out_elsewhere(home: Path, department: Any) -> None:
    here, there = signed_in("planner"), signed_in("planner")
    set_up(here, "planner")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_a_code_of_half_a_minute_ago_still_counts_one_of_two_minutes_ago_does_not(
    codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    user, moment = User.objects.get(username="leader"), clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert factors.passes(user, code_of("leader", -120)) is None
    assert factors.passes(user, code_of("leader", -30)) is not None


def test_an_authenticator_sealed_under_a_lost_secret_lets_nobody_in_and_breaks_nothing(
    codes: list[str], settings: Any
) -> None:
    user = User.objects.get(username="leader")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
    assert factors.passes(user, "123456") is None


def test_a_secret_that_was_shown_long_ago_is_not_taken_into_use(home: Path, department: Any) -> None:
    client = signed_in()
    client.get(SET_UP)
    shown = Authenticator.objects.get()
    assert factors.begin(shown.user) == shown
    Authenticator.objects.update(created_at=clock.now() - timedelta(hours=1))
    client.get(SET_UP)
    assert Authenticator.objects.get().key != shown.key
