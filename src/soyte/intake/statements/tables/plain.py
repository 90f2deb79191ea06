"""Tables in plain text: lines whose parts are set off by bars, tabs or columns of blanks become rows of cells.

Prose must never be torn, so a run of lines counts as a table only if its parts agree in number or position and enough of
them are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from soyte.intake.documents.model import Block, BlockKind, Cell, Document
from soyte.intake.statements.tables.columns import Part, bars, blanks, in_columns, tabs, width_of
from soyte.intake.statements.tables.numbers import is_number

_RULE = re.compile(r"[\s|:+=_-]{3,}")
_LINE_ENDS = 2  # between two rows of one table, at most
_TITLE = 90  # a line without separators inside a table is a row of its own up to this length
_ROWS_OF_BLANKS = 300
_DROPPED = 3  # lines in front of columns of blanks that may turn out to be prose

Split = Callable[[str, int], tuple[Part, ...]]
_LONGEST: dict[Split, int] = {bars: 1000, tabs: 400, blanks: 90}  # longer parts are prose


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text with its parts; `rule` is a line of dashes as in Markdown."""

    block: Block
    parts: tuple[Part, ...]
    rule: bool = False


def with_tables(document: Document) -> Document:
    """The document with the rows of its plain-text tables cut into cells; unchanged where there are none."""
    given = document.blocks
    table = 1 + max((b.cell.table for b in given if b.cell), default=-1)
    blocks: list[Block] = []
    index, found = 0, False
    while index < len(given):
        split = _separator(document.text, given[index])
        run = _run(document, index, split) if split is not None else []
        first, rows = _rows_of(run, split)
        if not rows:
            blocks += given[index : index + max(1, len(run))]
            index += max(1, len(run))
            continue
        blocks += given[index : index + first]
        blocks += _cells(rows, table)
        index += first + len(rows)
        table, found = table + 1, True
    return replace(document, blocks=tuple(blocks)) if found else document


def _separator(text: str, block: Block) -> Split | None:
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    raw = text[block.start : block.end].strip()
    if "|" in raw:
        return bars
    if "\t" in raw:
        return tabs
    return blanks if "  " in raw or "\u00a0\u00a0" in raw else None


def _run(document: Document, index: int, split: Split) -> list[_Line]:
    """The lines from `index` on that `split` cuts into equally many parts (of columns of blanks: into several)."""
    text, given = document.text, document.blocks
    lines: list[_Line] = []
    width = 0
    for number in range(index, min(len(given), index + _ROWS_OF_BLANKS) if split is blanks else len(given)):
        block = given[number]
        if block.kind is not BlockKind.PARAGRAPH or (lines and _far(text, lines[-1].block, block)):
            break
        raw = text[block.start : block.end]
        if lines and split is bars and "-" in raw and _RULE.fullmatch(raw):
            lines.append(_Line(block, (), rule=True))
            continue
        parts = split(raw, width)
        width = width or width_of(parts)
        if not _is_row(parts, width, split):
            if split is blanks or not lines or not _is_title(document, number, split, width):
                break
            start = len(raw) - len(raw.lstrip())
            parts = (Part(0, start, len(raw.rstrip())),)
        lines.append(_Line(block, parts))
    while lines and (lines[-1].rule or len(lines[-1].parts) < 2):
        lines.pop()
    return lines


def _far(text: str, one: Block, two: Block) -> bool:
    return text.count("\n", one.end, two.start) > _LINE_ENDS


def _is_row(parts: tuple[Part, ...], width: int, split: Split) -> bool:
    if width_of(parts) < 2 or (split is not blanks and width_of(parts) != width):
        return False
    return all(part.end - part.start <= _LONGEST[split] for part in parts)


def _is_title(document: Document, number: int, split: Split, width: int) -> bool:
    """A short line between rows, right above the next one, names those that follow."""
    if number + 1 >= len(document.blocks):
        return False
    here, below = document.blocks[number], document.blocks[number + 1]
    words = document.text[here.start : here.end].strip()
    if len(words) > _TITLE or words[-1:] in ".;,:" or is_number(words) or below.kind is not BlockKind.PARAGRAPH:
        return False
    if document.text.count("\n", here.end, below.start) > 1:
        return False
    return _is_row(split(document.text[below.start : below.end], width), width, split)


def _rows_of(run: list[_Line], split: Split | None) -> tuple[int, list[_Line]]:
    """The rows of a run and how many lines stand before them; no rows when the run is no table."""
    if len(run) < 2 or split is not blanks:
        return 0, run if len(run) >= 2 and _numeric_enough(run) else []
    first = 0
    while len(run) - first >= 2 and first <= _DROPPED:
        lines = run[first:]
        placed = in_columns([line.parts for line in lines])
        if isinstance(placed, int) and placed >= 2:
            lines = lines[:placed]
            placed = in_columns([line.parts for line in lines])
        if not isinstance(placed, int):
            rows = [replace(line, parts=parts) for line, parts in zip(lines, placed, strict=True)]
            return first, rows if _numeric_enough(rows) and _spaced(rows) else []
        first += 1
    return 0, []


def _numeric_enough(lines: list[_Line]) -> bool:
    """A table has numbers behind its first column: one such row below a header, or two rows; in most rows or in many cells."""
    rows = [sum(is_number(p.text) for p in line.parts[1:]) for line in lines]
    with_numbers = sum(count > 0 for count in rows)
    filled = sum(bool(p.text) for line in lines for p in line.parts[1:])
    widest = max(len(line.parts) for line in lines)
    most = with_numbers * 2 >= len(rows) - 1 or sum(rows) * 4 >= filled
    return most and with_numbers >= (2 if widest == 2 else 1)


def _spaced(lines: list[_Line]) -> bool:
    """Blanks prove less than bars: several rows, most of whose parts are bare numbers, and no stop or comma between."""
    if len(lines) < 3 and max(len(line.parts) for line in lines) < 3:
        return False
    behind = [p.text for line in lines[1:] for p in line.parts[1:]]
    if any(words[:1] in ",;.)" or words[-1:] in ",;" for words in behind):
        return False
    bare = sum(is_number(words) and not words[0].isalpha() for words in behind)
    return bool(behind) and bare * 2 >= len(behind)


def _cells(lines: list[_Line], table: int) -> list[Block]:
    blocks: list[Block] = []
    ruled = next((i for i, line in enumerate(lines) if line.rule), 0)
    row = 0
    for number, line in enumerate(lines):
        if line.rule:
            continue
        start = line.block.start
        for part in line.parts:
            if part.end > part.start:
                cell = Cell(table, row, part.column, header=number < ruled)
                blocks.append(
                    Block(BlockKind.CELL, start + part.start, start + part.end, line.block.locator, cell=cell)
                )
        row += 1
    return blocks
