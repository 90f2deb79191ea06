"""From a figure back to its rows: they add up, then and now, and each says where it stands."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

import pytest

from measures.books import Book, new_book
from soyte.measures import MeasureError

ROWS = """
place  period   disease  value
10     2017-01  dengue   5
10     2017-02  dengue   7
10     2017-03  dengue   ?
20     2017-01  dengue   1
10     2017-01  measles  100
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    found = new_book(tmp_path)
    found.load(ROWS)
    return found


def test_a_trace_goes_from_the_definition_to_the_lines_of_the_file(book: Book) -> None:
    (figure,) = book.ask("dengue_cases", place="10", period="2017")
    found = book.trace(figure.id)
    assert found.figure == figure
    assert found.words == "Số ca mắc [Bệnh: Sốt xuất huyết Dengue]"
    assert (found.certainty, found.legal_source[:18]) == ("looked_up", "TT 23/2025/TT-BYT ")
    (term,) = found.terms
    assert (term.value, term.rows, term.dataset, term.owner, term.adds_up) == (D(12), 3, "book", "CDC", True)
    assert [(row.locator.words, row.value, row.state) for row in term.first] == [
        ("dòng 2", D(5), "reported"),
        ("dòng 3", D(7), "reported"),
        ("dòng 4", None, "not_reported"),
    ]
    (source,) = term.sources
    assert (source.act.name, source.rows, source.value, source.status) == ("tep-1.csv", 3, D(12), "accepted")


def test_a_past_figure_traces_to_the_rows_of_then_and_says_what_became_of_them(book: Book) -> None:
    (past,) = book.ask("dengue_cases", place="10", period="2017")
    first = book.ledger.state().find("1")
    book.load("place period disease value\n10 2017-02 dengue 70")
    book.load("place period disease value\n10 2017-01 dengue 50", supersedes=first)
    found = book.trace(past.id)
    assert (found.figure, found.adds_up) == (past, True)
    assert [(one.status, one.status_now) for one in found.terms[0].sources] == [("accepted", "superseded")]
    (now,) = book.ask("dengue_cases", place="10", period="2017")
    assert (now.value, book.trace(now.id).adds_up) == (D(120), True)


def test_rows_of_several_submissions_are_summed_by_submission(book: Book) -> None:
    book.load("place period disease value\n10 2017-02 dengue 8\n10 2017-04 dengue 1")
    (figure,) = book.ask("dengue_cases", place="10", period="2017")
    shares = [(one.act.seq, one.rows, one.value) for one in book.trace(figure.id).terms[0].sources]
    assert shares == [(1, 2, D(5)), (2, 2, D(9))]


def test_only_the_first_rows_are_listed_but_all_can_be_read(book: Book) -> None:
    (figure,) = book.ask("cases", period="2017")
    (term,) = book.trace(figure.id, rows=2).terms
    assert (len(term.first), term.rows, sum(1 for _ in term.all_rows())) == (2, 5, 5)
    assert sum((row.value or D(0) for row in term.all_rows()), D(0)) == figure.value


def test_a_ratio_traces_both_parts(book: Book) -> None:
    book.load("place period value\n10 2016 900\n10 2017 1000", measure="population", dataset="statistics")
    (figure,) = book.ask("notifiable_incidence_100k", place="10", period="2017", where={"disease": "dengue"})
    found = book.trace(figure.id)
    assert found.words == "Số ca mắc ÷ Dân số × 100.000"
    assert [(term.words, term.value, term.rows) for term in found.terms] == [
        ("Số ca mắc [Bệnh: Sốt xuất huyết Dengue]", D(12), 3),
        ("Dân số", D(1000), 1),
    ]
    assert found.figure.value == D(1200)


@pytest.mark.parametrize(
    ("indicator", "period", "value", "rows"),
    [("population", "2016..2018", 1500, 2), ("population", "2017-05", 1500, 2), ("persons", "2017", 1, 2)],
)
def test_stocks_and_distinct_counts_add_up_too(book: Book, indicator: str, period: str, value: int, rows: int) -> None:
    book.load("place period value\n10 2016 900\n10 2017 1000\n20 2017 500\n20 2018 ?", measure="population")
    book.load("place period person value\n10 2017-01 p1 1\n20 2017-02 p1 1", measure="visits")
    (figure,) = book.ask(indicator, period=period)
    found = book.trace(figure.id)
    assert (found.figure.value, found.terms[0].rows, found.adds_up) == (D(value), rows, True)


def test_what_nobody_reported_traces_to_nothing(book: Book) -> None:
    (figure,) = book.ask("measles_cases", place="20", period="2017")
    found = book.trace(figure.id)
    assert (found.figure.state, found.adds_up) == ("not_reported", True)


@pytest.mark.parametrize("address", ["dengue_cases", "dengue_cases@10/2017", "x@10/2017?as_of=1", "a@b@c/2017?as_of=1"])
def test_what_is_no_address_is_refused_with_an_example(book: Book, address: str) -> None:
    with pytest.raises(MeasureError, match=r"soyte trace|không có chỉ tiêu"):
        book.trace(address)
