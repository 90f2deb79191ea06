"""Workbooks: cells as people see them, with their places."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from document_samples import assert_sound, zipped

from soyte.intake.documents import Document, UnreadableDocument, read_bytes, read_document
from soyte.intake.documents.number_formats import NumberFormat, general, number_format
from soyte.intake.documents.workbook import shown as shown_value
from soyte.intake.documents.xlsx import column_name


def workbook(fill: Any) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return buffer.getvalue()


def shown(document: Document) -> dict[str, str]:
    assert_sound(document)
    return {block.locator: document.text[block.start : block.end] for block in document.blocks}


def fill(book: Any) -> None:
    sheet = book.add_worksheet("Biểu 1")
    sheet.write_row("B3", ["Chỉ tiêu", "Năm\n2024", "", "đạt"])
    sheet.write("B4", 0.8645, book.add_format({"num_format": "0.0%"}))
    sheet.write("C4", 1234567.5, book.add_format({"num_format": "#,##0"}))
    sheet.write("D4", 12.5)
    sheet.write("E4", 152)
    sheet.write("B5", True)
    sheet.write_datetime("C5", datetime(2024, 5, 6), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_datetime("D5", datetime(2024, 5, 6, 13, 5), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    sheet.write_datetime("E5", time(7, 30), book.add_format({"num_format": "hh:mm"}))
    sheet.merge_range("B6:D7", "gộp")
    hidden = book.add_worksheet("Nháp")
    hidden.write("A1", "không đọc")
    hidden.hide()
    book.add_worksheet("Trống")
    book.add_worksheet("Biểu 2").write("AB1", "hai")


def test_every_filled_cell_is_a_block_with_its_address() -> None:
    document = read_bytes(workbook(fill), "số liệu.xlsx")
    assert shown(document) == {
        "Biểu 1!B3": "Chỉ tiêu",
        "Biểu 1!C3": "Năm\n2024",
        "Biểu 1!E3": "đạt",
        "Biểu 1!B4": "86,5%",
        "Biểu 1!C4": "1.234.568",
        "Biểu 1!D4": "12,5",
        "Biểu 1!E4": "152",
        "Biểu 1!B5": "TRUE",
        "Biểu 1!C5": "06/05/2024",
        "Biểu 1!D5": "06/05/2024 13:05",
        "Biểu 1!E5": "07:30",
        "Biểu 1!B6": "gộp",
        "Biểu 2!AB1": "hai",
    }
    assert document.text.startswith("Chỉ tiêu\tNăm\n2024\tđạt\n86,5%\t")
    assert [(b.cell.table, b.cell.row, b.cell.column) for b in document.blocks if b.cell][::12] == [
        (0, 2, 1),
        (2, 0, 27),
    ]
    assert document.warnings == ("Trang tính ẩn “Nháp” không được đọc.",)


def test_an_old_workbook_is_read() -> None:
    document = read_document(Path(__file__).parent / "data" / "book.xls")
    assert shown(document) == {
        "Biểu 1!A1": "Chỉ tiêu",
        "Biểu 1!B1": "Năm 2024",
        "Biểu 1!A2": "Tỷ lệ trạm có bác sĩ",
        "Biểu 1!B2": "0,864",
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0", NumberFormat(0, False, False)),
        ("0.00%", NumberFormat(2, False, True)),
        ("#,##0.0;[Red]-#,##0.0", NumberFormat(1, True, False)),
        ('_(* #,##0_);_(* (#,##0);_(* "-"_)', NumberFormat(0, True, False)),
        ('0.0" %"', NumberFormat(1, False, False)),
        ("General", None),
        ("0.0##", None),
        ("dd/mm/yyyy", None),
        ("0.00E+00", None),
        ("", None),
    ],
)
def test_plain_number_formats_are_understood(code: str, expected: NumberFormat | None) -> None:
    assert number_format(code) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.1 + 0.2, "0,3"), (-2.5, "-2,5"), (1e20, "100000000000000000000"), (float("nan"), "nan"), (7, "7")],
)
def test_numbers_without_a_format(value: float, text: str) -> None:
    assert general(value) == text


def test_rounding_is_away_from_zero_and_decimal() -> None:
    assert NumberFormat(1, False, False).show(0.25) == "0,3"
    assert NumberFormat(2, True, False).show(-1234.565) == "-1.234,57"


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_column_names(column: int, name: str) -> None:
    assert column_name(column) == name


def rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    content = parts[part]
    assert isinstance(content, bytes)
    assert old in content
    parts[part] = content.replace(old, new)
    return zipped(parts)


def test_a_cell_at_the_far_corner_takes_no_memory_of_ours() -> None:
    data = rewritten(workbook(fill), "xl/worksheets/sheet1.xml", b'r="B5"', b'r="XFD1048576"')
    with pytest.raises(UnreadableDocument, match=r"^a\.xlsx: tệp Excel bị hỏng hoặc cần quá nhiều bộ nhớ để đọc; hãy "):
        read_bytes(data, "a.xlsx")


def test_a_cell_far_away_is_said_to_be_the_trouble() -> None:
    data = rewritten(workbook(fill), "xl/worksheets/sheet1.xml", b'r="B5"', b'r="F1000000"')
    with pytest.raises(UnreadableDocument, match="“Biểu 1” trải trên vùng quá rộng; hãy xoá các ô thừa"):
        read_bytes(data, "a.xlsx")


def test_broken_styles_cost_only_the_formats() -> None:
    data = rewritten(workbook(fill), "xl/styles.xml", b"<styleSheet", b"<!DOCTYPE x><styleSheet")
    assert shown(read_bytes(data, "a.xlsx"))["Biểu 1!B4"] == "0,8645"


@pytest.mark.parametrize("data", [zipped({"xl/workbook.xml": "x"}), zipped({"xl/a": b"", "xl/b": b"\0" * 40_000_000})])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_bytes(data, "a.xlsx")


def test_dates_and_strings_of_other_kinds() -> None:
    assert shown_value(date(2024, 2, 1), None) == "01/02/2024"
