"""The same counts on the boundaries of their own time and of another day: divided, joined or held back, and never lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from measures.books import shown
from measures.boundaries.divided import AFTER, BEFORE, Divided, new_divided
from soyte.ledger.clock import VIETNAM
from soyte.measures import Figures, MeasureError, Presence


@pytest.fixture
def book(tmp_path: Path) -> Divided:
    return new_divided(tmp_path)


def total(found: Figures) -> Decimal:
    return sum((one.value for one in found.computed if one.value is not None), Decimal(0))


def numbers(*found: Decimal | int | None) -> list[int]:
    return [int(one or 0) for one in found]


PROVINCES = """
place  period   value
10     2024-01  5
20     2024-01  7
30     2024-01  11
10     2025-09  1
20     2025-09  2
"""
COMMUNES = """
place  period   value
10001  2024-01  5
10002  2024-01  11
20001  2024-01  7
30001  2024-01  2
"""


def test_units_that_merged_are_one_on_todays_boundaries(book: Divided) -> None:
    book.load(PROVINCES)
    asked: Any = {"by": ["province", "year"], "period": "2024..2025"}
    own, current = book.on("own", **asked), book.on(AFTER, **asked)
    assert shown(own, "place", "period") == [
        "10 2024 5",
        "10 2025 1",
        "20 2024 7",
        "20 2025 2",
        "30 2024 11",
        "30 2025 not_reported",
    ]
    assert shown(current, "place", "period") == ["10 2024 5", "10 2025 1", "20 2024 18", "20 2025 2"]
    assert total(own) == total(current)


def test_a_series_breaks_on_own_boundaries_only(book: Divided) -> None:
    book.load(PROVINCES)
    asked: Any = {"by": ["province", "year"], "period": "2024..2025"}
    assert [(one.place, one.on) for one in book.on("own", **asked).breaks if one.place == "20"] == [
        ("20", date(2025, 7, 1))
    ]
    assert book.on(AFTER, **asked).breaks == ()


def test_a_divided_count_is_divided_by_largest_remainder(book: Divided) -> None:
    book.load(COMMUNES)
    found = book.on(AFTER, by=["commune"], period="2024")
    assert shown(found, "place") == ["10001 8", "10002 8", "20001 7", "30001 2"]  # 5 + 3,3 and 7,7: 8 and 8
    assert [one.place for one in found if one.notes] == ["10001", "10002"]
    assert total(found) == total(book.on("own", by=["commune"], period="2024")) == 25


def test_within_one_province_nothing_needs_to_be_divided(book: Divided) -> None:
    book.load(COMMUNES)
    assert shown(book.on(AFTER, by=["province"], period="2024"), "place") == ["10 16", "20 9"]


def test_what_nobody_can_divide_is_held_back_and_its_group_has_the_number(book: Divided) -> None:
    book.load("place period value\n40 2024-01 9\n10 2024-01 1")
    found = book.on(AFTER, by=["province"], period="2024")
    assert shown(found, "place") == ["10 1", "40+50 9"]
    (group,) = found.held_back
    assert (group.place_name, group.group) == ("tỉnh Biển Lớn + tỉnh Biển Nhỏ", ("40", "50"))
    assert total(found) == total(book.on("own", by=["province"], period="2024"))


def test_a_unit_of_a_group_says_that_it_is_held_back_and_where_it_is_counted(book: Divided) -> None:
    book.load("place period value\n40 2024-01 9\n40 2025-09 2\n50 2025-09 3")
    found = book.on(AFTER, by=["province", "year"], period="2024..2025")
    assert shown(found, "place", "period") == [
        "40 2024 held_back",
        "40 2025 2",
        "40+50 2024 9",
        "50 2024 held_back",
        "50 2025 3",
    ]
    assert "tính chung trong tỉnh Biển Lớn + tỉnh Biển Nhỏ" in found[0].notes[0]


def test_rows_of_communes_show_what_a_row_of_their_province_cannot(book: Divided) -> None:
    book.load("place period value\n30001 2024-01 4\n20001 2024-01 1")
    assert shown(book.on(AFTER, by=["province"], period="2024"), "place") == ["20 5"]


def test_one_place_gets_what_came_to_it_from_outside(book: Divided) -> None:
    book.load(PROVINCES)
    assert shown(book.on(AFTER, place="20", period="2024"), "place") == ["20 18"]
    assert shown(book.on(AFTER, place="Núi Vàng", by=["month"], period="2024-01"), "place") == ["20 18"]
    book.load(COMMUNES.replace("2024-01", "2024-02"), dataset="xa")
    assert shown(book.on(AFTER, place="10001", period="2024", dataset="xa"), "place") == ["10001 8"]


def test_the_country_is_the_same_on_all_boundaries(book: Divided) -> None:
    book.load(PROVINCES)
    book.load("place period value\n40 2024-01 9")
    assert shown(book.on(AFTER, period="2024")) == shown(book.on("own", period="2024")) == ["32"]


def test_rates_are_computed_again_from_what_was_divided(book: Divided) -> None:
    book.load("place period disease value\n20 2024 dengue 10\n30 2024 dengue 30")
    book.load("place period value\n20 2024 1000\n30 2024 3000", measure="population", dataset="dan-so")
    (own20, _) = book.on("own", "notifiable_incidence_100k", by=["province"], period="2024").computed
    (current,) = book.on(AFTER, "notifiable_incidence_100k", by=["province"], period="2024").computed
    assert numbers(own20.numerator, own20.denominator) == [10, 1000]
    assert numbers(current.numerator, current.denominator) == [40, 4000]
    assert current.value == 40 * Decimal(100_000) / 4000


def test_the_last_known_stock_moves_with_its_places(book: Divided) -> None:
    book.load("place period value\n20 2023 90\n20 2024 100\n30 2024 300", measure="population")
    found = book.on(AFTER, "population", by=["province"], period="2023..2024")
    assert shown(found, "place") == ["20 400"]


def test_each_unit_keeps_to_one_grain_before_anything_is_divided(book: Divided) -> None:
    book.load("place period value\n20 2024 70\n20 2024-01 6\n30 2024-01 11")
    own, current = (book.on(b, by=["province"], period="2024") for b in ("own", AFTER))
    assert (shown(own, "place"), shown(current, "place")) == (["20 70", "30 11"], ["20 81"])


def test_silence_is_no_zero_on_any_boundaries(book: Divided) -> None:
    book.load("place period value\n20 2024-01 ?\n30 2024-01 ?\n10 2024-01 không")
    assert shown(book.on(AFTER, by=["province"], period="2024-01"), "place") == ["10 none", "20 not_reported"]


def test_completeness_counts_whoever_was_to_report_then(book: Divided) -> None:
    from soyte.measures import Expected  # noqa: PLC0415

    book.expected["book"] = Expected("province")
    book.load(PROVINCES.replace("30     2024-01  11", "30     2024-01  ?"))
    (one,) = book.on(AFTER, place="20", period="2024-01")
    assert one.completeness is not None
    assert (one.completeness.units, one.completeness.units_expected) == (1, 2)


def test_backwards_only_what_came_whole_is_known(book: Divided) -> None:
    book.load("place period value\n20 2025-09 5\n10 2025-09 1\n40 2025-09 2\n50 2025-09 3")
    found = book.on(BEFORE, by=["province"], period="2025-09")
    assert shown(found, "place") == ["10 1", "20+30 5", "40 5"]


def test_current_means_the_day_of_asking_or_the_day_asked_as_of(book: Divided) -> None:
    act = book.load(PROVINCES)
    (one, *_) = book.on("current", by=["province"], period="2024", as_of=act.seq)
    assert one.boundaries == act.recorded_at.astimezone(VIETNAM).date()
    assert f"boundaries={one.boundaries}" in one.id


def test_another_day_may_be_asked_for_in_writing(book: Divided) -> None:
    book.load(PROVINCES)
    assert shown(book.on("2026-01-01", by=["province"], period="2024")) == shown(
        book.on(AFTER, by=["province"], period="2024")
    )
    with pytest.raises(MeasureError, match=r"own .* current .* 2025-07-01"):
        book.on("today")


def test_a_place_that_is_gone_cannot_be_asked_for_on_later_boundaries(book: Divided) -> None:
    book.load(PROVINCES)
    with pytest.raises(MeasureError, match=r"Đồng Đỏ.*tỉnh Núi Vàng"):
        book.on(AFTER, place="30", period="2024")


def test_what_is_counted_once_each_is_not_divided(book: Divided) -> None:
    book.load("place period value person\n10002 2024-01 1 p1\n10001 2024-01 1 p1")
    with pytest.raises(MeasureError, match="đếm mỗi đối tượng một lần"):
        book.on(AFTER, "persons", by=["commune"], period="2024")


def test_a_figure_is_the_same_when_its_address_is_asked_again(book: Divided) -> None:
    book.load(COMMUNES)
    book.load("place period value\n40 2024-01 9")
    for figure in (*book.on(AFTER, by=["commune"], period="2024"), *book.on(AFTER, by=["province"], period="2024")):
        assert book.behind(figure.id).figure == figure


def test_a_trace_shows_shares_and_their_basis(book: Divided) -> None:
    book.load(COMMUNES)
    figure = next(one for one in book.on(AFTER, by=["commune"], period="2024") if one.place == "10001")
    found = book.behind(figure.id)
    told = [(p.place, *numbers(p.value, p.part, p.millionths), p.moved, p.basis) for p in found.terms[0].parts]
    assert told == [
        ("10001", 5, 5, 1_000_000, False, ()),
        ("10002", 11, 3, 300_000, True, ("01/07/2025: theo văn bản quyết định (NQ 7)",)),
    ]
    assert found.adds_up
    assert sorted(row.place for row in found.terms[0].first) == ["10001", "10002"]


def test_a_trace_of_a_group_shows_what_was_not_divided(book: Divided) -> None:
    book.load("place period value\n40 2024-01 9")
    (group,) = book.on(AFTER, by=["province"], period="2024").held_back
    found = book.behind(group.id)
    assert (numbers(found.figure.value), found.adds_up, found.figure.state) == ([9], True, Presence.REPORTED)
    assert [(p.place, p.millionths) for p in found.terms[0].parts] == [("40", None)]


def stated(book: Divided, place: str) -> None:
    said = {"indicator": "dengue_cases", "place": place, "period": "2024", "role": "actual", "value": Decimal(9)}
    book.state([{**said, "value_text": "9 ca", "unit": "ca", "estimate": False, "qualifier": None}])


@pytest.mark.parametrize(("place", "noted"), [("20", True), ("10", False)])
def test_what_a_report_states_is_not_moved_and_says_so_where_the_area_changed(
    book: Divided, place: str, noted: bool
) -> None:
    stated(book, place)
    (one,) = book.on(AFTER, "dengue_cases", place=place, period="2024").stated
    assert numbers(one.value) == [9]
    assert any("không quy đổi được sang địa giới ngày 01/01/2026" in note for note in one.notes) == noted
