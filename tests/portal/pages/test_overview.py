"""What a director looks at first: targets with verdicts, what came in, what is late, what was corrected."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from axe import assert_accessible
from django.test import Client
from playwright.sync_api import Page, expect

from soyte.ledger.ledger import Ledger


def words(answer: bytes) -> str:
    """What a reader sees of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.decode())).split())


def test_whoever_is_not_signed_in_is_asked_to_sign_in(home: Path, client: Client, db: None) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/dang-nhap/?next=/")


def test_the_title_says_how_the_targets_of_the_last_year_stand(home: Path, sign_in: Callable[[str], Client]) -> None:
    seen = words(sign_in("leader").get("/").content)
    assert "Năm 2025: 2 chỉ tiêu không đạt, 1 cơ bản đạt, 1 chưa đủ số liệu, 4 đạt, 1 vượt" in seen
    missed = "✕ Không đạt Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ 91,6% còn thiếu 3,4 điểm > 95% Bộ Y tế"
    assert missed in seen
    assert "● Đạt (tạm) Số ca mắc sởi ca sơ bộ 51 thấp hơn 9 ca ≤ 60 UBND tỉnh" in seen


def test_it_tells_who_is_late_what_came_in_and_what_was_taken_back(
    own_home: Path, sign_in: Callable[[str], Client]
) -> None:
    ledger = Ledger.open(own_home)
    sent = next(act for act in ledger.state().acts if act.name == "luot-kham.csv")
    ledger.withdraw(sent.submission_id, actor="can-bo", reason="gửi nhầm")
    seen = words(sign_in("leader").get("/?ngay=1").content)
    assert "1/16 đơn vị chưa báo cáo (xã Gió Ngàn)" in seen
    assert "chi-tieu-sao-mai-2025.csv UBND tỉnh Sao Mai" in seen
    assert "luot-kham.csv đã rút: gửi nhầm can-bo" in seen


def test_a_commune_sees_its_own_and_nobody_elses(home: Path, sign_in: Callable[[str], Client]) -> None:
    sender = sign_in("sender")
    assert "phường Ánh Sao" in words(sender.get("/").content)
    assert sender.get("/?dia-ban=99013").status_code == 403


def test_the_table_is_saved_with_its_sources(home: Path, sign_in: Callable[[str], Client]) -> None:
    saved = sign_in("leader").get("/?xuat=csv").content.decode("utf-8-sig")
    assert saved.splitlines()[0] == "Mức đạt,Chỉ tiêu,Kết quả,So với chỉ tiêu,Chỉ tiêu giao,Cơ quan,Xu hướng"
    assert "bao-cao-sao-mai-2025.txt (lần gửi số 9" in saved


@pytest.mark.slow
def test_a_director_gets_from_a_number_to_the_words_in_three_clicks(home: Path, as_person: Callable[..., Page]) -> None:
    page = as_person("leader", "/")
    assert_accessible(page)
    page.get_by_role("link", name="91,6%").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tiêm chủng đầy đủ, tỉnh Sao Mai, năm 2025: 91,6%")
    assert_accessible(page)
    page.get_by_role("link", name=re.compile(r"^dòng \d+")).click()
    expect(page.get_by_role("blockquote")).to_contain_text("được tiêm chủng đầy đủ đạt 91,6% (chỉ tiêu Bộ Y tế giao")
    expect(page.locator("blockquote mark")).to_have_text("91,6%")
    assert_accessible(page)

    page.goto(page.url.split("/truy-nguon")[0])
    page.get_by_role("link", name="sơ bộ 592").click()
    expect(page.get_by_text("Cộng lại khớp")).to_be_visible()
    page.get_by_role("link", name="dòng 2, cột Số mắc").click()
    expect(page.locator("blockquote mark")).to_have_text("dòng 2, cột Số mắc = “5”")
    page.go_back()
    page.go_back()
    expect(page).to_have_title(re.compile("^Năm 2025"))


def test_whoever_answers_for_a_ward_does_not_read_how_files_of_others_are_called(
    own_home: Path, sign_in: Callable[[str], Client]
) -> None:
    name = Ledger.open(own_home).state().acts[-1].name
    for path in ("/?ngay=30", "/chi-tieu/dengue_cases/"):
        assert name in words(sign_in("leader").get(path).content)
        assert name not in words(sign_in("sender").get(path).content)


@pytest.mark.parametrize("year", ["²²²²", "0000", "0001", "9999"])
@pytest.mark.parametrize("path", ["/", "/phieu-chi-tieu/", "/hai-nguon/", "/chi-tieu-giao/", "/chi-tieu-giao/nhap/"])
def test_a_year_that_is_none_is_as_if_it_were_not_said(
    home: Path, sign_in: Callable[[str], Client], path: str, year: str
) -> None:
    assert sign_in("planner").get(path, {"nam": year, "thay": "target:1/1"}).status_code == 200


def test_the_last_day_of_all_can_be_looked_back_from(home: Path, sign_in: Callable[[str], Client]) -> None:
    assert sign_in("planner").get("/phieu-chi-tieu/?tai=9999-12-31").status_code == 200
