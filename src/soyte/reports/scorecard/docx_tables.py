"""The tables of the Word file; figures in cells are linked like those in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from soyte.measures.targets.model import Mark
from soyte.reports.linked.write import FigureWriter
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.lines import Line
from soyte.reports.scorecard.view import RowView, SectionView, TargetView
from soyte.reports.scorecard.words import NO_FIGURE
from soyte.reports.text_width import bold_width
from soyte.word_layout import add_room, keep_whole, repeat_on_each_page, set_widths

_LEFT, _CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_SIZE = 11
_WHOLE = 25.2  # centimetres: A4 across, less its margins
_NAME, _UNIT, _GOAL, _VERDICT, _CHANGE = 5.0, 2.1, 3.8, 2.3, 2.4
_OTHER_WIDTHS = (4.7, 2.3, 3.2, 3.8, 2.5)


def add_line(
    paragraph: Paragraph, line: Line, writer: FigureWriter, *, bold: bool = False, size: float | None = None
) -> None:
    """Words as runs, figures as linked controls."""

    def dress(run: Run) -> None:
        run.bold = bold
        if size is not None:
            run.font.size = Pt(size)

    for piece in line:
        if isinstance(piece, str):
            dress(paragraph.add_run(piece))
        else:
            writer.add(paragraph, piece, dress)


def add_results(document: WordDocument, writer: FigureWriter, sections: Sequence[SectionView], year: int) -> None:
    """All indicators by domain. An indicator with several targets has a line for each of them."""
    heads = ("TT", "Chỉ tiêu", "Đơn vị", f"Năm {year - 1}", f"Chỉ tiêu giao năm {year}", f"Thực hiện năm {year}", "Mức đạt",
             f"So với năm {year - 1}", "Ghi chú")  # fmt: skip
    table = _table(document, heads)
    fill = _Filler(writer)
    for section in sections:
        cells = _row(table)
        cells[0].merge(cells[-1])
        fill(cells[0], (section.title,), bold=True)
        cells[0].paragraphs[0].paragraph_format.keep_with_next = True
        for row in section.rows:
            _result(table, row, fill)
    set_widths(table, _widths(sections))


def _widths(sections: Sequence[SectionView]) -> list[float]:
    """Columns of numbers are as wide as their longest number, so that none is broken; notes take what is left."""
    rows = [row for section in sections for row in section.rows]
    previous = _number_width(row.previous.text for row in rows)
    result = _number_width(row.result.text for row in rows)
    fixed = [0.9, _NAME, _UNIT, previous, _GOAL, result, _VERDICT, _CHANGE]
    return [*fixed, _WHOLE - sum(fixed)]


def _number_width(texts: Iterable[str]) -> float:
    longest = max((bold_width(word, _SIZE) for text in texts for word in text.split()), default=0.0)
    return min(max(2.0, longest / 10 + 0.45), 3.8)


def add_others(document: WordDocument, writer: FigureWriter, rows: Iterable[RowView]) -> None:
    """Values of several owners for one thing, side by side."""
    table = _table(document, ("Chỉ tiêu", "Giá trị", "Cơ quan", "Văn bản", "Số liệu đến"))
    fill = _Filler(writer)
    for row in rows:
        source = row.row.result.source if row.row.result else None
        as_of = source.as_of.strftime("%d/%m/%Y") if source and source.as_of else "chưa rõ ngày"
        own = (
            one_line((source.owner if source else None) or "chưa rõ cơ quan", 120),
            one_line((source.document if source else None) or "chưa rõ văn bản", 200),
            as_of,
        )
        values = [
            (row.result, own),
            *((other.figure, (other.owner, other.document, other.as_of)) for other in row.others),
        ]
        first = table.rows[-1]
        for number, (figure, told) in enumerate(values):
            cells = _row(table)
            if number == 0:
                first = table.rows[-1]
                fill(cells[0], (f"{row.name} ({row.unit})" if row.unit else row.name,))
            fill(cells[1], (figure,), align=_RIGHT)
            for cell, text in zip(cells[2:], told, strict=True):
                fill(cell, (text,))
        first.cells[0].merge(table.rows[-1].cells[0])
    set_widths(table, _OTHER_WIDTHS)


class _Filler:
    def __init__(self, writer: FigureWriter) -> None:
        self._writer = writer

    def __call__(
        self, cell: _Cell, line: Line, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH = _LEFT, more: bool = False
    ) -> None:
        paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
        paragraph.alignment = align
        add_line(paragraph, line, self._writer, bold=bold, size=_SIZE)


def _result(table: Table, row: RowView, fill: _Filler) -> None:
    targets: Sequence[TargetView | None] = row.targets or (None,)
    lines = [_row(table) for _ in targets]
    first = lines[0]
    fill(first[0], (str(row.number),), align=_CENTRE)
    fill(first[1], (row.name,))
    fill(first[2], (row.unit,), align=_CENTRE)
    fill(first[3], (row.previous,), align=_RIGHT)
    fill(first[5], (row.result,), align=_RIGHT, bold=True)
    fill(first[7], row.change or (NO_FIGURE,), align=_CENTRE)
    for number, note in enumerate(row.notes):
        fill(first[8], (note + (";" if number + 1 < len(row.notes) else ""),), more=number > 0)
    for cells, target in zip(lines, targets, strict=True):
        if target is None:
            fill(cells[4], (NO_FIGURE,), align=_CENTRE)
            fill(cells[6], (NO_FIGURE,), align=_CENTRE)
            continue
        fill(cells[4], target.line)
        fill(cells[6], (target.verdict,), align=_CENTRE, bold=target.mark is Mark.MISSED)
    if len(lines) > 1:
        for column in (0, 1, 2, 3, 5, 7, 8):
            first[column].merge(lines[-1][column])
            for cell in [first[column]]:
                for empty in [p for p in cell.paragraphs[1:] if not p.text and not p._p.xpath(".//w:sdt")]:
                    empty._p.getparent().remove(empty._p)


def _table(document: WordDocument, heads: Sequence[str]) -> Table:
    table: Table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    add_room(table, 40)
    repeat_on_each_page(table.rows[0])
    keep_whole(table.rows[0])
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = _CENTRE
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
        run = paragraph.add_run(head)
        run.bold, run.font.size = True, Pt(_SIZE)
    return table


def _row(table: Table) -> list[_Cell]:
    row = table.add_row()  # type: ignore[no-untyped-call]
    keep_whole(row)
    return list(row.cells)
