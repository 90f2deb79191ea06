"""Pairs, ranges, lists, qualifiers and signs."""

from __future__ import annotations

import pytest

from quantity_rows import Read, left_out, quantities, read

Table = list[tuple[str, list[Read]]]


def halves(first: str, second: str, unit: str = "", values: tuple[str, str] | None = None) -> list[Read]:
    """The two figures around one slash."""
    one, two = values or (first, second)
    return [Read(first, one, unit, form="numerator"), Read(second, two, unit, form="denominator")]


def between(digits: str, low: str, high: str, unit: str = "") -> list[Read]:
    """One range."""
    return [Read(digits, low, unit, "range", high, "range")]


# -------------------------------------------------------------------------------------------------------- pairs

PAIRS: Table = [
    ("đạt 12/14 chỉ tiêu", halves("12", "14", "chỉ tiêu")),
    ("cả 7/7 huyện", halves("7", "7", "huyện")),
    ("có 05/07 đơn vị", halves("05", "07", "đơn vị", ("5", "7"))),
    ("đủ hồ sơ (240/240)", halves("240", "240")),
    ("có 2.345/2.500 mẫu đạt", halves("2.345", "2.500", "mẫu", ("2345", "2500"))),
    ("có 120 / 125 xã", halves("120", "125", "xã")),
    ("xác suất 1/1000", halves("1", "1000")),
    ("chấm 7,5/10 điểm", halves("7,5", "10", "điểm", ("7.5", "10"))),
    ("giải ngân 1,5/2,5 tỷ đồng", halves("1,5", "2,5", "tỷ đồng", ("1.5", "2.5"))),
    ("lập 1,2/1,5 triệu sổ", halves("1,2", "1,5", "sổ", ("1200000", "1500000"))),
    ("nộp 350.000/500.000 đồng", halves("350.000", "500.000", "đồng", ("350000", "500000"))),
    # cases and deaths
    ("Sốt xuất huyết: 8.120/3", halves("8.120", "3", values=("8120", "3"))),
    ("Tay chân miệng: 4/0", halves("4", "0")),
    # a noun behind the pair makes 15/6 a pair, a day before it makes it a date
    ("hoàn thành 15/6 chỉ tiêu", halves("15", "6", "chỉ tiêu")),
    ("họp ngày 15/6", []),
    ("tính đến 15/6, có 12 ca", [Read("12", "12", "ca")]),
    ("hưởng ứng Ngày Dân số thế giới 11/7", []),
    # the slash only lists two figures with two units
    ("mở 31 lớp/2.450 người", [Read("31", "31", "lớp"), Read("2.450", "2450", "người")]),
    # a rate is one figure
    ("đạt 17/10.000 dân", [Read("17", "17", "/10.000 dân")]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pairs(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


# ------------------------------------------------------------------------------------------------------- ranges

RANGES: Table = [
    ("mỗi ngày 18-20 ca", between("18-20", "18", "20", "ca")),
    ("mỗi tuần 80 – 95 ca", between("80 - 95", "80", "95", "ca")),
    ("từ 5 đến 8 ca", between("5 đến 8", "5", "8", "ca")),
    ("từ 5 tới 8 ca", between("5 tới 8", "5", "8", "ca")),
    ("từ 5 đến 8", between("5 đến 8", "5", "8")),
    ("khoảng 3-5% số trẻ", between("3-5", "3", "5", "%")),
    ("đạt 15% - 20%", between("15% - 20", "15", "20", "%")),
    ("đạt 98,5 - 99,0%", between("98,5 - 99,0", "98.5", "99.0", "%")),
    ("từ 1,5 đến 2 triệu đồng", between("1,5 đến 2", "1.5", "2", "triệu đồng")),
    ("từ 5 triệu đến 10 triệu đồng", between("5 triệu đến 10", "5", "10", "triệu đồng")),
    ("từ 5.000.000 đến 10.000.000 đồng", between("5.000.000 đến 10.000.000", "5000000", "10000000", "đồng")),
    ("1,2 - 1,5 triệu lượt", between("1,2 - 1,5", "1200000", "1500000", "lượt")),
    ("1,2 triệu - 1,5 triệu lượt", between("1,2 triệu - 1,5", "1200000", "1500000", "lượt")),
    ("80 - 95 ca/tuần", between("80 - 95", "80", "95", "ca/tuần")),
    # a move, not a range
    ("tăng từ 5 lên 8 ca", [Read("5", "5"), Read("8", "8", "ca")]),
    ("giảm từ 12% xuống 8%", [Read("12", "12", "%"), Read("8", "8", "%")]),
    ("nâng từ 5 đến 8", [Read("5", "5"), Read("8", "8")]),
    # not ascending, or two units
    ("xã A 95% - 90%", [Read("95", "95", "%"), Read("90", "90", "%")]),
    ("gồm 5 xã - 8 phường", [Read("5", "5", "xã"), Read("8", "8", "phường")]),
    ("từ 5 triệu - 10 tỷ đồng", [Read("5", "5000000"), Read("10", "10", "tỷ đồng")]),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_ranges(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


# -------------------------------------------------------------------------------------------------------- lists


def levels(*digits: str) -> list[Read]:
    return [Read(one, one, "mức", form="list") for one in digits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("có 12 xã đạt mức 4,5", [Read("12", "12", "xã"), *levels("4", "5")]),
        ("có 12 xã đạt mức 4", [Read("12", "12", "xã"), *levels("4")]),
        ("đạt mức 4 và 5", levels("4", "5")),
        ("hạ tầng đạt mức 3, 4", []),  # set apart by a blank: the name of a requirement
        ("đạt mức 4,5%", [Read("4,5", "4.5", "%")]),
        ("ở mức 12,5", [Read("12,5", "12.5")]),
        ("mức 4,5 triệu đồng", [Read("4,5", "4.5", "triệu đồng")]),
    ],
)
def test_levels_that_were_reached_are_a_list(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nguy cơ ở mức 3,4", ["3,4"]),
        ("dịch vụ công trực tuyến mức độ 3, 4", ["3, 4"]),
        ("tiêm mũi 3, 4", ["3, 4"]),
        ("thuộc nhóm 1,2", ["1,2"]),
        ("các thôn 2, 5, 11", ["2, 5, 11"]),
        ("Điều 5, 6 và 7", ["5, 6 và 7"]),
    ],
)
def test_other_lists_are_names(text: str, names: list[str]) -> None:
    assert read(text) == []
    assert [what for _, what in left_out(text)] == names


# --------------------------------------------------------------------------------------------------- qualifiers


@pytest.mark.parametrize(
    ("words", "qualifier", "inclusive"),
    [
        ("", "exact", False),
        ("là ", "exact", False),
        ("đạt ", "exact", False),
        ("lên tới ", "exact", False),
        ("khoảng ", "approx", False),
        ("gần ", "approx", False),
        ("xấp xỉ ", "approx", False),
        ("ngót ", "approx", False),
        ("chừng ", "approx", False),
        ("~ ", "approx", False),
        ("≈", "approx", False),
        ("ước ", "approx", False),
        ("ước đạt ", "approx", False),
        ("ước tính ", "approx", False),
        ("dự kiến ", "approx", False),
        ("dự kiến đạt ", "approx", False),
        ("trên ", "over", False),
        ("hơn ", "over", False),
        ("đạt trên ", "over", False),
        ("ước đạt trên ", "over", False),
        (">", "over", False),
        ("> ", "over", False),
        ("dưới ", "under", False),
        ("chưa đến ", "under", False),
        ("chưa tới ", "under", False),
        ("chưa đầy ", "under", False),
        ("< ", "under", False),
        ("không quá ", "under", True),
        ("không vượt quá ", "under", True),
        ("tối đa ", "under", True),
        ("nhiều nhất ", "under", True),
        ("≤ ", "under", True),
        ("<=", "under", True),
        ("=< ", "under", True),
        ("không cao hơn ", "under", True),
        ("ít nhất ", "at_least", True),
        ("tối thiểu ", "at_least", True),
        ("không dưới ", "at_least", True),
        ("không thấp hơn ", "at_least", True),
        ("≥", "at_least", True),
        (">= ", "at_least", True),
        ("=> ", "at_least", True),
        # comparisons, not qualifiers
        ("cao hơn ", "exact", False),
        ("thấp hơn ", "exact", False),
        ("nhiều hơn ", "exact", False),
        ("gần như ", "exact", False),
        # a bound, though, where a target says so
        ("phải thấp hơn ", "under", False),
    ],
)
@pytest.mark.parametrize("figure", ["95,5%", "1.250 ca", "1,6 tỷ đồng", "12,8 bác sĩ/10.000 dân"])
def test_words_before_the_number(words: str, qualifier: str, inclusive: bool, figure: str) -> None:
    (found,) = quantities(f"Kết quả {words}{figure} trong kỳ")
    assert (found.qualifier, found.inclusive) == (qualifier, inclusive)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("từ 95% trở lên", "at_least"),
        ("đạt 95% trở lên", "at_least"),
        ("từ 12 ca trở lên", "at_least"),
        ("trên 95% trở lên", "at_least"),
        ("từ 5% trở xuống", "under"),
    ],
)
def test_words_behind_the_number(text: str, qualifier: str) -> None:
    (found,) = quantities(text)
    assert (found.qualifier, found.inclusive) == (qualifier, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a place
        ("trên địa bàn 12 xã", [Read("12", "12", "xã")]),
        ("trên toàn tỉnh 12 xã", [Read("12", "12", "xã")]),
        # a ratio
        ("120 trên 125 xã", [Read("120", "120"), Read("125", "125", "xã")]),
        ("240 hồ sơ trên 300 hồ sơ", [Read("240", "240", "hồ sơ"), Read("300", "300", "hồ sơ")]),
        ("240 hồ sơ trên tổng số 300 hồ sơ", [Read("240", "240", "hồ sơ"), Read("300", "300", "hồ sơ")]),
        # a bound
        ("12 xã trên 95%", [Read("12", "12", "xã"), Read("95", "95", "%", "over")]),
        ("năm 2024 trên 95%", [Read("95", "95", "%", "over")]),
    ],
)
def test_over_a_place_a_whole_or_a_bound(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "estimate"),
    [
        ("ước đạt 95%", True),
        ("ước thực hiện cả năm 95%", True),
        ("ước đạt trên 95%", True),
        ("dự kiến đạt 95%", True),
        ("khoảng 95%", False),
        ("đạt 95%", False),
    ],
)
def test_estimates(text: str, estimate: bool) -> None:
    (found,) = quantities(text)
    assert found.estimate is estimate


def test_where_the_qualifying_words_begin_is_kept() -> None:
    text = "Kinh phí ước đạt trên 1,6 tỷ đồng"
    (found,) = quantities(text)
    assert text[found.lead : found.start] == "trên "
    assert text[found.start : found.end] == "1,6 tỷ đồng"


# -------------------------------------------------------------------------------------------------------- signs


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("so với cùng kỳ (-2,5%)", ["-2.5"]),
        ("chênh lệch: -12 ca", ["-12"]),
        ("chênh lệch (-1,5 triệu lượt)", ["-1500000"]),
        ("tăng +0,5%", ["0.5"]),
        # a dash that begins an item or stands apart is no sign
        ("- 12 ca", ["12"]),
        ("-12 ca", ["12"]),
        ("Khám bệnh:\n-12 ca", ["12"]),
        ("Khám bệnh: - 12 ca", ["12"]),
        ("giảm -2,5%", ["2.5"]),
    ],
)
def test_signs(text: str, values: list[str]) -> None:
    assert [f"{found.value:f}" for found in quantities(text)] == values
