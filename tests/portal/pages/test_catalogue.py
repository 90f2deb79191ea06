"""The catalogue on screen: what a word means, since when, by which document; what changed; definitions of the installation's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from soyte.ledger.ledger import Ledger
from soyte.measures.compute import figures

Person = Callable[[str], Client]
DOUBLE = {
    "loai": "indicator", "ma": "dengue_cases", "k-domain": "preventive", "k-name_vi": "Số ca sốt xuất huyết, cách của tỉnh",
    "k-unit": "ca", "k-numerator": "Ca mắc", "k-direction": "lower_better", "k-rollup": "sum", "k-certainty": "memory",
    "k-formula": "{sum: [{measure: cases, where: {disease: dengue}}, {measure: cases, where: {disease: dengue}}]}",
    "k-legal_source": "Quyết định của tỉnh (ví dụ)", "k-valid_from": "2025-01-01",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("indicator", "Số ca mắc sốt xuất huyết Dengue"),
        ("measure", "Số lượt khám bệnh"),
        ("disease", "A97"),
        ("list", "Danh mục: 1 danh mục bệnh"),
        ("regime", "Chế độ báo cáo"),
        ("owner", "Thống kê tỉnh"),
        ("unit", "ca/100.000 dân"),
        ("verdict_rule", "Ngưỡng cơ bản đạt"),
        ("claim_field", "XML1.MA_LK"),
        ("claim_code", "GIOI_TINH"),
    ],
)
def test_every_kind_of_definition_is_listed(kind: str, shown: str, home: Path, sign_in: Person) -> None:
    viewer = sign_in("viewer")
    page = viewer.get(f"/danh-muc/?loai={kind}&ngay=2026-11-22").content.decode()
    if kind == "disease":
        page = viewer.get("/danh-muc/disease/dengue/").content.decode()
    assert shown in page


def test_an_entry_is_found_by_its_words_and_shows_every_version(home: Path, sign_in: Person) -> None:
    viewer = sign_in("viewer")
    assert "1 chỉ tiêu" in viewer.get("/danh-muc/?tim=dengue_cases").content.decode()
    page = viewer.get("/danh-muc/owner/statistics/").content.decode()
    assert "từ 01/07/2025" in page and "đến 30/06/2025" in page and "Khác bản trước" in page
    assert viewer.get("/danh-muc/indicator/khong_co/").status_code == 404


def test_what_changed_between_two_days_is_told(home: Path, sign_in: Person) -> None:
    page = sign_in("viewer").get("/danh-muc/thay-doi/?tu=2026-06-30&den=2026-07-01").content.decode()
    assert "Quy định có hiệu lực từ 30/06/2026 đến 01/07/2026" in page and "Bệnh" in page
    same = sign_in("viewer").get("/danh-muc/thay-doi/?tu=2026-07-01&den=2026-07-01").content.decode()
    assert "Không có gì khác." in same


@pytest.mark.django_db(transaction=True)
def test_a_definition_of_ones_own_is_checked_then_recorded_and_counts(own_home: Path, sign_in: Person) -> None:
    officer = sign_in("data")
    form = officer.get("/danh-muc/dinh-nghia/?loai=indicator&ma=dengue_cases").content.decode()
    assert "Mã này đã có" in form and 'value="dengue_cases"' in form
    wrong = officer.post("/danh-muc/dinh-nghia/", {**DOUBLE, "k-formula": "{measure: khong_co}"})
    assert wrong.status_code == 422 and "không có số đo" in wrong.content.decode()
    seen = officer.post("/danh-muc/dinh-nghia/", {**DOUBLE, "xem": "1"}).content.decode()
    mark = re.search(r'name="da-xem" value="(\w+)"', seen)
    assert mark and "Hợp lệ, chưa ghi" in seen and "cách của tỉnh" in seen
    before = figures(Ledger.open(own_home), "dengue_cases", period="2025").computed[0].value
    done = officer.post(
        "/danh-muc/dinh-nghia/", {**DOUBLE, "ghi": "1", "da-xem": mark[1]}, follow=True
    ).content.decode()
    assert "Đã ghi định nghĩa riêng" in done and "Định nghĩa riêng của đơn vị" in done
    after = figures(Ledger.open(own_home), "dengue_cases", period="2025").computed[0].value
    assert before is not None and after == 2 * before
    assert "dengue_cases" in officer.get("/danh-muc/thay-doi/?so=rieng").content.decode()
    assert "1 chỉ tiêu" in officer.get("/danh-muc/?rieng=1").content.decode()
    seq = Ledger.open(own_home).state().head
    assert "Chỉ tiêu dengue_cases" in officer.get(f"/lan-gui/{seq}/rut/?xem=1").content.decode()


def test_whoever_may_not_define_is_told_so(home: Path, sign_in: Person) -> None:
    assert sign_in("admin").get("/danh-muc/dinh-nghia/").status_code == 403


@pytest.mark.parametrize("days", ["den=0001-01-01", "tu=0001-01-01&den=9999-12-31", "so=so&den=9999-12-31"])
def test_days_beyond_all_calendars_are_as_if_they_were_not_said(days: str, home: Path, sign_in: Person) -> None:
    assert sign_in("viewer").get(f"/danh-muc/thay-doi/?{days}").status_code == 200
