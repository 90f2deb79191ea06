"""The annexes of the Word file, each a section with its own page numbers: the table across, charts, sources."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from soyte.reports.charts.distances import Gap
from soyte.reports.charts.trends import Panel
from soyte.reports.letterhead import Letterhead, centred
from soyte.reports.linked.write import FigureWriter
from soyte.reports.numerals import roman
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard import pictures
from soyte.reports.scorecard.docx_tables import add_results
from soyte.reports.scorecard.model import Scorecard
from soyte.reports.scorecard.view import section_views

_PANELS_A_PICTURE = 15
_GAPS_A_PICTURE = 40
_WIDEST = 160.0  # millimetres
_SIZE_OF_PIXEL = 0.25 * 72 / 190  # millimetres: letters come out at eight points


def add_annexes(document: WordDocument, writer: FigureWriter, scorecard: Scorecard, head: Letterhead) -> None:
    """The table, then charts if there is anything to draw, then sources."""
    annexes = _Annexes(document, head)
    annexes.begin("Kết quả từng chỉ tiêu theo lĩnh vực", across=True)
    add_results(document, writer, section_views(scorecard), scorecard.year)
    _legend(document, "Ghi chú: “…” là kho số liệu chưa có; “ước”, “sơ bộ” là số chưa chính thức.")
    panels, gaps = pictures.panels(scorecard), pictures.gaps(scorecard)
    if panels or gaps:
        annexes.begin("Biểu đồ")
        _draw(document, panels, gaps)
    annexes.begin("Nguồn số liệu")
    for number, source in enumerate(scorecard.sources, 1):
        _text(document, f"{number}. {one_line(source, 500)}")
    if not scorecard.sources:
        _text(document, "Chưa ghi nhận nguồn số liệu.")
    _text(
        document, f"Mỗi con số trong Báo cáo gắn với một mã trong kho số liệu của {head.issuer} để đối chiếu khi cần."
    )


class _Annexes:
    def __init__(self, document: WordDocument, head: Letterhead) -> None:
        self._document, self._head = document, head
        self._number = 0
        _count_from_one(document.sections[0])

    def begin(self, title: str, *, across: bool = False) -> None:
        """A new page with the annex's number, title and the report that it belongs to."""
        self._number += 1
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
        _count_from_one(section)
        centred(self._document, f"PHỤ LỤC {roman(self._number)}", bold=True)
        centred(self._document, title.upper(), bold=True)
        _, _, when = self._head.place_and_date.rpartition(", ")
        belongs = f"(Kèm theo Báo cáo số          /{self._head.symbol} {when} của {self._head.issuer})"
        centred(self._document, belongs, italic=True, after=8)


def _draw(document: WordDocument, panels: list[Panel], gaps: list[Gap]) -> None:
    from soyte.reports.charts import PAPER, to_png  # noqa: PLC0415 (heavy libraries, only for those who draw)
    from soyte.reports.charts.distances import distances  # noqa: PLC0415
    from soyte.reports.charts.trends import trends  # noqa: PLC0415

    gaps = sorted(gaps, key=lambda gap: (gap.percent, gap.name))
    for start in range(0, len(gaps), _GAPS_A_PICTURE):
        part = gaps[start : start + _GAPS_A_PICTURE]
        _caption(document, "Khoảng cách đến chỉ tiêu giao (xa nhất về phía chưa đạt đứng trước)")
        _picture(
            document, to_png(distances(part, PAPER)), "Khoảng cách đến chỉ tiêu giao. " + pictures.distances_told(part)
        )
    for start in range(0, len(panels), _PANELS_A_PICTURE):
        some = panels[start : start + _PANELS_A_PICTURE]
        _caption(document, "Diễn biến qua các năm (đường đứt: chỉ tiêu giao; chấm rỗng: số ước)")
        _picture(document, to_png(trends(some, PAPER)), "Diễn biến qua các năm. " + pictures.trends_told(some))


def _picture(document: WordDocument, png: bytes, told: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = 1.0
    pixels = int.from_bytes(png[16:20], "big")  # the width, where every PNG has it
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(min(_WIDEST, pixels * _SIZE_OF_PIXEL)))
    shape._inline.docPr.set("descr", told[:4000])


def _caption(document: WordDocument, text: str) -> None:
    paragraph = centred(document, text, bold=True, before=6, after=4)
    paragraph.paragraph_format.keep_with_next = True


def _legend(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(4)
    run = paragraph.add_run(text)
    run.italic, run.font.size = True, Pt(11)


def _text(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_after = Pt(6)


def _count_from_one(section: object) -> None:
    properties = section._sectPr  # type: ignore[attr-defined]
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    margins = properties.find(qn("w:pgMar"))
    margins.addnext(number)
