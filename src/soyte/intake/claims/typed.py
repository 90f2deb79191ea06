"""Values as sent become columns with types (`catalogue.claims.storage` says which). What a value does not say is kept beside it.

What is kept of an odd value holds figures and separators only: a name in a field of numbers stays in the original.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from soyte.catalogue.claims import ClaimField, columns
from soyte.catalogue.claims.storage import DAY, MOMENT, PRECISION, SENT, YEAR, born, columns_of, plain
from soyte.intake.claims.sent import Bytes, Sent, Spans, Truth, bitmap, by_field, texts


def typed(rows: Sent) -> dict[str, pa.Array]:
    """The fields of a table with types, in the order of the regulation."""
    made: dict[str, pa.Array] = {}
    begins, lengths, written = by_field(rows.spans)
    for number, field in enumerate(columns(rows.table)):
        if not written[number]:
            made |= {name: pa.nulls(len(rows), kind) for name, kind in columns_of(field)}
            continue
        if plain(field):
            made[field.name] = texts(rows.text, begins[number], lengths[number])
        else:
            made |= _typed(field, rows.text, begins[number], lengths[number])
    return made


def _typed(field: ClaimField, text: Bytes, begins: Spans, lengths: Spans) -> dict[str, pa.Array]:
    made: dict[str, pa.Array] = {}
    if field.type in ("integer", "decimal"):
        made[field.name], odd, odds = _numbers(field, text, begins, lengths)
    else:
        found, odd, odds = _moments(8 if field.type == "date8" else 12, text, begins, lengths)
        moment, day, year = found
        made |= {field.name: day} if field.type == "date8" else {field.name: moment, field.name + DAY: day}
        if born(field):
            made[field.name + YEAR] = year
    made[field.name + SENT] = _shown(text, begins, lengths, odd) if odds else pa.nulls(len(lengths), pa.string())
    return made


def _numbers(field: ClaimField, text: Bytes, begins: Spans, lengths: Spans) -> tuple[pa.Array, Truth, int]:
    from soyte.intake.claims.kernels.values import numbers  # noqa: PLC0415 (compiled when needed)

    count, whole = len(lengths), field.type == "integer"
    values, valid, odd = np.empty(count, np.int64), np.empty(count, bool), np.empty(count, bool)
    scale = 0 if whole else field.scale
    nulls, odds = numbers(text, begins, lengths, scale, whole, values, valid, odd)
    if whole:
        kind, data = pa.int64(), values
    else:  # 128 bits, of which the upper half repeats the sign
        kind, data = pa.decimal128(PRECISION, scale), np.stack([values, values >> 63], axis=1)
    return pa.Array.from_buffers(kind, count, [bitmap(valid, nulls), pa.py_buffer(data)], nulls), odd, odds


def _moments(
    digits: int, text: Bytes, begins: Spans, lengths: Spans
) -> tuple[tuple[pa.Array, pa.Array, pa.Array], Truth, int]:
    from soyte.intake.claims.kernels.values import moments  # noqa: PLC0415 (compiled when needed)

    count = len(lengths)
    at, day, year = np.empty(count, np.int64), np.empty(count, np.int32), np.empty(count, np.int64)
    flags = np.empty((count, 4), bool)
    odds = moments(text, begins, lengths, digits, at, day, year, flags)
    made = []
    for number, (kind, values) in enumerate(((MOMENT, at), (pa.date32(), day), (pa.int64(), year))):
        nulls = count - int(np.count_nonzero(flags[:, number]))
        made.append(pa.Array.from_buffers(kind, count, [bitmap(flags[:, number], nulls), pa.py_buffer(values)], nulls))
    return (made[0], made[1], made[2]), flags[:, 3], odds


def _shown(text: Bytes, begins: Spans, lengths: Spans, odd: Truth) -> pa.Array:
    from soyte.intake.claims.kernels.values import shown  # noqa: PLC0415 (compiled when needed)

    at, long = np.zeros(len(lengths), np.int32), np.empty(len(lengths), np.int32)
    shown(text, begins, lengths, np.ascontiguousarray(odd), len(text) - 1, at, long)
    return texts(text, at, long)
