"""Parts and wholes: sums, subsets, counts against lists."""

from __future__ import annotations

import pytest
from judging import assert_judged

from written import judged

# ------------------------------------------------------------------------------------------------------ sums


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        ("Có 180 lượt (nội trú: 60; ngoại trú 120).", "60 + 120 = 180"),
        ("Có 180 lượt, gồm: nội trú: 60 lượt; ngoại trú: 120 lượt.", "60 + 120 = 180"),
        (
            "Tổng số 905 người, bao gồm bác sĩ 300 người, điều dưỡng 400 người và 205 người khác.",
            "300 + 400 + 205 = 905",
        ),
        ("Tổng số 905 người (bác sĩ: 300, điều dưỡng: 400, khác: 205).", "300 + 400 + 205 = 905"),
        ("Tổng số: 6.912 + 5.880 + 5.208 = 18.000 lượt.", "6.912 + 5.880 + 5.208 = 18.000"),
        ("Tổng số lượt khám: 18.000 = 6.912 + 5.880 + 5.208 lượt.", "6.912 + 5.880 + 5.208 = 18.000"),
        ("Ghi nhận 97 ca, trong đó nam 71 ca, nữ 26 ca.", "71 + 26 = 97"),
        ("Tổng chi 612,5 tỷ đồng (nội trú 400,2 tỷ đồng; ngoại trú 212,3 tỷ đồng).", "400,2 + 212,3 = 612,5"),
        ("Tổng chi 612,5 tỷ đồng (nội trú 400,2 tỷ đồng; ngoại trú 212,4 tỷ đồng).", "chênh do làm tròn"),
        (
            "Chi 1,2 tỷ đồng, gồm 800 triệu đồng ngân sách và 400 triệu đồng viện trợ.",
            "800 triệu đồng + 400 triệu đồng = 1,2 tỷ",
        ),
        ("Có 84 mẫu, 71 mẫu đạt, 13 mẫu không đạt.", "71 + 13 = 84"),
        ("Xây mới 46 trạm, cải tạo 71 trạm, nâng tổng số lên 117 trạm.", "46 + 71 = 117"),
        ("Khám 1.200 lượt. Trong đó nội trú 200 lượt, ngoại trú 1.000 lượt.", "200 + 1.000 = 1.200"),
        ("Có 51,3 giường/10.000 dân (công lập 46,0; tư nhân 5,3).", "46,0 + 5,3 = 51,3"),
    ],
)
def test_parts_make_their_whole(text: str, arithmetic: str) -> None:
    assert_judged(text, "sum ok", arithmetic)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Có 180 lượt (nội trú: 60; ngoại trú 130).", "60 + 130 = 190, văn bản ghi 180 lượt"),
        ("Có 180 lượt, gồm: nội trú: 60 lượt; ngoại trú: 110 lượt.", "60 + 110 = 170"),
        ("Tổng số 905 người, bao gồm bác sĩ 300 người, điều dưỡng 400 người và 215 người khác.", "= 915"),
        (
            "Tổng số: 6.912 + 5.880 + 5.208 = 18.100 lượt.",
            "= 18.000, văn bản ghi 18.100 lượt. Có thể gõ nhầm một chữ số",
        ),
        ("Ghi nhận 97 ca, trong đó nam 71 ca, nữ 36 ca.", "71 + 36 = 107"),
        ("Tổng chi 612,5 tỷ đồng (nội trú 400,2 tỷ đồng; ngoại trú 215,3 tỷ đồng).", "= 615,5"),
        ("Chi 1,2 tỷ đồng, gồm 800 triệu đồng ngân sách và 700 triệu đồng viện trợ.", "= 1,5 tỷ đồng"),
        ("Có 84 mẫu, 71 mẫu đạt, 23 mẫu không đạt.", "71 + 23 = 94"),
    ],
)
def test_parts_that_exhaust_their_whole_and_do_not_make_it_are_wrong(text: str, remark: str) -> None:
    assert_judged(text, "sum wrong", remark)


def test_trong_do_need_not_exhaust() -> None:
    text = "Có 905 người, trong đó bác sĩ {} người, điều dưỡng 400 người."
    assert_judged(text.format(300), "sum nothing")
    assert_judged(text.format(300), "subset ok", "400 ≤ 905")
    assert_judged(text.format(505), "sum ok", "505 + 400 = 905")
    assert_judged(text.format(600), "subset ambiguous", "có thể một số được đếm ở hai nhóm")


def test_parts_in_a_bracket_that_do_not_add_up_are_doubted() -> None:
    text = "Có 180 lượt (khoa nội 60, khoa ngoại {})."
    assert_judged(text.format(120), "sum ok", "60 + 120 = 180")
    assert_judged(text.format(110), "sum ambiguous", "60 + 110 = 170")


def test_parts_in_the_next_sentence_are_summed_only_where_they_fit() -> None:
    assert_judged("Khám 1.200 lượt. Trong đó nội trú 200 lượt, ngoại trú 1.100 lượt.", "sum nothing")


@pytest.mark.parametrize(
    "text",
    [
        "Khám cho 300 người, gồm: 120 nam, 180 nữ; tư vấn 250 người.",
        "Tổng số 300 người, gồm 120 nam và 180 nữ; tư vấn 250 người.",
        "Thành lập 05 đoàn, mỗi đoàn gồm 04 người.",
        "Trong 12 ca mắc, có 7 ca nam, 5 ca nữ; 9 ca ở nông thôn.",
        "Sàng lọc cho 1.200 trẻ, phát hiện 1.350 lượt bệnh (sâu răng 700 lượt, mắt 650 lượt).",
    ],
)
def test_what_stands_behind_a_list_is_no_part_of_it(text: str) -> None:
    assert [line for line in judged(text) if " ok: " not in line] == []


# --------------------------------------------------------------------------------------------------- subsets


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ghi nhận 12 ca mắc (03 ca tử vong).", "Số tử vong không vượt số mắc: 03 ≤ 12"),
        ("Ghi nhận 12 ca mắc, 3 tử vong.", "3 ≤ 12"),
        ("Ghi nhận 12 ca mắc, trong đó có 3 ca tử vong.", "3 ≤ 12"),
        ("Ghi nhận 45 ca mắc, không có tử vong.", "Không có tử vong trong 45 ca"),
        ("Sốt xuất huyết: 8.120/3 (mắc/chết).", "3 ≤ 8.120"),
        ("Giám sát 12 xã, trong đó có 5 xã miền núi.", "Bộ phận không vượt tổng: 5 ≤ 12"),
        ("Đã kiểm tra 120 cơ sở, phát hiện 30 cơ sở vi phạm.", "30 ≤ 120"),
        ("Đã kiểm tra 120 cơ sở; có 30 cơ sở vi phạm, xử phạt 20 cơ sở.", "20 ≤ 30"),
        ("Xảy ra 02 vụ ngộ độc, 45 người mắc, 40 người nhập viện.", "40 ≤ 45"),
        ("Có 12/14 xã đạt chuẩn.", "12 ≤ 14"),
        ("Có 240 hồ sơ trên tổng số 300 hồ sơ đúng hạn.", "240 ≤ 300"),
        ("Khám 1.200 lượt. Trong đó nội trú 200 lượt.", "200 ≤ 1.200"),
    ],
)
def test_a_part_is_not_larger_than_its_whole(text: str, words: str) -> None:
    assert_judged(text, "subset ok", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ghi nhận 12 ca mắc (13 ca tử vong).", "Số tử vong lớn hơn số mắc: 13 ca > 12 ca"),
        ("Ghi nhận 12 ca mắc, trong đó có 13 ca tử vong.", "13 ca > 12 ca"),
        ("Sốt xuất huyết: 3/12 (mắc/chết).", "12 > 3"),
        ("Giám sát 12 xã, trong đó có 13 xã miền núi.", "Bộ phận lớn hơn tổng: 13 xã > 12 xã"),
        ("Đã kiểm tra 120 cơ sở, phát hiện 130 cơ sở vi phạm.", "130 cơ sở > 120 cơ sở"),
        ("Đã kiểm tra 120 cơ sở; có 30 cơ sở vi phạm, xử phạt 40 cơ sở.", "40 cơ sở > 30 cơ sở"),
        ("Xảy ra 02 vụ ngộ độc, 45 người mắc, 47 người nhập viện.", "47 người > 45 người"),
        ("Có 15/12 xã đạt chuẩn.", "15 xã > 12 xã"),
        ("Khám 1.200 lượt. Trong đó nội trú 1.300 lượt.", "1.300 lượt > 1.200 lượt"),
    ],
)
def test_a_part_larger_than_its_whole_is_wrong(text: str, words: str) -> None:
    assert_judged(text, "subset wrong", words)


@pytest.mark.parametrize(
    "text",
    [
        "Trong tuần ghi nhận 12 ca, tổng cộng từ đầu năm 345 ca.",
        "Trong tuần ghi nhận 12 ca mắc mới, cộng dồn 345 ca.",
        "Trong tháng có 12 ca; riêng huyện Ba Lâm luỹ kế 45 ca.",
        "Bệnh viện có 320 giường kế hoạch (thực kê 410 giường).",
        "Thực hiện 320 giường (kế hoạch 300 giường; thực kê 410 giường).",
        "Ghi nhận 12 ca mắc (năm 2023: 14 ca).",
        "Ghi nhận 12 ca mắc (tuần trước 14 ca).",
        "Ghi nhận 120 ca, chỉ bằng một phần ba năm 2023 (360 ca).",
        "Khám 1.200 lượt, cấp cứu 100 lượt. Trong đó nội trú 1.300 lượt.",  # of which?
        "Kiểm tra 12 cơ sở (03 đợt, 36 lượt cơ sở).",
        "Ngày 15/12 đã bàn giao.",
    ],
)
def test_figures_of_another_time_or_kind_are_no_parts(text: str) -> None:
    assert [line for line in judged(text) if " ok: " not in line] == []


# ---------------------------------------------------------------------------------------------------- counts


def test_ca_means_all_of_them() -> None:
    assert_judged("Đã triển khai tại cả 9/9 huyện.", "count ok", "Đủ toàn bộ: 9 = 9")
    assert_judged("Tất cả 15/15 xã đều có bác sĩ.", "count ok", "Đủ toàn bộ: 15 = 15")
    assert_judged("Đã triển khai tại cả 14/15 xã.", "count wrong", "Văn bản viết “cả” nhưng 14 khác 15")


def test_a_number_of_things_against_the_list_of_their_names() -> None:
    text = "Có {} chỉ tiêu vượt kế hoạch, đó là: giường bệnh; bác sĩ; bảo hiểm y tế."
    assert_judged(text.format("03"), "count ok", "Số đếm khớp danh sách nêu sau: 3 mục")
    assert_judged(text.format("04"), "count ambiguous", "danh sách nêu sau đếm được 3 mục")


def test_names_parted_by_commas_may_hold_commas_themselves() -> None:
    text = "Có {} chỉ tiêu vượt, gồm: giường bệnh, bác sĩ, tiêm chủng."
    assert_judged(text.format("03"), "count ok")
    assert_judged(text.format("02"), "count ambiguous")
    assert_judged(text.format("07"), "count nothing")


def test_places_with_their_figures_against_the_announced_total() -> None:
    text = "Ghi nhận 15 ca tại {} xã: An Phú (08 ca), Bình Long ({} ca)."
    assert_judged(text.format("02", "07"), "sum ok", "08 + 07 = 15")
    assert_judged(text.format("02", "07"), "count ok", "2 mục")
    assert_judged(text.format("02", "06"), "sum wrong", "08 + 06 = 14")
    assert_judged(text.format("03", "07"), "count wrong", "đếm được 2 mục")
    assert any(line.startswith("sum ambiguous") for line in judged(text.format("03", "06")))  # is the third missing?


def test_places_without_an_announced_number_are_only_doubted() -> None:
    text = "Ghi nhận 15 ca: xã An Phú 8 ca, xã Bình Long {} ca."
    assert_judged(text.format(7), "sum ok", "8 + 7 = 15")
    assert_judged(text.format(6), "sum ambiguous", "8 + 6 = 14")
    assert_judged("Ghi nhận 15 ca, tập trung tại: xã An Phú 8 ca, xã Bình Long 6 ca.", "sum nothing")


@pytest.mark.xfail(reason="hospitals are units, health centres are not yet")
def test_parts_under_nouns_of_their_own() -> None:
    text = "Có 39 đơn vị, gồm 19 bệnh viện, 17 trung tâm y tế và 03 đơn vị khác."
    assert_judged(text, "sum ok", "19 + 17 + 03 = 39")


@pytest.mark.xfail(reason="the catalogue counts the exceeded targets among the met ones")
def test_targets_met_beside_targets_exceeded() -> None:
    text = "Trong 12 chỉ tiêu được giao, 7 chỉ tiêu vượt, 4 chỉ tiêu đạt, còn 1 chỉ tiêu chưa đạt."
    assert [line for line in judged(text) if " ok: " not in line] == []


@pytest.mark.xfail(reason="the number of places is judged twice, once as wrong and once as ambiguous")
def test_a_number_of_places_is_judged_once() -> None:
    text = "Ghi nhận 15 ca tại 03 xã: An Phú (08 ca), Bình Long (07 ca)."
    assert len([line for line in judged(text) if line.startswith("count ")]) == 1
