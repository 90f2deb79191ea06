"""The first administrator, made where nobody can sign in yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from soyte.portal.accesslog.models import Line
from soyte.portal.people.first import first_administrator
from soyte.portal.people.models import Unit, User
from soyte.portal.people.rules import Refused, administrators

SAID: dict[str, Any] = {"unit": "Sở Y tế tỉnh Sao Mai", "place": "99", "email": "quantri@saomai.example"}


def test_the_first_administrator_gets_a_link_and_administers_everything(home: Path, db: None) -> None:
    link = first_administrator("quantri", "Đỗ Thị Quản Trị", **SAID)
    said = {"password": "ba con cá lội ngược", "again": "ba con cá lội ngược"}
    client = Client()
    assert client.post(link, said).headers["Location"] == "/"
    assert client.get("/quan-tri/nguoi-dung/").status_code == 200
    assert [one.username for one in administrators()] == ["quantri"]
    assert Line.objects.filter(action="lập quản trị từ máy chủ", means="máy chủ").exists()


def test_a_name_that_is_taken_is_refused_but_a_lost_administrator_gets_a_new_link(home: Path, db: None) -> None:
    first = first_administrator("quantri", "Đỗ Thị Quản Trị", **SAID)
    with pytest.raises(Refused, match="--again"):
        first_administrator("quantri", "Người Khác", **SAID)
    User.objects.update(is_active=False)
    again = first_administrator("quantri", "Đỗ Thị Quản Trị", again=True, **SAID)
    assert Client().get(first).status_code == 410
    assert Client().get(again).status_code == 200


def test_a_unit_below_another_is_not_the_highest(home: Path, db: None) -> None:
    top = Unit.objects.create(name="Sở", place="99")
    Unit.objects.create(name=SAID["unit"], place="99001", parent=top)
    with pytest.raises(Refused, match="đơn vị cao nhất"):
        first_administrator("quantri", "Đỗ Thị Quản Trị", **SAID)
    assert not User.objects.exists()
