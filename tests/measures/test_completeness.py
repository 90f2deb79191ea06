"""Completeness: who answered, of those who should."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from measures.books import Book, new_book
from soyte.measures import Completeness, Expected


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return new_book(tmp_path)


def completeness(book: Book, **asked: object) -> Completeness:
    (figure,) = book.ask("dengue_cases", **asked)
    assert figure.completeness is not None
    return figure.completeness


ELEVEN = "place period disease value\n" + "\n".join(f"10 2017-{month:02d} dengue 1" for month in range(1, 12))


def test_a_year_of_eleven_months_says_so_even_if_nobody_said_who_should_report(book: Book) -> None:
    book.load(ELEVEN)
    found = completeness(book, place="10", period="2017")
    assert (found.periods, found.periods_expected, found.grain) == (11, 12, "month")
    assert (found.units, found.units_expected, found.reports, found.reports_expected) == (1, None, 11, None)
    assert not found.whole


@pytest.mark.parametrize(
    ("expected", "units", "reports"),
    [
        (Expected("province"), 3, 36),
        (Expected("province", except_=frozenset({"30"})), 2, 24),
        (Expected("province", within="10"), 1, 12),
        (Expected("province", start=date(2017, 7, 1)), 3, 18),
        (Expected("province", end=date(2017, 6, 30)), 3, 18),
        (Expected("commune"), None, None),
    ],
)
def test_what_is_expected_follows_the_level_the_exceptions_and_the_days(
    book: Book, expected: Expected, units: int | None, reports: int | None
) -> None:
    book.load(ELEVEN)
    book.expected["book"] = expected
    found = completeness(book, period="2017")
    assert (found.units, found.units_expected) == (1, units)
    assert (found.reports, found.reports_expected) == (11, reports)


def test_units_that_ended_are_expected_until_then(book: Book) -> None:
    book.load("place period disease value\n10 2025-01 dengue 1\n20 2025-08 dengue 1\n30 2025-06 dengue 1")
    book.expected["book"] = Expected("province")
    found = completeness(book, period="2025")
    assert (found.units, found.units_expected) == (3, 3)
    assert (found.reports, found.reports_expected) == (3, 12 + 12 + 6)


def test_an_answer_counts_whatever_it_says_but_silence_does_not(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue không\n20 2017-01 dengue n/a\n30 2017-01 dengue ?")
    book.expected["book"] = Expected("province")
    found = completeness(book, period="2017-01")
    assert (found.units, found.units_expected, found.reports, found.reports_expected) == (2, 3, 2, 3)


def test_communes_below_a_province_are_expected_in_it(book: Book) -> None:
    book.load("place period disease value\n10001 2017-01 dengue 5\n20001 2017-01 dengue 1\n30001 2017-01 dengue 0")
    book.expected["book"] = Expected("commune")
    found = book.ask("dengue_cases", by=["province"], period="2017-01")
    told = [(one.place, one.completeness.units, one.completeness.units_expected) for one in found if one.completeness]
    assert told == [("10", 1, 2), ("20", 1, 1), ("30", 1, 1)]


def test_a_place_of_which_no_row_speaks_was_expected_all_the_same(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5\n20 2017-02 dengue 1")
    book.expected["book"] = Expected("province")
    found = book.ask("dengue_cases", by=["place", "month"], period="2017-01..2017-02")
    silent = next(one for one in found if (one.place, one.period.iso) == ("20", "2017-01"))
    assert silent.state == "not_reported"
    assert silent.completeness is not None
    assert (silent.completeness.units, silent.completeness.units_expected) == (0, 1)


def test_facilities_may_be_the_ones_who_report(book: Book) -> None:
    book.load(
        "place period facility disease value\n10001 2017-01 A dengue 5\n10001 2017-01 B dengue 1\n10001 2017-02 A dengue 1"
    )
    book.expected["book"] = Expected("facility")
    found = completeness(book, period="quý I/2017")
    assert (found.units, found.reports, found.periods, found.periods_expected) == (2, 3, 2, 3)


def test_the_population_needs_one_answer_a_year(book: Book) -> None:
    book.load("place period value\n10 2017 1000\n20 2017 ?", measure="population")
    book.expected["book"] = Expected("province")
    (figure,) = book.ask("population", period="2017")
    assert figure.completeness is not None
    assert (figure.completeness.reports, figure.completeness.reports_expected) == (1, 3)


def test_the_mapping_file_that_the_ledger_keeps_says_who_should_report(book: Book) -> None:
    book.load(ELEVEN)
    book.define(
        "book",
        {"expected": {"level": "province", "within": None, "except": ["Đồng Đỏ"], "from": "2017", "to": "T6/2017"}},
    )
    before, after = (book.ask("dengue_cases", period="2017", as_of=seq)[0].completeness for seq in (1, 2))
    assert before is not None and after is not None
    assert (before.units_expected, before.reports_expected) == (None, None)
    assert (after.units_expected, after.reports_expected) == (2, 12)


def test_an_administrative_year_of_calendar_months_tells_which_days_are_not_in_it(book: Book) -> None:
    book.load(ELEVEN)
    (figure,) = book.ask("dengue_cases", by=["admin_year"], place="10", period="2017")
    assert figure.value == 11
    assert [note for note in figure.notes if "chưa gồm" in note] == [
        "Kỳ này không trùng với các kỳ của báo cáo: chưa gồm số liệu của 15/12/2016 - 31/12/2016, 01/12/2017 - 14/12/2017"
    ]


@pytest.mark.parametrize("cut", ["month", "quarter", "half", "year"])
def test_periods_that_are_made_of_whole_months_need_no_such_note(book: Book, cut: str) -> None:
    book.load(ELEVEN)
    assert not any(figure.notes for figure in book.ask("dengue_cases", by=[cut], place="10", period="2017"))


def test_what_stands_still_needs_no_such_note(book: Book) -> None:
    book.load("place period value\n10 2017 1000", measure="population")
    assert not any(
        "chưa gồm" in note for one in book.ask("population", by=["admin_year"], period="2017") for note in one.notes
    )


def test_months_do_not_answer_for_weeks_and_the_ledger_is_not_said_to_be_empty(book: Book) -> None:
    book.load(ELEVEN)
    figure = book.ask("dengue_cases", by=["week"], place="10", period="2017")[0]
    assert figure.state == "not_reported"
    assert figure.notes == ("Sổ chưa có số liệu ở đúng kỳ, cấp địa bàn và phân tổ này của: Số ca mắc",)
