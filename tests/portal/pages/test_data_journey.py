"""The data officer's way in a real browser: a table that nobody has described is mapped, taken in, looked at and taken back;
the administrator merges two communes after seeing what that does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import assert_accessible
from playwright.sync_api import Page, expect

from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import site
from soyte.measures.compute import figures
from soyte.portal.jobs import run_pending

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=20_000)
ROWS = [("99001", 1, "12"), ("99013", 1, "1.204"), ("99001", 2, "nhiều"), ("99013", 2, "-")]
TABLE = "Mã trạm,Tháng báo cáo,Số lượt khám,Tỷ lệ %\n" + "".join(
    f"{place},T{month}/2023,{visits},{month}\n" for place, month, visits in ROWS
)


def test_an_unknown_table_is_mapped_taken_in_looked_at_and_taken_back(
    own_home: Path, as_person: Callable[..., Page], settings: Any, tmp_path: Path
) -> None:
    settings.SOYTE_UPLOADS = tmp_path / "uploads"
    (tmp_path / "kham-2023.csv").write_text(TABLE, "utf-8")
    page = as_person("data", "/nhan-tep/")
    page.set_input_files("#tep", tmp_path / "kham-2023.csv")
    assert_accessible(page)
    page.get_by_role("button", name="Tải lên").click()
    expect(page.get_by_text("phần mềm chưa biết cột nào là gì")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Lập ánh xạ cột").click()
    page.wait_for_url("**/anh-xa/lap/**")  # with all its scripts
    expect(page.locator("#vai-0")).to_have_value("place")
    expect(page.locator("#vai-3")).to_have_value("ignore")
    page.locator("#vai-2").select_option("ignore")  # the page reads anew with each choice
    expect(page.get_by_text("Chưa chọn cột nào là số liệu.")).to_be_visible()
    page.locator("#vai-2").select_option("value")
    page.locator("#dem-2").select_option("visits")
    expect(page.get_by_text("3 trên 4 ô đọc được")).to_be_visible()
    expect(page.get_by_text("ghi “nhiều”")).to_be_visible()
    page.locator("#ten").fill("Lượt khám của trạm")
    assert_accessible(page)
    page.get_by_role("button", name="Lưu ánh xạ").click()

    expect(page.get_by_text("Đã lưu ánh xạ “Lượt khám của trạm”")).to_be_visible()
    page.get_by_role("button", name="Nhận tệp này").click()
    expect(page.get_by_text("Đang chờ tới lượt.")).to_be_visible()
    run_pending()
    expect(page.get_by_text("3 trên 4 dòng")).to_be_visible()  # without a reload
    page.get_by_role("link", name="để riêng 1").click()
    expect(page.get_by_role("cell", name="dòng 4, cột Số lượt khám")).to_be_visible()
    assert_accessible(page)
    book = Ledger.open(own_home)
    assert figures(book, "visits", period="2023").computed[0].value == 1216

    page.get_by_role("link", name="Rút lần gửi").click()
    expect(page.get_by_role("row").filter(has_text="Số lượt khám bệnh").first).to_contain_text("1.216")
    assert_accessible(page)
    page.get_by_label("Lý do rút").fill("gửi nhầm năm")
    page.get_by_role("button", name="Rút lần gửi số").click()
    expect(page.get_by_text("Lần gửi này đã được rút")).to_be_visible()
    assert figures(Ledger.open(own_home), "visits", period="2023").computed[0].value is None
    page.go_back()
    expect(page.get_by_text("Lần gửi này đã được rút")).to_be_visible()


def test_two_communes_are_merged_after_a_look_at_what_that_does(own_home: Path, as_person: Callable[..., Page]) -> None:
    page = as_person("admin", "/quan-tri/dia-ban/")
    assert_accessible(page)
    page.get_by_role("link", name="phường Bến Mây").click()
    page.get_by_role("link", name="Sáp nhập").click()
    page.locator("#tu").fill("99001, 99013")
    page.locator("#vao").fill("99001")
    page.locator("#ngay").fill("2027-01-01")
    page.locator("#van-ban").fill("Nghị quyết số 9/NQ-HĐND")
    page.get_by_role("button", name="Xem tác động").click()
    expect(
        page.get_by_role("heading", name="Sáp nhập: 01/01/2027: phường Bến Mây nhập vào phường Ánh Sao")
    ).to_be_visible()
    people = page.get_by_role("row").filter(has_text="Dân số")
    expect(people).to_contain_text("bằng nhau")
    assert not site(Ledger.open(own_home)).acts
    assert_accessible(page)
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("cell", name="đang áp dụng")).to_be_visible()
    assert site(Ledger.open(own_home)).atlas.unit("99013", site(Ledger.open(own_home)).acts[0].act.on) is None
