"""Which documents may be parsed together: those that are built as their table says, so that nothing in one touches another.

Fast and exact, for it looks at every mark: known tags only, each at its own depth and at most once in its row, nothing but
blanks between them, every text closed within its own document, and the root closed at the very end and not before. That
closing tags match is checked by the parser. What differs in any way goes the exact way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from soyte.catalogue.claims import ClaimTable, columns, table
from soyte.intake.claims.limits import LARGEST_SIMPLE
from soyte.intake.claims.marks import CLOSING, PAD, UNKNOWN, Bytes, Codes, Marks, Names, Truth, Whole

_ENTITY = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)")
_BLANK = np.zeros(256, bool)
_BLANK[[9, 10, 32]] = True  # a carriage return is read as a line end by the exact way only
_INK = (~_BLANK).astype(np.uint8)


@dataclass(frozen=True)
class Shape:
    """How the documents of a table are built: names numbered, of which the first `structure` are root, list and row."""

    table: ClaimTable
    names: Names
    fields: tuple[str, ...]
    structure: int
    depth: npt.NDArray[np.int8]  # how deep a tag stands, by its code
    closing: Whole  # how long a closing tag of structure is, by the depth behind it


@dataclass(frozen=True)
class Framed:
    """Documents joined into one text, where each begins and ends, which may be parsed together, and their rows."""

    text: bytes
    starts: Whole
    ends: Whole
    good: Truth
    rows: Whole  # how many rows each document has, by its marks; right for good ones


@cache
def shape_of(name: str) -> Shape:
    """The shape of a table by its name."""
    one = table(name)
    parts = [one.root, *([one.list, one.row] if one.list and one.row else [])]
    fields = tuple(field.name for field in columns(name))
    depth = np.array([number for number in range(len(parts)) for _ in (0, 1)] + [len(parts)] * 2 * len(fields), np.int8)
    depth[1] = -1  # an empty root holds nothing
    depth[2 * len(parts) - 1] = -1  # nor does an empty row
    closing = np.array([len(part) + 3 for part in parts] + [0], np.int64)
    return Shape(one, Names([*parts, *fields]), fields, len(parts), depth, closing)


def framed(name: str, documents: Sequence[bytes], opening: Sequence[bytes], closing: bytes) -> Framed:
    """Join documents of a table, each between its own opening and the closing, and look at all their marks."""
    shape = shape_of(name)
    pieces = [piece for opened, body in zip(opening, documents, strict=True) for piece in (opened, body, closing)]
    text = b"".join([*pieces, bytes(PAD)])
    size = len(text) - PAD
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    ends = np.cumsum(lengths)[1::3]
    starts = ends - lengths[1::3]
    padded = np.frombuffer(text, np.uint8)
    good = _plain(text, padded[:size], documents, starts, ends)
    built, rows = _built(shape, shape.names.marks(padded, size), padded, starts, ends)
    return Framed(text[:size], starts, ends, good & built, rows)


def _plain(text: bytes, body: Bytes, documents: Sequence[bytes], starts: Whole, ends: Whole) -> Truth:
    """No characters that XML refuses, no entities but the five, no carriage returns, nothing huge."""
    good = (ends - starts) <= LARGEST_SIMPLE
    suspects: set[int] = set()
    small = body < ord(" ")
    if small.any():
        low = np.flatnonzero(small)
        suspects |= set(_document_of(starts, low[~_BLANK[body[low]]]).tolist())
    if b"&" in text:
        suspects |= {number for number, one in enumerate(documents) if b"&" in one and _ENTITY.search(one)}
    if b"\xef\xbf" in text:
        suspects |= {n for n, one in enumerate(documents) if b"\xef\xbf\xbe" in one or b"\xef\xbf\xbf" in one}
    if not _utf8(text):
        suspects |= {number for number, one in enumerate(documents) if not _utf8(one)}
    good[sorted(suspects)] = False
    return good


def _utf8(text: bytes) -> bool:
    offsets = np.array([0, len(text)], np.int64)
    whole = pa.LargeStringArray.from_buffers(1, pa.py_buffer(offsets), pa.py_buffer(text))
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _document_of(starts: Whole, at: Whole) -> Whole:
    return np.maximum(np.searchsorted(starts, at, side="right") - 1, 0)


def _built(shape: Shape, marks: Marks, text: Bytes, starts: Whole, ends: Whole) -> tuple[Truth, Whole]:
    """Which documents are built as their table says, and how many rows they have."""
    total = len(starts)
    good = _own_texts(marks, starts, ends)
    # The marks of each document stand together, between those of its frame.
    low, high = np.searchsorted(marks.at, starts), np.searchsorted(marks.at, ends)
    good &= high > low
    whole = np.flatnonzero(high > low)
    chosen = _ranges(low[whole], high[whole])
    at, code = marks.at[chosen], marks.code[chosen]
    if not len(at):
        return good & False, np.zeros(total, np.int64)
    last = np.cumsum((high - low)[whole]) - 1  # of each document
    first = np.concatenate([[0], last[:-1] + 1])
    within = np.repeat(whole, (high - low)[whole])

    closes = code == CLOSING
    deep = np.cumsum(np.where(closes, -1, (code & 1) == 0).astype(np.int8), dtype=np.int32)
    deep -= np.repeat(
        np.concatenate([[0], deep[last[:-1]]]), (high - low)[whole]
    )  # behind each mark, within its document
    fields = 2 * shape.structure
    field = code >= fields
    before = np.where(closes | (code & 1 == 1), deep, deep - 1)
    wrong = ~closes & ((code == UNKNOWN) | (shape.depth[np.maximum(code, 0)] != before))
    early = deep <= 0
    early[last] = deep[last] != 0
    good[within[wrong | early]] = False
    good[whole[(at[first] != starts[whole]) | (code[first] != 0)]] = False

    row_open = code == fields - 2
    once = np.flatnonzero(field & good[within])  # others may have fields outside of rows
    rows_at = np.cumsum(row_open)
    good[_repeated(len(shape.fields), rows_at[once], code[once].astype(np.int64) // 2, within[once])] = False
    good[_inked(shape, text, at, code, deep, within, last, ends[whole])] = False
    return good, np.bincount(within[row_open], minlength=total)


def _ranges(low: Whole, high: Whole) -> Whole:
    """All numbers from each low to its high, one range behind the other."""
    lengths = high - low
    shift = np.repeat(low - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    numbers: Whole = np.arange(int(lengths.sum())) + shift
    return numbers


def _own_texts(marks: Marks, starts: Whole, ends: Whole) -> Truth:
    """Documents all of whose texts begin and end within them."""
    good = np.ones(len(starts), bool)
    owner = _document_of(starts, marks.texts)
    good[owner[(marks.text_ends > ends[owner]) | (marks.texts < starts[owner])]] = False
    good[_document_of(starts, marks.strays)] = False
    return good


def _repeated(width: int, rows_at: Whole, field: Whole, within: Whole) -> Whole:
    """Documents with a row that has a field twice."""
    key = rows_at * (width + 8) + field
    if not len(key) or (key[1:] > key[:-1]).all():  # in the order of the layout nothing can be twice
        return within[:0]
    repeated: Whole = within[np.bincount(key)[key] > 1]
    return repeated


def _inked(
    shape: Shape,
    text: Bytes,
    at: Whole,
    code: Codes,
    deep: npt.NDArray[np.int32],
    within: Whole,
    last: Whole,
    ends: Whole,
) -> Whole:
    """Documents with words where only blanks may stand: behind any mark but that of an open field."""
    closes = code == CLOSING
    length = shape.names.lengths[np.maximum(code, 0)]
    # A closing tag is as long as the tag before it and a slash, if that opened a field; else its depth says what it closes.
    leaf = np.zeros(len(code), bool)
    leaf[1:] = closes[1:] & (code[:-1] >= 2 * shape.structure) & (code[:-1] & 1 == 0)
    length[1:][leaf[1:]] = length[:-1][leaf[1:]] + 1
    above = closes & ~leaf
    length[above] = shape.closing[np.clip(deep[above], 0, shape.structure)]
    after = np.empty(len(at), np.int64)
    after[:-1] = at[1:]
    after[last] = ends
    open_field = (code >= 2 * shape.structure) & (code & 1 == 0)
    places = np.flatnonzero((at + length != after) & ~open_field)
    if not len(places):
        return within[:0]
    begin, finish = (at + length)[places], after[places]
    over = begin > finish  # longer than the room there is: written otherwise
    bounds = np.column_stack([begin, np.maximum(finish, begin)]).ravel()
    sums = np.add.reduceat(_INK[text], bounds, dtype=np.int64)[::2]
    return within[places[over | ((sums > 0) & (finish > begin))]]
