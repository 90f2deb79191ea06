"""Units: a tree that its administrators change below their own unit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from soyte.portal.people.models import Membership, Unit, User
from soyte.portal.people.sample import PASSWORD
from soyte.portal.people.units import tree
from soyte.portal.shell.access import access_of
from soyte.portal.shell.permissions import Permission

SignIn = Callable[[str], Client]
TOP, STATION, OTHER = "Sở Y tế tỉnh Sao Mai", "Trạm Y tế phường Ánh Sao", "Trạm Y tế phường Bến Mây"


def key(name: str) -> int:
    return Unit.objects.get(name=name).pk


@pytest.fixture
def ward_admin(home: Path, department: dict[str, User]) -> Client:
    user = User.objects.create_user("ward", PASSWORD, full_name="Mai Thị Phường")
    Membership.objects.create(user=user, unit_id=key(STATION), role="admin")
    client = Client()
    client.force_login(user)
    return client


def new(client: Client, **said: object) -> str:
    usual = {"name": "Điểm trạm số 2", "place": "", "parent": key(STATION), "active": "on"}
    return client.post("/quan-tri/don-vi/moi/", {**usual, **said}, follow=True).content.decode()


def test_units_stand_below_their_superiors(home: Path, sign_in: SignIn) -> None:
    new(sign_in("admin"))
    assert [(one.unit.name, one.depth) for one in tree(list(Unit.objects.all()))] == [
        (TOP, 0),
        ("CDC tỉnh Sao Mai", 1),
        (STATION, 1),
        ("Điểm trạm số 2", 2),
        (OTHER, 1),
    ]


def test_a_role_holds_at_the_units_below(home: Path, sign_in: SignIn, department: dict[str, User]) -> None:
    new(sign_in("admin"))
    assert access_of(department["sender"]).may_for(Permission.BRING_FILES, "Điểm trạm số 2")
    assert not access_of(department["far"]).may_for(Permission.BRING_FILES, "Điểm trạm số 2")


def test_a_unit_out_of_use_gives_no_rights_but_can_be_brought_back(
    home: Path, sign_in: SignIn, department: dict[str, User]
) -> None:
    admin, said = sign_in("admin"), {"name": STATION, "place": "99001", "parent": key(TOP)}
    admin.post(f"/quan-tri/don-vi/{key(STATION)}/", said)
    assert access_of(department["sender"]).grants == ()
    admin.post(f"/quan-tri/don-vi/{key(STATION)}/", {**said, "active": "on"})
    assert access_of(department["sender"]).grants


def test_a_ward_administers_what_is_below_it(ward_admin: Client) -> None:
    assert "Đã lưu" in new(ward_admin)
    assert ward_admin.get(f"/quan-tri/don-vi/{key(OTHER)}/").status_code == 404
    assert OTHER not in ward_admin.get("/quan-tri/don-vi/").content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"place": "99013"}, "không thuộc phạm vi"),
        ({"place": "VN"}, "không thuộc phạm vi"),
        ({"place": "12345678"}, "không có trong danh mục"),
        ({"name": OTHER}, "Đã có đơn vị tên"),
        ({"name": "UBND tỉnh Sao Mai"}, "Đã có số liệu do"),  # a sender: its name would open what it sent
        ({"parent": ""}, "chọn đơn vị cấp trên"),
    ],
)
def test_a_ward_does_not_reach_beyond_itself_through_a_unit(
    ward_admin: Client, said: dict[str, str], words: str
) -> None:
    assert words in new(ward_admin, **said)
    assert Unit.objects.count() == 4


def test_a_unit_does_not_come_to_stand_below_itself(home: Path, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    new(admin)
    said = {"name": STATION, "place": "99001", "parent": key("Điểm trạm số 2"), "active": "on"}
    assert "nằm dưới" in admin.post(f"/quan-tri/don-vi/{key(STATION)}/", said).content.decode()
