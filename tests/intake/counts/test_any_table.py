"""Any table comes back as it was written, from text and from a workbook; any bytes end in rows or in one error."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.counts.count_tables import mapping, read, workbook
from soyte.intake.counts import UnreadableCounts
from soyte.intake.counts.csv_table import CsvTable
from soyte.intake.counts.lines import Lines

BY = mapping(
    dimensions={"category": {"column": "loại"}, "sex": {"column": "giới", "values": {"Nam": "male", "Nữ": "female"}}},
    value={"column": "số ca", "numbers": "plain"},
)
HEAD = ["tinh", "nam", "thang", "loại", "giới", "số ca"]
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=5).filter(
    lambda word: not word.isspace()
)
lines = st.tuples(
    st.sampled_from(["01", "Hà Nội", "HUE", "66", "Đắk Lắk", "Hà Lội", ""]),
    st.integers(2015, 2030).map(str),
    st.integers(0, 13).map(str),
    words,
    st.sampled_from(["Nam", "Nữ", "nữ", "?"]),
    st.sampled_from(["", "-", "x", "a"]) | st.integers(-1, 10**6).map(str),
).map(list)
tables = st.lists(lines, max_size=12)


def written(rows: list[list[str]], delimiter: str = ",", quoting: Any = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows([HEAD, *rows])
    return out.getvalue()


def bare(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in ("sheet", "column")} for row in rows]


@given(tables, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_quotes_and_delimiters_change_nothing(rows: list[list[str]], delimiter: str, quoting: Any) -> None:
    assert read(written(rows, delimiter, quoting), BY) == read(written(rows), BY)


@given(tables)
def test_every_cell_comes_back_as_it_was_written_or_with_a_reason(rows: list[list[str]]) -> None:
    told = read(written(rows), BY)
    assert told.rows_in == len(rows)
    for row in told.rows:
        line = rows[row["line"] - 2]
        assert row["category"] == " ".join(line[3].split()) or not line[3].isascii()
        assert (f"{row['value']:f}" if row["state"] == "reported" else row["state"]) == {
            "": "not_reported",
            "-": "none",
            "x": "not_applicable",
        }.get(line[5], f"{line[5]}.000000")
        assert (row["period_start"].year, row["period_start"].month) == (int(line[1]), int(line[2]))


@settings(max_examples=8)
@given(tables)
@pytest.mark.slow
def test_a_workbook_tells_what_the_text_tells(rows: list[list[str]]) -> None:
    text, sheet = read(written(rows), BY), read(workbook([HEAD, *rows]), BY)
    assert bare(sheet.rows) == bare(text.rows)
    assert bare(sheet.faults) == bare(text.faults)


def ends_well(data: bytes) -> None:
    try:
        told = read(data, BY)
    except UnreadableCounts as refused:
        assert str(refused).startswith("tep.csv: ")
        assert not str(refused).endswith(("thành .csv hoặc .xlsx", "ổ đĩa rồi gửi lại")), (
            "refused for a reason, not by accident"
        )
    else:
        assert told.rows_in == len(told.rows) + len(told.faults)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_rows_or_in_one_error(data: bytes) -> None:
    ends_well(data)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=6, max_size=6))
def test_any_words_end_in_a_row_or_in_a_fault(words: list[str]) -> None:
    ends_well(written([words, ["01", *words[1:]], ["01", "2024", *words[2:]]], quoting=csv.QUOTE_ALL).encode())


BEGINNING = written([["01", "2024", "1", "a", "Nam", "5"]]).encode()


@given(
    st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b";", b"01", b"2024", b"\xff", b"\xef\xbb\xbf", b" "]))
)
def test_any_bytes_behind_a_header_end_in_rows_or_in_faults(pieces: list[bytes]) -> None:
    ends_well(BEGINNING + b"".join(pieces))


@given(
    st.lists(st.sampled_from(['"', ",", "\n", "01", "2024", "1", '""', '"a"', "\n\n"]), max_size=40), st.integers(1, 4)
)
def test_the_fast_and_the_exact_way_through_lines_agree(pieces: list[str], most: int) -> None:
    """Whatever the quotes: records, their lines and their fields are those of Python's own reader."""
    body = "".join(pieces)
    table = CsvTable(Lines(iter([body.encode()])), ["a", "b"], ",", [])
    found = []
    for chunk in table.chunks([0, 1], most):
        found += [
            (int(chunk.lines[at]), *(column[i].as_py() for column in chunk.columns)) for i, at in enumerate(chunk.good)
        ]
    if list(csv.reader(io.StringIO(body + "\nthe,end", newline="\n")))[-1] != ["the", "end"]:
        return  # where a quote was never closed, Python's reader takes the rest of the file for one cell
    reader, expected, begins = csv.reader(io.StringIO(body, newline="\n")), [], 1
    for record in reader:
        if len(record) == 2 and any(field.strip() for field in record):
            expected.append((begins, *record))
        begins = reader.line_num + 1
    assert found == expected
