"""The process that reads one sheet of a workbook: request line and file on stdin, a line of JSON and Arrow on stdout."""

from __future__ import annotations

import io
import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow as pa
import python_calamine as calamine
from lxml import etree

from soyte.intake.counts.limits import COLUMNS
from soyte.intake.documents.errors import damaged, too_big, unreadable
from soyte.intake.documents.limits import SHEET_CELLS
from soyte.intake.documents.markup import parse_xml
from soyte.intake.documents.model import UnreadableDocument
from soyte.intake.documents.package import Package
from soyte.intake.documents.worker import limit

_WHAT = "Excel"
_ROWS = 8192
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def main() -> None:
    """Read what stdin holds. A crash, a kill or any other exception tells the parent that the file is damaged."""
    request = json.loads(sys.stdin.buffer.readline())
    limit(request["memory"])
    sys.stdout.buffer.write(answer(request, sys.stdin.buffer.read()))


def answer(request: dict[str, Any], data: bytes) -> bytes:
    """A line of JSON with the first row and column (from 0), and the cells as text columns; or why there are none."""
    name = request["name"]
    try:
        with _opened(data, name) as book:
            sheet, about = _chosen(book, request["sheet"], name)
            if sheet.start is None:
                raise unreadable(
                    name, f"trang tính “{sheet.name}” không có ô nào", "hãy chọn đúng trang tính có số liệu"
                )
            if sheet.width > COLUMNS or sheet.height * sheet.width > SHEET_CELLS:
                raise unreadable(
                    name, f"trang tính “{sheet.name}” trải trên vùng quá rộng", "hãy xoá các ô thừa ở xa rồi lưu lại"
                )
            errors = error_cells(data, sheet.name)
            about |= {"sheet": sheet.name, "row": sheet.start[0], "column": sheet.start[1]}
            return json.dumps(about).encode() + b"\n" + _arrow(sheet, request["decimal"], errors)
    except UnreadableDocument as error:
        return json.dumps({"unreadable": str(error)}).encode() + b"\n"
    except calamine.CalamineError:
        return json.dumps({"unreadable": str(damaged(name, _WHAT))}).encode() + b"\n"
    except MemoryError:
        return json.dumps({"unreadable": str(too_big(name, "tệp cần quá nhiều bộ nhớ để đọc"))}).encode() + b"\n"


def _opened(data: bytes, name: str) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise unreadable(name, "tệp Excel đặt mật khẩu", "hãy bỏ mật khẩu rồi gửi lại") from error
    except (calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise damaged(name, _WHAT) from error


def _chosen(
    book: calamine.CalamineWorkbook, wanted: str | None, name: str
) -> tuple[calamine.CalamineSheet, dict[str, Any]]:
    sheets = [
        (index, sheet)
        for index, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    shown = [(i, sheet) for i, sheet in sheets if sheet.visible == calamine.SheetVisibleEnum.Visible]
    if wanted is not None:
        found = [i for i, sheet in sheets if sheet.name.strip().casefold() == wanted.strip().casefold()]
        if not found:
            names = ", ".join(f"“{sheet.name}”" for _, sheet in sheets)
            raise unreadable(
                name, f"không có trang tính “{wanted}”, tệp có {names}", "hãy sửa khóa sheet của tệp ánh xạ"
            )
        return book.get_sheet_by_index(found[0]), {"warnings": [], "sheets": [sheet.name for _, sheet in shown]}
    if not shown:
        raise unreadable(name, "tệp không có trang tính nào hiện ra", "hãy bỏ ẩn trang tính có số liệu rồi lưu lại")
    others = ", ".join(f"“{sheet.name}”" for _, sheet in shown[1:])
    warning = f"Chỉ đọc trang tính đầu “{shown[0][1].name}”, chưa đọc {others}; chọn bằng khóa sheet của tệp ánh xạ."
    about = {"warnings": [warning] if others else [], "sheets": [sheet.name for _, sheet in shown]}
    return book.get_sheet_by_index(shown[0][0]), about


def _arrow(sheet: calamine.CalamineSheet, decimal: str, errors: dict[tuple[int, int], str]) -> bytes:
    names = [str(index) for index in range(sheet.width)]
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    sink = io.BytesIO()
    first_row, first_column = sheet.start or (0, 0)
    with pa.ipc.new_stream(sink, schema) as writer:
        for first, rows in _batches(sheet, first_row):
            texts = [[shown(value, decimal) for value in column] for column in zip(*rows, strict=True)]
            for (row, column), text in errors.items():
                if first <= row < first + len(rows):
                    texts[column - first_column][row - first] = text
            columns = [pa.array(column, pa.string()) for column in texts]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
    return sink.getvalue()


def _batches(sheet: calamine.CalamineSheet, first_row: int) -> Iterator[tuple[int, list[list[Any]]]]:
    rows = sheet.to_python(skip_empty_area=True)
    for start in range(0, len(rows), _ROWS):
        yield first_row + start, rows[start : start + _ROWS]


def shown(value: Any, decimal: str) -> str:
    """The text of a cell: numbers in full with the decimal sign asked for, days as YYYY-MM-DD."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value).replace(".", decimal)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _number(value: float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    try:
        text = f"{Decimal(f'{value:.15g}'):f}"  # fifteen digits, as Excel keeps them
    except (InvalidOperation, ValueError):
        return str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def error_cells(data: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Cells that show an error such as `#DIV/0!`: calamine hands them on as empty, which would say "not reported"."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with Package(data, "", _WHAT) as package:
            part = package.read(_part(package, sheet))
    except (UnreadableDocument, etree.LxmlError, KeyError, ValueError):
        return {}
    if b't="e"' not in part and b"t='e'" not in part:
        return {}
    found: dict[tuple[int, int], str] = {}
    events = etree.iterparse(
        io.BytesIO(part), tag=f"{_S}c", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for _, cell in events:
        place = _PLACE.fullmatch(cell.get("r", ""))
        if place and cell.get("t") == "e":
            found[int(place[2]) - 1, _column(place[1])] = cell.findtext(f"{_S}v") or "#N/A"
        cell.clear()
    return found


def _part(package: Package, wanted: str) -> str:
    relations = parse_xml(package.read("xl/_rels/workbook.xml.rels"), "", "")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in parse_xml(package.read("xl/workbook.xml"), "", "").iter(f"{_S}sheet"):
        if sheet.get("name") == wanted:
            return posixpath.normpath(posixpath.join("/xl", targets[sheet.get(_R_ID)])).lstrip("/")
    raise KeyError(wanted)


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


if __name__ == "__main__":
    main()
