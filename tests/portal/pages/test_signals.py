"""Signals on screen: kinds apart, what could not be tested, the series behind each, and settings with their consequences."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe import assert_accessible
from django.test import Client
from playwright.sync_api import Page, expect

from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive
from soyte.sample import year
from soyte.sample.counts import write_weeks

SignIn = Callable[[str], Client]
SERIES = "/tin-hieu/chuoi/?tuan=2025-W34&benh=dengue&cap=xa&noi=99046"


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weekly history of the invented province, with its outbreak in xã Khe Biếc."""
    folder = tmp_path_factory.mktemp("weeks")
    ledger = Ledger.create(folder / "home", name="Sở Y tế tỉnh Sao Mai", place=year.CODE)
    table = write_weeks(folder, diseases=("dengue",))
    receive(ledger, Order(table.file, actor="test", sender="CDC tỉnh Sao Mai", mapping=table.mapping))
    return folder / "home"


@pytest.fixture
def weeks(watched: Path, settings: Any) -> Path:
    """The portal serves it; tests only read it."""
    settings.SOYTE_HOME = watched
    return watched


def read(client: Client, address: str) -> str:
    """What a page says, mark-up aside."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-600:]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_statistic_and_a_condition_of_the_law_are_two_things_and_what_was_not_tested_says_why(
    weeks: Path, sign_in: SignIn
) -> None:
    client = sign_in("leader")
    said = read(client, "/tin-hieu/?tuan=2025-W34")
    statistic, _, rest = said.partition("Điều kiện theo quy định: 2")
    assert "xã Khe Biếc: 14 ca Sốt xuất huyết Dengue, dự kiến 1,7, ngưỡng thống kê 7" in statistic
    assert "xã Cánh Diều: 7 ca Sốt xuất huyết Dengue, trung bình cùng kỳ 4, mức quy định trên 4" in rest
    assert "quá ít ca trong các kỳ gần đây để kiểm định" in statistic
    assert "tín hiệu giả" in said
    only = read(client, "/tin-hieu/?tuan=2025-W34&loai=quy-dinh&cap=xa")
    assert "ngưỡng thống kê" not in only
    called = client.get("/api/signals?week=2025-W34").json()
    saved = client.get("/tin-hieu/?tuan=2025-W34&xuat=csv").content.decode("utf-8-sig")
    assert len(called["signals"]) == len(saved.partition("\r\n\r\n")[0].splitlines()) - 1 == 5


def test_without_a_week_the_newest_with_counts_is_shown_and_a_wrong_week_is_a_sentence(
    weeks: Path, sign_in: SignIn
) -> None:
    client = sign_in("viewer")
    assert "Tuần 36/2025" in read(client, "/tin-hieu/")
    wrong = client.get("/tin-hieu/?tuan=2025-08")
    assert wrong.status_code == 422
    assert "ví dụ 2025-W34" in html.unescape(wrong.content.decode())


def test_a_series_has_its_pictures_and_leads_to_its_rows(weeks: Path, sign_in: SignIn) -> None:
    client = sign_in("leader")
    page = client.get(SERIES).content.decode()
    assert page.count("data-chart") == 4
    (trace,) = set(re.findall(r'href="(/truy-nguon/[^"]+)">14 ca', page))
    assert "Cộng lại khớp" in read(client, html.unescape(trace))
    picture = client.get(f"{SERIES}&xuat=svg&hinh=ban-do").content.decode()
    assert picture.startswith("<svg")
    assert "Khe Biếc" in picture


def test_other_settings_say_what_they_would_have_found_and_missed(weeks: Path, sign_in: SignIn) -> None:
    client = sign_in("leader")
    said = read(client, "/tin-hieu/thiet-lap/?tuan=2025-W34&benh=dengue&cap=xa&alpha=0,05")
    assert "đang dùng vượt ngưỡng 2 lần, thiết lập thử 8 lần (6 thêm, 0 mất)" in said
    assert "Tuần 33/2025, Tuần 34/2025" in said
    assert client.get("/tin-hieu/thiet-lap/?tuan=2025-W34&alpha=2").status_code == 422


def test_a_commune_sees_its_own_signals_and_no_others(weeks: Path, sign_in: SignIn) -> None:
    client = sign_in("sender")
    assert "Khe Biếc" not in read(client, "/tin-hieu/?tuan=2025-W34")
    assert client.get(SERIES).status_code == 403
    assert "phường Ánh Sao" in read(client, "/tin-hieu/chuoi/?tuan=2025-W34&benh=dengue")
    assert client.get("/tin-hieu/thiet-lap/?tuan=2025-W34").status_code == 403
    assert client.get("/api/signals?week=2025-W34").status_code == 403


def test_a_ledger_without_counts_says_where_they_come_from(settings: Any, tmp_path: Path, sign_in: SignIn) -> None:
    Ledger.create(tmp_path / "home", name="Sở Y tế tỉnh Sao Mai", place=year.CODE)
    settings.SOYTE_HOME = tmp_path / "home"
    for address in ("/tin-hieu/", "/tin-hieu/chuoi/", "/tin-hieu/thiet-lap/"):
        assert "Số ca đến từ hồ sơ khám, chữa bệnh BHYT hoặc từ bảng số ca" in read(sign_in("leader"), address)


@pytest.mark.slow
def test_from_the_week_to_the_outbreak_to_another_setting(weeks: Path, as_person: Callable[..., Page]) -> None:
    page = as_person("leader", "/tin-hieu/?tuan=2025-W35")
    page.get_by_role("link", name="← Tuần trước").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuần 34/2025: 1 tín hiệu thống kê")
    assert_accessible(page)
    page.get_by_role("link", name="Xem chuỗi: Tuần 34 (18/8–24/8/2025), xã Khe Biếc: 14 ca").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("vượt ngưỡng 2 tuần liền")
    expect(page.locator("figure[data-chart] svg").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Thử thiết lập khác").click()
    page.get_by_label("Mức ý nghĩa alpha").fill("0,05")
    page.get_by_role("button", name="Thử", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("6 thêm, 0 mất")
    assert_accessible(page)
