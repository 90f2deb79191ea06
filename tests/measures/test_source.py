"""Where numbers come from: the roll-up whenever it has the columns, else the rows; and only as many joins as are needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from measures.books import Book, geography, new_book, shown
from soyte.catalogue.formula import Formula
from soyte.catalogue.measure_load import load_measures
from soyte.measures import spans
from soyte.measures.question import Cut, Leaf, scope_of
from soyte.measures.source import rollup_for


@pytest.mark.parametrize(
    ("measure", "breakdowns", "conditions", "fits"),
    [
        ("cases", (), {}, True),
        ("cases", ("disease", "facility"), {"disease": ("dengue",)}, True),
        ("cases", ("sex",), {}, False),
        ("cases", (), {"age_group": ("0-4",)}, False),
        ("population", (), {}, True),
        ("persons", (), {}, False),
        ("reporting_units", ("disease",), {}, False),
    ],
)
def test_the_roll_up_serves_whatever_it_has_the_columns_for(
    measure: str, breakdowns: tuple[str, ...], conditions: dict[str, tuple[str, ...]], fits: bool
) -> None:
    cut = Cut(None, None, breakdowns)
    leaf = Leaf.of(Formula(measure=measure), load_measures().measure(measure), conditions, cut)
    assert (rollup_for(leaf) is not None) == fits


@pytest.mark.parametrize(
    ("place", "cut", "period", "level", "units", "every"),
    [
        ("VN", None, "2017", "country", {"VN"}, True),
        ("VN", "place", "2017", "province", {"10", "20", "30"}, True),
        ("VN", "commune", "2017", "commune", {"10001", "30001"}, False),
        ("10", "place", "2017", "commune", {"10001"}, False),
        ("20", "place", "2017", "district", set(), False),
        ("20", "commune", "2025", "commune", {"30001"}, False),
        ("10001", "place", "2017", "commune", {"10001"}, False),
    ],
)
def test_the_scope_knows_for_which_unit_each_place_counts(
    place: str, cut: str | None, period: str, level: str, units: set[str], every: bool
) -> None:
    seen = ["10", "10001", "20", "30", "30001"]
    found = scope_of(geography(), seen, place, cut, (spans.parse(period),))
    assert found.every == every
    if units:
        assert (found.level, set(found.lookup.column("unit").to_pylist())) == (level, units)


def test_many_places_are_joined_as_few_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book: Book = new_book(tmp_path)
    book.load("place period disease value\n10 2017-01 dengue 5\n20 2017-01 dengue 6\n30 2017-01 dengue 7")
    named = shown(book.ask("dengue_cases", by=["place"], period="2017"), "place")
    monkeypatch.setattr("soyte.measures.source.FEW", 0)
    assert shown(book.ask("dengue_cases", by=["place"], period="2017"), "place") == named == ["10 5", "20 6", "30 7"]
    assert shown(book.ask("dengue_cases", place="20", period="2017")) == ["6"]
