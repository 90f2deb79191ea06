"""The columns that the fields of a claim table become where they are kept, and which of them are pseudonyms.

| field | columns |
|---|---|
| code, words, a list of anything | `NAME` text |
| whole number | `NAME` int64 |
| decimal | `NAME` DECIMAL(18, 2) or (18, 3) |
| date8 | `NAME` day |
| datetime12 | `NAME` moment in UTC, `NAME_day` the day in Vietnam |
| a date of birth | also `NAME_year`: the rest may be unknown |
| numbers and dates | also `NAME_sent`: what was sent where the value does not say all of it (figures and separators; else `?`) |
| the number of a card | `NAME` pseudonym of the first, `NAME_last` of the last of several, `NAME_head` the letters and figures that name no person |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pyarrow as pa

from soyte.catalogue.claims.load import columns
from soyte.catalogue.claims.model import ClaimField

PRECISION = 18
SENT, DAY, YEAR, LAST, HEAD = "_sent", "_day", "_year", "_last", "_head"
MOMENT = pa.timestamp("us", tz="UTC")


@cache
def typed_columns(name: str) -> Mapping[str, pa.DataType]:
    """What the fields of a table become when they are read, in order: identities still as they were sent."""
    return {column: kind for field in columns(name) for column, kind in columns_of(field)}


@cache
def kept_columns(name: str) -> Mapping[str, pa.DataType]:
    """What is kept of the fields of a table, in order: pseudonyms for identities."""
    return {column: kind for field in columns(name) for column, kind in _kept(field)}


@cache
def pseudonymous(name: str) -> Mapping[str, str]:
    """Which kept columns of a table hold pseudonyms, and of which kind."""
    found: dict[str, str] = {}
    for field in columns(name):
        if field.pseudonym:
            found |= {column: field.pseudonym for column, _ in _kept(field) if not column.endswith(HEAD)}
    return found


def plain(field: ClaimField) -> bool:
    """Whether a field stays the text that was sent: codes, words, and lists of anything."""
    return field.separator is not None or field.type in ("code", "code_list", "string")


def born(field: ClaimField) -> bool:
    """Whether a day may be known by its year alone."""
    return field.name.startswith(("NGAY_SINH", "NGAYSINH"))


def carded(field: ClaimField) -> bool:
    """Whether a field holds cards, whose first five characters say group, benefit and province of the insured."""
    return field.pseudonym == "card" and "THE" in field.name


def columns_of(field: ClaimField) -> Iterator[tuple[str, pa.DataType]]:
    """The columns of one field when it is read."""
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


def _kept(field: ClaimField) -> Iterator[tuple[str, pa.DataType]]:
    yield from columns_of(field)
    if carded(field):
        if field.separator:
            yield field.name + LAST, pa.string()
        yield field.name + HEAD, pa.string()
