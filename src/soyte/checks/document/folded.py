"""A folded copy of a document's text that rules search in, and the way back to the offsets of the text itself."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from soyte.text import fold_in_place

_BLANKS = "\u00a0\u202f\t\r"
_DASHES = "\u2010\u2011\u2013\u2014\u2212"
# What changes length when composed: letters with marks of their own, and invisible code points.
_UNEVEN = re.compile("[^\u0300-\u036f][\u0300-\u036f]+|[\u200b-\u200d\u2060\ufeff\u00ad]+")


_LOST = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_PIECE = re.compile(r"[^\W\d_]+|[\W\d_]+")
_KEPT = 50_000


class _Pieces(dict[str, str]):
    """Words and what stands between them, folded; most of a text is words seen before."""

    def __missing__(self, piece: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        self[piece] = folded = fold_in_place(piece)
        return folded


_pieces = _Pieces()


class Folded:
    """`text` is folded (see `soyte.text.fold`), line ends are blanks. Composed text keeps its offsets, which is fast."""

    def __init__(self, original: str) -> None:
        self._origin: Sequence[int] | None = None
        if not unicodedata.is_normalized("NFC", original) or any(mark in original for mark in _LOST):
            original, self._origin = _composed(original)
        for signs, plain in ((_BLANKS, " "), (_DASHES, "-")):
            for sign in signs:
                original = original.replace(sign, plain)
        self.text = "".join(map(_pieces.__getitem__, _PIECE.findall(original)))

    def at(self, offset: int) -> int:
        """Where an offset of the original lies in the copy."""
        if self._origin is None:
            return min(max(offset, 0), len(self.text))
        return min(bisect_left(self._origin, offset), len(self.text))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that became `text[start:end]`."""
        if self._origin is None:
            return start, end
        return self._origin[start], self._origin[end]

    def between(self, start: int, end: int) -> str:
        """The folded words of a span of the original."""
        return self.text[self.at(start) : self.at(end)]


def locate(starts: Sequence[int], position: int) -> int:
    """The index of the last start that is not behind `position`, -1 if there is none."""
    return bisect_right(starts, position) - 1


def _composed(original: str) -> tuple[str, Sequence[int]]:
    """The text with its letters composed, and for each of its code points where it stood."""
    pieces: list[str] = []
    origin: list[int] = []
    position = 0
    for match in _UNEVEN.finditer(original):
        cluster = match.group()
        letter = unicodedata.normalize("NFC", cluster) if "\u0300" <= cluster[-1] <= "\u036f" else ""
        pieces += original[position : match.start()], letter
        origin.extend(range(position, match.start()))
        origin.extend([match.start()] * len(letter))
        position = match.end()
    pieces.append(original[position:])
    origin.extend(range(position, len(original) + 1))
    return "".join(pieces), origin
