"""The lexer: numbers, words, line ends and signs, with their blanks forgotten but known."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from soyte.text import fold


class Kind(StrEnum):
    """The kinds of token."""

    NUMBER = "number"
    WORD = "word"
    BREAK = "break"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is the folded word, the digits or the sign; `glued` says that no blank stands before it."""

    kind: Kind
    start: int
    end: int
    text: str
    key: str
    glued: bool


# Letters are whatever Python calls alphabetic; separators belong to a number only between digits.
_PATTERN = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)|(?P<break>\n[\s]*)|(?P<sign>[^\s])")
_KINDS = {"number": Kind.NUMBER, "word": Kind.WORD, "break": Kind.BREAK, "sign": Kind.SIGN}


def tokenise(text: str) -> list[Token]:
    """Tokens of a normalised text, in order."""
    tokens: list[Token] = []
    previous_end = 0
    for match in _PATTERN.finditer(text):
        group = match.lastgroup or "sign"
        kind = _KINDS[group]
        raw = match.group()
        key = fold(raw) if kind is Kind.WORD else ("\n" if kind is Kind.BREAK else raw)
        start, end = match.span()
        tokens.append(Token(kind, start, end, raw, key, start == previous_end and start > 0))
        previous_end = end
    return tokens


class Tokens:
    """A token list that answers beyond its ends, so that productions need no bounds checks."""

    _VOID = Token(Kind.BREAK, 0, 0, "", "", False)

    def __init__(self, text: str) -> None:
        self.text = text
        self.items = tokenise(text)
        self._starts = [token.start for token in self.items]
        self._keys = [token.key for token in self.items]
        self._count = len(self.items)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Token:
        return self.items[index] if 0 <= index < self._count else self._VOID

    def key(self, index: int) -> str:
        """The key of the token at `index`, empty beyond the ends."""
        return self._keys[index] if 0 <= index < self._count else ""

    def words(self, index: int, *keys: str) -> bool:
        """Do the tokens from `index` on read exactly `keys`?"""
        if not (0 <= index < self._count and self._keys[index] == keys[0]):
            return False
        return self._keys[index : index + len(keys)] == [*keys]

    def at(self, position: int) -> int:
        """The index of the first token that starts at or after `position`."""
        return bisect_left(self._starts, position)

    def holding(self, position: int) -> int:
        """The index of the token that covers `position`, or of the first behind it."""
        index = self.at(position)
        return index - 1 if index and self.items[index - 1].end > position else index

    def between(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`."""
        return self.text[self[start].start : self[end - 1].end]

    def line_start(self, index: int) -> bool:
        """Is the token the first of its line?"""
        return index == 0 or self[index - 1].kind is Kind.BREAK
