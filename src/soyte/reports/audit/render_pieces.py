"""A document's text, cut where figures and findings begin and end, and laid out by its blocks.

Spans may overlap, cross blocks, lie outside the text or be empty: a stretch between two cuts knows every span over it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from soyte.intake.documents.model import Block, BlockKind, Cell, Document


@dataclass(frozen=True)
class Span:
    """`[start, end)` of a text, carrying `key`."""

    start: int
    end: int
    key: int


@dataclass(frozen=True)
class Piece:
    """A stretch of text from `start` on, and the keys of the spans that cover it: figures, and findings."""

    start: int
    text: str
    figures: tuple[int, ...]
    findings: tuple[int, ...]


@dataclass(frozen=True)
class Passage:
    """A block as it is laid out. `cell` is set in a table."""

    kind: str
    level: int
    pieces: tuple[Piece, ...]
    cell: Cell | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell may hold several passages, or none."""

    rows: tuple[tuple[tuple[Passage, ...], ...], ...]


def lay_out(document: Document, figures: Sequence[Span], findings: Sequence[Span]) -> list[Passage | Table]:
    """The document in reading order: passages, and tables made of neighbouring cells."""
    layers = (_Layer(figures, len(document.text)), _Layer(findings, len(document.text)))
    made = [_passage(document, block, layers) for block in _covering_blocks(document)]
    out: list[Passage | Table] = []
    for table, group in groupby(made, key=lambda p: p.cell.table if p.cell else None):
        if table is None:
            out.extend(group)
        else:
            out.append(_table(list(group)))
    return out


def _covering_blocks(document: Document) -> Iterator[Block]:
    """The blocks without overlaps, and a paragraph for any words between them, so that nothing is left out."""
    position, text = 0, document.text
    for block in sorted(document.blocks, key=lambda block: (block.start, block.end)):
        start, end = max(block.start, position), min(block.end, len(text))
        if text[position:start].strip():
            yield Block(BlockKind.PARAGRAPH, position, start, "")
        if start < end or (block.cell and block.start >= position):
            yield Block(block.kind, start, max(start, end), block.locator, block.level, block.cell)
        position = max(position, end)
    if text[position:].strip():
        yield Block(BlockKind.PARAGRAPH, position, len(text), "")


class _Layer:
    """The spans of one sort, with fast answers to: which cuts, which keys, between two positions?"""

    def __init__(self, spans: Iterable[Span], length: int) -> None:
        kept = [Span(max(s.start, 0), min(s.end, length), s.key) for s in spans]
        self.spans = sorted((s for s in kept if s.start < s.end), key=lambda s: (s.start, s.end))
        self.cuts = sorted({cut for span in self.spans for cut in (span.start, span.end)})
        self._starts = [span.start for span in self.spans]
        self._reach: list[int] = []  # the furthest end of any span up to here
        for span in self.spans:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def cuts_between(self, start: int, end: int) -> list[int]:
        return self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]

    def keys_at(self, position: int) -> tuple[int, ...]:
        first = bisect_right(self._reach, position)
        last = bisect_right(self._starts, position)
        return tuple(span.key for span in self.spans[first:last] if span.end > position)


def _passage(document: Document, block: Block, layers: tuple[_Layer, _Layer]) -> Passage:
    figures, findings = layers
    inner = {*figures.cuts_between(block.start, block.end), *findings.cuts_between(block.start, block.end)}
    edges = [block.start, *sorted(inner), block.end]
    pieces = tuple(
        Piece(start, document.text[start:end], figures.keys_at(start), findings.keys_at(start))
        for start, end in pairwise(edges)
        if start < end
    )
    return Passage(block.kind.value, block.level, pieces, block.cell)


def _table(passages: list[Passage]) -> Table:
    """A grid of the rows and columns that occur; an empty place stays empty, an unused row or column is left out."""
    cells = [(passage.cell, passage) for passage in passages if passage.cell]
    rows = {row: i for i, row in enumerate(sorted({cell.row for cell, _ in cells}))}
    columns = {column: i for i, column in enumerate(sorted({cell.column for cell, _ in cells}))}
    grid: list[list[list[Passage]]] = [[[] for _ in columns] for _ in rows]
    for cell, passage in cells:
        grid[rows[cell.row]][columns[cell.column]].append(passage)
    return Table(tuple(tuple(tuple(place) for place in row) for row in grid))
