"""What is written comes back when it is read: `scan(write(q))` is `q` over generated quantities, words over numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quantity_rows import quantities, unit_rows
from soyte.quantities import NO_UNIT, Form, Quantity, Unit, UnitKind, unit_after, write, write_at, write_number
from soyte.quantities.literals import FRACTION_KINDS
from soyte.quantities.words import read_words, write_words

# --------------------------------------------------------------------------------------------------- examples


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("7", "7"),
        ("1234", "1.234"),
        ("12345", "12.345"),
        ("1234567", "1.234.567"),
        ("1234.50", "1.234,50"),
        ("0.340", "0,340"),
        ("-2.5", "-2,5"),
        ("-1234", "-1.234"),
        ("-0.0", "0,0"),
        ("1E+6", "1.000.000"),
        ("12345678901234567890123456789012345", "12.345.678.901.234.567.890.123.456.789.012.345"),
    ],
)
def test_numbers_are_grouped_by_dots_and_broken_by_a_comma(value: str, text: str) -> None:
    assert write_number(Decimal(value)) == text


def test_thousands_can_be_left_ungrouped() -> None:
    assert write_number(Decimal("1234567.8"), grouped=False) == "1234567,8"


@pytest.mark.parametrize(
    ("value", "precision", "text"),
    [
        ("95", "1", "95"),
        ("95", "0.1", "95,0"),
        ("95", "0.01", "95,00"),
        ("95.25", "0.1", "95,2"),
        ("95.35", "0.1", "95,4"),
        ("1249.6", "1", "1.250"),
        ("1250", "1000", "1.250"),
        ("9" * 40, "0.01", ".".join(["9", *["999"] * 13]) + ",00"),
    ],
)
def test_as_many_places_as_the_precision_has(value: str, precision: str, text: str) -> None:
    assert write_at(Decimal(value), Decimal(precision)) == text


def quantity(value: str, unit: Unit = NO_UNIT, **more: object) -> Quantity:
    number = Decimal(value)
    made = Quantity(0, 0, "", number, Decimal(1).scaleb(min(0, int(number.as_tuple().exponent))), unit)
    return replace(made, **more)  # type: ignore[arg-type]


PERCENT = Unit("%", UnitKind.PERCENT)
CASES = Unit("ca", UnitKind.COUNT)
BILLION = Unit("tỷ đồng", UnitKind.MONEY)
BEDS = Unit("giường/10.000 dân", UnitKind.DENSITY)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (quantity("95.50", PERCENT), "95,50%"),
        (quantity("1250", PERCENT), "1250%"),  # 1.250% would be one and a quarter
        (quantity("1250", BEDS), "1250 giường/10.000 dân"),
        (quantity("1250.5", BEDS), "1.250,5 giường/10.000 dân"),
        (quantity("9.8", Unit("/1.000 trẻ đẻ sống", UnitKind.DENSITY)), "9,8/1.000 trẻ đẻ sống"),
        (quantity("12480", CASES), "12.480 ca"),
        (quantity("1.6", BILLION, qualifier="approx"), "khoảng 1,6 tỷ đồng"),
        (quantity("1.6", BILLION, qualifier="approx", estimate=True), "ước 1,6 tỷ đồng"),
        (quantity("90", PERCENT, qualifier="over"), "trên 90%"),
        (quantity("90", PERCENT, qualifier="over", estimate=True), "ước đạt trên 90%"),
        (quantity("10", PERCENT, qualifier="under"), "dưới 10%"),
        (quantity("10", PERCENT, qualifier="under", inclusive=True), "không quá 10%"),
        (quantity("95", PERCENT, qualifier="at_least", inclusive=True), "ít nhất 95%"),
        (quantity("18", CASES, qualifier="range", form=Form.RANGE, high=Decimal(20)), "18 - 20 ca"),
        (quantity("18", qualifier="range", form=Form.RANGE, high=Decimal(20)), "từ 18 đến 20"),
        # the last printed place stays as large as it was
        (quantity("1300000", Unit("sổ", UnitKind.COUNT), precision=Decimal(100_000)), "1,3 triệu sổ"),
        (quantity("1300000", Unit("sổ", UnitKind.COUNT), precision=Decimal(10_000)), "1,30 triệu sổ"),
        (quantity("45000", precision=Decimal(1000)), "45 nghìn"),
        (quantity("30", Unit("máy", UnitKind.COUNT), precision=Decimal(10)), "3 chục máy"),
        (quantity("500", Unit("triệu đồng", UnitKind.MONEY), precision=Decimal(100)), "5 trăm triệu đồng"),
        (quantity("0", CASES, precision=Decimal(1000)), "0 nghìn ca"),
    ],
)
def test_quantities_are_written_as_a_report_prints_them(made: Quantity, text: str) -> None:
    assert write(made) == text


# ------------------------------------------------------------------------------------------- there and back again

_CLOCK = {"giờ", "phút"}  # figures only where the text says that a duration was measured
# Whole numbers of these are ages, terms and children of one couple.
_DEFINING = {"tuổi", "năm", "ngày", "g", "con"}
_ASKED = ("lần", "loại", "mũi", "liều", "chỉ tiêu")  # "ít nhất 4 lần" is what an indicator asks


@cache
def units() -> tuple[Unit, ...]:
    """Every unit of the table, money of every size, rates and densities."""
    scales = ("nghìn ", "triệu ", "tỷ ", "nghìn tỷ ")
    money = [Unit(f"{scale}đồng", UnitKind.MONEY) for scale in scales]
    named = ["giường/10.000 dân", "bác sĩ/10.000 dân", "ca/100.000 dân", "trẻ trai/100 trẻ gái", "/1.000 trẻ đẻ sống"]
    named += ["ca/tuần", "lượt/người/năm", "đồng/lượt", "nghìn đồng/người/tháng"]
    return (NO_UNIT, *{unit: 0 for _, unit in unit_rows()}, *money, *filter(None, map(unit_after, named)))


@st.composite
def printed(draw: st.DrawFn) -> Quantity:
    """A quantity that a report can print: not negative, and counted things with at most two places."""
    unit = draw(st.sampled_from(units()))
    places = draw(st.integers(0, 2 if unit.kind is UnitKind.COUNT else 4))
    if unit.name.startswith("đồng"):
        places = 0
    assume(unit.name not in _CLOCK and (places or unit.name not in _DEFINING))
    largest = 6 if unit.kind in FRACTION_KINDS else 12
    number = draw(st.integers(0, 10 ** draw(st.integers(1, largest))))
    precision = Decimal(1).scaleb(-places)
    if unit.kind is UnitKind.COUNT and not places and draw(st.booleans()):
        precision = Decimal(10) ** draw(st.integers(1, 8))
    value = number * precision
    made = Quantity(0, 0, "", value, precision, unit)
    if draw(st.booleans()):
        return draw(qualified(made))
    high = value + precision * draw(st.integers(1, 10**6))
    return replace(made, qualifier="range", form=Form.RANGE, high=high, inclusive=True)


@st.composite
def qualified(draw: st.DrawFn, made: Quantity) -> Quantity:
    ways = [("exact", False), ("approx", False), ("over", False), ("under", False), ("under", True), ("at_least", True)]
    name, inclusive = draw(st.sampled_from(ways))
    assume(name != "at_least" or not made.unit.name.startswith(_ASKED))
    estimate = name != "exact" and draw(st.booleans())
    return replace(made, qualifier=name, inclusive=inclusive, estimate=estimate)


@settings(max_examples=1500)
@given(printed(), st.sampled_from(["{}", "Kết quả: {}.", "Toàn tỉnh đạt {}, tăng so với cùng kỳ", "(cả tỉnh {})"]))
def test_a_quantity_comes_back(made: Quantity, sentence: str) -> None:
    text = sentence.format(write(made))
    (found,) = quantities(text)
    assert (found.value, found.high, found.precision) == (made.value, made.high, made.precision), text
    assert found.unit == made.unit, text
    assert (found.qualifier, found.inclusive, found.form) == (made.qualifier, made.inclusive, made.form), text
    assert found.estimate is made.estimate, text


@given(printed())
def test_writing_what_was_read_changes_nothing(made: Quantity) -> None:
    text = write(made)
    (found,) = quantities(text)
    assert write(found) == text


@settings(max_examples=500)
@given(st.integers(0, 10**12 - 1) | st.integers(0, 10_000))
def test_numbers_in_words_come_back(number: int) -> None:
    words = write_words(number).split()
    assert read_words(words) == (Decimal(number), len(words))


@given(st.integers(1000, 10**12 - 1).filter(lambda n: n % 1000 or n >= 10**6), st.sampled_from(["ca", "người", "lượt"]))
def test_numbers_in_words_are_found_in_a_sentence(number: int, noun: str) -> None:
    (found,) = quantities(f"Toàn tỉnh ghi nhận {write_words(number)} {noun}, tăng so với cùng kỳ.")
    assert (found.value, found.unit.name) == (Decimal(number), noun)
    assert found.digits == write_words(number)


@given(st.integers(1, 9999), st.sampled_from(["đơn vị", "ca", "triệu đồng", "người", "%"]))
def test_a_number_repeated_in_words_is_one_quantity(number: int, noun: str) -> None:
    (found,) = quantities(f"Giao {number} ({write_words(number)}) {noun} thực hiện")
    assert (found.value, found.unit.name) == (Decimal(number), noun)
