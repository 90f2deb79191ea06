"""Stocks, ratios and distinct counts: what stands, what is divided, and what is said where a part is missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from measures.books import Book, new_book, shown


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return new_book(tmp_path)


PEOPLE = """
place  period  value
10     2016    900
10     2017    1000
20     2017    500
20     2018    ?
"""
BIRTHS = "place period sex value\n10 2017-01 male 6\n10 2017-01 female 5\n10 2017-02 male 4\n20 2017-01 female 3"


# ------------------------------------------------------------------------------------------------------------- stocks


def test_a_stock_is_the_last_that_each_place_reported(book: Book) -> None:
    book.load(PEOPLE, measure="population")
    assert shown(book.ask("population", by=["year"], period="2016..2018"), "period") == [
        "2016 900",
        "2017 1500",
        "2018 not_reported",
    ]
    assert shown(book.ask("population", period="2016..2018")) == ["1500"]
    assert shown(book.ask("population", by=["place"], period="2016..2018"), "place") == ["10 1000", "20 500"]


def test_a_yearly_stock_stands_for_the_months_of_its_year_and_says_so(book: Book) -> None:
    book.load(PEOPLE, measure="population")
    (figure,) = book.ask("population", period="2017-03")
    assert (figure.value, figure.notes) == (Decimal(1500), ("Dùng số của năm 2017",))


def test_a_monthly_stock_goes_before_a_yearly_one(book: Book) -> None:
    book.load(PEOPLE, measure="population")
    book.load("place period value\n10 2017-03 1010\n20 2017-03 505", measure="population")
    assert shown(book.ask("population", period="2017-03")) == ["1515"]
    assert shown(book.ask("population", period="2017-04")) == ["1500"]


# ------------------------------------------------------------------------------------------------------------- ratios


def test_a_rate_is_computed_from_sums_and_never_rounded(book: Book) -> None:
    book.load(PEOPLE, measure="population")
    book.load(BIRTHS, measure="births")
    (figure,) = book.ask("crude_birth_rate", period="2017")
    assert [figure.numerator, figure.denominator] == [18, 1500]
    assert figure.value == Decimal(12)
    (ratio,) = book.ask("sex_ratio_at_birth", period="2017")
    assert ratio.value == Decimal(125)
    (odd,) = book.ask("crude_birth_rate", period="2016", place="10", where={})
    assert (odd.value, odd.state) == (None, "not_reported")
    (third,) = book.ask("sex_ratio_at_birth", period="2017-01")
    assert str(third.value) == "75"


def test_a_rate_of_the_whole_is_not_the_mean_of_the_rates(book: Book) -> None:
    book.load("place period value\n10 2017 1000\n20 2017 10", measure="population")
    book.load("place period value\n10 2017 10\n20 2017 5", measure="births")
    rates = [one.value for one in book.ask("crude_birth_rate", by=["place"], period="2017")]
    assert rates == [10, 500]
    (whole,) = book.ask("crude_birth_rate", period="2017")
    assert whole.value is not None
    assert f"{whole.value:.6f}" == "14.851485"


def test_the_denominator_may_come_from_another_source_which_is_named(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5")
    book.load(PEOPLE, measure="population", dataset="statistics", owner="Cục Thống kê")
    (figure,) = book.ask("notifiable_incidence_100k", place="10", by=["disease"], period="2017-01")
    assert (figure.value, figure.dataset) == (Decimal(500), "book")
    assert figure.notes[-1] == "Mẫu số lấy từ tập số liệu statistics (Cục Thống kê)"
    assert "beside=statistics" in figure.id
    assert book.trace(figure.id).figure == figure


def test_two_sources_of_the_denominator_give_two_figures(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5")
    book.load("place period value\n10 2017 1000", measure="population", dataset="one")
    book.load("place period value\n10 2017 500", measure="population", dataset="two")
    found = book.ask("notifiable_incidence_100k", place="10", period="2017-01")
    assert [str(one.value) for one in found] == ["500", "1000"]
    assert [book.trace(one.id).figure for one in found] == list(found)


@pytest.mark.parametrize(
    ("deaths", "cases", "state", "note"),
    [
        ("1", "4", "reported", None),
        ("0", "4", "reported", None),
        ("không", "4", "none", None),
        ("?", "4", "not_reported", None),
        ("1", "?", "not_reported", "Chưa tính được vì thiếu mẫu số: Số ca mắc"),
        ("1", "0", "not_applicable", "Không tính được vì mẫu số bằng 0: Số ca mắc"),
        ("n/a", "4", "not_applicable", None),
    ],
)
def test_a_ratio_without_a_part_says_what_is_missing(
    book: Book, deaths: str, cases: str, state: str, note: str | None
) -> None:
    book.load(f"place period disease value\n10 2017-01 dengue {deaths}", measure="deaths")
    book.load(f"place period disease value\n10 2017-01 dengue {cases}", measure="cases")
    (figure,) = book.ask("notifiable_case_fatality", period="2017-01")
    assert figure.state == state
    assert (figure.value is not None) == (state == "reported")
    assert figure.notes == ((note,) if note else ())


def test_a_difference_needs_both_parts(book: Book) -> None:
    book.load(PEOPLE, measure="population")
    book.load("place period value\n10 2017 30\n20 2017 9", measure="births")
    book.load("place period value\n10 2017 10", measure="deaths_all_causes")
    grown, unknown = book.ask("natural_growth_rate", by=["place"], period="2017")
    assert grown.value == Decimal(20)
    assert unknown.state == "not_reported"
    assert "Chưa tính được vì thiếu: Số người chết do mọi nguyên nhân" in unknown.notes


# ---------------------------------------------------------------------------------------------------- distinct counts


def test_persons_are_counted_once_wherever_and_whenever_they_came(book: Book) -> None:
    book.load(
        """
        place  period   disease  person  value
        10     2017-01  dengue   p1:a    1
        10     2017-02  dengue   p1:a    1
        10     2017-02  dengue   p1:b    1
        20     2017-02  measles  p1:a    1
        """,
        measure="visits",
    )
    assert shown(book.ask("persons", period="2017")) == ["2"]
    assert shown(book.ask("persons", by=["place"], period="2017"), "place") == ["10 2", "20 1"]
    assert shown(book.ask("persons", by=["month"], period="quý I/2017"), "period") == [
        "2017-01 1",
        "2017-02 2",
        "2017-03 not_reported",
    ]
    assert shown(book.ask("persons", by=["disease"], period="2017"), "disease") == ["dengue 2", "measles 1"]


def test_reporting_units_are_those_that_answered_whatever_they_said(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5\n20 2017-01 dengue không\n30 2017-01 dengue ?")
    assert shown(book.ask("reporting_units", period="2017-01")) == ["2"]


# ------------------------------------------------------------------------------------------------- dated definitions


def test_an_indicator_that_has_ended_is_not_applicable_afterwards(book: Book) -> None:
    book.load(
        "place period category value\n10 2026-05 third_or_later 5\n10 2026-06 third_or_later 4\n10 2026-07 third_or_later 3",
        measure="births",
    )
    found = book.ask("third_child_births", by=["month"], period="2026-05..2026-07")
    assert shown(found, "period") == ["2026-05 5", "2026-06 4", "2026-07 not_applicable"]
    assert found[2].notes == ("Chỉ tiêu không có hiệu lực trong kỳ này",)


def test_an_indicator_without_a_formula_says_so(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5")
    (figure,) = book.ask("bhyt_coverage_rate", period="2017")
    assert figure.state == "not_reported"
    assert figure.notes == ("Danh mục chưa có công thức tính chỉ tiêu này từ các số đo",)
