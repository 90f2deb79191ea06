"""One dossier, or one row of it, out of the original: the way back from the ledger."""

from __future__ import annotations

from pathlib import Path

from soyte.intake.claims.decoding import utf8_chunks
from soyte.intake.claims.envelope import Form, form_of, parts_of
from soyte.intake.claims.exact import read_exactly
from soyte.intake.claims.members import Refused, members


def dossier_at(path: Path, name: str, member: str, start: int, end: int) -> tuple[bytes, Form] | None:
    """The bytes of a dossier as they stand in its file, as UTF-8, and how that file is built; None if they are not there."""
    for one in members(path, name):
        if one.name != member or one.refused:
            continue
        try:
            with one.open() as stream:
                form = form_of(next(utf8_chunks(stream), b""))
            with one.open() as stream:
                held = bytearray()
                for chunk in utf8_chunks(stream, start):
                    held += chunk[: end - start - len(held)]
                    if len(held) >= end - start:
                        return bytes(held), form
        except Refused:
            return None
    return None


def row_at(unit: bytes, form: Form, table: str, line: int) -> dict[str, str] | None:
    """The fields of a row of a dossier, those that are not empty."""
    try:
        rows = [
            row for part in parts_of(unit, form) if part.table == table for row in read_exactly(table, part.document)[0]
        ]
    except Refused:
        return None
    if not 1 <= line <= len(rows):
        return None
    return {field: value for field, value in rows[line - 1].items() if value}
