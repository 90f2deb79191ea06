"""The scorecard as the Word file that goes to be signed: report, then annexes with the table, charts and sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from soyte.ledger.clock import VIETNAM
from soyte.reports.letterhead import Letterhead, add_letterhead, add_recipient, add_signature
from soyte.reports.linked.write import FigureWriter
from soyte.reports.numerals import roman
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.docx_annexes import add_annexes
from soyte.reports.scorecard.docx_tables import add_line, add_others
from soyte.reports.scorecard.lines import Line
from soyte.reports.scorecard.misses import misses, undecided
from soyte.reports.scorecard.model import Scorecard
from soyte.reports.scorecard.summary import body_lines, total_line
from soyte.reports.scorecard.view import section_views
from soyte.reports.scorecard.words import initials, locality, official_date, place_of_issue, sentence
from soyte.word_layout import official_document, to_bytes

_SIZE = 14
_SPACING = 1.15
_INDENT = 12.7  # millimetres


def render_docx(scorecard: Scorecard) -> bytes:
    """The file; the same scorecard gives the same bytes. Every figure in it is linked."""
    document = official_document(_SIZE, _SPACING)
    writer = FigureWriter()
    subject = f"Kết quả thực hiện các chỉ tiêu y tế năm {scorecard.year}"
    head = Letterhead(
        parent=one_line(scorecard.parent, 120),
        issuer=one_line(scorecard.issuer, 120),
        symbol=f"BC-{initials(one_line(scorecard.issuer, 60)) or 'SYT'}",
        place_and_date=f"{place_of_issue(one_line(scorecard.place_name, 60))}, {official_date(scorecard.today)}",
        title="Báo cáo",
        subject=subject,
    )
    add_letterhead(document, head)
    if scorecard.parent.strip():
        add_recipient(document, _in_full(head.parent))
    _Body(document, writer).write(scorecard)
    add_signature(document, "Giám đốc", _receivers(scorecard))
    add_annexes(document, writer, scorecard, head)
    writer.finish(document, _about(scorecard))
    return to_bytes(document, subject, datetime(scorecard.today.year, scorecard.today.month, scorecard.today.day))


class _Body:
    """The text between title and signature; headings are numbered as they come."""

    def __init__(self, document: WordDocument, writer: FigureWriter) -> None:
        self._document, self._writer = document, writer
        self._parts = 0

    def write(self, scorecard: Scorecard) -> None:
        issuer, place = one_line(scorecard.issuer, 120), one_line(scorecard.place_name, 120)
        self._paragraph(
            (f"{issuer} báo cáo kết quả thực hiện các chỉ tiêu y tế năm {scorecard.year} của {place} như sau:",)
        )
        self._heading("Kết quả chung")
        total = total_line(scorecard)
        self._paragraph(total or ("Chưa có chỉ tiêu giao nào để đánh giá.",))
        for line in body_lines(scorecard):
            self._paragraph(("- ", *line))
        self._paragraph((_state_of_figures(scorecard),))
        self._misses(scorecard)
        self._undecided(scorecard)
        others = [row for section in section_views(scorecard) for row in section.rows if row.others]
        if others:
            self._heading("Số liệu của các cơ quan khác")
            self._paragraph(
                (
                    "Cùng một chỉ tiêu có số liệu của nhiều cơ quan; các số được đặt cạnh nhau; số đứng đầu là số dùng trong Báo cáo.",
                )
            )
            add_others(self._document, self._writer, others)
        drawn = any(row.trend for section in scorecard.sections for row in section.rows)
        charts = (
            ", biểu đồ tại Phụ lục II, nguồn số liệu tại Phụ lục III" if drawn else ", nguồn số liệu tại Phụ lục II"
        )
        last = self._paragraph((f"Số liệu từng chỉ tiêu tại Phụ lục I{charts} kèm theo Báo cáo này./.",))
        last.paragraph_format.space_before = Pt(6)

    def _misses(self, scorecard: Scorecard) -> None:
        found = misses(scorecard)
        if not found:
            return
        self._heading("Chỉ tiêu không đạt, cơ bản đạt")
        for number, miss in enumerate(found, 1):
            title = self._paragraph((f"{number}. {miss.name}",), bold=True)
            title.paragraph_format.keep_with_next = True
            self._paragraph(miss.result).paragraph_format.keep_with_next = True
            for line in miss.targets:
                self._paragraph(("- ", *line))
            for text in miss.explanations:
                self._paragraph((text,))

    def _undecided(self, scorecard: Scorecard) -> None:
        found = undecided(scorecard)
        if found:
            self._heading("Chỉ tiêu chưa kết luận được")
            for number, line in enumerate(found, 1):
                self._paragraph((f"{number}. ", *line))

    def _heading(self, text: str) -> None:
        self._parts += 1
        paragraph = self._document.add_paragraph(f"{roman(self._parts)}. {text.upper()}", style="Heading 1")
        paragraph.paragraph_format.first_line_indent = Mm(_INDENT)
        paragraph.paragraph_format.space_before = Pt(6)

    def _paragraph(self, line: Line, *, bold: bool = False) -> Paragraph:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(_INDENT)
        add_line(paragraph, line, self._writer, bold=bold)
        return paragraph


def _state_of_figures(scorecard: Scorecard) -> str:
    seen = scorecard.as_of.astimezone(VIETNAM)
    told = f"Số liệu lấy từ kho số liệu của ngành tại thời điểm {seen:%H} giờ {seen:%M} phút, ngày {seen:%d/%m/%Y} (lần ghi số {scorecard.as_of_seq})."
    provisional = any(
        one.provisional for section in scorecard.sections for row in section.rows for one in row.judgements
    )
    return told + (
        " Số có chữ “ước” chưa phải số chính thức; mức đạt dựa trên số ước là tạm đánh giá." if provisional else ""
    )


def _receivers(scorecard: Scorecard) -> Sequence[str]:
    above = [] if not scorecard.parent.strip() else ["- Như trên;"]
    return [
        *above,
        f"- Ban Giám đốc {one_line(scorecard.issuer, 60)};",
        "- Các đơn vị liên quan;",
        "- Lưu: VT, [đơn vị soạn thảo].",
    ]


def _in_full(parent: str) -> str:
    """`UBND tỉnh Bình Sơn` as a letter addresses it."""
    full = parent.replace("UBND", "Ủy ban nhân dân")
    return sentence(full if full != full.upper() else f"Ủy ban nhân dân {locality(parent)}")


def _about(scorecard: Scorecard) -> dict[str, str]:
    return {
        "kind": "scorecard",
        "place": one_line(scorecard.place, 120),
        "year": str(scorecard.year),
        "as_of_seq": str(scorecard.as_of_seq),
        "as_of": scorecard.as_of.isoformat(),
        "catalogue_hash": one_line(scorecard.catalogue_hash, 80),
    }
