"""A data officer has the ledger examined, watches, and is led to what was found: in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe import assert_accessible
from playwright.sync_api import Page, expect

from soyte.portal.jobs import run_pending


@pytest.mark.slow
def test_an_examination_is_asked_for_watched_and_read(own_home: Path, as_person: Callable[[str, str], Page]) -> None:
    page = as_person("data", "/kham-kho/")
    assert_accessible(page)
    page.get_by_role("button", name="Khám kỹ").click()
    expect(page.get_by_role("status")).to_contain_text("Đang chờ")
    expect(page.get_by_role("button", name="Dừng việc này")).to_be_visible()
    assert_accessible(page)
    run_pending()
    page.wait_for_url("**/kham-kho/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("kho lành lặn")
    page.get_by_role("link", name="Việc chạy nền").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("● xong")
    assert_accessible(page)
