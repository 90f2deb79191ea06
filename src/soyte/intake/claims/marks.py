"""The marks of many documents at once: where each tag stands and which one it is, by operations on whole arrays.

A tag is known if it is written exactly `<NAME>`, `</NAME>` or `<NAME/>`. Everything else that begins with `<` is unknown,
and what lies between `<![CDATA[` and `]]>` is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

OPEN, CLOSE, EMPTY = 0, 1, 2
UNKNOWN = -1
PAD = 128  # bytes that must follow the text, so that nobody reads behind its end
_CDATA = b"![CDATA["
_GT = np.uint64(0x3E3E3E3E3E3E3E3E)
_ONES, _HIGH, _ONE = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080), np.uint64(1)
_BLOCK = 1 << 14  # tags looked at together: what they need stays near the processor
_SLOTS = 16

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Marks:
    """Tags in order: position, and code, which is three times the number of the name and the kind, or UNKNOWN.

    Marks within text are left out. `texts` and `text_ends` are where texts begin and end, `strays` what belongs to no text: an
    end without a beginning, a beginning without an end.
    """

    at: Whole
    code: npt.NDArray[np.int16]
    texts: Whole
    text_ends: Whole
    strays: Whole


class Names:
    """Names to look for, numbered as they come."""

    def __init__(self, names: Sequence[str]) -> None:
        tokens: list[tuple[bytes, int]] = [(_CDATA, 3 * len(names))]
        for number, name in enumerate(names):
            word = name.encode()
            tokens += [(word + b">", 3 * number), (b"/" + word + b">", 3 * number + 1), (word + b"/>", 3 * number + 2)]
        self._width = -(-max(len(token) for token, _ in tokens) // 8)
        self._words: Words = np.array(
            [np.frombuffer(token.ljust(8 * self._width, b"\0"), "<u8") for token, _ in tokens]
        )
        self._code = np.array([code for _, code in tokens], np.int16)
        self.lengths = np.zeros(3 * len(names) + 3, np.int64)  # of a tag, by its code
        self.lengths[self._code] = [len(token) + 1 for token, _ in tokens]
        self._cdata = np.int16(3 * len(names))
        self._mixers, self._slots = _slots(self._words)

    def marks(self, text: Bytes, size: int) -> Marks:
        """All marks in the first `size` bytes; `text` has at least `PAD` more."""
        body = text[:size]
        at = np.flatnonzero(body == ord("<"))
        code = self._identify(text, at)
        texts, text_ends, strays = _texts(at[code == self._cdata], _closings(text, size))
        if len(texts):
            low, high = np.searchsorted(at, texts), np.searchsorted(at, text_ends)
            steps = np.zeros(len(at) + 1, np.int8)
            steps[low] += 1
            steps[high] -= 1
            keep = np.cumsum(steps[:-1], dtype=np.int8) == 0
            at, code = at[keep], code[keep]
        return Marks(at, np.where(code == self._cdata, np.int16(UNKNOWN), code), texts, text_ends, strays)

    def _identify(self, text: Bytes, at: Whole) -> npt.NDArray[np.int16]:
        code = np.empty(len(at), np.int16)
        # Eight bytes at any place.
        words = np.ndarray((len(text) - 7,), "<u8", text.data, 0, (1,))
        for low in range(0, len(at), _BLOCK):
            block = at[low : low + _BLOCK] + 1
            code[low : low + len(block)] = self._identified(words, block)
        return code

    def _identified(self, words: Words, at: Whole) -> npt.NDArray[np.int16]:
        whole = words[at]
        first, longer = _cut(whole)
        cdata = whole == self._words[0, 0]
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
        row = self._slots[mixed >> np.uint64(64 - _SLOTS)]
        same = self._words[row, 0] == np.where(cdata, whole, first)
        for number, (some, word) in enumerate(rest, 1):
            same[some] &= self._words[row[some], number] == word
        same[more] = False  # longer than any name
        return np.where(cdata, self._cdata, np.where(same, self._code[row], np.int16(UNKNOWN)))


def _cut(word: Words) -> tuple[Words, Truth]:
    """Words with zeros behind their first `>`, and which have none."""
    other = word ^ _GT
    found = (other - _ONES) & ~other & _HIGH
    lowest = found & (~found + _ONE)
    return word & ((lowest << _ONE) - _ONE), found == 0


def _slots(words: Words) -> tuple[Words, npt.NDArray[np.int64]]:
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
            slots = np.zeros(1 << _SLOTS, np.int64)
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
