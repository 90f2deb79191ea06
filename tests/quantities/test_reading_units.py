"""What is counted: rates, densities, measures, units announced before the number, and the whole table of units."""

from __future__ import annotations

import pytest

from quantity_rows import Read, quantities, read, unit_rows
from soyte.quantities import related_units, scan, unit_after, unit_in_label

Table = list[tuple[str, list[Read]]]

# ------------------------------------------------------------------------------------------------------- rates

RATES: Table = [
    ("đạt 98,5 %.", [Read("98,5", "98.5", "%")]),
    ("đạt:95%", [Read("95", "95", "%")]),
    ("đạt86,4%", [Read("86,4", "86.4", "%")]),
    ("chiếm 45 phần trăm", [Read("45", "45", "%")]),
    ("tỷ suất 15,4‰", [Read("15,4", "15.4", "‰")]),
    ("tỷ suất 15,4 ‰", [Read("15,4", "15.4", "‰")]),
    ("tỷ suất 0,3 %o", [Read("0,3", "0.3", "‰")]),
    ("tỷ suất 0,3%0", [Read("0,3", "0.3", "‰")]),
    ("giảm 0,3 phần nghìn", [Read("0,3", "0.3", "‰")]),
    ("tăng 1,5 điểm phần trăm", [Read("1,5", "1.5", "điểm phần trăm")]),
    ("tăng 1,5 điểm %", [Read("1,5", "1.5", "điểm phần trăm")]),
    ("tăng +0,5 điểm %", [Read("0,5", "0.5", "điểm phần trăm")]),
    ("tăng gấp 3 lần", [Read("3", "3", "lần")]),
    ("tăng gấp 1,8 lần", [Read("1,8", "1.8", "lần")]),
]

# --------------------------------------------------------------------------------------------------- densities

DENSITIES: Table = [
    ("51,3 giường/10.000 dân", [Read("51,3", "51.3", "giường/10.000 dân")]),
    ("51,3 giường bệnh / 10000 dân", [Read("51,3", "51.3", "giường/10.000 dân")]),
    ("51,3 GB/vạn dân", [Read("51,3", "51.3", "giường/10.000 dân")]),
    ("15,4 bác sĩ trên một vạn dân", [Read("15,4", "15.4", "bác sĩ/10.000 dân")]),
    ("15,4 bác sỹ/1 vạn dân", [Read("15,4", "15.4", "bác sĩ/10.000 dân")]),
    ("15,4 BS trên mỗi vạn dân", [Read("15,4", "15.4", "bác sĩ/10.000 dân")]),
    ("15,4 bác sĩ bình quân 1 vạn dân", [Read("15,4", "15.4", "bác sĩ/10.000 dân")]),
    ("15,4 bác sĩ tính trên 10.000 dân", [Read("15,4", "15.4", "bác sĩ/10.000 dân")]),
    ("3,1 bác sĩ đại học/10.000 dân", [Read("3,1", "3.1", "bác sĩ/10.000 dân")]),
    ("35 ca/100.000 dân", [Read("35", "35", "ca/100.000 dân")]),
    ("1.250,5 ca/100.000 dân", [Read("1.250,5", "1250.5", "ca/100.000 dân")]),
    ("tỷ suất 9,8/1.000 trẻ đẻ sống", [Read("9,8", "9.8", "/1.000 trẻ đẻ sống")]),
    ("12,3/100.000 trẻ sinh ra sống", [Read("12,3", "12.3", "/100.000 trẻ đẻ sống")]),
    ("112,5 trẻ trai/100 trẻ gái", [Read("112,5", "112.5", "trẻ trai/100 trẻ gái")]),
    ("112,5 bé trai trên 100 bé gái", [Read("112,5", "112.5", "trẻ trai/100 trẻ gái")]),
    ("112,5 trẻ em trai/100 trẻ em gái", [Read("112,5", "112.5", "trẻ trai/100 trẻ gái")]),
    ("112,5 nam/100 nữ", [Read("112,5", "112.5", "trẻ trai/100 trẻ gái")]),
    ("Tỷ số giới tính khi sinh: 112,5/100", [Read("112,5", "112.5", "trẻ trai/100 trẻ gái")]),
    ("Tỷ số giới tính khi sinh dưới 112/100", [Read("112", "112", "trẻ trai/100 trẻ gái", "under")]),
    ("tử vong trẻ dưới 1 tuổi 10,5/1000", [Read("10,5", "10.5", "‰")]),
    ("tử vong trẻ dưới 1 tuổi 10,5/1.000", [Read("10,5", "10.5", "‰")]),
    ("17/10.000 dân", [Read("17", "17", "/10.000 dân")]),  # one figure, no pair
    # one density serves two figures
    (
        "58 giường bệnh và 13,2 bác sĩ trên một vạn dân",
        [Read("58", "58", "giường/10.000 dân"), Read("13,2", "13.2", "bác sĩ/10.000 dân")],
    ),
    ("12 nam, 15 nữ", [Read("12", "12"), Read("15", "15")]),
]

# ------------------------------------------------------------------------------------------ nouns and measures

NOUNS: Table = [
    ("12 ca bệnh", [Read("12", "12", "ca")]),
    ("12 trường hợp", [Read("12", "12", "trường hợp")]),
    ("12 lượt người", [Read("12", "12", "lượt người")]),
    ("12 hộ gia đình", [Read("12", "12", "hộ")]),
    ("12 cơ sở y tế", [Read("12", "12", "cơ sở")]),
    ("gồm 01 xã; 02 phường", [Read("01", "1", "xã"), Read("02", "2", "phường")]),
    ("31 lớp/2.450 người", [Read("31", "31", "lớp"), Read("2.450", "2450", "người")]),
    ("350 ca/tuần", [Read("350", "350", "ca/tuần")]),
    ("45 BS, 12 BSCKII, 6 ThS", [Read("45", "45", "bác sĩ"), Read("12", "12", "bác sĩ"), Read("6", "6", "thạc sĩ")]),
    (
        "10 ĐD, 13 NHS, 5 KTV",
        [Read("10", "10", "điều dưỡng"), Read("13", "13", "hộ sinh"), Read("5", "5", "kỹ thuật viên")],
    ),
    ("mức sinh 2,15 con/phụ nữ", [Read("2,15", "2.15", "con/phụ nữ")]),
    ("5 trong 12 xã", [Read("5", "5"), Read("12", "12", "xã")]),
    ("2,5 lượt/người/năm", [Read("2,5", "2.5", "lượt/người/năm")]),
    ("6,5 ngày điều trị", [Read("6,5", "6.5", "ngày")]),
    ("thu gom 12,5 tấn", [Read("12,5", "12.5", "tấn")]),
    ("cấp 12,5kg hóa chất", [Read("12,5", "12.5", "kg")]),
    ("phun 150m2", [Read("150", "150", "m²")]),
    ("rộng 45 km2", [Read("45", "45", "km²")]),
    ("Tuổi thọ bình quân 74,1 tuổi", [Read("74,1", "74.1", "tuổi")]),
    # a noun that the table lacks: one plain word in lower case
    ("trồng 120 cây", [Read("120", "120", "cây")]),
    ("trồng 120 và chăm sóc", [Read("120", "120")]),
    ("tăng 120 so với cùng kỳ", [Read("120", "120")]),
    ("gần 2/3 số xã", [Read("2", "2", "", "approx", None, "numerator"), Read("3", "3", "", form="denominator")]),
    # a unit may stand behind a line end, but not in the next paragraph
    ("đã khám 1.200\nlượt người", [Read("1.200", "1200", "lượt người")]),
    ("đạt 95\n% kế hoạch", [Read("95", "95", "%")]),
    ("Số ca: 35\n\n\nLượt khám tăng", [Read("35", "35")]),
]


@pytest.mark.parametrize(("text", "expected"), [*RATES, *DENSITIES, *NOUNS])
def test_units_behind_the_number(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


# ------------------------------------------------------------------------------------------- announced units


@pytest.mark.parametrize(
    ("text", "unit", "figures"),
    [
        ("Số bác sĩ trên 10.000 dân: 9,8", "bác sĩ/10.000 dân", ["9,8"]),
        ("Số bác sĩ/10.000 dân: 9,8", "bác sĩ/10.000 dân", ["9,8"]),
        ("số giường bệnh/vạn dân là 35,2", "giường/10.000 dân", ["35,2"]),
        ("bác sĩ/vạn dân đạt 12,8", "bác sĩ/10.000 dân", ["12,8"]),
        ("Tỷ lệ dược sĩ bình quân một vạn dân đạt 2,1", "dược sĩ/10.000 dân", ["2,1"]),
        ("Tỷ lệ mắc trên 100.000 dân là 35,1", "/100.000 dân", ["35,1"]),
        ("Số điều dưỡng viên trên 10.000 dân đạt 18", "điều dưỡng/10.000 dân", ["18"]),
        ("trên 10.000 dân", "/10.000 dân", []),
        # people in a count are no base of a rate
        ("tiêm cho trên 100.000 người", "", ["100.000"]),
    ],
)
def test_a_density_announced_by_the_words_before(text: str, unit: str, figures: list[str]) -> None:
    announced = [ignored.unit.name for ignored in scan(text).ignored if ignored.kind == "unit"]
    assert announced == ([unit] if unit else [])
    assert [quantity.digits for quantity in quantities(text)] == figures


# ------------------------------------------------------------------------------------------------- the table


def test_every_unit_of_the_table_is_read_as_it_is_written_and_as_it_is_named() -> None:
    for written, unit in unit_rows():
        assert unit_after(written) == unit, written
        assert unit_after(unit.name) == unit, unit.name


def test_no_unit_of_the_table_stands_there_twice() -> None:
    written = [row[0].lower() for row in unit_rows()]
    assert sorted(set(written)) == sorted(written)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ca mắc mới", "ca"),
        ("giường bệnh/vạn dân", "giường/10.000 dân"),
        ("tỷ đồng", "tỷ đồng"),
        ("trăm nghìn tỷ đồng", "trăm nghìn tỷ đồng"),
        ("đồng chí", "đồng chí"),
        ("điểm phần trăm", "điểm phần trăm"),
        ("% điểm", "điểm phần trăm"),
        ("điểm cầu", "điểm cầu"),
    ],
)
def test_the_longest_unit_counts(text: str, name: str) -> None:
    unit = unit_after(text)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize("text", ["", "và", "tỷ lệ", "số", "mới", "(ca)", "lần lượt", "mắc", "nghìn", "đồngg", "m4x"])
def test_no_unit_begins_here(text: str) -> None:
    assert unit_after(text) is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Số bác sĩ đại học trên", "bác sĩ"),
        ("Số lượt người khám", "lượt người"),
        ("Tổng số trạm y tế xã", "xã"),
        ("Số giường bệnh", "giường"),
        ("Tổng cộng", None),
        ("", None),
    ],
)
def test_the_last_noun_of_a_label(label: str, name: str | None) -> None:
    unit = unit_in_label(label)
    assert (unit.name if unit else None) == name


@pytest.mark.parametrize(
    ("one", "two", "related"),
    [
        ("ca", "trường hợp", True),
        ("ca", "ca", True),
        (None, "%", True),
        ("triệu đồng", "tỷ đồng", True),
        ("xã", "đơn vị", True),
        ("ca", "xã", False),
        ("%", "‰", False),
        ("giường", "giường/10.000 dân", False),
    ],
)
def test_units_that_can_be_compared(one: str | None, two: str | None, related: bool) -> None:
    assert related_units(one, two) is related
    assert related_units(two, one) is related
