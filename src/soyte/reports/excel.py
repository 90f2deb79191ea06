"""Excel files with typed cells: numbers are numbers, and text can never become a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from soyte.reports.safe_text import one_line

Value = str | int | Decimal | None

_LIMIT = 32_000  # Excel holds 32.767 characters in a cell
_DIGITS = 15
_CREATED = datetime(2025, 1, 1)


def _fits_excel(number: Decimal) -> bool:
    """Excel keeps 15 significant digits; what it would round is written as text."""
    return number.is_finite() and abs(number.adjusted()) < 300 and len(number.normalize().as_tuple().digits) <= _DIGITS


class Book:
    """A workbook whose cells keep their types."""

    def __init__(self, buffer: io.BytesIO, title: str, created: datetime = _CREATED) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(buffer, options)
        self._book.set_properties({"title": title, "author": "Soyte", "created": created})
        self._formats: dict[str, Format] = {}

    def sheet(self, name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Value]]) -> None:
        sheet = self._book.add_worksheet(name)
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._format("header"))
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                self._write(sheet, row, column, cell)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def close(self) -> None:
        self._book.close()

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Value) -> None:
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, self._format("#,##0"))
        elif isinstance(cell, Decimal) and _fits_excel(cell):
            decimals = min(max(-int(cell.as_tuple().exponent), 0), _DIGITS)
            shape = "#,##0" + ("." + "0" * decimals if decimals else "")
            sheet.write_number(row, column, float(cell), self._format(shape))
        elif cell is not None:
            text = one_line(str(cell), _LIMIT)
            # These start a formula when the cell is edited or the sheet is saved as CSV; the prefix keeps them text.
            name = "quoted" if text.startswith(("=", "+", "-", "@")) else "text"
            sheet.write_string(row, column, text, self._format(name))

    def _format(self, name: str) -> Format:
        if name not in self._formats:
            shape: dict[str, object] = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
            if name == "header":
                shape |= {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#EFEBE3"}
            elif name in ("text", "quoted"):
                shape |= {"text_wrap": True, "quote_prefix": name == "quoted"}
            else:
                shape["num_format"] = name
            self._formats[name] = self._book.add_format(shape)
        return self._formats[name]
