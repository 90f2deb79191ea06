"""Targets: what the words say of a result against what the figures say."""

from __future__ import annotations

import pytest
from judging import assert_judged

HIGHER = "Tỷ lệ bao phủ bảo hiểm y tế"
LOWER = "Tỷ lệ suy dinh dưỡng thể thấp còi ở trẻ em dưới 5 tuổi"


@pytest.mark.parametrize(
    ("text", "finding", "words"),
    [
        ("{} đạt 93,4% (vượt KH giao 93%).", "ok", "93,4% > 93% nên vượt"),
        ("{} đạt 93,4% ( đạt KH giao 93%).", "ok", "93,4% > 93%"),
        ("{}: đạt 93,4% (Đạt mục tiêu đề ra năm 2024: 93%)", "ok", "93,4% > 93%"),
        ("{} đạt 93%, bằng chỉ tiêu giao (93%).", "ok", "93% = 93% nên đạt"),
        ("{} đạt 93%, đạt chỉ tiêu giao (93%).", "ok", "93% = 93% nên đạt"),
        ("{} mới đạt 91,2%, chỉ tiêu 93%.", "ok", "91,2% < 93% nên không đạt"),
        ("{} chưa đạt (91,2%/93%).", "ok", "91,2% < 93% nên không đạt"),
        ("{} là 91,2%, chưa đạt chỉ tiêu giao (93%).", "ok", "91,2% < 93%"),
        ("{} là 91,2% (chỉ tiêu giao 93%, chưa đạt).", "ok", "91,2% < 93%"),
        ("{} đạt 92,8%, cơ bản đạt chỉ tiêu giao (93%).", "ok", "92,8% < 93%"),
        ("{} đạt 92,8%, tiệm cận chỉ tiêu giao 93%.", "ok", "92,8% < 93%"),
        ("{} đạt 93,4% (KH: 93%).", "ok", "Kết quả đạt chỉ tiêu: 93,4% > 93%"),
        ("{} đạt 91,2% (vượt KH giao 93%).", "wrong", "văn bản viết vượt nhưng 91,2% < 93%"),
        ("{} đạt 91,2%, đạt chỉ tiêu giao (93%).", "wrong", "văn bản viết đạt nhưng 91,2% < 93%"),
        ("{} là 93,4%, chưa đạt chỉ tiêu giao (93%).", "wrong", "văn bản viết chưa đạt nhưng 93,4% > 93%"),
        ("{} là 93%, chưa đạt chỉ tiêu giao (93%).", "wrong", "93% = 93%"),
    ],
)
def test_more_is_better(text: str, finding: str, words: str) -> None:
    assert_judged(text.format(HIGHER), f"target_attainment {finding}", words)


@pytest.mark.parametrize(
    ("text", "finding", "words"),
    [
        ("{}: 16,8%, đạt chỉ tiêu đề ra (chỉ tiêu năm 2024 < 17,5%)", "ok", "16,8% < 17,5%, thấp hơn là tốt"),
        ("{} còn 16,8% (vượt KH giao 17,5%).", "ok", "thấp hơn là tốt nên vượt"),
        ("{} là 17,5%, đạt chỉ tiêu giao (17,5%).", "ok", "17,5% = 17,5%, thấp hơn là tốt nên đạt"),
        ("{} là 17,6%, chưa đạt chỉ tiêu giao (17,5%).", "ok", "17,6% > 17,5%"),
        (
            "{}: 17,6%, đạt chỉ tiêu đề ra (chỉ tiêu năm 2024 < 17,5%)",
            "wrong",
            "17,6% > 17,5%, thấp hơn là tốt nên không đạt",
        ),
        ("{} là 17,6% (vượt KH giao 17,5%).", "wrong", "thấp hơn là tốt nên không đạt"),
        ("{} là 16,8%, chưa đạt chỉ tiêu giao (17,5%).", "wrong", "16,8% < 17,5%"),
    ],
)
def test_less_is_better(text: str, finding: str, words: str) -> None:
    assert_judged(text.format(LOWER), f"target_attainment {finding}", words)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Tỷ số giới tính khi sinh 111,3 trẻ trai/100 trẻ gái, đạt chỉ tiêu giao (≤ 111,5).", "ok"),
        ("Tỷ số giới tính khi sinh 112,3 trẻ trai/100 trẻ gái, đạt chỉ tiêu giao (≤ 111,5).", "wrong"),
        ("Tỷ suất chết trẻ dưới 1 tuổi: 10,9‰, đạt chỉ tiêu giao (dưới 11‰).", "ok"),
        ("Tỷ suất chết trẻ dưới 1 tuổi: 11,9‰, đạt chỉ tiêu giao (dưới 11‰).", "wrong"),
        ("Tỷ lệ ổ dịch được xử lý đạt 96,2%, đạt chỉ tiêu giao (từ 95% trở lên).", "ok"),
        ("Tỷ lệ ổ dịch được xử lý đạt 93,2%, đạt chỉ tiêu giao (từ 95% trở lên).", "wrong"),
    ],
)
def test_the_operator_of_a_target_gives_its_direction(text: str, finding: str) -> None:
    assert_judged(text, f"target_attainment {finding}")


def test_what_is_passed_by_rounding_only_is_doubted() -> None:
    assert_judged(f"{HIGHER} đạt 93,0%, vượt chỉ tiêu giao (93,0%).", "target_attainment ambiguous")
    assert_judged(
        "Khám cho 500 người cao tuổi, vượt chỉ tiêu giao (500 người).", "target_attainment wrong", "500 người = 500"
    )


def test_an_estimate_is_provisional() -> None:
    text = HIGHER + " ước đạt {}%, đạt chỉ tiêu giao (93%)."
    assert_judged(text.format("93,4"), "target_attainment ok", "Kết quả là số ước nên mức đạt còn tạm tính")
    assert_judged(text.format("92,4"), "target_attainment ambiguous")


def test_where_nobody_knows_the_direction_a_contradiction_is_doubted() -> None:
    text = "Tỷ lệ kích hoạt mã là {}%, đạt chỉ tiêu giao (60%)."
    assert_judged(text.format("62,4"), "target_attainment ok")
    assert_judged(text.format("52,4"), "target_attainment ambiguous", "cần xem lại chiều của chỉ tiêu")


def test_a_target_claimed_as_met_without_a_result_cannot_be_judged() -> None:
    text = "Khám sức khoẻ người cao tuổi: đạt kế hoạch giao: 60%"
    assert_judged(text, "target_attainment ambiguous", "không nêu kết quả nên không kiểm tra được")


def test_a_target_next_to_a_missed_result_claims_nothing_by_itself() -> None:
    assert_judged(f"{HIGHER} đạt 91,2% (KH: 93%).", "target_attainment nothing")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Tỷ lệ trạm có bác sĩ đạt 83,6% (chỉ tiêu giao 90,4 bác sĩ/10.000 dân).", "unit_consistency wrong"),
        ("Đạt 9,8 bác sĩ/1.000 dân (chỉ tiêu giao 10 bác sĩ/10.000 dân).", "unit_consistency wrong"),
        ("Đạt 9,8 bác sĩ/10.000 dân (chỉ tiêu giao 10 bác sĩ/10.000 dân).", "unit_consistency nothing"),
    ],
)
def test_result_and_target_have_one_unit(text: str, finding: str) -> None:
    assert_judged(text, finding)


def test_a_percentage_of_plan_and_the_overshoot_are_claims_of_their_own() -> None:
    text = "Khám cho {} người, đạt 102,2% kế hoạch (51.000 người)."
    assert_judged(text.format("52.140"), "ratio ok", "52.140 người ÷ 51.000 người × 100 = 102,24%")
    assert_judged(text.format("53.140"), "ratio wrong", "= 104,2%")
    over = "Khám cho 52.140 người, vượt {} người so với kế hoạch (51.000 người)."
    assert_judged(over.format("1.140"), "difference ok", "= 1.140")
    assert_judged(over.format("1.140"), "target_attainment ok", "nên vượt")


def test_a_heading_speaks_for_the_lines_below_it() -> None:
    text = "* Các chỉ tiêu chưa đạt kế hoạch\n- {}: {}% (KH: 93%)."
    assert_judged(text.format(HIGHER, "91,2"), "target_attainment ok", "91,2% < 93% nên không đạt")
    assert_judged(text.format(HIGHER, "94,2"), "target_attainment wrong", "văn bản viết chưa đạt nhưng 94,2% > 93%")
