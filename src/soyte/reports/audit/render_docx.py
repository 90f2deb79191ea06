"""The audit as a Word file in a plain official layout, to be attached to a draft that goes back to its author."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Cell

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_words import (
    UNTESTED,
    VERDICT_WORDS,
    coverage_line,
    headline,
    in_order,
    kind_word,
    locator,
    total,
)
from soyte.reports.safe_text import count, one_line
from soyte.statements import Finding, Verdict
from soyte.word_layout import keep_whole, official_document, repeat_on_each_page, set_widths, to_bytes

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_CREATED = datetime(2025, 1, 1)
_COLUMNS = (("TT", 1.0), ("Vị trí, trích văn bản", 6.2), ("Văn bản ghi", 2.3), ("Tính lại", 2.3), ("Giải thích", 4.7))
_NOTE = (
    "“Cần xem lại” nghĩa là văn bản chưa đủ căn cứ để kết luận, không có nghĩa là sai. Người soạn thảo đối chiếu với "
    "nguồn số liệu trước khi sửa."
)


def render_docx(audited: Sequence[AuditedDocument]) -> bytes:
    """The Word file; the same audit gives the same bytes."""
    document = official_document(size=13)
    _line(document, "KẾT QUẢ SOÁT SỐ LIỆU", bold=True, centred=True)
    names = one_line(audited[0].document.name, 200) if len(audited) == 1 else f"{count(len(audited))} văn bản"
    _line(document, names, bold=True, centred=True)
    whole = total(audited)
    _line(document, f"{headline(whole)}. {coverage_line(whole)}")
    _line(document, _NOTE)
    for number, one in enumerate(audited, 1):
        _document(document, one, f"{number}. " if len(audited) > 1 else "")
    return to_bytes(document, "Kết quả soát số liệu", _CREATED)


def _document(document: WordDocument, audited: AuditedDocument, prefix: str) -> None:
    coverage, findings = audited.coverage, in_order(audited.findings)
    if prefix:
        document.add_paragraph(f"{prefix}{one_line(audited.document.name, 200)}", style="Heading 1")
        _line(document, f"{headline(coverage)}. {coverage_line(coverage)}")
    for warning in audited.document.warnings:
        _line(document, f"Lưu ý khi đọc tệp: {one_line(warning)}")
    matters = [finding for finding in findings if finding.verdict is not Verdict.OK]
    if matters:
        document.add_paragraph("Số liệu sai và chỗ cần xem lại", style="Heading 2")
        _table(document, audited, matters)
    holds = findings[len(matters) :]
    if holds:
        document.add_paragraph("Khẳng định khớp", style="Heading 2")
        _table(document, audited, holds)
    untested = coverage.figures - coverage.tested
    if untested:
        _line(document, f"{UNTESTED}: {count(untested)} số liệu, vì văn bản không có đủ số liệu khác để tính lại.")


def _table(document: WordDocument, audited: AuditedDocument, findings: Sequence[Finding]) -> None:
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    repeat_on_each_page(table.rows[0])
    for cell, (title, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        _fill(cell, title, bold=True, centred=True)
    for number, finding in enumerate(findings, 1):
        row = table.add_row()
        keep_whole(row)
        cells = row.cells
        wrong = finding.verdict is Verdict.WRONG
        _fill(cells[0], str(number), centred=True)
        _fill(cells[1], f"{VERDICT_WORDS[finding.verdict]}: {kind_word(finding.kind).lower()}", bold=wrong)
        place = locator(audited.document, finding.start)
        _fill(cells[1], f"{place + ': ' if place else ''}“{one_line(finding.quote)}”", more=True)
        _fill(cells[2], one_line(finding.claimed) if finding.recomputed else "")
        _fill(cells[3], one_line(finding.recomputed), bold=wrong)
        _fill(cells[4], one_line(finding.message, 1000))
    set_widths(table, [width for _, width in _COLUMNS])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, text: str, bold: bool = False, centred: bool = False, more: bool = False) -> None:
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(11)
    if centred:
        paragraph.alignment = _CENTRE


def _line(document: WordDocument, text: str, bold: bool = False, centred: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    paragraph.alignment = _CENTRE if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
