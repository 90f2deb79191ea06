"""Who should have reported and has not: by name, for periods that are over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from measures.books import Book, drawn, new_book
from soyte import places
from soyte.measures.lateness import Late, late

COMMUNES = tuple(unit.code for unit in places.units("commune", date(2026, 1, 1), "99"))
MAPPING = {
    "title": "Ca bệnh theo tháng",
    "owner": "CDC",
    "expected": {"level": "commune", "within": "99", "from": "2026-01"},
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Everybody answered for January; of February the first commune said nothing, the second that it does not know."""
    made = new_book(tmp_path)
    made.define("book", MAPPING)
    lines = [f"{code} 2026-01 dengue 1" for code in COMMUNES]
    lines += [f"{COMMUNES[1]} 2026-02 dengue ?", *(f"{code} 2026-02 dengue không" for code in COMMUNES[2:])]
    made.load(drawn("place period disease value\n" + "\n".join(lines)))
    return made


def told(found: tuple[Late, ...]) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.period.iso, one.expected, tuple(unit.code for unit in one.missing)) for one in found]


def test_silence_and_not_knowing_are_late_and_having_nothing_is_an_answer(book: Book) -> None:
    assert told(late(book.ledger, "99", date(2026, 3, 10))) == [("2026-02", len(COMMUNES), COMMUNES[:2])]


def test_a_period_is_late_when_it_is_over(book: Book) -> None:
    assert [period for period, *_ in told(late(book.ledger, "99", date(2026, 3, 31)))] == ["2026-02"]
    newest, *_ = told(late(book.ledger, "99", date(2026, 4, 1)))
    assert newest == ("2026-03", len(COMMUNES), COMMUNES)


def test_a_commune_is_told_what_it_owes_itself(book: Book) -> None:
    assert told(late(book.ledger, COMMUNES[0], date(2026, 3, 10))) == [("2026-02", 1, COMMUNES[:1])]
    assert late(book.ledger, COMMUNES[5], date(2026, 3, 10)) == ()


def test_nobody_is_late_where_nobody_is_expected(tmp_path: Path) -> None:
    made = new_book(tmp_path)
    made.load("place period disease value\n99001 2026-01 dengue 1")
    assert late(made.ledger, "99", date(2026, 6, 1)) == ()
