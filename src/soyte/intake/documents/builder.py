"""Puts a document together piece by piece and keeps the offsets exact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soyte.intake.documents.errors import too_big, wordless
from soyte.intake.documents.legacy import detect, to_unicode
from soyte.intake.documents.limits import BLOCKS, TEXT_CHARACTERS
from soyte.intake.documents.model import Block, BlockKind, Cell, Document

# Control and noncharacters say nothing to a reader; a hyphen that a PDF marks as soft is one that was printed.
_UNPRINTED = re.compile("[\x00-\x01\x03-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\uffff]")
# The Symbol and Wingdings fonts live in the private use area: the signs that matter beside figures, and bullets.
_SYMBOLS = str.maketrans(
    {
        "\x02": "-",
        "\ufffe": "-",
        "\x0b": "\n",
        "\x0c": "\n",
        "\uf02b": "+",
        "\uf02d": "-",
        "\uf0a3": "≤",
        "\uf0b3": "≥",
        "\uf0b1": "±",
        "\uf0b4": "×",
        "\uf0b8": "÷",
        "\uf0b0": "°",
        "\uf0b9": "≠",
        "\uf0bb": "≈",
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf076": "❖",
    }
)

TOO_DEEP = "Có bảng lồng trong bảng quá sâu, phần bên trong không được đọc."
_SAMPLE = 3_000  # blocks looked at to tell an encoding


def clean(text: str) -> str:
    """The text of one block: line ends are `\\n`, nothing unprintable, no blanks around it."""
    if text.isprintable():
        return text.strip()
    return _UNPRINTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_SYMBOLS)).strip()


@dataclass(slots=True)
class _Piece:
    kind: BlockKind
    text: str
    locator: str
    level: int
    cell: Cell | None


class Builder:
    """Collects blocks in reading order. Cells of one row are parted by a tab, all else by a line end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.warnings: list[str] = []
        self._pieces: list[_Piece] = []
        self._characters = 0

    def __len__(self) -> int:
        return len(self._pieces)

    def add(self, kind: BlockKind, text: str, locator: str, *, level: int = 0, cell: Cell | None = None) -> bool:
        """Append a block, unless there is nothing to read in it."""
        text = clean(text)
        if not text:
            return False
        self._characters += len(text) + 1
        if self._characters > TEXT_CHARACTERS or len(self._pieces) >= BLOCKS:
            raise too_big(self.name, "tệp chứa quá nhiều chữ so với một báo cáo")
        self._pieces.append(_Piece(kind, text, locator, level, cell))
        return True

    def warn(self, message: str) -> None:
        """Tell the user something once."""
        if message not in self.warnings:
            self.warnings.append(message)

    def document(self) -> Document:
        """The finished document; one without words is unreadable."""
        if not self._pieces:
            raise wordless(self.name)
        self._convert_legacy()
        parts: list[str] = []
        blocks: list[Block] = []
        position, before = 0, None
        for piece in self._pieces:
            if blocks:
                parts.append("\t" if _same_row(before, piece.cell) else "\n")
                position += 1
            end = position + len(piece.text)
            blocks.append(Block(piece.kind, position, end, piece.locator, piece.level, piece.cell))
            parts.append(piece.text)
            position, before = end, piece.cell
        return Document(self.name, "".join(parts), tuple(blocks), tuple(self.warnings))

    def _convert_legacy(self) -> None:
        encoding = detect("\n".join(piece.text for piece in self._pieces[:_SAMPLE]))
        if encoding is None:
            return
        for piece in self._pieces:
            piece.text = to_unicode(piece.text, encoding)
        self.warn(
            f"Văn bản gõ bằng bảng mã cũ {encoding.value}, đã chuyển sang Unicode; nên kiểm tra lại chữ hoa có dấu."
        )


def _same_row(one: Cell | None, other: Cell | None) -> bool:
    return (
        one is not None
        and other is not None
        and (one.table, one.row) == (other.table, other.row)
        and one.column != other.column
    )
