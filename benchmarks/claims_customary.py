"""The customary way to read claim dossiers: a tree for each document, a dict for each row, checks value by value."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from lxml import etree

from soyte.catalogue.claims import ClaimField, columns, tables

_ROOTS = {one.root: one for one in tables()}
_FIELDS = {one.table: {field.name: field for field in columns(one.table)} for one in tables()}


def read(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of a file with its table, values as numbers and moments where they can be."""
    for _, dossier in etree.iterparse(str(path), tag="HOSO"):
        for file in dossier.iter("FILEHOSO"):
            root = etree.fromstring(base64.b64decode(file.findtext("NOIDUNGFILE") or ""))
            table = _ROOTS[root.tag]
            fields = _FIELDS[table.table]
            for row in root.iter(table.row) if table.row else [root]:
                yield table.table, {cell.tag: _value(fields.get(cell.tag), cell.text) for cell in row}
        dossier.clear()


def _value(field: ClaimField | None, text: str | None) -> Any:
    if field is None or not text or field.separator:
        return text
    try:
        match field.type:
            case "decimal":
                return Decimal(text)
            case "integer":
                return int(text)
            case "datetime12":
                return datetime.strptime(text, "%Y%m%d%H%M")
            case "date8":
                return datetime.strptime(text, "%Y%m%d").date()
    except (ValueError, InvalidOperation):
        return None
    return text


def load(path: Path, database: Path) -> int:
    """Read and keep in SQLite, one table each. How many rows."""
    connection = sqlite3.connect(database)
    count = 0
    for table in tables():
        names = ", ".join(f'"{field.name}"' for field in columns(table.table))
        connection.execute(f'CREATE TABLE "{table.table}" ({names})')
    for table_name, row in read(path):
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        values = [str(value) if isinstance(value, (Decimal, datetime)) else value for value in row.values()]
        connection.execute(f'INSERT INTO "{table_name}" ({names}) VALUES ({marks})', list(map(_plain, values)))
        count += 1
    connection.commit()
    connection.close()
    return count


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int)) else str(value)
