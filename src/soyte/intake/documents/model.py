"""A document as every reader hands it on: one text, and blocks that say what each stretch of it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of text is, as far as the format itself tells."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"


@dataclass(frozen=True)
class Cell:
    """A place in a table: 0-based `row` and `column` of table number `table`; `header` when the format marks it so."""

    table: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True)
class Block:
    """`Document.text[start:end]`, a paragraph, heading, list item or table cell, in reading order.

    `level` is the depth of a heading (1 is the highest) or of a list item, 0 when unknown. `locator` is how a person
    finds it: `trang 3`, `đoạn 12`, `Sheet1!B7`.
    """

    kind: BlockKind
    start: int
    end: int
    locator: str
    level: int = 0
    cell: Cell | None = None


@dataclass(frozen=True)
class Document:
    """`text` is the raw text of a .txt file and the extracted text of every other format; blocks never overlap."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


class UnreadableDocument(Exception):
    """A file that cannot be read. The message is Vietnamese and names the file, the cause and the remedy."""
