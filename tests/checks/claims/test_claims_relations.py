"""What figures of one place and period keep among themselves, wherever in the text they stand."""

from __future__ import annotations

import pytest
from judging import assert_judged

FAR = "\n" + "Các đơn vị tiếp tục thực hiện nhiệm vụ được giao.\n" * 4


def test_deaths_do_not_exceed_cases_in_the_line_before() -> None:
    text = "Số ca mắc sốt xuất huyết là 120 ca.\nSố ca tử vong do sốt xuất huyết là {} ca."
    assert_judged(text.format("05"), "subset ok", "05 ca ≤ 120 ca")
    assert_judged(text.format(125), "subset wrong", "125 ca > 120 ca")


def test_far_apart_a_contradiction_is_only_doubted() -> None:
    text = f"Số ca mắc sốt xuất huyết là 120 ca.{FAR}Số ca tử vong do sốt xuất huyết là {{}} ca."
    assert_judged(text.format("05"), "subset ok", "05 ca ≤ 120 ca")
    assert_judged(text.format(125), "subset ambiguous", "kiểm tra phạm vi và thời điểm")


def test_figures_of_other_periods_are_not_compared() -> None:
    text = "Số ca mắc sốt xuất huyết trong tháng 12/2024 là 12 ca.\nSố ca tử vong do sốt xuất huyết năm 2024 là 15 ca."
    assert_judged(text, "subset nothing")


def test_a_figure_stated_twice_differently_condemns_nothing() -> None:
    text = "Số ca mắc sốt xuất huyết là 120 ca.\nSố ca mắc sốt xuất huyết là 150 ca.\nSố ca tử vong do sốt xuất huyết là 125 ca."
    assert_judged(text, "subset ambiguous")


@pytest.mark.parametrize(
    ("whole", "finding"), [("91,2", "ok"), ("98,1", "ok"), ("88", "ok"), ("99,2", "wrong"), ("87,1", "wrong")]
)
def test_a_province_lies_between_town_and_country(whole: str, finding: str) -> None:
    text = f"Tỷ lệ hộ gia đình có nhà tiêu hợp vệ sinh đạt {whole}%; khu vực thành thị 98,1%; khu vực nông thôn 88,0%."
    assert_judged(text, f"comparison {finding}")


def test_a_region_stated_twice_differently_leaves_the_province_in_doubt() -> None:
    text = (
        "Tỷ lệ hộ gia đình có nhà tiêu hợp vệ sinh đạt 99,2%; khu vực thành thị 98,1%; khu vực nông thôn 88,0%.\n"
        "Tỷ lệ hộ gia đình khu vực thành thị có nhà tiêu hợp vệ sinh 99,5%."
    )
    assert_judged(text, "comparison ambiguous")


def test_two_counts_make_the_rate_of_the_catalogue() -> None:
    text = "- Dân số trung bình: 702.500 người.\n- Tổng số giường bệnh: 2.192 giường.\n- Số giường bệnh trên 10.000 dân: {} giường."
    assert_judged(text.format("31,2"), "ratio ok", "2.192 giường ÷ 702.500 người × 10000")
    assert_judged(text.format("41,2"), "ratio ambiguous", "Kiểm tra mẫu số và thời điểm")
