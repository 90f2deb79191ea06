"""What reports state stands beside what was computed, with the report as its source, and is never mixed with it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from measures.books import Book, Row, new_book
from soyte.measures import Locator


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return new_book(tmp_path)


def said(value: str, **other: object) -> Row:
    """A statement of dengue cases in Sông Xanh in 2017."""
    return {
        "number": 1,
        "indicator": "dengue_cases",
        "place": "Sông Xanh",
        "period": "2017",
        "role": "actual",
        "qualifier": "exact",
        "value": Decimal(value),
        "value_text": value,
        "unit": "ca",
        "estimate": False,
        "page": "3",
        "span_start": 120,
        "span_end": 123,
        **other,
    }


def test_computed_and_stated_figures_stand_side_by_side(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5")
    act = book.state([said("312")])
    found = book.ask("dengue_cases", place="10", period="2017")
    assert [(one.kind, one.value) for one in found] == [("computed", Decimal(5)), ("stated", Decimal(312))]
    (stated,) = found.stated
    assert (stated.submission, stated.owner, stated.unit) == (act.submission_id, "Sở Y tế", "ca")
    assert stated.notes == (
        "Nêu trong bao-cao-2.docx: “312”",
        "Lệch +307 so với số tính từ tập số liệu book (5)",
    )


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Núi Vàng"},
        {"period": "2016"},
        {"indicator": "measles_cases"},
        {"role": "target"},
        {"role": "change"},
        {"period": None},
    ],
)
def test_another_place_period_indicator_or_role_is_another_matter(book: Book, other: dict[str, object]) -> None:
    book.state([said("312"), {**said("99"), **other}])
    found = book.ask("dengue_cases", place="10", period="2017")
    assert [one.value for one in found.stated] == [Decimal(312)]


def test_statements_of_places_below_are_found_by_place(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5\n20 2017-01 dengue 6")
    book.state([said("312"), said("7", place="Núi Vàng", number=2)])
    found = book.ask("dengue_cases", by=["place"], period="2017")
    assert [(one.place, str(one.value)) for one in found.stated] == [("10", "312"), ("20", "7")]
    assert book.ask("dengue_cases", by=["place", "disease"], period="2017").stated == ()


def test_an_indicator_that_no_measure_gives_is_known_by_what_reports_state(book: Book) -> None:
    book.state([said("95.5", indicator="bhyt_coverage_rate", unit="%", estimate=True, qualifier="over")])
    found = book.ask("bhyt_coverage_rate", place="10")
    (stated,) = found.stated
    assert (str(stated.value), stated.status, stated.period.iso) == ("95.5", "estimate", "2017")
    assert stated.notes[-1] == "Văn bản ghi “trên”"


def test_a_statement_traces_to_its_page_and_span(book: Book) -> None:
    book.state([said("312")])
    (stated,) = book.ask("dengue_cases", place="10", period="2017").stated
    found = book.trace(stated.id, show=lambda act, found: [f"{act.name}, {one.words}: 312 ca" for one in found])
    assert found.figure == stated
    (term,) = found.terms
    assert term.first[0].locator == Locator(page="3", span_start=120, span_end=123)
    assert term.first[0].words == "bao-cao-1.docx, trang 3, ký tự 120–123: 312 ca"


def test_a_withdrawn_report_states_nothing_any_more(book: Book) -> None:
    act = book.state([said("312")])
    book.withdraw(act)
    assert book.ask("dengue_cases", place="10", period="2017").stated == ()
    assert len(book.ask("dengue_cases", place="10", period="2017", as_of=1).stated) == 1
