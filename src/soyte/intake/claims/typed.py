"""Columns as sent become columns with types. Where a value does not say all that was sent, `<NAME>_sent` keeps it.

| layout | columns |
|---|---|
| code, string, list | `NAME` text |
| integer | `NAME` whole number |
| decimal | `NAME` DECIMAL(18, 2) or (18, 3) |
| date8 | `NAME` day |
| datetime12 | `NAME` moment in UTC, `NAME_day` the day in Vietnam; `NAME_year` where only the year may be known (dates of birth) |

`_sent` holds figures and separators only: a name in a field of numbers stays in the original, and `?` stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import ClaimField, columns
from soyte.intake.claims.moments import MOMENT, moments
from soyte.intake.claims.numbers import PRECISION, decimals, integers

SENT, DAY, YEAR = "_sent", "_day", "_year"
_HARMLESS = r"^[0-9.,;:/+ TZ-]{1,40}$"


@cache
def typed_columns(name: str) -> Mapping[str, pa.DataType]:
    """The columns that the fields of a table become, in order."""
    return {column: kind for field in columns(name) for column, kind in _columns(field)}


def plain(field: ClaimField) -> bool:
    """Whether a field stays the text that was sent: codes, words, and lists of anything."""
    return field.separator is not None or field.type in ("code", "code_list", "string")


def _columns(field: ClaimField) -> Iterator[tuple[str, pa.DataType]]:
    if plain(field):
        yield field.name, pa.string()
        return
    match field.type:
        case "integer":
            yield field.name, pa.int64()
        case "decimal":
            yield field.name, pa.decimal128(PRECISION, field.scale)
        case "date8":
            yield field.name, pa.date32()
        case "datetime12":
            yield field.name, MOMENT
            yield field.name + DAY, pa.date32()
    if born(field):
        yield field.name + YEAR, pa.int64()
    yield field.name + SENT, pa.string()


def born(field: ClaimField) -> bool:
    """Whether a day may be known by its year alone."""
    return field.name.startswith(("NGAY_SINH", "NGAYSINH"))


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
            made |= {name: pa.nulls(len(values), kind) for name, kind in _columns(field)}
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
