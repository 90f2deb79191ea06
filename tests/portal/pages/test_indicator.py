"""One indicator by its filters: series, ranking, map, sources, definition, exports of just what is shown."""

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
from soyte.receiving import Order, receive

PAGE = "/chi-tieu/dengue_cases/"


@pytest.fixture
def seen(home: Path, sign_in: Callable[[str], Client]) -> Callable[[str], str]:
    """The words of the page under a query."""
    planner = sign_in("planner")

    def asked(query: str = "", page: str = PAGE) -> str:
        answer = planner.get(f"{page}{query}")
        assert answer.status_code == 200, answer.content.decode()
        text = re.sub(r"<script.*?</script>", " ", answer.content.decode(), flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    return asked


def test_the_title_tells_result_and_verdict(seen: Callable[..., str]) -> None:
    assert "Số ca mắc sốt xuất huyết Dengue: sơ bộ 592 ca, tạm tính đạt chỉ tiêu (năm 2025)" in seen()


def test_the_table_tells_status_completeness_and_both_owners(seen: Callable[..., str]) -> None:
    told = seen()
    assert "Năm 2026 Trung tâm Kiểm soát bệnh tật tỉnh Sao Mai 469 sơ bộ 10/12 tháng; 16/16 nơi" in told
    assert "592 UBND tỉnh: ≤ 600 ca chính thức, còn thiếu báo cáo 12/12 tháng; 40/40 nơi; 333/336 báo cáo" in told
    assert "Năm 2025 Sở Y tế tỉnh Sao Mai 598 UBND tỉnh: ≤ 600 ca nêu trong văn bản" in told


def test_zero_none_and_not_reported_are_told_apart(seen: Callable[..., str]) -> None:
    told = seen("?xem=tung-noi&theo=thang&nam=2024&dia-ban=99")
    assert " 0 " in told
    assert "không có" in told
    assert "chưa báo cáo" in told


def test_a_months_counts_carry_no_yearly_target(seen: Callable[..., str]) -> None:
    told = seen("?theo=thang&nam=2025")
    assert "Tháng 12/2025 74 chính thức" in told
    assert "≤ 600 ca chính thức" not in told


def test_own_and_current_boundaries_give_one_total(seen: Callable[..., str], sign_in: Callable[[str], Client]) -> None:
    own, now = ([int(line.split(",")[3]) for line in _rows(sign_in, f"?xem=xep-hang&nam=2025&dia-gioi={of}")] for of in ("luc-do", "hien-nay"))  # fmt: skip
    assert len(own) > len(now) == 16
    assert sum(own) == sum(now) == 592


def _rows(sign_in: Callable[[str], Client], query: str) -> list[str]:
    saved = sign_in("planner").get(f"{PAGE}{query}&xuat=csv").content.decode("utf-8-sig")
    return [line for line in saved.split("\r\n\r\n")[0].splitlines()[1:] if line.split(",")[3].isdigit()]


def test_as_of_shows_what_was_known_then(seen: Callable[..., str]) -> None:
    told = seen("?tai=2")
    assert "Năm 2024 621" in told
    assert "592" not in told
    assert "Như đã biết sau lần ghi nhận số 2" in told


def test_two_sources_stand_side_by_side_with_their_difference(seen: Callable[..., str]) -> None:
    told = seen("?xem=doi-chieu")
    assert "Năm 2025 592 598 6 Năm 2024 621 621 khớp" in told


def test_the_place_stands_among_provinces_by_what_their_reports_state(
    own_home: Path, sign_in: Callable[[str], Client], tmp_path: Path
) -> None:
    report = tmp_path / "bao-cao-bac-ninh.txt"
    report.write_text(
        "BÁO CÁO\n\n- Tỷ lệ dân số tham gia bảo hiểm y tế của tỉnh Bắc Ninh năm 2025 đạt 93,4%.\n", "utf-8"
    )
    receive(Ledger.open(own_home), Order(report, actor="test", sender="Sở Y tế tỉnh Bắc Ninh"))
    leader = sign_in("leader")
    page = leader.get("/chi-tieu/bhyt_coverage_rate/?xem=doi-chieu").content.decode()
    assert "Tỷ lệ dân số tham gia bảo hiểm y tế, năm 2025: tỉnh Sao Mai thứ 1 trên 2, kể từ cao" in page
    address = re.search(r'href="(/truy-nguon/\?so-lieu=[^"]+)">93,4', page)
    assert address is not None
    assert leader.get(unescape(address[1])).status_code == 200


def test_the_definition_names_its_legal_source_and_how_well_it_is_known(seen: Callable[..., str]) -> None:
    told = seen("?xem=dinh-nghia")
    assert "[L] đã tra văn bản" in told
    assert "Chiều đánh giá càng thấp càng tốt" in told


def test_without_figures_the_page_says_what_could_bring_them(seen: Callable[..., str]) -> None:
    told = seen("", "/chi-tieu/pertussis_deaths/")
    assert "Số ca tử vong do ho gà: chưa có số liệu" in told
    assert "Kho chưa có số liệu nào" in told


@pytest.mark.parametrize(
    ("query", "kind"), [("hinh=chuoi&xuat=svg", "svg"), ("xem=ban-do&hinh=ban-do&xuat=png", "png")]
)
def test_pictures_carry_title_and_citation(home: Path, sign_in: Callable[[str], Client], query: str, kind: str) -> None:
    answer = sign_in("planner").get(f"{PAGE}?{query}")
    assert answer.headers["Content-Type"].startswith(f"image/{kind}")
    if kind == "svg":
        drawn = " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
        assert "sơ bộ 592 ca" in drawn
        assert "Như đã biết sau lần ghi nhận số 10" in drawn


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?tai=hom-qua", 422),
        ("?nam=xyz", 422),
        ("?dia-ban=79", 403),
        ("?dia-gioi=abc", 422),
        ("?xem=khac&theo=khac", 200),
    ],
)
def test_what_cannot_be_asked_is_answered_in_a_sentence(
    home: Path, sign_in: Callable[[str], Client], query: str, status: int
) -> None:
    assert sign_in("planner").get(f"{PAGE}{query}").status_code == status
    assert sign_in("planner").get("/chi-tieu/khong-co/").status_code == 404


@pytest.mark.slow
def test_a_planner_filters_looks_back_changes_boundaries_and_saves(home: Path, as_person: Callable[..., Page]) -> None:
    page = as_person("planner", "/chi-tieu/")
    assert_accessible(page, "light")
    page.get_by_label("Tìm theo tên, mã").fill("sốt xuất huyết")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Số ca mắc sốt xuất huyết Dengue", exact=True).click()
    drawn = page.locator("figure[data-chart='drawn'] svg")
    expect(drawn).to_have_attribute("aria-label", re.compile("sơ bộ 592 ca"))
    assert_accessible(page)

    page.get_by_label("Như đã biết").select_option("2")
    expect(page).to_have_url(re.compile(r"tai=2"))
    expect(page.get_by_text("592")).to_have_count(0)
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("End")
    slider.blur()
    expect(page).to_have_url(re.compile(r"tai=(&|$)"))

    page.get_by_role("link", name="Xếp hạng").click()
    page.get_by_label("Địa giới").select_option("hien-nay")
    page.get_by_label("Năm", exact=True).select_option("2025")
    expect(page.locator("tbody tr")).to_have_count(16)
    assert_accessible(page, "light")
    with page.expect_download() as saved:
        page.get_by_role("link", name="XLSX").click()
    assert saved.value.suggested_filename == "dengue_cases-99-2025.xlsx"
    with page.expect_download() as picture:
        page.get_by_role("link", name="PNG").click()
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")
    for view in ("Bản đồ", "Từng nơi", "Đối chiếu", "Định nghĩa"):
        page.get_by_role("link", name=view, exact=True).click()
        assert_accessible(page, "light")
    page.go_back()
    expect(page.get_by_role("link", name="Đối chiếu")).to_have_attribute("aria-current", "page")
