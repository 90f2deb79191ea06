"""The marks of many documents at once: where each tag stands and which one it is, by operations on whole arrays.

An opening or empty tag is known if it is written exactly `<NAME>` or `<NAME/>`. Of a closing tag only that it closes is known:
whether it closes what was opened is for the parser to say. What lies between `<![CDATA[` and `]]>` is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

UNKNOWN, CLOSING = -1, -2
PAD = 128  # bytes that must follow the text, so that nobody reads behind its end
_CDATA = b"![CDATA["
_GT = np.uint64(0x3E3E3E3E3E3E3E3E)
_ONES, _HIGH, _ONE = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080), np.uint64(1)
_BLOCK = 1 << 13  # tags looked at together: what they need stays near the processor
_SLOTS = 12

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.int16]
Words = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Marks:
    """Tags in order: position, and code: twice the number of the name (and one if empty), CLOSING or UNKNOWN.

    Marks within text are left out. `texts` and `text_ends` are where texts begin and end, `strays` what belongs to no text: an
    end without a beginning, a beginning without an end.
    """

    at: Whole
    code: Codes
    texts: Whole
    text_ends: Whole
    strays: Whole


class Names:
    """Names to look for, numbered as they come."""

    def __init__(self, names: Sequence[str]) -> None:
        tokens: list[tuple[bytes, int]] = [(_CDATA, 2 * len(names))]
        for number, name in enumerate(names):
            tokens += [(name.encode() + b">", 2 * number), (name.encode() + b"/>", 2 * number + 1)]
        self._width = -(-max(len(token) for token, _ in tokens) // 8)
        self._words: Words = np.array(
            [np.frombuffer(token.ljust(8 * self._width, b"\0"), "<u8") for token, _ in tokens]
        )
        self._columns = [np.ascontiguousarray(self._words[:, number]) for number in range(self._width)]
        self._code = np.array([code for _, code in tokens], np.int16)
        self.lengths = np.zeros(2 * len(names) + 1, np.int64)  # of a tag, by its code
        self.lengths[self._code] = [len(token) + 1 for token, _ in tokens]
        self._cdata = np.int16(2 * len(names))
        self._mixers, self._slots = _slots(self._words)

    def marks(self, text: Bytes, size: int) -> Marks:
        """All marks in the first `size` bytes; `text` has at least `PAD` more."""
        body = text[:size]
        at = np.flatnonzero(body == ord("<"))
        code = np.full(len(at), CLOSING, np.int16)
        others = np.flatnonzero(text[1:][at] != ord("/"))
        code[others] = self._identify(text, at[others])
        begun = at[code == self._cdata]
        texts, text_ends, strays = _texts(begun, _closings(text, size))
        if len(texts):
            low, high = np.searchsorted(at, texts), np.searchsorted(at, text_ends)
            steps = np.zeros(len(at) + 1, np.int8)
            steps[low] += 1
            steps[high] -= 1
            keep = np.cumsum(steps[:-1], dtype=np.int8) == 0
            at, code = at[keep], code[keep]
        code[code == self._cdata] = UNKNOWN
        return Marks(at, code, texts, text_ends, strays)

    def _identify(self, text: Bytes, at: Whole) -> Codes:
        code = np.empty(len(at), np.int16)
        words = np.ndarray((len(text) - 7,), "<u8", text.data, 0, (1,))  # eight bytes at any place
        for low in range(0, len(at), _BLOCK):
            block = at[low : low + _BLOCK] + 1
            code[low : low + len(block)] = self._identified(words, block)
        return code

    def _identified(self, words: Words, at: Whole) -> Codes:
        whole = words[at]
        first, longer = _cut(whole)
        cdata = whole == self._columns[0][0]
        mixed = first * self._mixers[0]
        more = np.flatnonzero(longer & ~cdata)
        rest: list[tuple[Whole, Words]] = []
        for number in range(1, self._width):
            if not len(more):
                break
            word, longer = _cut(words[at[more] + 8 * number])
            mixed[more] += word * self._mixers[number]
            rest.append((more, word))
            more = more[longer]
        row = self._slots[(mixed >> np.uint64(64 - _SLOTS)).astype(np.int64)]
        same = self._columns[0][row] == first
        for number, (some, word) in enumerate(rest, 1):
            same[some] &= self._columns[number][row[some]] == word
        same[more] = False  # longer than any name
        code = np.where(same, self._code[row], np.int16(UNKNOWN))
        code[cdata] = self._cdata
        return code


def _cut(word: Words) -> tuple[Words, Truth]:
    """Words with zeros behind their first `>`, and which have none."""
    other = word ^ _GT
    found = (other - _ONES) & ~other & _HIGH
    lowest = found & (~found + _ONE)
    return word & ((lowest << _ONE) - _ONE), found == 0


def _slots(words: Words) -> tuple[Words, npt.NDArray[np.int16]]:
    """Multipliers under which every token has a slot of its own, and which token a slot holds (any where it holds none)."""
    for attempt in count(1):
        mixers = np.array(
            [(0x9E3779B97F4A7C15 * (2 * k + 1) * attempt) % 2**64 | 1 for k in range(words.shape[1])], np.uint64
        )
        mixed = words[:, 0] * mixers[0]
        for number in range(1, words.shape[1]):
            mixed = mixed + words[:, number] * mixers[number]
        slot = mixed >> np.uint64(64 - _SLOTS)
        if len(np.unique(slot[1:])) == len(slot) - 1:  # all but that of texts, which is told apart without
            slots = np.zeros(1 << _SLOTS, np.int16)
            slots[slot[1:]] = np.arange(1, len(words))
            return mixers, slots
    raise AssertionError


def _closings(text: Bytes, size: int) -> Whole:
    """Where `]]>` begins; of `]]]>` it is the second bracket."""
    brackets = np.flatnonzero(text[:size] == ord("]"))
    ends: Whole = brackets[(text[brackets + 1] == ord("]")) & (text[brackets + 2] == ord(">"))]
    return ends


def _texts(begun: Whole, closing: Whole) -> tuple[Whole, Whole, Whole]:
    """Texts with the end of each, and strays. A text's own words may look like the beginning of another."""
    if not len(begun):
        return begun, begun, closing
    place = np.searchsorted(closing, begun)
    closed = place < len(closing)
    never = begun[~closed][:1]
    begun, place = begun[closed], place[closed]
    # Several beginnings before one end: only the first one is a beginning.
    first = np.ones(len(begun), bool)
    first[1:] = place[1:] != place[:-1]
    begun, place = begun[first], place[first]
    used = np.zeros(len(closing), bool)
    used[place] = True
    return begun, closing[place] + 3, np.concatenate([never, closing[~used]])
