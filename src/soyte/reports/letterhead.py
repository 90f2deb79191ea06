"""What every report to a superior body begins and ends with, as Annex I of Decree 30/2020 lays it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from soyte.reports.text_width import bold_width
from soyte.word_layout import add_room, set_widths

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TEXT_WIDTH = 165.0  # millimetres of A4 between margins of 30 and 15
_LEFT, _RIGHT = 66.0, 99.0
_NATION_SIZE, _MOTTO_SIZE, _BODY_SIZE = 12, 13, 14
_SHORT_RULE = 0.42  # a third to a half of the line
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


@dataclass(frozen=True)
class Letterhead:
    """Who issues what, where and when. `symbol` is `BC-SYT`; the number is given by the registry, so it stays open."""

    parent: str
    issuer: str
    symbol: str
    place_and_date: str
    title: str
    subject: str


def add_letterhead(document: WordDocument, head: Letterhead) -> None:
    """Nation and bodies side by side, number and date, then the title."""
    table = _pair(document, 2)
    bodies, nation, number, date = (table.cell(row, column) for row in (0, 1) for column in (0, 1))
    _line(bodies, head.parent.upper(), _NATION_SIZE)
    issuer = head.issuer.upper()
    _line(bodies, issuer, _NATION_SIZE, bold=True, more=True)
    _rule(bodies.add_paragraph(), _SHORT_RULE * min(bold_width(issuer, _NATION_SIZE), _LEFT), _LEFT)
    _line(nation, NATION, _NATION_SIZE, bold=True)
    _line(nation, MOTTO, _MOTTO_SIZE, bold=True, more=True)
    _rule(nation.add_paragraph(), bold_width(MOTTO, _MOTTO_SIZE), _RIGHT)
    _line(number, f"Số:          /{head.symbol}", 13)
    _line(date, head.place_and_date, _BODY_SIZE, italic=True)
    add_title(document, head.title, head.subject)


def add_title(document: WordDocument, title: str, subject: str, *, style: str | None = None) -> None:
    """Type and summary, centred, with a rule below."""
    heading = centred(document, title.upper(), bold=True, before=12, style=style)
    heading.paragraph_format.keep_with_next = True
    centred(document, subject, bold=True)
    width = min(bold_width(subject, _BODY_SIZE), TEXT_WIDTH)
    _rule(document.add_paragraph(), _SHORT_RULE * width, _section_width(document), after=10)


def add_recipient(document: WordDocument, recipient: str) -> None:
    """`Kính gửi`, only of a report that goes to a superior body."""
    centred(document, f"Kính gửi: {recipient}", after=10)


def add_signature(document: WordDocument, position: str, receivers: Sequence[str]) -> None:
    """Receivers left, the signature level with them right; what a person fills in stands in brackets."""
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    table = _pair(document, 1)
    left, right = table.cell(0, 0), table.cell(0, 1)
    label = left.paragraphs[0]
    _dressed(label.add_run("Nơi nhận:"), 12, bold=True, italic=True)
    _tight(label)
    for receiver in receivers:
        paragraph = left.add_paragraph()
        _dressed(paragraph.add_run(receiver), 11)
        _tight(paragraph)
    capacity = right.paragraphs[0]
    _prompt(capacity, "[TM., Q. hoặc KT., nếu có] ", _BODY_SIZE)
    _dressed(capacity.add_run(position.upper()), _BODY_SIZE, bold=True)
    for _ in range(4):
        _tight(right.add_paragraph())
    name = right.add_paragraph()
    _prompt(name, "[Họ và tên]", _BODY_SIZE)
    for paragraph in right.paragraphs:
        _tight(paragraph)
        paragraph.alignment = _CENTRE


def centred(
    document: WordDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    style: str | None = None,
) -> Paragraph:
    """A centred line of the size of the body."""
    paragraph = document.add_paragraph(style=style)
    _dressed(paragraph.add_run(text), _BODY_SIZE, bold=bold, italic=italic)
    paragraph.alignment = _CENTRE
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0
    return paragraph


def _pair(document: WordDocument, rows: int) -> Table:
    """A table without lines and without room round its cells, as wide as the text."""
    table: Table = document.add_table(rows=rows, cols=2)
    add_room(table, 0, ("left", "right"))
    set_widths(table, [_LEFT / 10, _RIGHT / 10])
    return table


def _line(cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False, more: bool = False) -> None:
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    _dressed(paragraph.add_run(text), size, bold=bold, italic=italic)
    _tight(paragraph)
    paragraph.alignment = _CENTRE


def _rule(paragraph: Paragraph, length: float, within: float, after: float = 4) -> None:
    """A line of `length` millimetres in the middle of `within`: the upper border of an empty paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    border = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{key}"), value)
    borders.append(border)
    # The schema asks for an order of which python-docx does not know the borders' place.
    style = properties.find(qn("w:pStyle"))
    properties.insert(0 if style is None else 1, borders)
    _dressed(paragraph.add_run(""), 2)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(max(0.0, (within - length) / 2))
    layout.first_line_indent = Mm(0)
    layout.space_before, layout.space_after, layout.line_spacing = Pt(3), Pt(after), Pt(4)


def _prompt(paragraph: Paragraph, text: str, size: float) -> None:
    """A control that shows only what is to be filled in; readers of the text leave it out."""
    control, properties, content = (OxmlElement(tag) for tag in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    properties.append(OxmlElement("w:showingPlcHdr"))
    run = paragraph.add_run(text)
    _dressed(run, size, bold=True)
    content.append(run._r)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


def _dressed(run: Run, size: float, *, bold: bool = False, italic: bool = False) -> None:
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _tight(paragraph: Paragraph) -> None:
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing, layout.first_line_indent = 1.0, Mm(0)


def _section_width(document: WordDocument) -> float:
    section = document.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None and left is not None and right is not None  # noqa: S101 (we set them)
    return float(width - left - right) / 36_000
