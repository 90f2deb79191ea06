"""Lay a sample report out as a Word file, the way Decree 30/2020 wants a `báo cáo` to look."""

from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from soyte.fixed_zip import fixed_zip
from soyte.sample.markup import Paper, Part

_CENTRE, _JUSTIFY, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT
_BLACK = RGBColor(0, 0, 0)
_DATE = datetime(2025, 12, 18, 8, 0, 0)


def report_docx(paper: Paper) -> bytes:
    """The Word file; the same paper always gives the same bytes."""
    document = Document()
    _page(document)
    _styles(document)
    _letterhead(document, paper.head)
    for part in paper.parts:
        _add_part(document, part)
    _signature(document, paper.head)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = paper.head.get("subject", ""), "Soyte", ""
    properties.created = properties.modified = _DATE
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_zip(buffer.getvalue())


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)


def _styles(document: WordDocument) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Header"):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Times New Roman", Pt(14), _BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if "heme" in key:
                del fonts.attrib[key]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), "Times New Roman")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
        style.paragraph_format.line_spacing = 1.1


def _letterhead(document: WordDocument, head: dict[str, str]) -> None:
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    _lines(left, [(head.get("parent", ""), 12, False), (head.get("body", ""), 12, True)])
    _lines(right, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True), ("Độc lập - Tự do - Hạnh phúc", 13, True)])
    left, right = table.rows[1].cells
    _lines(left, [(head.get("number", ""), 13, False)])
    _lines(right, [(head.get("date", ""), 13, False)])
    right.paragraphs[0].runs[0].italic = True
    _widths(table, Cm(7), Cm(9.5))
    for key, gap in (("title", 12), ("subject", 0)):
        line = document.add_paragraph()
        line.alignment, line.paragraph_format.space_before = _CENTRE, Pt(gap)
        line.add_run(head.get(key, "")).bold = True


def _widths(table: Table, *widths: Length) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


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
    _mark_row(table.rows[0], "w:tblHeader")
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _mark_row(row: _Row, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _signature(document: WordDocument, head: dict[str, str]) -> None:
    if "signer" not in head:
        return
    row = document.add_table(rows=1, cols=2).rows[0]
    _mark_row(row, "w:cantSplit")
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
