"""Tables and sheets of OpenDocument files: rows and cells that may stand for many equal ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from soyte.intake.documents import odf_names as o
from soyte.intake.documents.builder import Builder
from soyte.intake.documents.model import BlockKind, Cell
from soyte.intake.documents.xlsx import column_name

_HIDDEN = frozenset({"collapse", "filter"})
_REPEATS = 10_000  # of a cell or row that says something; empty ones may be repeated at will


@dataclass(frozen=True)
class RowCell:
    """A cell, the column where it begins and how often it is repeated."""

    element: o.Element
    column: int
    repeated: int


@dataclass(frozen=True)
class Row:
    """The cells of a row that is printed `repeated` times from `number` on."""

    number: int
    repeated: int
    header: bool
    cells: list[RowCell]

    def emit(self, builder: Builder, table: int, sheet: str, text_of: Callable[[o.Element], str]) -> None:
        """Add the cells that say something."""
        texts = [(cell, text) for cell in self.cells if (text := text_of(cell.element))]
        for row in range(self.number, self.number + min(self.repeated, _REPEATS) if texts else self.number):
            for cell, text in texts:
                for column in range(cell.column, cell.column + min(cell.repeated, _REPEATS)):
                    locator = (
                        f"{sheet}!{column_name(column)}{row + 1}"
                        if sheet
                        else f"bảng {table + 1}, dòng {row + 1}, cột {column + 1}"
                    )
                    builder.add(BlockKind.CELL, text, locator, cell=Cell(table, row, column, self.header))


def rows(table: o.Element) -> Iterator[Row]:
    """The visible rows of a table with their coordinates."""
    number = 0
    for element, header in _row_elements(table):
        repeated = max(1, o.whole(element.get(o.ROWS_REPEATED), 1))
        if element.get(o.VISIBILITY) not in _HIDDEN:
            yield Row(number, repeated, header, list(_cells(element)))
        number += repeated


def _row_elements(table: o.Element) -> Iterator[tuple[o.Element, bool]]:
    stack = [(child, False) for child in reversed(table)]
    while stack:
        element, header = stack.pop()
        if element.tag == o.ROW:
            yield element, header
        elif element.tag in (o.HEADER_ROWS, o.ROWS, o.ROW_GROUP):
            inside = header or element.tag == o.HEADER_ROWS
            stack.extend((child, inside) for child in reversed(element))


def _cells(row: o.Element) -> Iterator[RowCell]:
    column = 0
    for element in row.iterchildren(o.CELL, o.COVERED):
        repeated = max(1, o.whole(element.get(o.COLUMNS_REPEATED), 1))
        if element.tag == o.CELL and len(element):
            yield RowCell(element, column, repeated)
        column += repeated
