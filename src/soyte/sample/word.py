"""Lay a sample report out as a Word file, the way Decree 30/2020 wants a `báo cáo` to look."""

from __future__ import annotations

from datetime import datetime

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from soyte.sample.markup import Paper, Part
from soyte.word_layout import keep_whole, official_document, repeat_on_each_page, set_widths, to_bytes

_CENTRE, _JUSTIFY, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT
_DATE = datetime(2025, 12, 18, 8, 0, 0)


def report_docx(paper: Paper) -> bytes:
    """The Word file; the same paper always gives the same bytes."""
    document = official_document(size=14, line_spacing=1.1)
    _letterhead(document, paper.head)
    for part in paper.parts:
        _add_part(document, part)
    _signature(document, paper.head)
    return to_bytes(document, paper.head.get("subject", ""), _DATE)


def _letterhead(document: WordDocument, head: dict[str, str]) -> None:
    table = document.add_table(rows=2, cols=2)
    left, right = table.rows[0].cells
    _lines(left, [(head.get("parent", ""), 12, False), (head.get("body", ""), 12, True)])
    _lines(right, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True), ("Độc lập - Tự do - Hạnh phúc", 13, True)])
    left, right = table.rows[1].cells
    _lines(left, [(head.get("number", ""), 13, False)])
    _lines(right, [(head.get("date", ""), 13, False)])
    right.paragraphs[0].runs[0].italic = True
    set_widths(table, (7, 9.5))
    for key, gap in (("title", 12), ("subject", 0)):
        line = document.add_paragraph()
        line.alignment, line.paragraph_format.space_before = _CENTRE, Pt(gap)
        line.add_run(head.get(key, "")).bold = True


def _lines(cell: _Cell, lines: list[tuple[str, int, bool]]) -> None:
    for index, (text, size, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = _CENTRE, Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)


def _add_part(document: WordDocument, part: Part) -> None:
    if part.kind == "table":
        _add_table(document, part.rows)
        return
    if part.kind == "heading":
        paragraph = document.add_paragraph(part.text, style=f"Heading {part.level}")
        paragraph.runs[0].bold = True
        if part.level == 1:
            paragraph.alignment = _CENTRE
            return
    else:
        paragraph = document.add_paragraph(part.text)
        paragraph.alignment = _JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _add_table(document: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for index, row in enumerate(rows):
        cells = table.rows[index].cells
        for column, text in enumerate(row):
            _lines(cells[column], [(text, 12, index == 0 or row[0].startswith("Tổng"))])
            if index and column:
                cells[column].paragraphs[0].alignment = _RIGHT
            elif index:
                cells[column].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    repeat_on_each_page(table.rows[0])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _signature(document: WordDocument, head: dict[str, str]) -> None:
    if "signer" not in head:
        return
    row = document.add_table(rows=1, cols=2).rows[0]
    keep_whole(row)
    left, right = row.cells
    _lines(left, [("Nơi nhận:", 12, True)])
    left.paragraphs[0].runs[0].italic = True
    for recipient in head.get("recipients", "").split(";"):
        _style_recipient(left.add_paragraph(f"- {recipient.strip()};"))
    left.paragraphs[-1].runs[0].text = left.paragraphs[-1].text.rstrip(";") + "."
    left.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    capacity = [(head["capacity"], 14, True)] if head.get("capacity") else []
    _lines(
        right, [*capacity, (head["position"], 14, True), ("", 14, False), ("", 14, False), (head["signer"], 14, True)]
    )


def _style_recipient(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.runs[0].font.size = Pt(11)
