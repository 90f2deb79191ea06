"""Sentences with figures in them: what is printed plainly in one format and linked in another."""

from __future__ import annotations

from collections.abc import Iterable

from soyte.reports.linked.model import PrintedFigure

Piece = str | PrintedFigure
Line = tuple[Piece, ...]


def plain(line: Iterable[Piece]) -> str:
    """The line as text."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)


def joined(lines: Iterable[Line], separator: str) -> Line:
    """Lines in a row."""
    pieces: list[Piece] = []
    for line in lines:
        if pieces:
            pieces.append(separator)
        pieces.extend(line)
    return tuple(pieces)
