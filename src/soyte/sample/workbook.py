"""Lay sample tables out as an Excel file: numbers are numbers, as in the forms that departments fill in."""

from __future__ import annotations

import io
import re
from datetime import datetime

import xlsxwriter

from soyte.sample.markup import parse_parts

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?")
_DATE = datetime(2025, 12, 18, 8, 0, 0)


def report_xlsx(source: str) -> bytes:
    """The Excel file of a workbook source; the same source always gives the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "Soyte", "created": _DATE})
    base = {"font_name": "Times New Roman", "font_size": 12}
    title = book.add_format({**base, "bold": True})
    header = book.add_format({**base, "bold": True, "border": 1, "text_wrap": True, "align": "center"})
    text = book.add_format({**base, "border": 1, "text_wrap": True, "valign": "vcenter"})
    row, sheet = 0, None
    for part in parse_parts(source):
        if part.kind == "sheet":
            sheet, row = book.add_worksheet(part.text), 0
            continue
        assert sheet is not None, "a workbook source begins with [sheet]"  # noqa: S101
        if part.kind == "title":
            sheet.write_string(row, 0, part.text, title)
            row += 1
            continue
        row += 1
        sheet.set_column(0, 0, 24 if not part.rows[1][0].isdigit() else 6)
        sheet.set_column(1, 1, 22 if _NUMBER.fullmatch(part.rows[1][1]) else 58)
        sheet.set_column(2, len(part.rows[0]) - 1, 16)
        for index, cells in enumerate(part.rows):
            for column, cell in enumerate(cells):
                if index and _NUMBER.fullmatch(cell):
                    decimals = len(cell.partition(",")[2])
                    shape = "#,##0" + ("." + "0" * decimals if decimals else "")
                    value = float(cell.replace(".", "").replace(",", "."))
                    sheet.write_number(row, column, value, book.add_format({**base, "border": 1, "num_format": shape}))
                else:
                    sheet.write_string(row, column, cell, text if index else header)
            row += 1
    book.close()
    return buffer.getvalue()
