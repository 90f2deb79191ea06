"""The audit as an Excel file: findings, figures, coverage. Numbers are numbers; text can never become a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_marks import STATE_WORDS, figure_marks
from soyte.reports.audit.render_words import (
    QUALIFIER_WORDS,
    ROLE_WORDS,
    VERDICT_WORDS,
    in_order,
    kind_word,
    locator,
    one_line,
    period_words,
    total,
)

_FINDINGS = (
    ("TT", 5), ("Văn bản", 26), ("Kết quả", 13), ("Loại kiểm tra", 18), ("Vị trí", 16), ("Trích văn bản", 52),
    ("Văn bản ghi", 16), ("Tính lại", 16), ("Giải thích", 60),
)  # fmt: skip
_FIGURES = (
    ("TT", 5), ("Văn bản", 26), ("Vị trí", 16), ("Trích", 20), ("Giá trị", 16), ("Đến", 12), ("Đơn vị", 16),
    ("Mức chính xác", 14), ("Vai trò", 14), ("Kỳ", 18), ("Tính đến", 13), ("Địa bàn", 18), ("Nội dung", 48),
    ("Mã chỉ tiêu", 24), ("Ước", 6), ("Đối chiếu", 18), ("Ghi chú", 30),
)  # fmt: skip
_COVERAGE = (
    ("Văn bản", 32), ("Số liệu đã đọc", 14), ("Gắn được chỉ tiêu", 17), ("Được đối chiếu", 15),
    ("Khẳng định tính lại", 18), ("Sai", 8), ("Cần xem lại", 12), ("Khớp", 8),
)  # fmt: skip
_LIMIT = 32_000  # Excel holds 32.767 characters in a cell
_DIGITS = 15
_CREATED = datetime(2025, 1, 1)


def render_xlsx(audited: Sequence[AuditedDocument]) -> bytes:
    """The workbook; the same audit gives the same bytes."""
    buffer = io.BytesIO()
    book = _Book(buffer)
    book.sheet("Phát hiện", _FINDINGS, _finding_rows(audited))
    book.sheet("Số liệu", _FIGURES, _figure_rows(audited))
    book.sheet("Độ phủ", _COVERAGE, _coverage_rows(audited))
    book.close()
    return buffer.getvalue()


_Value = str | int | Decimal | None


def _finding_rows(audited: Sequence[AuditedDocument]) -> list[list[_Value]]:
    rows: list[list[_Value]] = []
    for one in audited:
        for finding in in_order(one.findings):
            rows.append([
                len(rows) + 1, one.document.name, VERDICT_WORDS[finding.verdict], kind_word(finding.kind),
                locator(one.document, finding.start), finding.quote, finding.claimed, finding.recomputed,
                finding.message,
            ])  # fmt: skip
    return rows


def _figure_rows(audited: Sequence[AuditedDocument]) -> list[list[_Value]]:
    rows: list[list[_Value]] = []
    for one in audited:
        marks = figure_marks(one)
        for s in one.reading.statements:
            rows.append([
                len(rows) + 1, one.document.name, locator(one.document, s.start), s.quote, s.value, s.high, s.unit,
                QUALIFIER_WORDS[s.qualifier], ROLE_WORDS[s.role], period_words(s.period), s.as_of, s.place,
                s.subject, s.indicator, "có" if s.estimate else "", STATE_WORDS[marks[s.number].state],
                "; ".join(s.notes),
            ])  # fmt: skip
    return rows


def _coverage_rows(audited: Sequence[AuditedDocument]) -> list[list[_Value]]:
    named = [(one.document.name, one.coverage) for one in audited]
    if len(named) > 1:
        named.append(("Tổng số", total(audited)))
    return [[name, c.figures, c.matched, c.tested, c.claims, c.wrong, c.ambiguous, c.ok] for name, c in named]


def _fits_excel(number: Decimal) -> bool:
    """Excel keeps 15 significant digits; what it would round is written as text."""
    return number.is_finite() and abs(number.adjusted()) < 300 and len(number.normalize().as_tuple().digits) <= _DIGITS


class _Book:
    def __init__(self, buffer: io.BytesIO) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(buffer, options)
        self._book.set_properties({"title": "Kết quả soát số liệu", "author": "Soyte", "created": _CREATED})
        self._formats: dict[str, Format] = {}

    def sheet(self, name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[_Value]]) -> None:
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

    def _write(self, sheet: Worksheet, row: int, column: int, cell: _Value) -> None:
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
