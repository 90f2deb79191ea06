"""A normalised copy of a text, with a map back to the code points of the original.

Reports mix composed and decomposed letters, non-breaking and zero-width blanks and typographic dashes. Everything in
Soyte reads the normalised copy; everything it reports is given in offsets of the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# One code point for one code point, so that most of a text keeps its offsets.
_REPLACEMENTS = {
    "\u00a0": " ",  # no-break space
    "\u1680": " ",
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    "\u202f": " ",
    "\u205f": " ",
    "\u3000": " ",
    "\t": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\uf02d": "-",  # the dash of Word's Symbol font
    "\u00d0": "\u0110",  # Eth is typed for Đ
    "\u0189": "\u0110",
    "\u2044": "/",
    "\u2215": "/",
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\uff05": "%",
    "\u2265": "≥",
    "\u2264": "≤",
    "\u2a7e": "≥",
    "\u2a7d": "≤",
    "\r": " ",
    "\x0b": "\n",
    "\x0c": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_TABLE = str.maketrans(_REPLACEMENTS)
# What makes the copy shorter or longer than the original: invisible code points and marks that stand alone.
_DISPLACING = re.compile("[" + "".join(_DROPPED) + "\u0300-\u036f]")


@dataclass(frozen=True)
class NormalText:
    """`text` is the normalised copy; `origin[i]` is where its i-th code point starts in the original.

    `origin` has one entry more than `text`: the length of the original.
    """

    text: str
    origin: tuple[int, ...] | range

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original, in code points, that became `text[start:end]`."""
        if end <= start:
            return self.origin[start], self.origin[start]
        while self.origin[end] == self.origin[end - 1]:  # inside a letter whose marks have no composed form
            end += 1
        return self.origin[start], self.origin[end]


def normalise(original: str) -> NormalText:
    """Compose letters (NFC), make blanks, dashes and quotes plain, drop invisible code points."""
    if not _DISPLACING.search(original) and unicodedata.is_normalized("NFC", original):
        return NormalText(original.translate(_TABLE), range(len(original) + 1))
    pieces: list[str] = []
    origin: list[int] = []
    letter, begun = "", 0
    for position, sign in enumerate(original):
        if sign in _DROPPED:
            continue
        if letter and unicodedata.combining(sign):
            letter += sign
            continue
        _add(pieces, origin, letter, begun)
        letter, begun = _REPLACEMENTS.get(sign, sign), position
    _add(pieces, origin, letter, begun)
    origin.append(len(original))
    return NormalText("".join(pieces), tuple(origin))


def _add(pieces: list[str], origin: list[int], letter: str, begun: int) -> None:
    """One letter with its marks, composed; all that it becomes began at one place of the original."""
    plain = letter if letter.isascii() else unicodedata.normalize("NFC", letter)
    pieces.append(plain)
    origin.extend([begun] * len(plain))
