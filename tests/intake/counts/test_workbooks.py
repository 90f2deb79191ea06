"""Workbooks: the same rows as from text, days and numbers as Excel keeps them, and what nobody may send."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter

from intake.counts.count_tables import mapping, read, workbook
from soyte.intake.counts import UnreadableCounts

HEAD = ["tinh", "nam", "thang", "so_ca"]
ROWS: list[list[Any]] = [
    HEAD,
    ["Hà Nội", 2024, 1, 5],
    ["Đắk Lắk", "2024", "T2", "1.234"],
    [46, 2024, 3, "-"],
    ["Cần Thơ", 2024, 4, None],
    ["Hà Lội", 2024, 1, 1],
    ["An Giang", 2024, 1, 1.5],
]


def as_text(rows: list[list[Any]]) -> str:
    """The same cells as Excel writes them to a Vietnamese text file."""
    return "\n".join(
        ";".join(
            "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
            for cell in row
        )
        for row in rows
    )


def without_place(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in ("sheet", "column")} for row in rows]


def test_a_workbook_gives_the_same_rows_as_the_text_file_made_of_it() -> None:
    sheet, text = read(workbook(ROWS)), read(as_text(ROWS))
    assert without_place(sheet.rows) == without_place(text.rows)
    assert without_place(sheet.faults) == without_place(text.faults)
    assert [reason for _, _, reason in sheet.reasons] == ["unknown_place", "not_whole"]


def test_a_cell_is_found_by_sheet_row_letter_and_header() -> None:
    told = read(workbook([["Bảng 1"], [], *ROWS], sheet="Tháng", first=(2, 1)), mapping(header_row=5))
    first = told.rows[0]
    assert (first["sheet"], first["line"], first["column"]) == ("Tháng", 6, "E (so_ca)")
    assert [fault["column"] for fault in told.faults] == ["B (tinh)", "E (so_ca)"]


def test_rows_without_anything_are_no_rows() -> None:
    told = read(
        workbook([HEAD, [None] * 4, ["01", 2024, 1, 5], [None, " ", None, None], ["02", 2024, 1, 5], [], [" "]])
    )
    assert [row["line"] for row in told.rows] == [3, 5]
    assert told.rows_in == 2


@pytest.mark.parametrize("numbers", ["vi", "en", "plain"])
def test_numbers_of_a_workbook_are_numbers_whatever_texts_look_like(numbers: str) -> None:
    by = mapping(value={"column": "so_ca", "numbers": numbers, "whole": False})
    rows = [[1, 2024, month, value] for month, value in enumerate([1234.5, 1e15, 0.1 + 0.2, 1_234_567], 1)]
    assert [value for _, value in read(workbook([HEAD, *rows]), by).values] == [
        "1234.5",
        "1000000000000000",
        "0.3",
        "1234567",
    ]


def test_days_of_a_workbook_are_days() -> None:
    by = mapping(period={"column": "thang"})
    told = read(workbook([["tinh", "thang", "so_ca"], ["01", datetime(2024, 2, 1), 5], ["01", "3/2024", 6]]), by)
    assert [str(row["period_start"]) for row in told.rows] == ["2024-02-01", "2024-03-01"]


def test_formulas_count_as_the_values_that_excel_kept_and_errors_are_set_aside() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    for row, value in enumerate((12, "#DIV/0!", "#N/A"), 1):
        page.write_row(row, 0, ["01", 2024, row])
        page.write_formula(row, 3, "=A1", None, value)
    book.close()
    told = read(buffer.getvalue())
    assert told.values == [("reported", "12")]
    assert [(fault["line"], fault["reason"], fault["value"]) for fault in told.faults] == [
        (3, "not_a_number", "#DIV/0!"),
        (4, "not_a_number", "#N/A"),
    ]


def test_merged_header_cells_speak_for_the_columns_below_them() -> None:
    columns = {"SXH / Mắc": {"to": "dengue", "measure": "cases"}, "SXH / Chết": {"to": "dengue", "measure": "deaths"}}
    by = mapping(
        measure=None,
        value=None,
        dimensions=None,
        header_rows=2,
        unpivot={"dimension": "disease", "columns": columns},
    )
    rows: list[list[Any]] = [
        ["tinh", "nam", "thang", "SXH", None],
        [None, None, None, "Mắc", "Chết"],
        ["01", 2024, 1, 5, 0],
    ]
    told = read(workbook(rows), by)
    assert [(row["measure"], row["column"]) for row in told.rows] == [
        ("cases", "D (SXH / Mắc)"),
        ("deaths", "E (SXH / Chết)"),
    ]


def two_sheets() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name, value in (("Mắc", 5), ("Chết", 0)):
        page = book.add_worksheet(name)
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, ["01", 2024, 1, value])
    book.close()
    return buffer.getvalue()


def test_the_mapping_names_the_sheet_else_the_first_is_read_and_the_others_are_mentioned() -> None:
    assert read(two_sheets(), mapping(sheet="chết")).values == [("reported", "0")]
    told = read(two_sheets())
    assert told.values == [("reported", "5")]
    assert "“Chết”" in told.warnings[0]


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return buffer.getvalue()


REFUSED = [
    ("wrong sheet", two_sheets(), {"sheet": "Số ca"}, "không có trang tính “Số ca”, tệp có “Mắc”, “Chết”"),
    ("empty sheet", workbook([]), {}, "không có ô nào"),
    ("no such row", workbook([HEAD]), {"header_row": 9}, "hàng 9 không có tiêu đề"),
    ("no such column", workbook([["tinh", "nam"]]), {}, "thiếu cột “thang”, “so_ca”"),
    ("bomb", bomb(), {}, "bung ra quá lớn"),
    ("wide", workbook([["a"]], first=(0, 0))[:-40], {}, "bị hỏng"),
    ("old and broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), {}, "bị hỏng"),
]


@pytest.mark.parametrize(("what", "data", "changes", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_workbook_that_cannot_be_read_is_refused(what: str, data: bytes, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(UnreadableCounts) as refused:
        read(data, mapping(**changes), name="biểu.xlsx")
    assert str(refused.value).startswith("biểu.xlsx: ")
    assert said in str(refused.value)


def test_a_sheet_with_one_cell_far_away_is_refused() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write(0, 0, "tinh")
    page.write(60_000, 100, "x")
    book.close()
    with pytest.raises(UnreadableCounts, match="vùng quá rộng"):
        read(buffer.getvalue())
