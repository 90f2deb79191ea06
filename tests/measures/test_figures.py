"""Figures as a manual: what rows there are, what is asked, what is answered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from measures.books import Book, new_book, shown
from soyte.measures import MeasureError

DENGUE = """
place  period   disease  value
10     2017-01  dengue   5
10     2017-02  dengue   7
20     2017-01  dengue   0
20     2017-02  dengue   ?
30     2017-01  dengue   không
10     2017-01  measles  2
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return new_book(tmp_path)


@pytest.fixture
def dengue(book: Book) -> Book:
    book.load(DENGUE)
    return book


# ---------------------------------------------------------------------------------------------- sums by place and time


def test_a_figure_of_a_place_and_a_year_is_the_sum_of_its_months(dengue: Book) -> None:
    assert shown(dengue.ask("dengue_cases", place="10", period="2017")) == ["12"]


def test_the_whole_country_is_the_sum_of_its_provinces(dengue: Book) -> None:
    assert shown(dengue.ask("dengue_cases", period="2017")) == ["12"]


def test_by_place_gives_each_place_below_that_has_rows_and_keeps_zero_none_and_silence_apart(dengue: Book) -> None:
    assert shown(dengue.ask("dengue_cases", by=["place", "month"], period="2017-01..2017-02"), "place", "period") == [
        "10 2017-01 5",
        "10 2017-02 7",
        "20 2017-01 0",
        "20 2017-02 not_reported",
        "30 2017-01 none",
        "30 2017-02 not_reported",
    ]


def test_a_place_may_be_named_and_breakdowns_asked_for(dengue: Book) -> None:
    found = dengue.ask("cases", place="Sông Xanh", by=["disease"], period="2017")
    assert shown(found, "place", "disease") == ["10 dengue 12", "10 measles 2"]
    assert found[0].place_name == "tỉnh Sông Xanh"


def test_a_condition_keeps_codes_of_a_breakdown(dengue: Book) -> None:
    assert shown(dengue.ask("cases", period="2017", where={"disease": "measles"})) == ["2"]
    assert shown(dengue.ask("cases", period="2017", where={"disease": ["measles", "dengue"]})) == ["14"]


def test_without_a_period_all_years_of_which_there_are_rows_are_meant(book: Book) -> None:
    book.load("place period disease value\n10 2015-03 dengue 1\n10 2017-04 dengue 2")
    assert shown(book.ask("dengue_cases", by=["year"]), "period") == ["2015 1", "2016 not_reported", "2017 2"]
    assert shown(book.ask("dengue_cases"), "period") == ["2015..2017 3"]


@pytest.mark.parametrize(
    ("by", "period", "expected"),
    [
        ("quarter", "2017", ["2017-Q1 3", "2017-Q2 4", "2017-Q3 not_reported", "2017-Q4 8"]),
        ("half", "2017", ["2017-H1 7", "2017-H2 8"]),
        ("month", "quý I/2017", ["2017-01 1", "2017-02 2", "2017-03 not_reported"]),
        ("year", "2016..2017", ["2016 not_reported", "2017 15"]),
    ],
)
def test_months_make_quarters_halves_and_years(book: Book, by: str, period: str, expected: list[str]) -> None:
    rows = "place period disease value\n" + "\n".join(
        f"10 2017-{month:02d} dengue {value}" for month, value in ((1, 1), (2, 2), (4, 4), (12, 8))
    )
    book.load(rows)
    assert shown(book.ask("dengue_cases", by=[by], period=period), "period") == expected


def test_months_of_the_calendar_do_not_fit_the_administrative_year(dengue: Book) -> None:
    (figure,) = dengue.ask("dengue_cases", by=["admin_year"], period="2017")
    assert (figure.period.start.isoformat(), figure.period.end.isoformat()) == ("2016-12-15", "2017-12-14")
    # January 2017 lies in it, December 2017 would not.
    assert figure.value == 12


def test_weeks_are_counted_in_the_year_of_their_fourth_day(book: Book) -> None:
    book.load("place period disease value\n10 2017-W01 dengue 3\n10 2017-W02 dengue 4")
    assert shown(book.ask("dengue_cases", by=["week"], period="2017"), "period")[:3] == [
        "2017-W01 3",
        "2017-W02 4",
        "2017-W03 not_reported",
    ]


# -------------------------------------------------------------------------------------- what must never be added up


def test_monthly_and_yearly_rows_of_one_dataset_are_not_added(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5\n10 2017-02 dengue 7\n10 2017 dengue 20")
    (figure,) = book.ask("dengue_cases", period="2017")
    assert figure.value == 20
    assert figure.notes == ("Không cộng thêm số theo tháng của cấp tỉnh có trong cùng tập số liệu",)
    assert shown(book.ask("dengue_cases", by=["month"], period="2017"), "period")[:2] == ["2017-01 5", "2017-02 7"]


def test_rows_of_a_province_and_of_its_communes_are_not_added(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5\n10001 2017-01 dengue 3\n10002 2017-01 dengue 1")
    assert shown(book.ask("dengue_cases", period="2017-01")) == ["5"]
    assert shown(book.ask("dengue_cases", place="10", by=["place"], period="2017-01"), "place") == [
        "10001 3",
        "10002 1",
    ]


def test_datasets_are_never_added_up_and_each_names_its_owner(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5", owner="CDC")
    book.load("place period disease value\n10 2017-01 dengue 6", owner="Viện Pasteur", dataset="other")
    found = book.ask("dengue_cases", period="2017-01")
    assert shown(found, "dataset") == ["book 5", "other 6"]
    assert [one.owner for one in found] == ["CDC", "Viện Pasteur"]
    assert shown(book.ask("dengue_cases", period="2017-01", dataset="other")) == ["6"]


# -------------------------------------------------------------------------------------------------- status, pedigree


def test_the_status_is_that_of_the_least_final_row(book: Book) -> None:
    book.load("place period disease value status\n10 2017-01 dengue 5 final\n20 2017-01 dengue 1 provisional")
    statuses = [one.status for one in book.ask("dengue_cases", by=["place"], period="2017-01")]
    assert statuses == ["final", "provisional"]
    assert book.ask("dengue_cases", period="2017-01")[0].status == "provisional"


def test_a_past_figure_stays_what_it_was_after_a_correction(book: Book) -> None:
    book.load("place period disease value\n10 2017-01 dengue 5\n20 2017-01 dengue 1")
    book.load("place period disease value\n10 2017-01 dengue 50")
    values = [book.ask("dengue_cases", period="2017-01", as_of=seq)[0].value for seq in (1, 2)]
    assert values == [6, 51]
    now = book.ask("dengue_cases", period="2017-01")[0]
    assert (now.as_of, now.moment) == (2, book.ledger.state().recorded_at)


def test_every_figure_carries_the_hash_of_its_definition(dengue: Book) -> None:
    dengue_, measles = (dengue.ask(name, period="2017")[0] for name in ("dengue_cases", "measles_cases"))
    assert len(dengue_.definition_hash) == 64
    assert dengue_.definition_hash != measles.definition_hash
    assert dengue_.definition_hash == dengue.ask("dengue_cases", period="2017-01")[0].definition_hash


def test_an_address_gives_the_same_figure_again(dengue: Book) -> None:
    found = dengue.ask(["cases", "dengue_cases"], by=["place", "month"], period="2017-01..2017-02")
    found_by = dengue.ask("cases", by=["disease", "sex"], period="2017")
    for figure in (*found, *found_by):
        assert len(figure.id) < 120
        again = dengue.trace(figure.id).figure
        assert (again.value, again.state, again.period, again.of) == (
            figure.value,
            figure.state,
            figure.period,
            figure.of,
        )


def test_a_place_whose_area_changed_shows_the_break_in_the_period_of_the_change(book: Book) -> None:
    book.load("place period disease value\n20 2025-06 dengue 5\n20 2025-07 dengue 7\n10 2025-07 dengue 1")
    found = book.ask("dengue_cases", by=["place", "month"], period="2025-06..2025-07")
    assert [(one.place, one.period.iso, len(one.breaks)) for one in found] == [
        ("10", "2025-06", 0),
        ("10", "2025-07", 0),
        ("20", "2025-06", 0),
        ("20", "2025-07", 1),
    ]
    assert [one.on.isoformat() for one in found.breaks] == ["2025-07-01"]


def test_a_commune_counts_for_the_province_of_its_day(book: Book) -> None:
    book.load("place period disease value\n30001 2025-06 dengue 5\n30001 2025-07 dengue 7\n20001 2025-07 dengue 1")
    found = book.ask("dengue_cases", by=["province", "month"], period="2025-06..2025-07")
    assert shown(found, "place", "period") == [
        "20 2025-06 not_reported",
        "20 2025-07 8",
        "30 2025-06 5",
    ]
    assert found[1].value == Decimal(8)


# ------------------------------------------------------------------------------------------------ what cannot be asked


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"indicators": "dengue_case"}, "Có phải: dengue_cases"),
        ({"indicators": "dengue_cases", "by": ["village"]}, "Không chia số liệu theo “village” được"),
        ({"indicators": "dengue_cases", "by": ["month", "year"]}, "Chỉ chia theo một loại thời gian"),
        ({"indicators": "dengue_cases", "period": "bao giờ"}, "Hãy ghi kỳ như 2017"),
        ({"indicators": "dengue_cases", "place": "Atlantis"}, "Không có địa danh “Atlantis”"),
        ({"indicators": "population", "by": ["disease"]}, "không phân tổ theo “disease” được"),
        ({"indicators": "visits_total", "period": None}, "Sổ chưa có số liệu nào của visits_total"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(dengue: Book, asked: dict[str, object], told: str) -> None:
    options = {"period": "2017", **asked}
    with pytest.raises(MeasureError) as error:
        dengue.ask(str(options.pop("indicators")), **options)
    assert told in str(error.value)
