"""A facility's findings as a workbook to work through: one row a finding, which can be ticked off, and a sheet of sums by rule.

Rows go to disk as they are written: a year of findings is no reason to fill memory. Excel holds 1,048,576 rows a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from soyte.catalogue.claims.rules import Rule
from soyte.catalogue.terms import grouped
from soyte.reports.findings.records import SEVERITIES, records
from soyte.reports.safe_text import one_line

_LARGEST = 1_000_000
_CREATED = datetime(2025, 1, 1)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COLUMNS = (
    ("STT", "", 7),
    ("Mã liên kết", "ma_lk", 20),
    ("Bảng", "table", 8),
    ("Dòng", "stt", 7),
    ("Trường", "field", 20),
    ("Giá trị đã gửi", "value", 22),
    ("Quy tắc", "rule", 10),
    ("Mức", "severity", 16),
    ("Sai ở chỗ nào", "message", 70),
    ("Cách sửa", "remedy", 50),
    ("Căn cứ", "source", 34),
    ("Tệp", "file", 34),
    ("Đã xử lý", "", 12),
)
_SUMS = (("Quy tắc", 10), ("Nội dung", 60), ("Mức", 24), ("Số phát hiện", 14), ("Số hồ sơ", 12), ("Căn cứ", 40))


def write_workbook(
    path: Path,
    facility: str,
    dossiers: int,
    findings: Iterable[pa.Table],
    counts: Sequence[dict[str, Any]],
    rules: Sequence[Rule],
) -> int:
    """Write the findings of a facility; returns how many. `counts` has rule, findings and dossiers. OSError if it cannot be written."""
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    book.set_properties({"title": f"Phát hiện hồ sơ BHYT cơ sở {facility}", "author": "Soyte", "created": _CREATED})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    _sums(book.add_worksheet("Tổng hợp"), facility, dossiers, counts, rules, bold, wrapped)
    written, sheet = 0, None
    for table in findings:
        for record in records(table, rules):
            row = written % _LARGEST + 1
            if sheet is None or row == 1:
                sheet = _sheet(book, written // _LARGEST, bold)
            written += 1
            _line(sheet, row, written, record, wrapped)
    if sheet is None:
        _sheet(book, 0, bold)
    else:
        sheet.autofilter(0, 0, min(written, _LARGEST), len(_COLUMNS) - 1)
    book.close()
    return written


def _sums(
    sheet: Worksheet,
    facility: str,
    dossiers: int,
    counts: Sequence[dict[str, Any]],
    rules: Sequence[Rule],
    bold: Format,
    wrapped: Format,
) -> None:
    known = {rule.id: rule for rule in rules}
    for column, (_, width) in enumerate(_SUMS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"Cơ sở {facility or '(chưa rõ)'}: {grouped(dossiers)} hồ sơ đã đọc")
    for column, (title, _) in enumerate(_SUMS):
        sheet.write_string(2, column, title, bold)
    ordered = sorted(counts, key=lambda one: (-int(one["findings"]), str(one["rule"])))
    for row, one in enumerate(ordered, 3):
        rule = known[one["rule"]]
        for column, text in ((0, rule.id), (1, rule.title), (2, SEVERITIES[one["severity"]]), (5, rule.source)):
            sheet.write_string(row, column, text, wrapped)
        sheet.write_number(row, 3, one["findings"], wrapped)
        sheet.write_number(row, 4, one["dossiers"], wrapped)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _sheet(book: xlsxwriter.Workbook, number: int, bold: Format) -> Worksheet:
    sheet = book.add_worksheet("Phát hiện" if number == 0 else f"Phát hiện ({number + 1})")
    for column, (title, _, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _line(sheet: Worksheet, row: int, number: int, record: dict[str, Any], wrapped: Format) -> None:
    sheet.write_number(row, 0, number, wrapped)
    for column, (_, key, _) in enumerate(_COLUMNS):
        if not key:
            continue
        value = SEVERITIES[record[key]] if key == "severity" else record[key]
        if value is not None:
            sheet.write_string(row, column, one_line(str(value), 2_000), wrapped)
