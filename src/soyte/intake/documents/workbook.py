"""A workbook opened with calamine: visible sheets, cells as they are shown, numbers written the Vietnamese way."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import python_calamine as calamine

from soyte.intake.documents.builder import Builder
from soyte.intake.documents.errors import damaged, unreadable
from soyte.intake.documents.limits import SHEET_CELLS
from soyte.intake.documents.model import BlockKind, Cell, Document
from soyte.intake.documents.number_formats import NumberFormat, general, sheet_formats
from soyte.intake.documents.xlsx import column_name


def extract_workbook(data: bytes, name: str) -> Document:
    """Read a workbook, in this process."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise unreadable(name, "tệp Excel đặt mật khẩu", "hãy bỏ mật khẩu rồi gửi lại") from error
    except (calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise damaged(name, "Excel") from error
    builder = Builder(name)
    try:
        _read_sheets(book, data, builder)
    except calamine.CalamineError as error:
        raise damaged(name, "Excel") from error
    finally:
        book.close()
    return builder.document()


def _read_sheets(book: calamine.CalamineWorkbook, data: bytes, builder: Builder) -> None:
    formats = sheet_formats(data)
    table = 0
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            builder.warn(f"Trang tính ẩn “{sheet.name}” không được đọc.")
            continue
        _read_sheet(book.get_sheet_by_index(index), table, formats.get(sheet.name, {}), builder)
        table += 1


def _read_sheet(
    sheet: calamine.CalamineSheet, table: int, formats: dict[tuple[int, int], NumberFormat], builder: Builder
) -> None:
    if sheet.start is None:
        return
    if sheet.height * sheet.width > SHEET_CELLS:
        raise unreadable(
            builder.name, f"trang tính “{sheet.name}” trải trên vùng quá rộng", "hãy xoá các ô thừa ở xa rồi lưu lại"
        )
    first_column = sheet.start[1]
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), sheet.start[0]):
        for column, value in enumerate(values, first_column):
            if value != "":
                locator = f"{sheet.name}!{column_name(column)}{row + 1}"
                text = shown(value, formats.get((row, column)))
                builder.add(BlockKind.CELL, text, locator, cell=Cell(table, row, column))


def shown(value: object, number_format: NumberFormat | None) -> str:
    """The text of a cell."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return number_format.show(value) if number_format else general(value)
        case datetime():
            return value.strftime("%d/%m/%Y %H:%M")
        case date():
            return value.strftime("%d/%m/%Y")
        case time():
            return value.strftime("%H:%M")
        case _:
            return str(value)
