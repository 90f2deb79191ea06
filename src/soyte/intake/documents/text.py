"""Plain text (.txt, .md): the document is exactly what was decoded, and every line that says something is a block."""

from __future__ import annotations

import re

from soyte.intake.documents.encodings import decode, looks_binary
from soyte.intake.documents.errors import too_big, unreadable
from soyte.intake.documents.limits import BLOCKS, TEXT_BYTES, TEXT_CHARACTERS
from soyte.intake.documents.model import Block, BlockKind, Document

# Editors count the first three; the others part lines without being counted.
_LINE_END = re.compile("\r\n|\r|\n|[\x0b\x0c\u2028\u2029]")
_COUNTED = frozenset({"\r\n", "\r", "\n"})
_SILENT = re.compile("[\\s\x00\ufeff\u200b]*")


def read_text(data: bytes, name: str) -> Document:
    """Read a text file of any encoding that Vietnam has used."""
    if len(data) > TEXT_BYTES:
        raise too_big(name, "tệp văn bản quá dài")
    if looks_binary(data):
        raise unreadable(
            name, "nội dung không phải là văn bản", "hãy gửi tệp .docx, .pdf, .html, .odt, .xlsx hoặc .txt"
        )
    decoded = decode(data)
    if len(decoded.text) > TEXT_CHARACTERS:
        raise too_big(name, "tệp văn bản quá dài")
    blocks = _lines(decoded.text, name)
    warnings = decoded.warnings if blocks else (*decoded.warnings, "Tệp không có chữ nào.")
    return Document(name, decoded.text, blocks, warnings)


def _lines(text: str, name: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    number, start = 1, 1 if text.startswith("\ufeff") else 0
    length = len(text)
    while start < length:
        match = _LINE_END.search(text, start)
        end, following = match.span() if match else (length, length)
        if not _SILENT.fullmatch(text, start, end):
            blocks.append(Block(BlockKind.PARAGRAPH, start, end, f"dòng {number}"))
            if len(blocks) > BLOCKS:
                raise too_big(name, "tệp văn bản có quá nhiều dòng")
        if match and match.group() in _COUNTED:
            number += 1
        start = following
    return tuple(blocks)
