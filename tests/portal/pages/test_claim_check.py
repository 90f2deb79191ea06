"""A hospital checks dossiers that are not kept, works through the findings, and sees how its own errors change."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe import assert_accessible
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page, expect

from claim_files import dossier, envelope
from soyte.ledger.ledger import Ledger
from soyte.portal.jobs import run_pending
from soyte.portal.jobs.models import Job
from soyte.portal.people.models import Unit
from soyte.portal.uploads.keeping import KEPT, drop_old
from soyte.portal.uploads.models import Upload
from soyte.receiving import Order, receive

Person = Callable[[str], Client]
HIDDEN = ("NGƯỜI BỆNH VÍ DỤ", "GD4990000000001", "099080000001", "MOT-THE-SAI-KHONG-AI-DUOC-THAY")


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    settings.SOYTE_UPLOADS = tmp_path / "uploads"
    return tmp_path / "uploads"


def faulty() -> bytes:
    """Two dossiers with wrong sums, one of them with a card that is none."""
    wrong = {"MA_THE_BHYT": "MOT-THE-SAI-KHONG-AI-DUOC-THAY", "MA_BENH_CHINH": "I10"}
    return envelope(dossier("LK0001"), dossier("LK0002", wrong))


def send(client: Client, *files: tuple[str, bytes]) -> str:
    answer = client.post("/kiem-tra-ho-so/", {"tep": [SimpleUploadedFile(*one) for one in files]})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def saved(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.getvalue()


@pytest.fixture
def checked(home: Path, sign_in: Person) -> tuple[Client, str]:
    client = sign_in("sender")
    where = send(client, ("thang-8.xml", faulty()))
    run_pending()
    return client, where


@pytest.mark.django_db(transaction=True)
def test_files_are_gone_when_they_are_checked_and_nothing_reaches_the_ledger(
    home: Path, checked: tuple[Client, str], uploads: Path
) -> None:
    client, where = checked
    assert "2 hồ sơ" in client.get(where).content.decode()
    assert [path.name for path in uploads.rglob("*.xml")] == []
    assert not any(act.name == "thang-8.xml" for act in Ledger.open(home).state().acts)


@pytest.mark.django_db(transaction=True)
def test_no_identity_is_kept_in_any_form_of_the_result(checked: tuple[Client, str], uploads: Path) -> None:
    client, where = checked
    records = saved(client, f"{where}tai-ve/phat-hien.jsonl/").decode()
    with zipfile.ZipFile(BytesIO(saved(client, f"{where}tai-ve/99001.xlsx/"))) as book:
        cells = " ".join(book.read(name).decode() for name in book.namelist())
    page = client.get(where).content.decode()
    assert "(đã che)" in page
    assert "LK0002" in page
    assert [(word, text) for word in HIDDEN for text in (records, cells, page) if word in text] == []
    found = {json.loads(line)["rule"] for line in records.splitlines()}
    assert found
    assert [rule for rule in found if rule not in cells] == []


@pytest.mark.django_db(transaction=True)
def test_findings_are_chosen_by_rule_and_severity_in_the_address(checked: tuple[Client, str]) -> None:
    client, where = checked
    batch = where.strip("/").rpartition("/")[2]
    every = client.get(f"/api/claim-checks/{batch}?per_page=1000").json()
    rule = every["items"][0]["rule"]
    some = client.get(f"/api/claim-checks/{batch}?rule={rule}").json()
    assert 0 < some["total"] == sum(one["rule"] == rule for one in every["items"])
    page = client.get(f"{where}?quy-tac={rule}").content.decode()
    assert f"Từng phát hiện ({some['total']})" in page
    assert "Không có phát hiện nào như vậy" in client.get(f"{where}?quy-tac=KHONG-CO").content.decode()


@pytest.mark.django_db(transaction=True)
def test_only_the_person_who_sent_them_sees_findings(checked: tuple[Client, str], sign_in: Person) -> None:
    _, where = checked
    for other in ("far", "data", "admin"):
        assert sign_in(other).get(where).status_code in (403, 404)
        assert sign_in(other).get(f"{where}tai-ve/phat-hien.jsonl/").status_code in (403, 404)
    assert sign_in("viewer").post("/kiem-tra-ho-so/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_results_are_deleted_after_some_days(checked: tuple[Client, str], uploads: Path) -> None:
    import os  # noqa: PLC0415 (only here)

    client, where = checked
    for one in Upload.objects.all():
        Upload.objects.filter(pk=one.pk).update(sent_at=one.sent_at - KEPT - timedelta(days=1))
    for folder in uploads.iterdir():
        before = folder.stat().st_mtime - KEPT.total_seconds() - 86_400
        os.utime(folder, (before, before))
    drop_old()
    assert list(uploads.iterdir()) == []
    assert client.get(where).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_check_that_is_stopped_leaves_no_file(home: Path, sign_in: Person, uploads: Path) -> None:
    client = sign_in("sender")
    where = send(client, ("thang-8.xml", faulty()))
    client.post(f"/viec/{Job.objects.latest('pk').pk}/")
    run_pending()
    assert "đã bị xóa" in client.get(where).content.decode()
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_read_is_told_beside_what_was_read(home: Path, sign_in: Person) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.xml", faulty())
    client = sign_in("data")
    where = send(client, ("hong.xml", b"khong phai xml"), ("thang.zip", archive.getvalue()))
    run_pending()
    page = client.get(where).content.decode()
    assert "hong.xml" in page
    assert "Không đọc được: không phải tệp hồ sơ khám chữa bệnh: gốc cần là GIAMDINHHS" in page
    assert "2 hồ sơ" in page
    refused = client.post("/kiem-tra-ho-so/", {"tep": SimpleUploadedFile("anh.png", b"x")})
    assert refused.status_code == 422
    assert "không phải tệp hồ sơ" in refused.content.decode()


@pytest.fixture
def fed(own_home: Path, tmp_path: Path) -> Path:
    for month, number in (("07", 1), ("08", 2)):
        days = {"NGAY_VAO": f"2025{month}010805", "NGAY_RA": f"2025{month}031040"}
        path = tmp_path / f"thang-{month}.xml"
        path.write_bytes(envelope(*(dossier(f"LK{month}{one}", days) for one in range(number))))
        receive(Ledger.open(own_home), Order(path, actor="data", sender="Bệnh viện ví dụ", basis="copies"))
    return own_home


@pytest.mark.django_db(transaction=True)
def test_a_unit_sees_the_history_of_its_own_facility_and_of_no_other(fed: Path, sign_in: Person) -> None:
    client = sign_in("sender")
    assert "Chưa biết cơ sở nào là của bạn" in client.get("/kiem-tra-ho-so/co-so/").content.decode()
    Unit.objects.filter(place="99001").update(facility="99001")
    page = client.get("/kiem-tra-ho-so/co-so/").content.decode()
    assert "2025-07" in page
    assert "2025-08" in page
    assert "data-chart" in page
    assert client.get("/kiem-tra-ho-so/co-so/?co-so=99002").status_code == 403
    assert client.get("/api/care/facility/99002").status_code == 404
    assert client.get("/api/care/loi").status_code == 403
    assert "Chưa biết" in sign_in("far").get("/kiem-tra-ho-so/co-so/").content.decode()
    data = sign_in("data")
    assert data.get("/kiem-tra-ho-so/co-so/?co-so=99001").status_code == 200
    assert data.get("/api/care/loi?by=thang").json()["rows"][0]["month"] == "2025-07"


def test_only_who_administers_everything_says_which_facility_a_unit_is(home: Path, sign_in: Person) -> None:
    unit = Unit.objects.get(place="99001")
    said = {"name": unit.name, "place": unit.place, "parent": unit.parent_id, "active": "on"}
    admin = sign_in("admin")
    assert "đúng 5" in admin.post(f"/quan-tri/don-vi/{unit.pk}/", {**said, "facility": "99"}).content.decode()
    admin.post(f"/quan-tri/don-vi/{unit.pk}/", {**said, "facility": "99001"})
    unit.refresh_from_db()
    assert unit.facility == "99001"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_hospital_checks_a_month_and_takes_its_workbook_along(
    home: Path, tmp_path: Path, as_person: Callable[[str, str], Page]
) -> None:
    path = tmp_path / "thang-8.xml"
    path.write_bytes(faulty())
    page = as_person("sender", "/kiem-tra-ho-so/")
    assert_accessible(page)
    page.get_by_label("Tệp hồ sơ cần kiểm tra").set_input_files(path)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.wait_for_url("**-**-**-**/")
    expect(page.get_by_role("status")).to_contain_text("Đang chờ")
    assert_accessible(page)
    run_pending()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 hồ sơ")
    assert_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải Excel").first.click()
    assert saved.value.suggested_filename == "99001.xlsx"
    page.get_by_label("Mức").select_option("C")
    page.wait_for_url("**muc=C**")
    assert_accessible(page)
