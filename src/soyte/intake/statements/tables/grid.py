"""The cells of one table by row and column, and which rows are header, section titles and data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from soyte.intake.statements.outline import Segment
from soyte.intake.statements.tables.numbers import Look, is_index, look_of
from soyte.text import fold


@dataclass(frozen=True)
class Entry:
    """A cell with its words: `text` as normalised, `folded` for matching."""

    row: int
    column: int
    segment: Segment
    text: str
    folded: str
    look: Look


@dataclass
class Block:
    """A header and the rows under it: a table, or one of several on a sheet.

    `index` is the column of running numbers, `label` that of the rows' names, either None when there is none. `titles` are
    lines over the header; `sections` maps the row of a line inside the table to its words.
    """

    titles: list[Entry] = field(default_factory=list)
    header: list[list[Entry]] = field(default_factory=list)
    rows: list[list[Entry]] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    counting: set[int] = field(default_factory=set)  # rows that count columns, (1) (2) (3), or repeat the header
    counts: list[Entry] = field(default_factory=list)  # the cells of those rows
    index: int | None = None
    label: int | None = None

    @property
    def columns(self) -> list[int]:
        """The columns in which the rows have cells, from the left."""
        return sorted({entry.column for row in self.rows for entry in row})


def entries_by_row(cells: Iterable[tuple[Segment, str]]) -> list[list[Entry]]:
    """The cells of one table as rows from the top, each from the left; of a cell told in pieces, the first."""
    rows: dict[int, dict[int, Entry]] = defaultdict(dict)
    for segment, raw in cells:
        if segment.cell is None or segment.cell.column in rows[segment.cell.row]:
            continue
        text = " ".join(raw.split())
        row, column = segment.cell.row, segment.cell.column
        rows[row][column] = Entry(row, column, segment, text, fold(text), look_of(text))
    return [[rows[row][column] for column in sorted(rows[row])] for row in sorted(rows)]


def counts_columns(row: list[Entry]) -> bool:
    """Does the row number the columns, as `(1) (2) (3)`?"""
    if len(row) < 3 or not all(is_index(e.text) for e in row):
        return False
    numbers = [int(m.group()) for e in row if (m := re.match(r"\d+", e.text.lstrip("(")))]
    return all(b - a == 1 for a, b in pairwise(numbers)) and numbers[:1] in ([1], [2], [])
