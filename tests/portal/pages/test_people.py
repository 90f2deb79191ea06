"""Administering people: within one's own units, never oneself, and somebody is always left to administer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from soyte.portal.accesslog.models import Line
from soyte.portal.people.models import ApiToken, Authenticator, Membership, Unit, User
from soyte.portal.people.rules import Refused, administrators, take
from soyte.portal.people.sample import PASSWORD
from soyte.portal.shell.access import access_of

SignIn = Callable[[str], Client]
STATION, OTHER = "Trạm Y tế phường Ánh Sao", "Trạm Y tế phường Bến Mây"


def unit(name: str = STATION) -> Unit:
    return Unit.objects.get(name=name)


def page_of(user: User) -> str:
    return f"/quan-tri/nguoi-dung/{user.pk}/"


def roles(user: User) -> set[str]:
    return set(Membership.objects.filter(user=user).values_list("role", flat=True))


@pytest.fixture
def ward_admin(home: Path, department: dict[str, User]) -> Client:
    """An administrator of one station only."""
    user = User.objects.create_user("ward", PASSWORD, full_name="Mai Thị Phường")
    Membership.objects.create(user=user, unit=unit(), role="admin")
    client = Client()
    client.force_login(user)
    return client


def invite(client: Client, **said: Any) -> Any:
    usual = {"full_name": "Lý Văn Mới", "username": "moi.lv", "email": "moi@saomai.example", "role": "sender"}
    return client.post("/quan-tri/nguoi-dung/moi/", {**usual, "unit": unit().pk, **said}, follow=True)


def test_an_invited_person_gets_one_role_and_a_link_that_is_shown_once(home: Path, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    page = invite(admin).content.decode()
    made = User.objects.get(username="moi.lv")
    link = re.search(r"/dat-mat-khau/[\w-]+/", page)
    assert link is not None
    assert roles(made) == {"sender"}
    assert not made.has_usable_password()
    assert link[0] not in admin.get(page_of(made)).content.decode()
    assert Client().get(link[0]).status_code == 200
    assert Line.objects.filter(action="mời người dùng", what__startswith="moi.lv: Đơn vị gửi số liệu").exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"username": "planner"}, "Đã có tài khoản"),
        ({"username": "Lý Mới"}, "chữ thường không dấu"),
        ({"email": "không phải"}, "chưa đúng dạng"),
        ({"unit": "99999"}, "chọn"),
    ],
)
def test_an_invitation_that_cannot_be_is_told_why(
    home: Path, sign_in: SignIn, said: dict[str, str], words: str
) -> None:
    page = invite(sign_in("admin"), **said).content.decode()
    assert words in "".join(re.findall(r'class="errorlist".*?</ul>', page, re.DOTALL))


def test_nobody_changes_their_own_roles_or_account(home: Path, sign_in: SignIn, department: dict[str, User]) -> None:
    admin, me = sign_in("admin"), department["admin"]
    held = me.memberships.get()
    for said in (
        {"viec": "giao", "unit": unit().pk, "role": "leader"},
        {"viec": "thu", "vai": held.pk},
        {"viec": "khoa"},
        {"viec": "lien-ket"},
        {"viec": "go-xac-thuc"},
        {"viec": "sua", "full_name": "Khác"},
    ):
        assert "chính mình" in admin.post(page_of(me), said, follow=True).content.decode()
    assert roles(me) == {"admin"}


def test_the_last_administrator_stays(home: Path, department: dict[str, User]) -> None:
    admin, leader = department["admin"], department["leader"]
    second = Membership.objects.create(user=leader, unit=unit("Sở Y tế tỉnh Sao Mai"), role="admin")
    take(access_of(leader), leader, admin.memberships.get())
    with pytest.raises(Refused, match="cuối cùng"):
        take(access_of(leader), admin, second)
    assert list(administrators()) == [leader]


def test_the_highest_unit_of_the_last_administrator_stays_in_use(home: Path, sign_in: SignIn) -> None:
    top = unit("Sở Y tế tỉnh Sao Mai")
    page = sign_in("admin").post(f"/quan-tri/don-vi/{top.pk}/", {"name": top.name, "place": "99"}).content.decode()
    assert "quản trị cuối cùng" in page
    assert Unit.objects.get(pk=top.pk).active


def test_an_administrator_of_a_ward_sees_and_changes_people_of_the_ward_only(
    ward_admin: Client, department: dict[str, User]
) -> None:
    page = ward_admin.get("/quan-tri/nguoi-dung/").content.decode()
    assert "Bùi Thị Trạm" in page
    assert "Hoàng Văn Xa" not in page
    assert ward_admin.get(page_of(department["far"])).status_code == 404
    assert ward_admin.post(page_of(department["far"]), {"viec": "khoa"}).status_code == 404
    refused = ward_admin.post(
        page_of(department["sender"]), {"viec": "giao", "unit": unit(OTHER).pk, "role": "sender"}, follow=True
    )
    assert "Hãy chọn đơn vị" in refused.content.decode()
    assert roles(department["sender"]) == {"sender"}
    assert "chọn" in invite(ward_admin, unit=unit(OTHER).pk).content.decode()


def test_who_helps_out_in_a_ward_cannot_be_taken_over_there(ward_admin: Client, department: dict[str, User]) -> None:
    leader = department["leader"]
    Membership.objects.create(user=leader, unit=unit(), role="viewer")
    for act in ("khoa", "lien-ket", "go-xac-thuc", "mo-khoa", "dang-xuat", "sua"):
        page = ward_admin.post(page_of(leader), {"viec": act, "full_name": "X"}, follow=True).content.decode()
        assert "còn giữ vai trò ở đơn vị khác" in page
    assert User.objects.get(pk=leader.pk).is_active


def test_closing_an_account_ends_sessions_and_tokens_and_opening_it_brings_no_token_back(
    home: Path, sign_in: SignIn, department: dict[str, User]
) -> None:
    admin, their, planner = sign_in("admin"), sign_in("planner"), department["planner"]
    their.post("/quan-tri/ma-truy-cap/", {"viec": "lap", "name": "kho", "days": "30", "scopes": ["SEE_FIGURES"]})
    admin.post(page_of(planner), {"viec": "khoa"})
    assert their.get("/").status_code == 302
    admin.post(page_of(planner), {"viec": "mo"})
    assert User.objects.get(pk=planner.pk).is_active
    assert not ApiToken.objects.get().works


def test_an_administrator_unlocks_resets_and_removes_the_second_factor(
    home: Path, sign_in: SignIn, department: dict[str, User]
) -> None:
    admin, planner, client = sign_in("admin"), department["planner"], Client()
    for _ in range(5):
        client.post("/dang-nhap/", {"username": "planner", "password": "sai"})
    assert "đang tạm khóa" in admin.get(page_of(planner)).content.decode()
    admin.post(page_of(planner), {"viec": "mo-khoa"})
    assert client.post("/dang-nhap/", {"username": "planner", "password": PASSWORD}).status_code == 302
    client.get("/tai-khoan/xac-thuc-hai-lop/")
    Authenticator.objects.update(confirmed=True)
    admin.post(page_of(planner), {"viec": "go-xac-thuc"})
    assert not Authenticator.objects.exists()
    assert client.get("/").status_code == 302
    assert "/dat-mat-khau/" in admin.post(page_of(planner), {"viec": "lien-ket"}, follow=True).content.decode()


def test_addresses_are_masked_until_asked_for_and_asking_is_logged(
    home: Path, sign_in: SignIn, department: dict[str, User]
) -> None:
    admin = sign_in("admin")
    page = admin.get(page_of(department["planner"])).content.decode()
    assert "planner@saomai.example" not in page
    sealed = re.search(r'name="truong" value="([^"]+)"', page)
    assert sealed is not None
    assert "planner@" in admin.post("/hien-thong-tin/", {"truong": sealed[1]}).content.decode()
    line = Line.objects.first()
    assert line is not None
    assert (line.action, line.what, line.personal) == ("hiện thông tin cá nhân", "planner", True)
    assert (
        sign_in("viewer").post("/hien-thong-tin/", {"truong": sealed[1]}).status_code == 404
    )  # made for somebody else
    assert admin.post("/hien-thong-tin/", {"truong": sealed[1][:-3]}).status_code == 404


def test_whoever_lost_the_permission_meanwhile_is_shown_nothing(
    home: Path, sign_in: SignIn, department: dict[str, User]
) -> None:
    admin = sign_in("admin")
    page = admin.get(page_of(department["planner"])).content.decode()
    sealed = re.search(r'name="truong" value="([^"]+)"', page)
    assert sealed is not None
    Membership.objects.filter(user=department["admin"]).update(role="viewer")
    assert admin.post("/hien-thong-tin/", {"truong": sealed[1]}).status_code == 403


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("vai-tro=sender", {"Bùi Thị Trạm", "Hoàng Văn Xa"}),
        ("tim=Kế", {"Trần Văn Kế Hoạch"}),
        ("vai-tro=sender&tim=far", {"Hoàng Văn Xa"}),
        ("vai-tro=sender&don-vi=1", set()),  # a sender elsewhere and somebody else there do not make one
        ("tinh-trang=khoa", set()),
    ],
)
def test_filters_of_the_list_live_in_the_address(home: Path, sign_in: SignIn, query: str, names: set[str]) -> None:
    page = sign_in("admin").get(f"/quan-tri/nguoi-dung/?{query}&xuat=csv").content.decode("utf-8-sig")
    assert {line.split(",")[0] for line in page.splitlines()[1:]} == names
