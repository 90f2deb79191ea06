"""What the headers of a table say about one of its cells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from soyte import periods
from soyte.intake.statements.context import plans
from soyte.intake.statements.outline import Outline, Segment
from soyte.intake.statements.tables.grid import Block, Entry, entries_by_row
from soyte.intake.statements.tables.heads import Head, Kind, heads_of
from soyte.intake.statements.tables.layout import blocks_of
from soyte.intake.statements.tables.numbers import Look, sign_of
from soyte.intake.statements.tables.rows import Line, lines_of
from soyte.intake.statements.tables.times import date_columns, period_of_table
from soyte.intake.statements.tables.units import caption_unit
from soyte.intake.statements.when import Clock
from soyte.periods import Period
from soyte.quantities import Unit
from soyte.statements import Role
from soyte.text import fold

_CAPTION = re.compile(r"^\s*(?:bảng|biểu|phụ lục|đơn vị|\(?đvt|\(?đơn vị)", re.IGNORECASE)
_LONGEST_CAPTION = 220
_REVIEW = re.compile(r"kết quả|tổng kết|sơ kết|tình hình|công tác|bản tin")
_RESULTS = re.compile(r"kết quả|tình hình|tổng kết|sơ kết|đánh giá|thực hiện (?:các )?chỉ tiêu")
_HEAD = 14


@dataclass(frozen=True)
class Sheet:
    """One table in full, for the claims made of it."""

    number: int
    heads: dict[int, Head]
    lines: list[Line]
    caption: str


@dataclass(frozen=True)
class CellContext:
    """Headers over and beside a cell. `skip`: its digits are no figures (running numbers, years in headers, codes).

    `prose`: the cell holds words with figures in them, to be read like any sentence. `pair`: two figures are cases and
    deaths. `title` is what the whole document is about, `sign` the direction that the cell gives a change. `sheet`,
    `head` and `line` are where the cell stands.
    """

    skip: bool = False
    row: str = ""
    column: str = ""
    caption: str = ""
    title: str = ""
    unit: Unit | None = None
    role: Role | None = None
    period: Period | None = None
    prose: bool = False
    pair: bool = False
    estimate: bool = False
    sign: str = ""
    place: str | None = None
    sheet: Sheet | None = None
    head: Head | None = None
    line: Line | None = None


_PROSE = CellContext(prose=True)
_SKIP = CellContext(skip=True)


class TableMap:
    """The tables of an outline, asked cell by cell."""

    def __init__(self, outline: Outline, folded: str, clock: Clock, *, plan: bool = False) -> None:
        self._report, self._plan = clock.report, plan
        self._title = _title(outline, folded)
        self._contexts: dict[tuple[int, int, int], CellContext] = {}
        text = outline.normal.text
        cells: dict[int, list[tuple[Segment, str]]] = defaultdict(list)
        captions: dict[int, str] = {}
        near: list[str] = []
        for segment in outline.segments:
            if segment.cell is None:
                near = [*near[-2:], text[segment.start : segment.end]]
                continue
            if segment.cell.table not in captions:
                captions[segment.cell.table] = _caption(near)
                near = []
            cells[segment.cell.table].append((segment, text[segment.start : segment.end]))
        before: tuple[Block, dict[int, Head]] | None = None
        for table, entries in cells.items():
            for block in blocks_of(entries_by_row(entries)):
                self._add(table, block, captions[table], before if not captions[table] else None)
                before = (block, self._heads)

    def context(self, segment: Segment) -> CellContext:
        """What the headers say about the figures of this cell; a cell of a grid without numbers is prose."""
        cell = segment.cell
        return self._contexts.get((cell.table, cell.row, cell.column), _PROSE) if cell else _PROSE

    def _add(self, table: int, block: Block, caption: str, before: tuple[Block, dict[int, Head]] | None) -> None:
        if not block.header and before is not None and before[0].columns == block.columns:
            block.header, block.index, block.label = before[0].header, before[0].index, before[0].label
        titles = " ".join([caption, *(e.text for e in block.titles)]).strip()
        heads = heads_of(block, titles)
        above = [e.text for e in reversed(block.titles)]
        about = [words for words in (*above, caption, *block.rows[0][0].segment.parents) if words]
        plan = self._plans(about)
        date_columns(heads, self._report, own=period_of_table(about, self._report, plan=plan), plan=plan)
        self._heads = heads
        lines = lines_of(block, heads, self._report)
        sheet = Sheet(table, heads, lines, titles)
        for entry in chain.from_iterable(block.header):
            self._contexts.setdefault((table, entry.row, entry.column), _SKIP)
        for entry in block.counts:
            self._contexts[table, entry.row, entry.column] = _SKIP
        note = caption_unit(titles)
        for line in lines:
            for entry in line.cells.values():
                self._contexts[table, entry.row, entry.column] = self._of(entry, sheet, line, note)

    def _plans(self, about: list[str]) -> bool:
        """Do caption and headings say that the figures are targets?"""
        for words in about:
            years = [m.period for m in periods.find(words, anchor=self._report) if m.period and m.kind == "year"]
            folded = fold(words)
            if _RESULTS.search(folded):
                return False
            if plans(folded, years, self._report):
                return True
        return self._plan

    def _of(self, entry: Entry, sheet: Sheet, line: Line, note: Unit | None) -> CellContext:
        head = sheet.heads.get(entry.column)
        if head is None or head.kind in (Kind.SKIPPED, Kind.UNITS, Kind.VERDICTS):
            return _SKIP
        if head.kind is Kind.NOTES or (entry.look is Look.WORDS):
            return CellContext(prose=True, row=line.name, column=head.words, caption=sheet.caption)
        role = head.role or Role.ACTUAL
        unit = (
            head.unit
            or (line.unit if head.kind is Kind.FIGURES else None)
            or (note if head.kind is Kind.FIGURES else None)
        )
        period = line.period or head.period
        return CellContext(
            row=line.name,
            column=head.words,
            caption=sheet.caption,
            title=self._title,
            unit=unit,
            role=role,
            period=period,
            pair=head.pair,
            estimate=head.estimate,
            sign=sign_of(entry.text) if head.kind is Kind.COMPARED else "",
            place=line.name if line.area else None,
            sheet=sheet,
            head=head,
            line=line,
        )


def _title(outline: Outline, folded: str) -> str:
    """The line among the first ones that says what the document reports on."""
    for segment in outline.segments[:_HEAD]:
        words = folded[segment.start : segment.end]
        if segment.cell is None and len(words) <= _LONGEST_CAPTION and _REVIEW.search(words):
            return " ".join(words.split())
    return ""


def _caption(near: list[str]) -> str:
    """The lines right above a table that name it or its unit."""
    found: list[str] = []
    for words in reversed(near):
        if len(words) > _LONGEST_CAPTION or (found and not _CAPTION.match(words)):
            break
        found.insert(0, " ".join(words.split()))
        if re.match(r"\s*(?:bảng|biểu|phụ lục)\b", words, re.IGNORECASE):
            break
    return " ".join(found)
