"""Periods: when a figure was true, by its own words, its line, the lines above or the title."""

from __future__ import annotations

import pytest

from written import read, rows


def head(title: str) -> str:
    return f"SỞ Y TẾ TỈNH BÌNH SƠN\n\nBÁO CÁO\n{title}\n\n"


def periods(text: str, title: str = "Kết quả công tác y tế năm 2024") -> list[str]:
    return rows(text, "period", head=head(title))


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Kết quả công tác y tế năm 2024", "2024"),
        ("Tổng kết công tác y tế năm 2024, phương hướng, nhiệm vụ năm 2025", "2024"),
        ("Kết quả công tác 6 tháng đầu năm 2024", "2024-01-01/2024-06-30"),
        ("Kết quả công tác 9 tháng năm 2024", "2024-01-01/2024-09-30"),
        ("Kết quả công tác quý I năm 2024", "2024-Q1"),
        ("Kết quả công tác y tế tháng 9 năm 2024", "2024-09"),
        ("Tình hình dịch bệnh tuần 37 năm 2024", "2024-W37"),
    ],
)
def test_the_title_gives_the_period_of_every_figure(title: str, period: str) -> None:
    assert periods("Ghi nhận 12 ca.", title) == [f"12 {period}"]
    assert read("Ghi nhận 12 ca.", head(title)).period == period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2023 ghi nhận 12 ca.", "12 2023"),
        ("Tháng 12/2024 ghi nhận 12 ca.", "12 2024-12"),
        ("Quý IV/2024: 40 ca.", "40 2024-Q4"),
        ("6 tháng đầu năm: 120 ca.", "120 2024-01-01/2024-06-30"),
        ("Tính đến 17/12/2024 có 345 ca.", "345 2024-01-01/2024-12-17"),
        ("Đến hết tháng 11/2024 có 345 ca.", "345 2024-01-01/2024-11-30"),
        ("Ghi nhận 345 ca trong tháng 12/2024.", "345 2024-12"),
        ("Từ 09/9 đến 15/9/2024 ghi nhận 12 ca.", "12 2024-09-09/2024-09-15"),
        ("Năm 2023 có 12 ca, năm 2024 có 15 ca.", "12 2023; 15 2024"),
        ("Số ca mắc: 12 ca (năm 2023), 15 ca (năm 2024).", "12 2023; 15 2024"),
    ],
)
def test_words_of_the_clause_give_a_period_of_its_own(text: str, expected: str) -> None:
    assert "; ".join(periods(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghi nhận 33 ca, giảm 8 ca so với năm 2023 (41 ca).", "33 2024; 8 2024; 41 2023"),
        ("Ghi nhận 33 ca, giảm 8 ca so với năm trước (41 ca).", "33 2024; 8 2024; 41 2023"),
        ("Ghi nhận 33 ca (cùng kỳ 41 ca).", "33 2024; 41 2023"),
    ],
)
def test_the_value_compared_with_is_of_its_own_period(text: str, expected: str) -> None:
    assert "; ".join(periods(text)) == expected


def test_a_week_and_the_weeks_before_it() -> None:
    text = (
        "Trong tuần ghi nhận 33 ca, giảm 8 ca so với tuần trước (41 ca). Cộng dồn từ đầu năm: 1.286 ca, "
        "giảm 26,2% so với cùng kỳ năm 2023 (1.742 ca)."
    )
    assert periods(text, "Tình hình dịch bệnh tuần 37 năm 2024") == [
        "33 2024-W37",
        "8 2024-W37",
        "41 2024-W36",
        "1.286 2024-01-01/2024-09-15",
        "26,2 2024-01-01/2024-09-15",
        "1.742 2023-01-01/2023-09-15",
    ]


def test_luy_tich_runs_from_january_to_the_end_of_the_month() -> None:
    text = "Trong tháng có 12 ca; luỹ tích 95 ca; lũy kế 3 ca tử vong; cộng dồn 5 ổ dịch."
    cumulative = "2024-01-01/2024-09-30"
    assert periods(text, "Kết quả công tác y tế tháng 9 năm 2024") == [
        "12 2024-09",
        f"95 {cumulative}",
        f"3 {cumulative}",
        f"5 {cumulative}",
    ]


def test_a_heading_dates_the_lines_below_it() -> None:
    text = "I. KẾT QUẢ\n1. Tháng 12/2024\n- Sởi: 12 ca.\n2. Cả năm\n- Sởi: 95 ca."
    assert periods(text) == ["12 2024-12", "95 2024"]


def test_a_narrower_period_of_the_line_beats_the_heading() -> None:
    text = "1. Kết quả năm 2024\n- Tháng 12/2024: 12 ca.\n- Sởi: 95 ca."
    assert periods(text) == ["12 2024-12", "95 2024"]


def test_a_period_holds_for_the_next_sentences_of_its_paragraph() -> None:
    assert periods("Trong tháng 12/2024 có 12 ca. Có 3 ca nặng.\n\nCó 95 ca.") == ["12 2024-12", "3 2024-12", "95 2024"]


def test_a_plan_section_is_of_the_next_year() -> None:
    text = "I. KẾT QUẢ NĂM 2024\n- Sởi: 95 ca.\nII. CHỈ TIÊU NĂM 2025\n- Bao phủ BHYT: 95% (năm 2024: 93,4%)."
    assert periods(text) == ["95 2024", "95 2025", "93,4 2024"]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Quyết định số 12/QĐ-UBND ngày 05/3/2022, có 12 ca.",
        "Thực hiện Nghị quyết năm 2021 của tỉnh, có 12 ca.",
        "Giai đoạn 2021 - 2025, có 12 ca.",
        "So với năm 2023, có 12 ca.",
        "Trẻ sinh năm 2020 được tiêm: 12 trẻ.",
        "Theo Luật Dược năm 2016, có 12 ca.",
    ],
)
def test_years_of_documents_programmes_and_births_date_nothing(text: str) -> None:
    assert periods(text) == ["12 2024"]


def test_a_date_of_counting_is_kept() -> None:
    (statement,) = read("Tính đến 17/12/2024 có 345 ca.").statements
    assert statement.as_of == "2024-12-17"


def test_without_any_year_there_is_no_period() -> None:
    (statement,) = read("Ghi nhận 12 ca.", head="").statements
    assert statement.period is None


@pytest.mark.xfail(reason="the period of the sentence, a comma in the name of a law")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tháng 12/2024 ghi nhận 33 ca, giảm 8 ca so với cùng kỳ (41 ca).", ["33 2024-12", "8 2024-12", "41 2023-12"]),
        ("Theo Luật Khám bệnh, chữa bệnh năm 2023, có 12 ca.", ["12 2024"]),
    ],
)
def test_dated_otherwise(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.xfail(reason="the results of the year before in a plan; a first year that only opens a span")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "KẾ HOẠCH\nPhòng chống dịch bệnh năm 2025\n\nI. MỤC TIÊU\n- Bao phủ 95%.\nII. KẾT QUẢ NĂM 2024\nGhi nhận 12 ca mắc.",
            ["95 2025", "12 2024"],
        ),
        (
            "Bệnh viện mổ ca khó\n\nĐây là ca thứ hai kể từ năm 2020 đến nay. Năm 2023 bệnh viện thực hiện 15 ca.",
            ["15 2023"],
        ),
    ],
)
def test_not_dated_yet(text: str, expected: list[str]) -> None:
    assert rows(text, "period", head="") == expected
