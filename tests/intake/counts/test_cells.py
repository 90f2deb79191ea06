"""What becomes of a cell: a number, one of three ways to say that there is none, or a reason why it is set aside."""

from __future__ import annotations

import pytest

from intake.counts.count_tables import HEADER, mapping, read
from soyte.intake.counts import UnreadableCounts, coding, where


def one(cell: str, numbers: str = "vi", *, whole: bool = True) -> str:
    """A cell as its state and value, or as the reason why it was set aside."""
    by = mapping(value={"column": "so ca", "numbers": numbers, "whole": whole}, delimiter="tab")
    told = read(f"tinh\tnam\tthang\tso ca\nHà Nội\t2024\t1\t{cell}\n", by)
    if told.faults:
        assert told.faults[0]["value"] == cell
        return str(told.faults[0]["reason"])
    state, value = told.values[0]
    return value if state == "reported" and value is not None else state


@pytest.mark.parametrize(
    ("cell", "vi", "en", "plain"),
    [
        ("0", "0", "0", "0"),
        ("12", "12", "12", "12"),
        ("007", "7", "7", "7"),
        (" 12 ", "12", "12", "12"),
        ("1.234", "1234", "not_whole", "not_whole"),
        ("1,234", "not_whole", "1234", "not_a_number"),
        ("1.234.567", "1234567", "not_a_number", "not_a_number"),
        ("1,234,567", "not_a_number", "1234567", "not_a_number"),
        ("1 234", "1234", "1234", "not_a_number"),
        ("1\u00a0234\u00a0567", "1234567", "1234567", "not_a_number"),
        ("1.23", "not_a_number", "not_whole", "not_whole"),
        ("12,0", "12", "not_a_number", "not_a_number"),
        ("12.0", "not_a_number", "12", "12"),
        ("1e+05", "not_a_number", "not_a_number", "100000"),
        ("-3", "negative", "negative", "negative"),
        ("−3", "negative", "negative", "negative"),
        ("-0", "0", "0", "0"),
        ("999999999999999999", "999999999999999999", "999999999999999999", "999999999999999999"),
        ("1000000000000000000", "too_large", "too_large", "too_large"),
        ("năm", "not_a_number", "not_a_number", "not_a_number"),
        ("12 ca", "not_a_number", "not_a_number", "not_a_number"),
        ("５", "not_a_number", "not_a_number", "not_a_number"),
        ("=1+1", "not_a_number", "not_a_number", "not_a_number"),
        ("#DIV/0!", "not_a_number", "not_a_number", "not_a_number"),
        ("12%", "not_a_number", "not_a_number", "not_a_number"),
        ("inf", "not_a_number", "not_a_number", "not_a_number"),
        ("1_000", "not_a_number", "not_a_number", "not_a_number"),
    ],
)
def test_a_number_is_read_as_the_mapping_says_that_numbers_are_written(cell: str, vi: str, en: str, plain: str) -> None:
    assert [one(cell, form) for form in ("vi", "en", "plain")] == [vi, en, plain]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("12,5", "12.5"),
        ("1.234,567891", "1234.567891"),
        ("0,1234567", "too_precise"),
        ("0,120000000", "0.12"),
    ],
)
def test_what_is_measured_rather_than_counted_may_have_six_decimals(cell: str, read_as: str) -> None:
    assert one(cell, whole=False) == read_as


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("", "not_reported"),
        ("   ", "not_reported"),
        ("NA", "not_reported"),
        ("na", "not_reported"),
        ("-", "none"),
        ("–", "none"),
        ("không có", "none"),
        ("KHÔNG  CÓ", "none"),
        ("x", "not_applicable"),
        ("0", "0"),
    ],
)
def test_zero_none_and_not_reported_are_three_values(cell: str, state: str) -> None:
    assert one(cell) == state


def test_a_number_may_be_a_word_for_not_reported() -> None:
    by = mapping(cells={"not_reported": ["999"]})
    assert read(f"{HEADER}Hà Nội,2024,1,999\nHà Nội,2024,2,998\n", by).values == [
        ("not_reported", None),
        ("reported", "998"),
    ]


def test_an_empty_cell_means_what_the_mapping_says() -> None:
    assert read(f"{HEADER}Hà Nội,2024,1,\n", mapping(cells={"none": [""]})).values == [("none", None)]
    assert read(f"{HEADER}Hà Nội,2024,1,\n", mapping(cells=None)).values == [("not_reported", None)]


CASES = [
    ("Hà Nội,2024,1,nhiều", "value", "not_a_number", "so_ca"),
    ("Hà Nội,2024,1,-1", "value", "negative", "so_ca"),
    ('Hà Nội,2024,1,"1,5"', "value", "not_whole", "so_ca"),
    ("Hà Nội,2024,1,1234567890123456789", "value", "too_large", "so_ca"),
    ("Hà Lội,2024,1,1", "place", "unknown_place", "tinh"),
    (",2024,1,1", "place", "missing", "tinh"),
    ("Hà Tây,2024,1,1", "place", "place_not_in_period", "tinh"),
    ("Hà Nội" * 60 + ",2024,1,1", "place", "too_long", "tinh"),
    ("Hà Nội,24,1,1", "period", "unreadable_period", "thang"),
    ("Hà Nội,2024,13,1", "period", "unreadable_period", "thang"),
    ("Hà Nội,2024,,1", "period", "missing", "thang"),
    ("Hà Nội,2024,1", "line", "too_few_fields", None),
    ("Hà Nội,2024,1,1,1", "line", "too_many_fields", None),
    ('Hà Nội,2024,1,"1', "line", "unclosed_quote", None),
]


@pytest.mark.parametrize(("line", "field", "reason", "column"), CASES)
def test_a_faulty_cell_is_set_aside_with_its_place_and_the_rest_of_the_file_goes_on(
    line: str, field: str, reason: str, column: str | None
) -> None:
    told = read(f"{HEADER}An Giang,2024,1,5\n{line}\nLào Cai,2024,2,7\n")
    assert told.reasons == [(3, field, reason)]
    assert told.faults[0]["column"] == column
    assert [row["line"] for row in told.rows] == [2, 4]
    assert told.rows_in == 3


@pytest.mark.parametrize(("line", "field", "reason", "column"), CASES)
def test_the_sentences_do_not_repeat_what_was_written(line: str, field: str, reason: str, column: str | None) -> None:
    fault = read(HEADER + line + "\n").faults[0]
    written = fault["value"]
    assert written is not None
    assert fault["message"].endswith(".") and fault["remedy"].endswith(".")
    if len(written) > 2 and reason != "place_not_in_period":
        assert written not in fault["message"] + fault["remedy"]


def test_an_unknown_place_is_answered_with_the_nearest_names() -> None:
    fault = read(f"{HEADER}Lao Cia,2024,1,1\n").faults[0]
    assert "Lào Cai (mã 10)" in fault["remedy"]


def test_a_place_of_another_time_is_answered_with_its_days_and_where_its_area_was() -> None:
    fault = read(f"{HEADER}Hà Tây,2024,1,1\n").faults[0]
    assert "đến 31/07/2008" in fault["message"]
    assert "Hà Nội (mã 01)" in fault["remedy"]


def test_a_line_has_one_fault_at_most() -> None:
    assert read(f"{HEADER}Hà Lội,2024,99,nhiều\n").reasons == [(2, "period", "unreadable_period")]


def test_after_many_unknown_places_the_nearest_names_are_no_longer_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(where, "SUGGESTIONS", 3)
    body = "".join(f"Lào Ca{letter},2024,1,1\n" for letter in "abcdeg") + "Lao Cai,2024,1,1\n10,2024,2,1\n"
    told = read(HEADER + body)
    assert [row["place"] for row in told.rows] == ["10", "10"]
    assert ["Gần giống" in fault["remedy"] for fault in told.faults] == [True] * 4 + [False] * 2


def test_a_column_of_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "HOPELESS", 5)
    body = "".join(f"người {number},2024,1,1\n" for number in range(6))
    with pytest.raises(UnreadableCounts, match=r"cột địa bàn có hơn \d+ cách viết .* hãy xem lại khóa place"):
        read(HEADER + body)
