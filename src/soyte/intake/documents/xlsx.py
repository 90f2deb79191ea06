"""Workbooks (.xlsx, .xlsm, .xlsb, .xls). The parser is native code and works in its own process (`workbook`)."""

from __future__ import annotations

from soyte.intake.documents.isolation import read_isolated
from soyte.intake.documents.model import Document
from soyte.intake.documents.package import Package

_WHAT = "Excel"


def read_workbook(data: bytes, name: str) -> Document:
    """Read every visible sheet; each cell that is not empty becomes a block."""
    if data.startswith(b"PK"):
        with Package(data, name, _WHAT) as package:
            package.refuse_bombs()
    return read_isolated("workbook", data, name, _WHAT)


def column_name(column: int) -> str:
    """A, B … Z, AA … for a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
