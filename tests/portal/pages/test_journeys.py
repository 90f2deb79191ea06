"""Two journeys in a real browser: a report read in its own text, and a target from entry to the signed scorecard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import assert_accessible
from playwright.sync_api import Page, expect

from soyte.ledger.events import events
from soyte.ledger.ledger import Ledger

pytestmark = pytest.mark.slow
REPORT = """SỞ Y TẾ TỈNH SAO MAI
BÁO CÁO
Kết quả công tác y tế năm 2025
Năm 2025, toàn tỉnh Sao Mai ghi nhận 598 ca mắc sốt xuất huyết Dengue, tăng 47 ca so với năm 2024 (621 ca).
Ghi nhận 51 ca mắc sởi, giảm 25 ca so với năm 2024 (66 ca).
"""


def test_a_report_is_read_decided_and_taken_away_marked(
    own_home: Path, as_person: Callable[..., Page], settings: Any, tmp_path: Path
) -> None:
    settings.SOYTE_DESK = tmp_path / "desk"
    report = tmp_path / "bao-cao.txt"
    report.write_text(REPORT, "utf-8")
    page = as_person("sender", "/ra-soat/")
    assert_accessible(page)
    page.set_input_files("input[type=file]", str(report))
    page.get_by_role("button", name="Rà soát", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 số liệu sai")
    assert_accessible(page)
    page.keyboard.press("n")
    page.keyboard.press("n")
    chosen = page.locator("li.item.on")
    expect(chosen).to_contain_text("giảm 25 ca")
    expect(page.locator(".paper .in").first).to_be_visible()
    assert page.url.endswith("#vf2")
    page.keyboard.press("p")
    expect(chosen).to_contain_text("tăng 47 ca")
    chosen.get_by_text("Kết luận", exact=True).click()
    chosen.get_by_label("Lý do").fill("Số 2024 đã điều chỉnh")
    chosen.get_by_role("button", name="Bỏ qua").click()
    expect(page.locator("#vf1")).to_contain_text("Bỏ qua: Số 2024 đã điều chỉnh")
    page.get_by_label("Kết luận", exact=True).select_option("bo")
    expect(page.locator("li.item")).to_have_count(1)
    assert "ket-luan=bo" in page.url
    with page.expect_download() as saved:
        page.get_by_role("link", name="DOCX").click()
    assert saved.value.suggested_filename == "bao-cao-danh-dau.docx"
    page.get_by_role("link", name="So với kho số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("lệch với kho")
    assert_accessible(page)
    told = events(Ledger.open(own_home), "finding")
    assert [(one.body["decision"], one.body["reason"]) for one in told] == [("dismissed", "Số 2024 đã điều chỉnh")]


def test_a_target_goes_from_entry_over_approval_into_the_scorecard(
    own_home: Path, as_person: Callable[..., Page]
) -> None:
    page = as_person("planner", "/chi-tieu-giao/?nam=2025")
    assert_accessible(page)
    page.get_by_role("link", name="Nhập chỉ tiêu giao").click()
    assert_accessible(page)
    page.get_by_label("Chỉ tiêu", exact=True).fill("Số ca mắc sởi")
    page.get_by_label("Mức giao").fill("bốn mươi")
    page.get_by_label("Cơ quan giao").select_option("HĐND")
    page.get_by_label("Văn bản giao").fill("NQ 15/NQ-HĐND")
    page.get_by_role("button", name="Gửi để duyệt").click()
    expect(page.locator(".errorlist")).to_contain_text("Không phải một con số")
    page.get_by_label("Mức giao").fill("40")
    page.get_by_role("button", name="Gửi để duyệt").click()
    expect(page.get_by_role("status")).to_contain_text("có hiệu lực khi người khác duyệt")
    expect(page.get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)
    assert_accessible(page)
    address = page.url
    leader = as_person("leader", "/")
    leader.get_by_role("link", name="1 chỉ tiêu giao chờ duyệt").click()
    leader.get_by_role("link", name=re.compile(r"^Số \d")).click()
    assert leader.url == address
    leader.get_by_role("button", name="Duyệt", exact=True).click()
    expect(leader.get_by_role("status")).to_contain_text("đã vào sổ")
    leader.goto(address.split("/chi-tieu-giao/")[0] + "/phieu-chi-tieu/?nam=2025&gon=1")
    assert_accessible(leader)
    row = leader.locator("tr", has_text="Số ca mắc sởi").first
    expect(row).to_be_visible()
    expect(leader.locator(".misses, .columns")).to_contain_text(
        "So với chỉ tiêu do HĐND tỉnh giao (≤ 40 ca): cao hơn 11 ca"
    )
    with leader.expect_download() as saved:
        leader.get_by_role("link", name="DOCX").click()
    assert saved.value.suggested_filename == "phieu-chi-tieu-99-2025.docx"
