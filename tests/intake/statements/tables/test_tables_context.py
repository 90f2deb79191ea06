"""What headers, units and names of rows say about the figures in cells, whatever the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from drawn_tables import (
    HEAD,
    Grid,
    as_docx,
    as_html,
    as_xlsx,
    grid,
    in_bars,
    in_blanks,
    in_markdown,
    in_tabs,
    read,
    said,
    table,
)  # fmt: skip

TARGETS = """
STT | Chỉ tiêu                        | ĐVT    | Thực hiện 2023 | Kế hoạch 2024 | Ước TH 2024 | So KH (%) | So cùng kỳ (%) | Kế hoạch 2025
1   | Số giường bệnh/10.000 dân       | giường | 31,5           | 32,0          | 32,5        | 101,6     | 103,2          | 33,0
2   | Tỷ lệ bao phủ BHYT              | %      | 92,8           | 93,0          | 93,4        | 100,4     | 100,6          | ≥ 94,0
3   | Tổng số lượt khám bệnh          | lượt   | 1.421.000      | 1.450.000     | 1.482.300   | 102,2     | 104,3          | 1.500.000
"""

DISEASES = """
TT | Bệnh           | Năm 2023 | <       | Năm 2024 | <       | Tăng, giảm (%) | <
^  | ^              | Mắc      | Tử vong | Mắc      | Tử vong | Mắc            | Tử vong
1  | Sốt xuất huyết | 1.742    | 3       | 1.286    | 2       | -26,2          | -33,3
2  | Tay chân miệng | 747      | 0       | 934      | 0       | +25,0          | 0
"""

FORMATS: dict[str, Callable[[Grid], tuple[str | bytes, str]]] = {
    "bars": lambda rows: (f"{HEAD}\n{in_bars(rows)}\n", "a.txt"),
    "markdown": lambda rows: (f"{HEAD}\n{in_markdown(rows)}\n", "a.md"),
    "tabs": lambda rows: (f"{HEAD}\n{in_tabs(rows)}\n", "a.txt"),
    "blanks": lambda rows: (f"{HEAD}\n{in_blanks(rows)}\n", "a.txt"),
    "docx": lambda rows: (as_docx(rows), "a.docx"),
    "html": lambda rows: (as_html(rows), "a.html"),
    "xlsx": lambda rows: (as_xlsx(rows), "a.xlsx"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_of_targets(name: str) -> None:
    reading = read(*FORMATS[name](grid(TARGETS)))
    assert said(reading, "unit", "role", "period", "indicator") == [
        ("31,5", "giường/10.000 dân", "previous", "2023", "beds_per_10000"),
        ("32,0", "giường/10.000 dân", "target", "2024", "beds_per_10000"),
        ("32,5", "giường/10.000 dân", "actual", "2024", "beds_per_10000"),
        ("101,6", "%", "share", "2024", "beds_per_10000"),
        ("103,2", "%", "change", "2024", "beds_per_10000"),
        ("33,0", "giường/10.000 dân", "target", "2025", "beds_per_10000"),
        ("92,8", "%", "previous", "2023", "bhyt_coverage_rate"),
        ("93,0", "%", "target", "2024", "bhyt_coverage_rate"),
        ("93,4", "%", "actual", "2024", "bhyt_coverage_rate"),
        ("100,4", "%", "share", "2024", "bhyt_coverage_rate"),
        ("100,6", "%", "change", "2024", "bhyt_coverage_rate"),
        ("94,0", "%", "target", "2025", "bhyt_coverage_rate"),
        ("1.421.000", "lượt", "previous", "2023", "visits_total"),
        ("1.450.000", "lượt", "target", "2024", "visits_total"),
        ("1.482.300", "lượt", "actual", "2024", "visits_total"),
        ("102,2", "%", "share", "2024", "visits_total"),
        ("104,3", "%", "change", "2024", "visits_total"),
        ("1.500.000", "lượt", "target", "2025", "visits_total"),
    ]
    assert [s.estimate for s in reading.statements if s.role == "actual"] == [True, True, True]
    assert all(reading.text[s.start : s.end] == s.quote for s in reading.statements)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "blanks"])
def test_a_table_of_diseases_under_merged_headers(name: str) -> None:
    reading = read(*FORMATS[name](grid(DISEASES)))
    assert said(reading, "role", "period", "indicator") == [
        ("1.742", "previous", "2023", "dengue_cases"),
        ("3", "previous", "2023", "dengue_deaths"),
        ("1.286", "actual", "2024", "dengue_cases"),
        ("2", "actual", "2024", "dengue_deaths"),
        ("26,2", "change", "2024", "dengue_cases"),
        ("33,3", "change", "2024", "dengue_deaths"),
        ("747", "previous", "2023", "hfmd_cases"),
        ("0", "previous", "2023", "hfmd_deaths"),
        ("934", "actual", "2024", "hfmd_cases"),
        ("0", "actual", "2024", "hfmd_deaths"),
        ("25,0", "change", "2024", "hfmd_cases"),
        ("0", "change", "2024", "hfmd_deaths"),
    ]


def test_two_figures_in_a_cell_are_cases_and_deaths() -> None:
    reading = table(
        "Bệnh | Năm 2023 (mắc/chết) | Năm 2024 (mắc/chết)\nSởi | 12/0 | 87/1\nSốt xuất huyết | 2.145/1 | 1.563/0"
    )
    assert said(reading, "role", "indicator")[:4] == [
        ("12", "previous", "measles_cases"),
        ("0", "previous", "measles_deaths"),
        ("87", "actual", "measles_cases"),
        ("1", "actual", "measles_deaths"),
    ]


def test_the_caption_announces_unit_and_pairs() -> None:
    before = f"{HEAD}\nBảng 1. Số mắc, chết do một số bệnh (đơn vị: ca mắc/ca chết)\n"
    reading = table("Bệnh | 2023 | 2024\nSởi | 12/0 | 87/1\nSốt xuất huyết | 2.145/1 | 1.563/0", before)
    assert [s.indicator for s in reading.statements[:2]] == ["measles_cases", "measles_deaths"]
    money = table(
        "TT | Nội dung | Thực hiện\n1 | Chi đầu tư | 68.412\n2 | Chi khác | 398.200", f"{HEAD}Kinh phí (triệu đồng)\n"
    )
    assert [s.unit for s in money.statements] == ["triệu đồng", "triệu đồng"]


def test_running_numbers_years_codes_and_counted_columns_are_no_figures() -> None:
    reading = table("""
        TT  | Mã số | Đơn vị         | Điện thoại   | Năm 2024 | Năm 2025
        (1) | (2)   | (3)            | (4)          | (5)      | (6)
        1   | 24001 | Phường An Hòa  | 0912 345 678 | 412      | 420
        2   | 24002 | Xã Bình Minh   | 0912 345 679 | 305      | 310
    """)
    assert [s.value_text for s in reading.statements] == ["412", "420", "305", "310"]


def test_names_of_rows_hold_no_figures() -> None:
    reading = table("""
        Vắc xin                         | Chỉ tiêu năm 2024 (%) | Kết quả 9 tháng (%)
        Viêm gan B sơ sinh trong 24 giờ | 85                    | 70,2
        DPT mũi 4                       | 90                    | 66,0
    """)
    assert said(reading, "role", "period", "indicator") == [
        ("85", "target", "2024", "vacc_hepb_birth_24h_rate"),
        ("70,2", "actual", "2024-01-01/2024-09-30", "vacc_hepb_birth_24h_rate"),
        ("90", "target", "2024", "vacc_dpt4_rate"),
        ("66,0", "actual", "2024-01-01/2024-09-30", "vacc_dpt4_rate"),
    ]


def test_places_of_rows() -> None:
    reading = table("""
        TT | Xã, phường    | Số ca mắc sốt xuất huyết
        1  | Phường An Hòa | 41
        2  | Xã Bình Minh  | 23
           | Tổng cộng     | 64
    """)
    assert said(reading, "place", "indicator")[:2] == [
        ("41", "Phường An Hòa", "dengue_cases"),
        ("23", "Xã Bình Minh", "dengue_cases"),
    ]
    assert reading.statements[2].place not in ("Xã Bình Minh", "Tổng cộng")


def test_rows_of_years_and_a_column_of_remarks() -> None:
    reading = table("""
        Năm  | Sốt xuất huyết | <    | Ghi chú
        ^    | Mắc            | Chết | ^
        2022 | 1.204          | 1    |
        2023 | 1.742          | 3    | Tăng 44,7% so với năm 2022
        2024 | 1.286          | 2    |
    """)
    assert said(reading, "role", "period", "indicator") == [
        ("1.204", "actual", "2022", "dengue_cases"),
        ("1", "actual", "2022", "dengue_deaths"),
        ("1.742", "actual", "2023", "dengue_cases"),
        ("3", "actual", "2023", "dengue_deaths"),
        ("44,7", "change", "2024", "None"),
        ("1.286", "actual", "2024", "dengue_cases"),
        ("2", "actual", "2024", "dengue_deaths"),
    ]


def test_a_plan_compares_the_estimate_of_this_year_with_the_last() -> None:
    before = "UBND TỈNH BÌNH SƠN\nKẾ HOẠCH\nPhát triển sự nghiệp y tế năm 2026\n"
    reading = table(
        "TT | Chỉ tiêu | ĐVT | TH 2024 | Ước TH 2025 | Kế hoạch 2026\n1 | Tuổi thọ trung bình | tuổi | 74,2 | 74,6 | 74,8",
        before,
    )
    assert said(reading, "role", "period", "estimate") == [
        ("74,2", "previous", "2024", "False"),
        ("74,6", "actual", "2025", "True"),
        ("74,8", "target", "2026", "False"),
    ]


def test_weeks_and_running_totals_of_a_bulletin() -> None:
    reading = table(
        "Bệnh | Tuần 36 | Tuần 37 | Tăng/giảm | Cộng dồn 2024 | Cùng kỳ 2023 | So cùng kỳ (%)\nSởi | 41 | 38 | -3 | 1.024 | 1.300 | -21,2",
        "Bản tin tuần 37 năm 2024\n",
    )
    assert said(reading, "role", "period") == [
        ("41", "previous", "2024-W36"),
        ("38", "actual", "2024-W37"),
        ("3", "change", "2024-W37"),
        ("1.024", "actual", "2024-01-01/2024-09-15"),
        ("1.300", "previous", "2023-01-01/2023-09-15"),
        ("21,2", "change", "2024-01-01/2024-09-15"),
    ]


def test_layout_tables_are_prose() -> None:
    page = as_html(
        grid(
            "SỞ Y TẾ | Bình Sơn, ngày 5 tháng 7 năm 2024\nToàn tỉnh ghi nhận 486 ca sởi, giảm 12,3% so với cùng kỳ (554 ca). | Ảnh: minh họa"
        )
    )
    assert said(read(page, "a.html"), "role") == [("486", "actual"), ("12,3", "change"), ("554", "previous")]


def test_a_table_that_goes_on_without_its_header() -> None:
    first, second = grid(TARGETS)[:3], grid(TARGETS)[3:]
    page = as_html(first).replace(b"</body>", as_html(second, "").split(b"<body>")[1])
    assert [s.role.value for s in read(page, "a.html").statements[-6:]] == [
        "previous",
        "target",
        "actual",
        "share",
        "change",
        "target",
    ]


def test_a_number_broken_by_a_narrow_column_is_one() -> None:
    page = as_html(
        grid(
            "TT | Chỉ tiêu | TH 2023 | TH 2024\n1 | Lượt khám | 1.421. 000 | 1.482. 300\n2 | Lượt nội trú | 94.1 88 | 96 420"
        )
    )
    reading = read(page, "a.html")
    assert [s.value for s in reading.statements] == [1421000, 1482300, 94188, 96420]
    assert reading.statements[0].quote == "1.421. 000"


def test_tables_of_targets_under_headings_captions_and_years_to_come() -> None:
    under = table(
        "TT | Chỉ tiêu | ĐVT | Giá trị\n1 | Tỷ lệ bao phủ BHYT | % | 94,0\n2 | Tuổi thọ trung bình | tuổi | 74,8",
        f"{HEAD}\nII. MỤC TIÊU NĂM 2025\n",
    )
    assert said(under, "role", "period") == [("94,0", "target", "2025"), ("74,8", "target", "2025")]
    caption = table(
        "TT | Chỉ tiêu | ĐVT | Giá trị\n1 | Tỷ lệ bao phủ BHYT | % | 94,0\n2 | Tuổi thọ trung bình | tuổi | 74,8",
        f"{HEAD}\nBảng 3. Mục tiêu năm 2025\n",
    )
    assert said(caption, "role", "period") == [("94,0", "target", "2025"), ("74,8", "target", "2025")]
    years = table(
        "TT | Chỉ tiêu | ĐVT | Năm 2024 | Năm 2025\n1 | Tỷ lệ bao phủ BHYT | % | 93,4 | 94,0\n2 | Tuổi thọ trung bình | tuổi | 74,6 | 74,8"
    )
    assert said(years, "role", "period")[:2] == [("93,4", "actual", "2024"), ("94,0", "target", "2025")]
    plan = table(
        "TT | Chỉ tiêu | Năm 2025 | Năm 2026\n1 | Tuổi thọ trung bình | 74,6 | 74,8",
        "KẾ HOẠCH\nPhát triển sự nghiệp y tế năm 2026\n",
    )
    assert said(plan, "role", "period") == [("74,6", "actual", "2025"), ("74,8", "target", "2026")]


def test_the_caption_dates_a_table() -> None:
    month = table(
        "TT | Bệnh | Số mắc\n1 | Sởi | 12\n2 | Dại | 3", f"{HEAD}\nBảng 2. Tình hình bệnh truyền nhiễm tháng 11/2024\n"
    )
    assert said(month, "role", "period") == [("12", "actual", "2024-11"), ("3", "actual", "2024-11")]


def test_ages_and_months_in_a_header_are_no_data() -> None:
    reading = table("""
        TT | Huyện   | Tổng số mắc | <5 tuổi | 5-15 tuổi | >15 tuổi | 9 tháng
        1  | Đông Hà | 120         | 20      | 60        | 40       | 80
        2  | Tây Lâm | 97          | 17      | 50        | 30       | 66
    """)
    assert [s.value_text for s in reading.statements] == ["120", "20", "60", "40", "80", "97", "17", "50", "30", "66"]
