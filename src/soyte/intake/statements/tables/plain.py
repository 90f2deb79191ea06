"""Tables in plain text: lines whose parts are set off by bars, tabs or columns of blanks become rows of cells.

Prose must never be torn, so a run of lines counts as a table only if its parts agree in number or position and enough of
them are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from soyte.intake.documents.model import Block, BlockKind, Cell, Document
from soyte.intake.statements.tables.columns import Part, in_columns
from soyte.intake.statements.tables.numbers import is_number

_BAR = re.compile(r"\|")
_RULE = re.compile(r"[\s|:+=_-]{3,}")
_BLANK_LINES = 2  # line ends between two rows of one table
_LONGEST = 120  # of a part; longer ones are prose
_TITLE = 90  # a line without separators inside a table is a row of its own up to this length


@dataclass(frozen=True)
class _Line:
    """A line of text with its parts; `rule` is a line of dashes as in Markdown."""

    block: Block
    parts: tuple[Part, ...]
    rule: bool = False


def with_tables(document: Document) -> Document:
    """The document with the rows of its plain-text tables cut into cells; unchanged where there are none."""
    table = 1 + max((b.cell.table for b in document.blocks if b.cell), default=-1)
    blocks: list[Block] = []
    index, all_blocks = 0, document.blocks
    while index < len(all_blocks):
        rows = _table_at(document, index)
        if not rows:
            blocks.append(all_blocks[index])
            index += 1
            continue
        blocks += _cells(rows, table)
        table += 1
        index += len(rows)
    return replace(document, blocks=tuple(blocks)) if len(blocks) != len(all_blocks) else document


def _table_at(document: Document, index: int) -> list[_Line]:
    """The rows of the table that starts with block `index`, or none."""
    block = document.blocks[index]
    if block.kind is not BlockKind.PARAGRAPH:
        return []
    line = document.text[block.start : block.end]
    if line.count("|") >= 1:
        return _run(document, index, _bars, accept=_numeric_enough)
    if "\t" in line.strip():
        return _run(document, index, _tabs, accept=_numeric_enough)
    if "  " in line.strip() or "\u00a0" in line:
        run = _run(document, index, _blanks, accept=_spaced, equal=False)
        return _in_blank_columns(run)
    return []


def _in_blank_columns(run: list[_Line]) -> list[_Line]:
    """The lines with their parts put into columns by where they stand, or none if they do not line up."""
    while len(run) > 1:
        placed = in_columns([line.parts for line in run])
        if placed is not None:
            lines = [replace(line, parts=parts) for line, parts in zip(run, placed, strict=True)]
            return lines if _numeric_enough(lines) else []
        run = run[:-1]
    return []


def _run(
    document: Document,
    index: int,
    split: Callable[[str], tuple[Part, ...]],
    accept: Callable[[list[_Line]], bool],
    *,
    equal: bool = True,
) -> list[_Line]:
    """The longest run of lines from `index` on that `split` cuts alike."""
    text, blocks = document.text, document.blocks
    lines: list[_Line] = []
    width = 0
    for number in range(index, len(blocks)):
        block = blocks[number]
        if block.kind is not BlockKind.PARAGRAPH:
            break
        if lines and text.count("\n", lines[-1].block.end, block.start) > _BLANK_LINES:
            break
        raw = text[block.start : block.end]
        if lines and split is _bars and "-" in raw and _RULE.fullmatch(raw):
            lines.append(_Line(block, (), rule=True))
            continue
        parts = _as_wide(raw, split(raw), width if split is _bars else 0)
        width = width or _width(parts)
        if _width(parts) < 2 or (equal and _width(parts) != width) or any(p.end - p.start > _LONGEST for p in parts):
            if not (equal and _is_title(raw) and _goes_on(document, number, split, width) and lines):
                break
            start = len(raw) - len(raw.lstrip())
            parts = (Part(0, start, len(raw.rstrip())),)
        lines.append(_Line(block, parts))
    while lines and (lines[-1].rule or len(lines[-1].parts) < 2):
        lines.pop()
    return lines if len(lines) >= 2 and accept(lines) else []


def _width(parts: tuple[Part, ...]) -> int:
    return parts[-1].column + 1 if parts else 0


def _is_title(raw: str) -> bool:
    words = raw.strip()
    return len(words) <= _TITLE and words[-1:] not in ".;,:" and not is_number(words)


def _goes_on(document: Document, number: int, split: Callable[[str], tuple[Part, ...]], width: int) -> bool:
    """Is the next line a row again, right below this one?"""
    if number + 1 >= len(document.blocks):
        return False
    here, below = document.blocks[number], document.blocks[number + 1]
    if document.text.count("\n", here.end, below.start) > 1 or below.kind is not BlockKind.PARAGRAPH:
        return False
    raw = document.text[below.start : below.end]
    return _width(_as_wide(raw, split(raw), width if split is _bars else 0)) == width


def _bars(raw: str) -> tuple[Part, ...]:
    """Parts between bars; bars at both ends of the line frame it."""
    words = raw.strip()
    if "|" not in words:
        return ()
    return _between_bars(raw, framed=words.startswith("|") and words.endswith("|") and len(words) > 1)


def _between_bars(raw: str, *, framed: bool) -> tuple[Part, ...]:
    start, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    return _pieces(raw, start + framed, end - framed, _BAR)


def _as_wide(raw: str, parts: tuple[Part, ...], width: int) -> tuple[Part, ...]:
    """A first or last bar may also set off an empty cell, if that makes the row as wide as the others."""
    if width and _width(parts) != width and parts and "|" in raw:
        for framed in (False, True):
            other = _between_bars(raw, framed=framed)
            if _width(other) == width:
                return other
    return parts


def _tabs(raw: str) -> tuple[Part, ...]:
    return _pieces(raw, 0, len(raw.rstrip(" \r\n")), re.compile(r"\t")) if "\t" in raw.strip() else ()


def _blanks(raw: str) -> tuple[Part, ...]:
    start = len(raw) - len(raw.lstrip())
    return _pieces(raw, start, len(raw.rstrip()), re.compile(r"[ \u00a0\t]{2,}"))


def _pieces(raw: str, start: int, end: int, separator: re.Pattern[str]) -> tuple[Part, ...]:
    """The stretches between separators, without their blanks; an empty last one is kept so that rows stay as wide."""
    parts: list[Part] = []
    for match in separator.finditer(raw, start, end):
        parts.append(_trimmed(raw, len(parts), start, match.start()))
        start = match.end()
    parts.append(_trimmed(raw, len(parts), start, end))
    return tuple(parts)


def _trimmed(raw: str, column: int, start: int, end: int) -> Part:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Part(column, start, end, raw[start:end])


def _numeric_enough(lines: list[_Line]) -> bool:
    """A table has numbers behind its first column: one such row below a header, or two rows."""
    rows = [sum(is_number(p.text) for p in line.parts[1:]) for line in lines]
    with_numbers = sum(count > 0 for count in rows)
    if not with_numbers:
        return False
    filled = sum(bool(p.text) for line in lines for p in line.parts[1:])
    widest = max(len(line.parts) for line in lines)
    return with_numbers >= (2 if widest == 2 else 1) and sum(rows) * 4 >= filled


def _spaced(lines: list[_Line]) -> bool:
    """Blanks prove less than bars: several rows, most of whose parts are numbers."""
    if len(lines) < 3 and max(len(line.parts) for line in lines) < 3:
        return False
    behind = [p for line in lines[1:] for p in line.parts[1:]]
    return bool(behind) and sum(is_number(p.text) for p in behind) * 2 >= len(behind)


def _cells(lines: list[_Line], table: int) -> list[Block]:
    blocks: list[Block] = []
    ruled = next((i for i, line in enumerate(lines) if line.rule), None)
    row = 0
    for number, line in enumerate(lines):
        if line.rule:
            continue
        start = line.block.start
        for part in line.parts:
            if part.end > part.start:
                cell = Cell(table, row, part.column, header=ruled is not None and number < ruled)
                blocks.append(
                    Block(BlockKind.CELL, start + part.start, start + part.end, line.block.locator, cell=cell)
                )
        row += 1
    return blocks
