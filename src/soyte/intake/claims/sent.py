"""Rows of a table as they were sent: where in the bytes of a batch each value lies. The fast and the exact way both end here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from soyte.intake.claims.limits import LARGEST_SIMPLE
from soyte.intake.claims.shapes import shape_of

Bytes = npt.NDArray[np.uint8]
Spans = npt.NDArray[np.int32]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]
PAD = 64  # bytes that follow the last document; the last of them is a question mark
ABSENT = -2


@dataclass(frozen=True)
class Sent:
    """`spans` are by row and field where a value begins in `text` and its length (negative ones: `kernels.scanning`).

    `dossier` is the number of each row's dossier within its batch, rows of one dossier standing together.
    """

    table: str
    text: Bytes
    spans: Spans
    dossier: Whole

    def __len__(self) -> int:
        return len(self.dossier)

    def only(self, kept: Truth) -> Sent:
        """The rows that are kept."""
        return self if kept.all() else replace(self, spans=self.spans[kept], dossier=self.dossier[kept])

    def row_no(self) -> Whole:
        """1, 2, … within each dossier."""
        if not len(self):
            return self.dossier
        begun = np.flatnonzero(np.concatenate([[True], self.dossier[1:] != self.dossier[:-1]]))
        return np.arange(len(self)) - np.repeat(begun, np.diff([*begun, len(self)])) + 1

    def column(self, field: str) -> tuple[Spans, Spans]:
        """Where the values of a field begin, and their lengths."""
        place = shape_of(self.table).fields.index(field)
        return np.ascontiguousarray(self.spans[:, place, 0]), np.ascontiguousarray(self.spans[:, place, 1])

    def texts(self, field: str) -> pa.Array:
        """The values of a field."""
        return texts(self.text, *self.column(field))


def by_field(spans: Spans) -> tuple[Spans, Spans, Truth]:
    """Begins and lengths by field and row, and which fields hold anything."""
    from soyte.intake.claims.kernels.scanning import turned  # noqa: PLC0415 (compiled when needed)

    rows, fields = spans.shape[:2]
    begins, lengths, written = (
        np.empty((fields, rows), np.int32),
        np.empty((fields, rows), np.int32),
        np.zeros(fields, bool),
    )
    turned(spans, begins, lengths, written)
    return begins, lengths, written


def texts(text: Bytes, begins: Spans, lengths: Spans) -> pa.Array:
    """Values as text, null where there is none."""
    from soyte.intake.claims.kernels.values import copy_texts, offsets_of  # noqa: PLC0415 (compiled when needed)

    count = len(lengths)
    offsets, valid = np.empty(count + 1, np.int32), np.empty(count, bool)
    nulls = offsets_of(text, begins, lengths, offsets, valid)
    if nulls == count:
        return pa.nulls(count, pa.string())
    total = int(offsets[-1])
    out = np.empty(total + 8, np.uint8)
    copy_texts(text, begins, lengths, offsets, out)
    data = pa.py_buffer(out).slice(0, total)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), data, bitmap(valid, nulls), nulls)


def bitmap(valid: Truth, nulls: int) -> pa.Buffer | None:
    """Arrow's bits of which values are there."""
    return pa.py_buffer(np.packbits(valid, bitorder="little")) if nulls else None


def scanned(table: str, text: Bytes, starts: Whole, ends: Whole) -> tuple[Spans, Whole, Truth]:
    """Rows of documents that are written in the usual way, the document of each row, and which documents that are."""
    from soyte.intake.claims.kernels.scanning import scan  # noqa: PLC0415 (compiled when needed)

    shape = shape_of(table)
    ends = np.where(ends - starts > LARGEST_SIMPLE, starts, ends)
    good = np.zeros(len(starts), bool)
    room = max(64, int((ends - starts).sum()) // 512)
    spans, owners = np.empty((room, len(shape.fields), 2), np.int32), np.empty(room, np.int64)
    document = row = 0
    while True:
        document, row = scan(
            text, starts, ends, shape.words, shape.word_at, shape.slots, shape.parts, document, row, spans, owners, good
        )
        if document == len(starts):
            return spans[:row], owners[:row], good
        spans = np.concatenate([spans, np.empty_like(spans)])
        owners = np.concatenate([owners, np.empty_like(owners)])


def laid_out(table: str, rows: Sequence[Mapping[str, str | None]], text: Bytes, at: int) -> Spans:
    """Rows of one document as spans: their values are written into `text` from `at` on, where the document stood that they are of."""
    fields = shape_of(table).fields
    spans = np.full((len(rows), len(fields), 2), (0, ABSENT), np.int32)
    for number, row in enumerate(rows):
        for place, field in enumerate(fields):
            value = row.get(field)
            if value:
                held = np.frombuffer(value.encode(), np.uint8)
                text[at : at + len(held)] = held
                spans[number, place] = at, len(held)
                at += len(held)
    return spans
