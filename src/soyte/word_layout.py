"""Word files as Decree 30/2020 asks: A4, Times New Roman, page number on top from page 2; no clock in the bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Row

_EPOCH = (1980, 1, 1, 0, 0, 0)


def official_document(size: int, line_spacing: float = 1.0) -> WordDocument:
    """An empty document whose text and headings are `size` points high."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Header"):
        _official_style(document, name, size, line_spacing)
    return document


def _official_style(document: WordDocument, name: str, size: int, line_spacing: float) -> None:
    style = document.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
    style.paragraph_format.line_spacing = line_spacing
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if "heme" in key]:  # a theme font would win over the named one
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), "Times New Roman")


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Column widths in centimetres; Word reads them from the cells, LibreOffice from the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def add_room(table: Table, twips: int, sides: Sequence[str] = ("top", "bottom")) -> None:
    """Room between the lines of a table and what stands in its cells."""
    margins = OxmlElement("w:tblCellMar")
    for side in sides:
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)  # the order that the schema asks for


def repeat_on_each_page(row: _Row) -> None:
    """Make `row` the head of its table on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Never break `row` between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def to_bytes(document: WordDocument, title: str, created: datetime) -> bytes:
    """The file; the same document gives the same bytes (as long as the same zlib packs them)."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "Soyte", ""
    properties.created = properties.modified = created
    packed, buffer = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
