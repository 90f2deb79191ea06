"""Units and places: what a figure counts and where, though its own words may not say."""

from __future__ import annotations

import pytest

from written import read, rows


def units(text: str) -> list[str]:
    return rows(text, "unit")


def places(text: str) -> list[str]:
    return rows(text, "place")


# ------------------------------------------------------------------------------------------------------ units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khám 12 lượt người, 3 ca, 45 trường hợp.", "12 lượt người; 3 ca; 45 trường hợp"),
        ("Đạt 93,4% và 10,9‰.", "93,4 %; 10,9 ‰"),
        ("Đạt 93,4 % và 0,85 %o.", "93,4 %; 0,85 ‰"),
        ("Chi 12,5 tỷ đồng, 300 triệu đồng.", "12,5 tỷ đồng; 300 triệu đồng"),
        ("Đạt 32,5 giường bệnh/10.000 dân.", "32,5 giường/10.000 dân"),
        ("Đạt 9,8 bác sĩ bình quân 1 vạn dân.", "9,8 bác sĩ/10.000 dân"),
        ("Tỷ số giới tính khi sinh 110,4 trẻ trai/100 trẻ gái.", "110,4 trẻ trai/100 trẻ gái"),
        ("Tuổi thọ bình quân: 74,1.", "74,1 -"),
    ],
)
def test_the_noun_behind_a_number_is_its_unit(text: str, expected: str) -> None:
    assert "; ".join(units(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số vụ: 14", "14 vụ"),
        ("- Bác sĩ: 905", "905 bác sĩ"),
        ("Số ca phẫu thuật: 1.250.", "1.250 ca"),
        ("Tổng số giường bệnh là 2.192.", "2.192 giường"),
        ("Số bác sĩ trên 10.000 dân: 9,8/10.000 dân", "9,8 bác sĩ/10.000 dân"),
        ("Số giường bệnh trên 10.000 dân: 32,5 giường.", "32,5 giường/10.000 dân"),
        ("Giấy chuyển tuyến: 310", "310 -"),
    ],
)
def test_a_label_in_front_announces_the_unit(text: str, expected: str) -> None:
    assert "; ".join(units(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 180 lượt (nội trú: 60; ngoại trú 120).", "180 lượt; 60 lượt; 120 lượt"),
        ("Ghi nhận 33 ca, giảm 8 so với tuần trước (41).", "33 ca; 8 ca; 41 ca"),
        ("Tỷ lệ bao phủ đạt 93,4% (năm 2023: 92,2).", "93,4 %; 92,2 %"),
        ("Có 96/112 cơ sở.", "96 cơ sở; 112 cơ sở"),
        ("Đạt 100% (222/222) cơ sở.", "100 %; 222 cơ sở; 222 cơ sở"),
        ("Các tỷ lệ lần lượt là 95, 92 và 90%.", "95 %; 92 %; 90 %"),
        ("Đạt 36,1 giường/10.000 dân (năm 2023: 35,5).", "36,1 giường/10.000 dân; 35,5 giường/10.000 dân"),
    ],
)
def test_a_bare_number_borrows_the_unit_of_its_neighbour(text: str, expected: str) -> None:
    assert "; ".join(units(text)) == expected


def test_a_note_gives_the_unit_of_the_lines_below() -> None:
    assert units("1. Nhân lực, đơn vị tính: người, như sau:\n- Đại học: 905\n- Cao đẳng: 120") == [
        "905 người",
        "120 người",
    ]


def test_a_share_lends_its_unit_to_no_count() -> None:
    assert units("Tỷ lệ 85,7% (96/112).") == ["85,7 %", "96 -", "112 -"]


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("Khám 1,25 triệu lượt.", "1250000", "10000"),
        ("Khám 45 nghìn lượt.", "45000", "1000"),
        ("Chi 1,25 tỷ đồng.", "1.25", "0.01"),
        ("Khám 02 ca.", "2", "1"),
        ("Đạt 47,0%.", "47", "0.1"),
        ("Số bệnh nhân: 86.450", "86450", "1"),
    ],
)
def test_scale_words_belong_to_the_number_unless_it_is_money(text: str, value: str, precision: str) -> None:
    (statement,) = read(text).statements
    assert (f"{statement.value:f}", f"{statement.precision:f}") == (value, precision)


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("có 20", "exact"), ("khoảng 20", "approx"), ("gần 20", "approx"), ("ước 20", "approx"), ("trên 20", "over"),
        ("hơn 20", "over"), ("dưới 20", "under"), ("chưa đến 20", "under"), ("ít nhất 20", "at_least"),
        ("≥ 20", "at_least"), ("ước đạt trên 20", "over"), ("từ 15 đến 20", "range"), ("15-20", "range"),
    ],
)  # fmt: skip
def test_words_in_front_qualify(words: str, qualifier: str) -> None:
    (statement,) = read(f"Trong năm {words} ca.").statements
    assert statement.qualifier == qualifier


@pytest.mark.xfail(reason="a village, a year, a number in the label, a note that the heading loses")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 368 lượt (thành thị 305; nông thôn 63).", "368 lượt; 305 lượt; 63 lượt"),
        ("Có 1998/3112 giếng được xét nghiệm.", "1998 giếng; 3112 giếng"),
        ("Số trẻ sinh là con thứ 3 trở lên là 2.462.", "2.462 trẻ"),
        ("1. Nhân lực (đơn vị: người)\n- Đại học: 905\n- Cao đẳng: 120", "905 người; 120 người"),
    ],
)
def test_not_counted_yet(text: str, expected: str) -> None:
    assert "; ".join(units(text)) == expected


# ----------------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn tỉnh ghi nhận 12 ca.", "12 Bình Sơn"),
        ("Ghi nhận 12 ca tại huyện Ba Lâm.", "12 huyện Ba Lâm"),
        ("Huyện Ba Lâm ghi nhận 12 ca.", "12 Huyện Ba Lâm"),
        ("Tại xã An Phú ghi nhận 12 ca; toàn tỉnh 95 ca.", "12 xã An Phú; 95 Bình Sơn"),
        ("Cả nước có 1.200 ca.", "1.200 cả nước"),
        ("Bình quân chung cả nước: 32,0 giường/10.000 dân.", "32,0 cả nước"),
        ("Đạt 32,5%, cao hơn bình quân chung cả nước (32,0%).", "32,5 Bình Sơn; 32,0 cả nước"),
        ("Hà Nội ghi nhận 12 ca.", "12 Hà Nội"),
        ("Có 12 ca mắc và 3 ca nặng.", "12 Bình Sơn; 3 Bình Sơn"),
    ],
)
def test_the_place_of_the_clause_or_of_the_department(text: str, expected: str) -> None:
    assert "; ".join(places(text)) == expected


def test_a_news_text_without_a_province_has_no_place() -> None:
    (statement,) = read("Ghi nhận 12 ca mắc mới.", head="").statements
    assert statement.place is None


def test_a_figure_behind_a_name_is_no_part_of_it() -> None:
    assert places("Ghi nhận 15 ca: xã An Phú 8 ca, xã Bình Long 7 ca.")[1:] == ["8 xã An Phú", "7 xã Bình Long"]
