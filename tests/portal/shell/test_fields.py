"""In a browser of another language, days and files are still chosen in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.slow


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that speaks English."""
    made = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    yield made
    made.close()


def test_a_day_is_written_as_in_vietnam_and_sent_as_the_address_has_it(
    home: Path, as_person: Callable[..., Page]
) -> None:
    page = as_person("data", "/lan-gui/?tu=2024-02-01")
    since = page.get_by_label("Từ ngày")
    expect(since).to_have_value("01/02/2024")
    since.fill("31/13/2024")
    page.get_by_role("button", name="Lọc").click()
    assert "ngày như 31/12/2025" in since.evaluate("one => one.validationMessage")
    since.fill("3/4/2024")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**tu=2024-04-03**")


def test_a_chosen_file_is_named(home: Path, as_person: Callable[..., Page], tmp_path: Path) -> None:
    (tmp_path / "bao-cao.txt").write_text("BÁO CÁO", "utf-8")
    page = as_person("viewer", "/ra-soat/")
    expect(page.get_by_text("chưa chọn tệp nào")).to_be_visible()
    page.get_by_label("Báo cáo cần rà soát").set_input_files(tmp_path / "bao-cao.txt")
    expect(page.get_by_text("bao-cao.txt")).to_be_visible()
