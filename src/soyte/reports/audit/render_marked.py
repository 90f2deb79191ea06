"""The report's own text as a Word file, wrong and doubtful figures marked, each finding a comment in the margin.

It is written anew from what was read, so that a report of any format (PDF, page, plain text) becomes one that its author can
edit. Marks are told by underline as well as by colour: a draft is often printed in black.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_html_build import document_view
from soyte.reports.audit.render_html_view import DocumentView, FindingView, PassageView, TableView
from soyte.word_layout import official_document, to_bytes

_CREATED = datetime(2025, 1, 1)
_LOOKS = {"wrong": ("F9C9C4", WD_UNDERLINE.DOUBLE), "ambiguous": ("FFF0B3", WD_UNDERLINE.DOTTED)}
_MOST = 1_000  # comments; looking for the next free number takes longer with each
_NOTE = "Số liệu sai gạch chân hai nét, chỗ cần xem lại gạch chân chấm; giải thích ở lời chú bên lề."


def render_marked(audited: AuditedDocument) -> bytes:
    """The Word file; the same audit gives the same bytes."""
    view = document_view(audited, "v")
    document = official_document(size=13)
    _note(document, f"{view.name}: {view.headline[:1].lower()}{view.headline[1:]}. {_NOTE}")
    writer = _Writer(document, view)
    for passage in view.passages:
        if isinstance(passage, TableView):
            writer.table(passage)
        else:
            writer.block(passage)
    if writer.left:
        _note(document, "Phát hiện không nằm ở một chỗ của văn bản, hoặc quá nhiều để ghi bên lề:")
    for finding in writer.left:
        document.add_paragraph(f"{finding.locator}: {_told(finding)}" if finding.locator else _told(finding))
    return to_bytes(document, view.name, _CREATED)


class _Writer:
    def __init__(self, document: WordDocument, view: DocumentView) -> None:
        self.document = document
        findings = [one for group in view.groups for one in group.findings if one.state in _LOOKS]
        self._waiting: dict[str, list[FindingView]] = defaultdict(list)
        for number, finding in enumerate(findings):
            self._waiting[finding.anchor if number < _MOST else ""].append(finding)

    @property
    def left(self) -> list[FindingView]:
        """The findings that no comment tells so far."""
        return sorted((one for told in self._waiting.values() for one in told), key=lambda one: one.position)

    def block(self, passage: PassageView) -> None:
        style = f"Heading {max(1, min(4, passage.level - 2))}" if passage.kind == "heading" else None
        self._write(self.document.add_paragraph(style=style), passage)

    def table(self, table: TableView) -> None:
        if not table.rows or not table.rows[0]:
            return
        made = self.document.add_table(rows=len(table.rows), cols=len(table.rows[0]))
        made.style = "Table Grid"
        for row, said in zip(made._tbl.tr_lst, table.rows, strict=True):  # made.rows[i].cells counts anew each time
            for place, passages in zip(row.tc_lst, said, strict=True):
                cell = _Cell(place, made)
                for number, passage in enumerate(passages):
                    paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                    paragraph.paragraph_format.space_after = Pt(0)
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if passage.numeric else None
                    self._write(paragraph, passage)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _write(self, paragraph: Paragraph, passage: PassageView) -> None:
        for piece in passage.pieces:
            run = paragraph.add_run(piece.text)
            run.bold = True if passage.header else None
            if piece.state in _LOOKS:
                _mark(run, piece.state)
            for finding in self._waiting.pop(piece.anchor, ()) if piece.anchor else ():
                comment = self.document.add_comment(run, _told(finding), author="Soyte", initials="S")
                comment._comment_elm.attrib.pop(qn("w:date"), "")  # the same audit gives the same bytes


def _told(finding: FindingView) -> str:
    sums = f" Văn bản ghi {finding.claimed}, tính lại {finding.recomputed}." if finding.recomputed else ""
    return f"{finding.word} {finding.number} ({finding.kind.lower()}).{sums} {finding.message}"


def _mark(run: Run, state: str) -> None:
    fill, underline = _LOOKS[state]
    run.font.underline = underline
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shade)


def _note(document: WordDocument, words: str) -> None:
    run = document.add_paragraph().add_run(words)
    run.italic, run.font.size = True, Pt(11)
