"""Which documents may be parsed together: those that are built as their table says, so that nothing in one touches another.

Fast and exact, for it looks at every mark: known tags only, each where it may stand and at most once in its row, nothing but
blanks between them, every text closed within its own document. What differs in any way goes the exact way.
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
from soyte.intake.claims.marks import CLOSE, EMPTY, OPEN, PAD, Bytes, Marks, Names, Truth, Whole

_ENTITY = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)")
_BLANK = np.zeros(256, bool)
_BLANK[[9, 10, 32]] = True  # a carriage return is read as a line end by the exact way only
_INK = (~_BLANK).astype(np.uint8)
Codes = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Shape:
    """How the documents of a table are built: names numbered, of which the first `structure` are root, list and row."""

    table: ClaimTable
    names: Names
    fields: tuple[str, ...]
    structure: int
    allowed: Truth  # [mark before, mark after], each `name * 3 + kind`, of the marks of structure alone


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
    return Shape(one, Names([*parts, *fields]), fields, len(parts), _grammar(len(parts)))


def _grammar(parts: int) -> Truth:
    """root( list( row* )? ): one list at most. A flat table has a root only."""
    allowed = np.zeros((parts * 3, parts * 3), bool)
    root, items, row = 0, 3, 6
    if parts == 1:
        allowed[root + OPEN, root + CLOSE] = True
        return allowed
    for before, after in [
        (root + OPEN, items + OPEN),
        (root + OPEN, items + EMPTY),
        (root + OPEN, root + CLOSE),
        (items + OPEN, row + OPEN),
        (items + OPEN, items + CLOSE),
        (row + OPEN, row + CLOSE),
        (row + CLOSE, row + OPEN),
        (row + CLOSE, items + CLOSE),
        (items + CLOSE, root + CLOSE),
        (items + EMPTY, root + CLOSE),
    ]:
        allowed[before, after] = True
    return allowed


def framed(name: str, documents: Sequence[bytes], opening: Sequence[bytes], closing: bytes) -> Framed:
    """Join documents of a table, each between its own opening and the closing, and look at all their marks."""
    shape = shape_of(name)
    pieces = [piece for opened, body in zip(opening, documents, strict=True) for piece in (opened, body, closing)]
    text = b"".join(pieces)
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    ends = np.cumsum(lengths)[1::3]
    starts = ends - lengths[1::3]
    padded = np.frombuffer(text + bytes(PAD), np.uint8)
    good = _plain(text, padded[: len(text)], documents, starts, ends)
    marks = shape.names.marks(padded, len(text))
    built, rows = _built(shape, marks, padded, starts, ends)
    return Framed(text, starts, ends, good & built, rows)


def _plain(text: bytes, body: Bytes, documents: Sequence[bytes], starts: Whole, ends: Whole) -> Truth:
    """No characters that XML refuses, no entities but the five, no carriage returns, nothing huge."""
    good = (ends - starts) <= LARGEST_SIMPLE
    low = np.flatnonzero(body < ord(" "))
    suspects = set(_document_of(starts, low[~_BLANK[body[low]]]).tolist())
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
    within = np.repeat(np.arange(total), high - low)
    chosen = _ranges(low, high)
    at, code = marks.at[chosen], marks.code[chosen]
    limit = 3 * shape.structure
    unknown = code < 0
    good[within[unknown]] = False
    field = code >= limit
    places = np.flatnonzero(~field & ~unknown)
    good &= _structured(shape, at, code, within, places, starts, ends)

    row_open = code == limit - 3 + OPEN
    below = places[np.maximum(np.cumsum(~field & ~unknown) - 1, 0)] if len(places) else np.zeros(len(at), np.int64)
    good[within[field & ~row_open[below]]] = False  # a field lies in a row

    # A field is closed by the very next mark. The kind is what is left of a code, so an open one and its end follow on each other.
    kind = code % 3
    opened, closed = field & (kind == OPEN), field & (kind == CLOSE)
    paired = opened[:-1] & (code[1:] == code[:-1] + 1)
    good[within[:-1][opened[:-1] & ~paired]] = False
    good[within[1:][closed[1:] & ~paired]] = False
    good[within[-1:][opened[-1:]]] = False
    good[within[:1][closed[:1]]] = False

    rows_at = np.cumsum(row_open)
    once = np.flatnonzero(field & ~closed & good[within])  # others may have fields outside of rows
    good[
        _repeated(len(shape.fields), rows_at[once], code[once].astype(np.int64) // 3 - shape.structure, within[once])
    ] = False
    gap = at[1:] - at[:-1] != shape.names.lengths[code[:-1]]
    gap &= ~opened[:-1] & (within[1:] == within[:-1])
    good[_inked(text, at, shape.names.lengths[code], within, np.flatnonzero(gap))] = False
    return good, np.bincount(within[row_open], minlength=total)


def _ranges(low: Whole, high: Whole) -> Whole:
    """All numbers from each low to its high, one range behind the other."""
    lengths = high - low
    shift = np.repeat(low - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    numbers: Whole = np.arange(int(lengths.sum())) + shift
    return numbers


def _structured(
    shape: Shape, at: Whole, code: Codes, within: Whole, places: Whole, starts: Whole, ends: Whole
) -> Truth:
    """Documents whose marks of structure follow on each other as they may, the root's at the very ends."""
    fine = np.zeros(len(starts), bool)
    if not len(places):
        return fine
    owners, codes = within[places], code[places]
    last = np.ones(len(places), bool)
    last[:-1] = owners[1:] != owners[:-1]
    first = np.roll(last, 1)
    begin, finish = places[first], places[last]
    right = (at[begin] == starts[within[begin]]) & (code[begin] == OPEN)
    right &= (at[finish] + shape.names.lengths[code[finish]] == ends[within[finish]]) & (code[finish] == CLOSE)
    fine[within[begin[right]]] = True
    follows = shape.allowed[codes[:-1], codes[1:]] | last[:-1]
    fine[owners[:-1][~follows]] = False
    return fine


def _own_texts(marks: Marks, starts: Whole, ends: Whole) -> Truth:
    """Documents all of whose texts begin and end within them."""
    good = np.ones(len(starts), bool)
    owner = _document_of(starts, marks.texts)
    good[owner[(marks.text_ends > ends[owner]) | (marks.texts < starts[owner])]] = False
    good[_document_of(starts, marks.strays)] = False
    return good


def _repeated(width: int, rows_at: Whole, field: Whole, within: Whole) -> Whole:
    """Documents with a row that has a field twice."""
    key = rows_at * width + field
    if not len(key) or (key[1:] > key[:-1]).all():  # in the order of the layout nothing can be twice
        return within[:0]
    key = np.maximum(key, 0)
    repeated: Whole = within[np.bincount(key)[key] > 1]
    return repeated


def _inked(text: Bytes, at: Whole, lengths: Whole, within: Whole, places: Whole) -> Whole:
    """Documents with words between these marks and the next ones, where only blanks may stand."""
    if not len(places):
        return within[:0]
    bounds = np.column_stack([at[places] + lengths[places], at[places + 1]]).ravel()
    inked: Truth = np.add.reduceat(_INK[text], bounds, dtype=np.int64)[::2] > 0
    return within[places[inked]]
