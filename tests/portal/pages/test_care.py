"""The feed of insurance dossiers on screen: each analysis as a table, in print and as a file, and the dossiers behind a number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from claim_files import dossier, envelope
from soyte.ledger.ledger import Ledger
from soyte.portal.accesslog.models import Line
from soyte.portal.pages.care.analyses import ANALYSES
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


def test_a_ledger_without_dossiers_says_how_to_get_some(home: Path, sign_in: Person) -> None:
    page = sign_in("data").get("/kham-chua-benh/").content.decode()
    assert "chưa có" in page


def test_a_unit_below_the_department_does_not_see_all_facilities(fed: Path, sign_in: Person) -> None:
    assert sign_in("sender").get("/kham-chua-benh/").status_code == 403


def test_a_period_that_is_no_month_is_a_sentence(fed: Path, sign_in: Person) -> None:
    page = sign_in("data").get("/kham-chua-benh/?ky=hom-qua")
    assert page.status_code == 422
    assert "Traceback" not in page.content.decode()
