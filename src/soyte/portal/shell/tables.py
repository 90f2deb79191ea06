"""A table: shown, printed and exported from one object, so that all three say the same.

Rows are written by hand instead of by a template: three thousand communes must not take a second.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

from soyte.portal.shell import numbers
from soyte.reports.excel import Book
from soyte.reports.safe_text import one_line

Value = str | int | Decimal | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column. `kind` is text, number, day, moment or html; `unit` is shown in the head; `places` behind the comma."""

    title: str
    kind: str = "text"
    unit: str = ""
    places: int | None = None
    width: int = 18


@dataclass(frozen=True)
class Cell:
    """A value with more to it: what to show instead, where it leads, how it looks."""

    value: Value
    words: str | None = None
    href: str | None = None
    look: str = ""  # a class of the style sheet
    html: str | None = None  # trusted mark-up of our own, shown instead of words


@dataclass(frozen=True)
class Table:
    """A table with its caption, what to say when it is empty, and what it may be cited as."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | Value]]
    caption: str = ""
    empty: str = "Chưa có gì."
    citation: Sequence[str] = ()
    name: str = "bang"
    foot: Sequence[Cell | Value] = field(default=())


def html_of(table: Table) -> SafeString:
    """The table as mark-up."""
    if not table.rows:
        return mark_safe(f'<p class="empty">{escape(table.empty)}</p>')  # noqa: S308 (escaped)
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    heads = "".join(_head(column) for column in table.columns)
    body = "".join(_row(table.columns, row) for row in table.rows)
    foot = f"<tfoot>{_row(table.columns, table.foot)}</tfoot>" if table.foot else ""
    return mark_safe(  # noqa: S308 (every text is escaped below)
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.caption or "Bảng")}"><table>{caption}'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def _head(column: Column) -> str:
    unit = f' <span class="unit">({escape(column.unit)})</span>' if column.unit else ""
    right = ' class="num"' if column.kind == "number" else ""
    return f'<th scope="col"{right}>{escape(column.title)}{unit}</th>'


def _row(columns: Sequence[Column], row: Sequence[Cell | Value]) -> str:
    return "<tr>" + "".join(map(_cell, columns, row)) + "</tr>"


def _cell(column: Column, said: Cell | Value) -> str:
    cell = said if isinstance(said, Cell) else Cell(said)
    words = escape(shown(column, cell)) if cell.html is None else cell.html
    if cell.href:
        words = f'<a href="{escape(cell.href)}">{words}</a>'
    classes = " ".join(filter(None, ("num" if column.kind == "number" else "", cell.look)))
    return f'<td class="{classes}">{words}</td>' if classes else f"<td>{words}</td>"


def shown(column: Column, cell: Cell) -> str:
    """What a reader sees of a cell."""
    if cell.words is not None:
        return cell.words
    match cell.value:
        case None:
            return numbers.NOTHING if column.kind == "number" else ""
        case Decimal() | int():
            return numbers.number(cell.value, column.places)
        case datetime():
            return numbers.moment(cell.value)
        case date():
            return numbers.day(cell.value)
        case words:
            return words


def csv_of(table: Table) -> bytes:
    """The rows as CSV (UTF-8 with a mark, for Excel): exact values, one line of heads; the citation stands below."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_unarmed(_title(column)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_plain(said) for said in row])
    if table.citation:
        writer.writerow([])
        writer.writerows([[_unarmed(line)] for line in table.citation])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_of(table: Table) -> bytes:
    """The rows as a workbook with typed cells; the citation is on a sheet of its own."""
    buffer = io.BytesIO()
    book = Book(buffer, table.caption or table.name)
    heads = [(_title(column), column.width) for column in table.columns]
    book.sheet(
        "Số liệu", heads, [[_typed(c, said) for c, said in zip(table.columns, row, strict=True)] for row in table.rows]
    )
    if table.citation:
        book.sheet("Trích dẫn", [("Trích dẫn", 120)], [[line] for line in table.citation])
    book.close()
    return buffer.getvalue()


def _title(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


def _plain(said: Cell | Value) -> str:
    cell = said if isinstance(said, Cell) else Cell(said)
    match cell.value:
        case None:
            return _unarmed(cell.words or "")
        case Decimal() | int():
            return f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value)
        case date():
            return cell.value.isoformat()
        case words:
            return _unarmed(words)


def _unarmed(words: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    line = one_line(words, 32_000)
    return f"'{line}" if line.startswith(("=", "+", "-", "@", "\t")) else line


def _typed(column: Column, said: Cell | Value) -> str | int | Decimal | None:
    cell = said if isinstance(said, Cell) else Cell(said)
    if isinstance(cell.value, (Decimal, int)):
        return cell.value
    return shown(column, cell) or None
