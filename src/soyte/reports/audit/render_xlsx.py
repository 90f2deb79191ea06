"""The audit as an Excel file: findings, figures, coverage. Numbers are numbers; text can never become a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_marks import STATE_WORDS, figure_marks
from soyte.reports.audit.render_words import (
    QUALIFIER_WORDS,
    ROLE_WORDS,
    VERDICT_WORDS,
    in_order,
    kind_word,
    locator,
    period_words,
    total,
)
from soyte.reports.excel import Book, Value

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


def render_xlsx(audited: Sequence[AuditedDocument]) -> bytes:
    """The workbook; the same audit gives the same bytes."""
    buffer = io.BytesIO()
    book = Book(buffer, "Kết quả soát số liệu")
    book.sheet("Phát hiện", _FINDINGS, _finding_rows(audited))
    book.sheet("Số liệu", _FIGURES, _figure_rows(audited))
    book.sheet("Độ phủ", _COVERAGE, _coverage_rows(audited))
    book.close()
    return buffer.getvalue()


def _finding_rows(audited: Sequence[AuditedDocument]) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for one in audited:
        for finding in in_order(one.findings):
            rows.append([
                len(rows) + 1, one.document.name, VERDICT_WORDS[finding.verdict], kind_word(finding.kind),
                locator(one.document, finding.start), finding.quote, finding.claimed, finding.recomputed,
                finding.message,
            ])  # fmt: skip
    return rows


def _figure_rows(audited: Sequence[AuditedDocument]) -> list[list[Value]]:
    rows: list[list[Value]] = []
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


def _coverage_rows(audited: Sequence[AuditedDocument]) -> list[list[Value]]:
    named = [(one.document.name, one.coverage) for one in audited]
    if len(named) > 1:
        named.append(("Tổng số", total(audited)))
    return [[name, c.figures, c.matched, c.tested, c.claims, c.wrong, c.ambiguous, c.ok] for name, c in named]
