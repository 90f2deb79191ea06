"""The feed of insurance dossiers on screen: each analysis as a table, in print and as a file, and the dossiers behind a number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import assert_accessible
from django.test import Client
from playwright.sync_api import Page, expect

from claim_files import dossier, envelope
from soyte.ledger.ledger import Ledger
from soyte.portal.accesslog.models import Line
from soyte.portal.pages.care.analyses import ANALYSES
from soyte.portal.people.models import Unit
from soyte.receiving import Order, receive

Person = Callable[[str], Client]


@pytest.fixture
def fed(own_home: Path, tmp_path: Path) -> Path:
    """Two dossiers of one hospital, both with a sum that is wrong."""
    path = tmp_path / "thang-8.xml"
    path.write_bytes(envelope(dossier("LK0001"), dossier("LK0002", {"MA_BENH_CHINH": "I10"})))
    receive(Ledger.open(own_home), Order(path, actor="data", sender="Bệnh viện ví dụ", basis="copies"))
    return own_home


def test_every_analysis_is_a_page_with_its_definition_and_a_file_to_save(fed: Path, sign_in: Person) -> None:
    client = sign_in("data")
    for slug in ANALYSES:
        page = client.get(f"/kham-chua-benh/?xem={slug}&ky=2025")
        assert page.status_code == 200, slug
        text = page.content.decode()
        assert "Cách tính" in text or 'class="empty"' in text, slug
    saved = client.get("/kham-chua-benh/?xem=loi&theo=quy-tac&xuat=csv")
    assert "Quy tắc" in saved.content.decode("utf-8-sig")


def test_a_number_leads_to_its_dossiers_without_identities_and_that_is_logged(fed: Path, sign_in: Person) -> None:
    client = sign_in("data")
    page = client.get("/kham-chua-benh/?xem=loi").content.decode()
    assert "/kham-chua-benh/ho-so/?facility=99001" in page
    behind = client.get("/kham-chua-benh/ho-so/?facility=99001").content.decode()
    assert behind.count("99001") >= 2
    assert "NGƯỜI BỆNH" not in behind
    assert Line.objects.filter(action="xem danh sách hồ sơ khám, chữa bệnh", personal=True).exists()


def test_the_first_page_is_what_came_last_with_who_is_late_and_wrong(fed: Path, sign_in: Person) -> None:
    client = sign_in("data")
    page = client.get("/kham-chua-benh/").content.decode()
    assert "Hôm qua" in page
    assert "đây là ngày gần nhất có hồ sơ" in page
    assert "data-chart" in page
    assert "received=" in page
    assert "severity=C" in page
    empty = client.get("/kham-chua-benh/?xem=nhan&ngay=2020-01-01").content.decode()
    assert "Hồ sơ nhận ngày 01/01/2020" in empty
    assert client.get("/kham-chua-benh/?xem=nhan&ngay=mot-ngay").status_code == 422
    assert client.get("/api/care/nhan?day=2020-01-01").json()["rows"] == []


def test_numbers_lead_to_the_dossiers_that_they_count(fed: Path, sign_in: Person) -> None:
    client = sign_in("data")
    assert "rule=MON" in client.get("/kham-chua-benh/?xem=loi&theo=quy-tac").content.decode()
    late = client.get("/kham-chua-benh/ho-so/?facility=99001&punctual=within_7").content.decode()
    assert "muộn trong 7 ngày làm việc" in late
    assert client.get("/kham-chua-benh/ho-so/?punctual=som").status_code == 422


@pytest.fixture
def sent_on(own_home: Path, tmp_path: Path, department: dict[str, Any]) -> Path:
    """One of two dossiers went on to the capital, the other to a facility that nobody knows."""
    Unit.objects.filter(place="99013").update(facility="99001")
    path = tmp_path / "thang-8.xml"
    path.write_bytes(envelope(dossier("LK0001", {"MA_NOI_DEN": "01901"}), dossier("LK0002", {"MA_NOI_DEN": "99888"})))
    receive(Ledger.open(own_home), Order(path, actor="data", sender="Bệnh viện ví dụ", basis="copies"))
    return own_home


def test_transfers_are_arrows_on_a_map_and_a_picture_to_save(sent_on: Path, sign_in: Person) -> None:
    client = sign_in("data")
    page = client.get("/kham-chua-benh/?xem=chuyen").content.decode()
    assert "(thành phố Hà Nội)" in page
    assert "phường Bến Mây → thành phố Hà Nội (ngoài tỉnh): 1 lượt (Trạm Y tế phường Bến Mây → 01901 1)" in page
    assert "phường Bến Mây → Chưa rõ địa bàn: 1 lượt" in page
    assert client.get("/kham-chua-benh/?xem=chuyen&xuat=svg&hinh=ban-do").content.startswith(b"<svg")


def test_a_ledger_without_dossiers_says_how_to_get_some(home: Path, sign_in: Person) -> None:
    page = sign_in("data").get("/kham-chua-benh/").content.decode()
    assert "chưa có" in page


def test_a_unit_below_the_department_does_not_see_all_facilities(fed: Path, sign_in: Person) -> None:
    assert sign_in("sender").get("/kham-chua-benh/").status_code == 403


def test_a_period_that_is_no_month_is_a_sentence(fed: Path, sign_in: Person) -> None:
    page = sign_in("data").get("/kham-chua-benh/?ky=hom-qua")
    assert page.status_code == 422
    assert "Traceback" not in page.content.decode()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_department_goes_from_the_day_to_the_map_and_to_the_dossiers_behind_a_number(
    sent_on: Path, as_person: Callable[[str, str], Page]
) -> None:
    page = as_person("data", "/kham-chua-benh/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hồ sơ nhận ngày")
    expect(page.locator("figure .chart svg")).to_have_count(1)
    assert_accessible(page)
    page.get_by_role("link", name="Chuyển cơ sở").click()
    expect(page.locator("figure .chart svg")).to_have_count(2)
    assert_accessible(page)
    page.get_by_role("link", name="Nhận trong ngày").click()
    page.locator("td.num a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("của cơ sở 99001, mọi tháng: nhận ngày")
    expect(page.get_by_text("•••0001")).to_be_visible()
    assert_accessible(page)
