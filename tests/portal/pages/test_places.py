"""Places on screen: found by old names too, their history told, changes recorded after their effects were seen, shapes drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import site
from soyte.portal.jobs import run_pending

Person = Callable[[str], Client]
MERGER = {
    "viec": "nhap", "tu": "99001,99013", "vao": "99001", "ten": "phường Sao Bến", "ngay": "2027-01-01",
    "van-ban": "Nghị quyết số 9/NQ-HĐND", "ly-do": "tinh gọn",
}  # fmt: skip


def test_units_are_found_by_their_former_names_too(home: Path, sign_in: Person) -> None:
    viewer = sign_in("viewer")
    assert "phường Ánh Sao" in viewer.get("/quan-tri/dia-ban/").content.decode()
    found = viewer.get("/quan-tri/dia-ban/?tim=ha tay").content.decode()
    assert "tỉnh Hà Tây" in found
    page = viewer.get("/quan-tri/dia-ban/99001/").content.decode()
    assert "Lịch sử" in page and "tỉnh Sao Mai" in page and "Hình thành ngày 01/07/2025 từ" in page
    assert viewer.get("/quan-tri/dia-ban/77777/").status_code == 404


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_merger_is_recorded_after_its_effects_were_seen(own_home: Path, sign_in: Person) -> None:
    admin = sign_in("admin")
    seen = admin.post("/quan-tri/dia-ban/ghi/", {**MERGER, "xem": "1"}).content.decode()
    assert "nhập vào phường Sao Bến" in seen and "bằng nhau" in seen and "Dân số (người), năm 2026" in seen
    assert not site(Ledger.open(own_home)).acts
    digest = re.search(r'name="da-xem" value="(\w+)"', seen)
    assert digest
    stale = admin.post("/quan-tri/dia-ban/ghi/", {**MERGER, "ngay": "2027-02-01", "ghi": "1", "da-xem": digest[1]})
    assert stale.status_code == 200 and not site(Ledger.open(own_home)).acts
    done = admin.post("/quan-tri/dia-ban/ghi/", {**MERGER, "ghi": "1", "da-xem": digest[1]}, follow=True)
    assert "Đã ghi vào sổ" in done.content.decode() and "đang áp dụng" in done.content.decode()
    (act,) = site(Ledger.open(own_home)).acts
    assert act.act.source == "Nghị quyết số 9/NQ-HĐND (lý do: tinh gọn)" and act.submission.actor == "admin"

    told = admin.post(f"/quan-tri/dia-ban/rut/{act.seq}/", {"ly-do": "ghi nhầm ngày"}, follow=True).content.decode()
    assert f"Đã rút số {act.seq}" in told and not site(Ledger.open(own_home)).acts


def test_units_may_be_named_instead_of_numbered(home: Path, sign_in: Person) -> None:
    by_name = {**MERGER, "tu": "phường Ánh Sao; Bến Mây", "vao": "Ánh Sao"}
    admin = sign_in("admin")
    seen = [admin.post("/quan-tri/dia-ban/ghi/", said).content.decode() for said in (MERGER, by_name)]
    marks = [re.findall(r'name="da-xem" value="(\w+)"', page) for page in seen]
    assert marks[0] and marks[0] == marks[1]  # the same act
    unknown = admin.post("/quan-tri/dia-ban/ghi/", {**by_name, "tu": "Ánh Sao, Bến Mơ"})
    assert unknown.status_code == 422 and "Bến Mơ" in unknown.content.decode()


@pytest.mark.slow
def test_a_division_shows_people_by_share(home: Path, sign_in: Person) -> None:
    said = {
        "viec": "chia", "tu": "99001", "ngay": "2027-01-01", "van-ban": "NQ", "phan-ma-0": "99001", "phan-ty-0": "60%",
        "phan-ma-1": "99500", "phan-ten-1": "phường Nắng Mới", "phan-ty-1": "2/5",
    }  # fmt: skip
    seen = sign_in("admin").post("/quan-tri/dia-ban/ghi/", said).content.decode()
    assert "phường Nắng Mới: 40%, khoảng" in seen and "bằng nhau" in seen


def test_what_cannot_be_done_is_told_and_kept_in_the_form(home: Path, sign_in: Person) -> None:
    answer = sign_in("admin").post("/quan-tri/dia-ban/ghi/", {**MERGER, "tu": "99001"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "sáp nhập cần ít nhất hai đơn vị" in page and "Nghị quyết số 9" in page
    foreign = {**MERGER, "tu": "00004,00008", "vao": "00004", "ten": ""}
    assert sign_in("admin").post("/quan-tri/dia-ban/ghi/", foreign).status_code in (403, 422)
    assert sign_in("data").get("/quan-tri/dia-ban/ghi/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_shapes_are_seen_on_a_map_before_they_are_taken_in(
    own_home: Path, sign_in: Person, settings: Any, tmp_path: Path
) -> None:
    settings.SOYTE_UPLOADS = tmp_path / "uploads"
    admin = sign_in("admin")
    square = [[[107.0, 16.0], [107.1, 16.0], [107.1, 16.1], [107.0, 16.1], [107.0, 16.0]]]
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": {"type": "Polygon", "coordinates": square},
        }
        for code, name in (("99001", "Ánh Sao"), ("99777", "Không Có"))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    said = {"ngay": "2026-07-25", "nguon": "Sở", "giay-phep": ""}
    refused = admin.post("/quan-tri/ranh-gioi/", {"tep": SimpleUploadedFile("xa.geojson", text), **said})
    assert refused.status_code == 422 and "nguồn và giấy phép" in refused.content.decode()
    sent = {"tep": SimpleUploadedFile("xa.geojson", text), **said, "giay-phep": "CC BY 4.0"}
    address = admin.post("/quan-tri/ranh-gioi/", sent).headers["Location"]
    run_pending()
    seen = admin.get(address).content.decode()
    assert "1 trên 2 vùng" in seen and 'class="land"' in seen and "99777" in seen
    admin.post(address, {"nhan": "1"})
    run_pending()
    assert "Đã nhận" in admin.get(address).content.decode()
    assert "CC BY 4.0" in admin.get("/quan-tri/ranh-gioi/").content.decode()
