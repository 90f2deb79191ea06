"""How numbers are written: separators, scale words, money, steps, words, and texts that mix two styles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quantity_rows import Read, quantities, read
from soyte.quantities.literals import Style, document_style, readings
from soyte.quantities.words import read_words, write_words

Table = list[tuple[str, list[Read]]]

# -------------------------------------------------------------------------------------------------- separators

SEPARATORS: Table = [
    ("Toàn tỉnh có 41.873 người", [Read("41.873", "41873", "người")]),
    ("đã khám 3.204.517 lượt", [Read("3.204.517", "3204517", "lượt")]),
    ("đã khám 6145 lượt", [Read("6145", "6145", "lượt")]),
    ("chiếm 3,75% số mẫu", [Read("3,75", "3.75", "%")]),
    ("chiếm 47,0% số mẫu", [Read("47,0", "47.0", "%")]),
    ("chiếm 47,00% số mẫu", [Read("47,00", "47.00", "%")]),
    ("chỉ còn 0,34%", [Read("0,34", "0.34", "%")]),
    ("chi 1.234,5 triệu đồng", [Read("1.234,5", "1234.5", "triệu đồng")]),
    ("ghi nhận 06 ca", [Read("06", "6", "ca")]),
    ("ghi nhận 00 ca", [Read("00", "0", "ca")]),
    ("không để xảy ra, 0 ca", [Read("0", "0", "ca")]),
    # English separators: a dot before decimals, a comma between thousands
    ("tăng 5.6% so với tuần trước", [Read("5.6", "5.6", "%")]),
    ("đạt 102.5%", [Read("102.5", "102.5", "%")]),
    ("đã khám 1,234,567 lượt", [Read("1,234,567", "1234567", "lượt")]),
    ("Doanh thu đạt 1.2 triệu đồng", [Read("1.2", "1.2", "triệu đồng")]),
    # a count has no fraction, whatever the sign between its groups
    ("đã cấp 12,480 thẻ", [Read("12,480", "12480", "thẻ")]),
    ("đã cấp 12.480 thẻ", [Read("12.480", "12480", "thẻ")]),
    ("phục vụ 1.234,567 người", [Read("1.234,567", "1234567", "người")]),
    ("phục vụ 1,234.567 người", [Read("1,234.567", "1234567", "người")]),
    ("trung bình 12,5 ca mỗi ngày", [Read("12,5", "12.5", "ca")]),
    # a rate has no thousands
    ("chiếm 12,345%", [Read("12,345", "12.345", "%")]),
    ("chiếm 12.345%", [Read("12.345", "12.345", "%")]),
    # nobody prints three decimals that are zeros, nor a fraction of a đồng
    ("rộng 12.000 m2", [Read("12.000", "12000", "m²")]),
    ("chi 25.000 triệu đồng", [Read("25.000", "25000", "triệu đồng")]),
    ("thu 350.500 đồng", [Read("350.500", "350500", "đồng")]),
    # long ones
    ("tổng 123.456.789.012.345.678.901.234 đồng", [Read("123.456.789.012.345.678.901.234", "123456789012345678901234", "đồng")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEPARATORS)
def test_separators(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("đạt 47%", "1"),
        ("đạt 47,0%", "0.1"),
        ("đạt 47,00%", "0.01"),
        ("chi 1.234,5 triệu đồng", "0.1"),
        ("khám 45 nghìn lượt", "1000"),
        ("lập 1,3 triệu sổ", "100000"),
        ("lập 1,30 triệu sổ", "10000"),
        ("chi 2,1 nghìn tỷ đồng", "0.1"),  # the scale is part of the unit of money
        ("mua 3 chục máy", "10"),
        ("có 12 nghìn 500 người", "1"),
        ("từ 1 đến 1,5%", "0.1"),  # the finer end of a range
        ("khám 1,0 - 1,5 triệu lượt", "100000"),
    ],
)
def test_the_size_of_the_last_printed_place_is_kept(text: str, precision: str) -> None:
    assert [f"{quantity.precision:f}" for quantity in quantities(text)] == [precision]


@pytest.mark.parametrize(
    ("digits", "values"),
    [
        ("1234", ["1234"]),
        ("0123", ["123"]),
        ("1.234", ["1234", "1.234"]),
        ("1,234", ["1.234", "1234"]),
        ("1,23", ["1.23"]),
        ("1.23", ["1.23"]),
        ("1.2345", ["1.2345"]),
        ("0.345", ["0.345"]),
        ("0,345", ["0.345"]),
        ("1.234.567", ["1234567"]),
        ("1,234,567", ["1234567"]),
        ("1.234,5", ["1234.5"]),
        ("1.234,567", ["1234.567", "1234567"]),
        ("1,234.567", ["1234.567", "1234567"]),
        ("1,234.50", ["1234.50"]),
        ("1.2.3", []),
        ("1.234.56", []),
        ("12,34,56", []),
        ("", []),
        ("5 - 8", []),
        ("hai", []),
        ("1.", []),
        ("-1", []),
    ],
)
def test_all_that_a_digit_string_can_mean(digits: str, values: list[str]) -> None:
    assert [f"{literal.value:f}" for literal in readings(digits)] == values


# ------------------------------------------------------------------------------------------------- scale words

SCALES: Table = [
    ("đã lập 1,3 triệu sổ", [Read("1,3", "1300000", "sổ")]),
    ("khám 350 nghìn lượt", [Read("350", "350000", "lượt")]),
    ("khám 45 ngàn lượt", [Read("45", "45000", "lượt")]),
    ("tiêm 45 vạn liều", [Read("45", "450000", "liều")]),
    ("phát 2 trăm tờ rơi", [Read("2", "200", "tờ rơi")]),
    ("mua 3 chục máy", [Read("3", "30", "máy")]),
    ("khám 3 trăm nghìn lượt", [Read("3", "300000", "lượt")]),
    ("đọc 1,2 tỷ lượt", [Read("1,2", "1200000000", "lượt")]),
    ("khám 1,235 triệu lượt", [Read("1,235", "1235000", "lượt")]),  # a scaled count has a fraction
    ("khoảng 45 triệu", [Read("45", "45000000", "", "approx")]),
    ("trong tổng số 45 nghìn", [Read("45", "45000")]),
    # numbers in steps
    ("khám 2 triệu 350 nghìn lượt", [Read("2 triệu 350", "2350000", "lượt")]),
    ("có 12 nghìn 500 người", [Read("12 nghìn 500", "12500", "người")]),
    ("có 12 ngàn 5 trăm người", [Read("12 ngàn 5", "12500", "người")]),
    ("có 2 triệu 15 người", [Read("2", "2000000"), Read("15", "15", "người")]),  # no step: 15 of what?
    ("gồm 3 nghìn 1 triệu", [Read("3", "3000"), Read("1", "1000000")]),  # steps descend
    ("gồm 12 nghìn, 500 người", [Read("12", "12000"), Read("500", "500", "người")]),
    # not scale words
    ("trong 35 tỷ lệ được nêu", [Read("35", "35")]),
    ("hàng nghìn người, vài chục ca, hàng trăm triệu đồng", []),
]


@pytest.mark.parametrize(("text", "expected"), SCALES)
def test_scale_words(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


# ------------------------------------------------------------------------------------------------------- money

MONEY: Table = [
    ("gần 1,6 tỷ đồng", [Read("1,6", "1.6", "tỷ đồng", "approx")]),
    ("phạt 254,318 triệu đồng", [Read("254,318", "254.318", "triệu đồng")]),
    ("quyết toán 2,1 nghìn tỷ đồng", [Read("2,1", "2.1", "nghìn tỷ đồng")]),
    ("quyết toán 2,1 nghìn tỷ", [Read("2,1", "2.1", "nghìn tỷ đồng")]),
    ("chi 12,5 tỉ đồng", [Read("12,5", "12.5", "tỷ đồng")]),
    ("chi 71 tỷ, giảm 2 tỷ", [Read("71", "71", "tỷ đồng"), Read("2", "2", "tỷ đồng")]),
    ("thu 2tỷ đồng", [Read("2", "2", "tỷ đồng")]),
    ("hỗ trợ 5 trăm triệu đồng", [Read("5", "500", "triệu đồng")]),
    ("hỗ trợ 1 tỷ 350 triệu đồng", [Read("1 tỷ 350", "1350", "triệu đồng")]),
    ("hỗ trợ 1 tỷ 350 triệu 500 nghìn đồng", [Read("1 tỷ 350 triệu 500", "1350500", "nghìn đồng")]),
    ("nộp 1.500.000đ tiền phạt", [Read("1.500.000", "1500000", "đồng")]),
    ("nộp 1.500.000 VNĐ", [Read("1.500.000", "1500000", "đồng")]),
    ("mức 350.000 đồng/lượt", [Read("350.000", "350000", "đồng/lượt")]),
    ("mức 100 nghìn đồng/người/tháng", [Read("100", "100", "nghìn đồng/người/tháng")]),
    ("hỗ trợ 150 trđ, 20tr đồng", [Read("150", "150", "triệu đồng"), Read("20", "20", "triệu đồng")]),
    ("vốn vay 25 triệu USD", [Read("25", "25", "triệu USD")]),
    ("vốn vay 2,5 triệu đô la Mỹ", [Read("2,5", "2.5", "triệu USD")]),
    ("vốn vay 25 triệu euro", [Read("25", "25", "triệu EUR")]),
]


@pytest.mark.parametrize(("text", "expected"), MONEY)
def test_money_keeps_the_scale_in_its_unit(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


# ------------------------------------------------------------------------------------------------------- words

WORDS: Table = [
    ("Phát hiện hai ca tử vong", [Read("hai", "2", "ca")]),
    ("xử lý ba ổ dịch", [Read("ba", "3", "ổ dịch")]),
    ("mười hai trường hợp", [Read("mười hai", "12", "trường hợp")]),
    ("hai nghìn ba trăm người", [Read("hai nghìn ba trăm", "2300", "người")]),
    ("hai nghìn ba trăm lẻ năm người", [Read("hai nghìn ba trăm lẻ năm", "2305", "người")]),
    ("một triệu hai trăm nghìn lượt", [Read("một triệu hai trăm nghìn", "1200000", "lượt")]),
    ("nửa triệu liều", [Read("nửa triệu", "500000", "liều")]),
    ("hai chục máy", [Read("hai chục", "20", "máy")]),
    ("hai trăm triệu đồng", [Read("hai trăm triệu", "200000000", "đồng")]),
    ("Gần hai nghìn người", [Read("hai nghìn", "2000", "người", "approx")]),
    ("một trăm phần trăm hộ dân", [Read("một trăm", "100", "%")]),
    # a number word alone is too often something else
    ("năm người cùng một nhà", []),  # "năm" is also the year
    ("một số xã, ba con, hai cấp, bốn tại chỗ", []),
    ("một phần ba số trạm", []),
    ("trên một vạn dân", []),
    # a year is no part of the number before it
    ("đạt hai triệu năm 2016", [Read("hai triệu", "2000000")]),
    # the number repeated in words belongs to the digits
    ("05 (năm) đơn vị", [Read("05", "5", "đơn vị")]),
    ("02 (hai) ca tử vong, 10 (mười) cơ sở", [Read("02", "2", "ca"), Read("10", "10", "cơ sở")]),
    ("300 (ba trăm) triệu đồng", [Read("300", "300", "triệu đồng")]),
    ("1.234 (một nghìn hai trăm ba mươi tư) người", [Read("1.234", "1234", "người")]),
    ("phạt 125,5 triệu đồng (một trăm hai mươi lăm triệu năm trăm nghìn đồng)", [Read("125,5", "125.5", "triệu đồng")]),
    ("phạt 2 tỷ đồng (bằng chữ: Hai tỷ đồng)", [Read("2", "2", "tỷ đồng")]),
    ("ghi nhận 12 ca (hai ca nặng)", [Read("12", "12", "ca"), Read("hai", "2", "ca")]),
    ("12 (hai) ca", [Read("12", "12")]),  # another number: the brackets stay between number and noun
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_numbers_in_words(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1050, "một nghìn không trăm năm mươi"),
        (2300, "hai nghìn ba trăm"),
        (1_000_001, "một triệu không trăm linh một"),
        (12_345_678, "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"),
        (999_000_000_000, "chín trăm chín mươi chín tỷ"),
    ],
)
def test_whole_numbers_are_spelled_as_official_papers_do(number: int, words: str) -> None:
    assert write_words(number) == words
    assert read_words(words.split()) == (Decimal(number), len(words.split()))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai mươi tư", 24),
        ("hai mươi nhăm", 25),
        ("bẩy mươi bẩy", 77),
        ("một trăm lẻ một", 101),
        ("ba ngàn", 3000),
        ("năm vạn", 50000),
    ],
)
def test_other_spellings_are_read_too(words: str, value: int) -> None:
    assert read_words(words.split()) == (Decimal(value), len(words.split()))


@pytest.mark.parametrize("number", [-1, 10**12])
def test_other_numbers_are_not_spelled(number: int) -> None:
    with pytest.raises(ValueError, match="một nghìn tỷ"):
        write_words(number)


# ---------------------------------------------------------------------------------------- two styles in one text


def settled(text: str) -> list[tuple[str, list[str]]]:
    """Digits and every value that stays possible, the chosen one first."""
    return [(q.digits, [f"{reading:f}" for reading in q.readings]) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the unmistakable numbers of the text decide what stays open
        ("thu 1.250,5 triệu đồng, chi 2.150 triệu đồng", [("1.250,5", ["1250.5"]), ("2.150", ["2150"])]),
        ("đạt 95.5%; chi 2,150 triệu đồng", [("95.5", ["95.5"]), ("2,150", ["2150"])]),
        # a count shows the habit of the text: it has no fraction
        ("khám 12.480 lượt, chi 2.150 triệu đồng", [("12.480", ["12480"]), ("2.150", ["2150"])]),
        ("khám 12,480 lượt, chi 2,150 triệu đồng", [("12,480", ["12480"]), ("2,150", ["2150"])]),
        # nothing decides: the Vietnamese reading comes first, and the other stays
        ("chi 2.150 tỷ đồng", [("2.150", ["2150", "2.150"])]),
        ("chi 762,655 triệu đồng", [("762,655", ["762.655", "762655"])]),
        ("dân số 70.215", [("70.215", ["70215", "70.215"])]),
        # what stands against the habit of the text is said to be ambiguous
        (
            "thu 762,655 triệu đồng, chi 187.859 triệu đồng, khám 12.480 lượt",
            [("762,655", ["762.655", "762655"]), ("187.859", ["187859"]), ("12.480", ["12480"])],
        ),
        # money may follow another habit than the rest: here software printed it
        (
            "đạt 95,5%, 97,2%; chi 1,762,655 nghìn đồng, còn 187,859 nghìn đồng",
            [("95,5", ["95.5"]), ("97,2", ["97.2"]), ("1,762,655", ["1762655"]), ("187,859", ["187859"])],
        ),
        # scale and sign survive the second look
        ("khám 12.480 lượt, lập 1.250 triệu sổ", [("12.480", ["12480"]), ("1.250", ["1250000000"])]),
        ("khám 12.480 lượt, chênh lệch (-2.150 triệu đồng)", [("12.480", ["12480"]), ("2.150", ["-2150"])]),
    ],
)
def test_two_styles(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert settled(text) == expected


@pytest.mark.parametrize(
    ("numbers", "style"),
    [
        ([], Style.UNKNOWN),
        (["12", "2024"], Style.UNKNOWN),
        (["12.480", "3,125"], Style.UNKNOWN),  # both can be either
        (["12,5"], Style.VIETNAMESE),
        (["1.234.567"], Style.VIETNAMESE),
        (["12.5"], Style.ENGLISH),
        (["1,234,567"], Style.ENGLISH),
        (["12,5", "12.5"], Style.VIETNAMESE),  # when in doubt, the rule of the language
        (["12,5", "12.5", "1,234,567"], Style.ENGLISH),
    ],
)
def test_the_style_that_a_text_speaks_for(numbers: list[str], style: Style) -> None:
    assert document_style(numbers) is style
