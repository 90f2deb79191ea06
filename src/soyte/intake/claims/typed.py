"""Columns as sent become columns with types (`catalogue.claims.storage` says which). What a value does not say is kept beside it.

What is kept of an odd value holds figures and separators only: a name in a field of numbers stays in the original.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import ClaimField, columns
from soyte.catalogue.claims.storage import DAY, SENT, YEAR, born, columns_of, plain
from soyte.intake.claims.moments import moments
from soyte.intake.claims.numbers import decimals, integers

_HARMLESS = r"^[0-9.,;:/+ TZ-]{1,40}$"


def typed(name: str, rows: pa.Table) -> pa.Table:
    """The fields of a table with types; other columns stay as they are."""
    made: dict[str, pa.Array | pa.ChunkedArray] = {}
    fields = {field.name: field for field in columns(name)}
    for column in rows.column_names:
        field = fields.get(column)
        values = rows[column].combine_chunks() if field else rows[column]
        if field is None or plain(field):
            made[column] = values
        elif values.null_count == len(values):
            made |= {name: pa.nulls(len(values), kind) for name, kind in columns_of(field)}
        else:
            made |= _typed(field, values)
    return pa.table(made)


def _typed(field: ClaimField, texts: pa.Array) -> dict[str, pa.Array]:
    made: dict[str, pa.Array] = {}
    match field.type:
        case "integer":
            made[field.name], odd = integers(texts)
        case "decimal":
            made[field.name], odd = decimals(texts, field.scale)
        case "date8":
            read = moments(texts, 8)
            made[field.name], odd = read.day, read.odd
        case _:
            read = moments(texts, 12)
            made[field.name], made[field.name + DAY], odd = read.moment, read.day, read.odd
    if born(field):
        made[field.name + YEAR] = read.year
    made[field.name + SENT] = _sent(texts, odd)
    return made


def _sent(texts: pa.Array, odd: pa.Array) -> pa.Array:
    if not pc.any(odd, min_count=0).as_py():
        return pa.nulls(len(texts), pa.string())
    shown = pc.if_else(pc.match_substring_regex(texts, _HARMLESS), texts, pa.scalar("?"))
    return pc.if_else(odd, shown, pa.scalar(None, pa.string()))
