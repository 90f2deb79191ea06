"""The beginning of a table as cells of text: where its heads are, what signs separate its fields, what its sheets are called."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from soyte.intake.counts.headers import joined
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.model import UnreadableCounts
from soyte.intake.counts.sheet_table import raw_sheet
from soyte.intake.counts.source import is_workbook, opened, refusal, text_of
from soyte.intake.documents.model import UnreadableDocument

Row = tuple[str, ...]
_SIGNS = {",": ",", ";": ";", "\t": "tab", "|": "|"}
_BYTES = 1 << 20
_ROWS = 2_000
_DEEPEST = 3  # rows of heads, one below the other
_ABOVE = 15  # a title, a unit, a blank line: heads begin within so many lines
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class Look:
    """The first rows of a table, each with its number in the file (from 1). Blank rows are left out.

    `heads_at` is the position in `rows` of the first row of heads, `depth` how many rows they take. `native`: numbers come
    from a workbook as numbers. `whole`: no row of the file is missing.
    """

    name: str
    rows: tuple[Row, ...]
    numbers: tuple[int, ...]
    heads_at: int
    depth: int = 1
    delimiter: str = "auto"
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    native: bool = False
    whole: bool = True
    warnings: tuple[str, ...] = ()

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """One head a column, joined as a mapping names them."""
        return _heads(self.rows, self.heads_at, self.depth)

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the heads, as wide as these."""
        width = len(self.heads)
        return tuple((*row, *[""] * width)[:width] for row in self.rows[self.heads_at + self.depth :])

    @property
    def header_row(self) -> int | None:
        """What a mapping says of it: nothing where the heads are the first row with anything in it."""
        return self.numbers[self.heads_at] if self.heads_at else None

    def column(self, index: int) -> list[str]:
        """The cells of a column below its head, without blanks round them."""
        return [row[index].strip() for row in self.body]

    def at(self, row: int | None, depth: int = 1) -> Look:
        """The same rows with the heads at a row of the file (None: the first), over so many rows."""
        position = self.numbers.index(row) if row in self.numbers else 0
        return replace(self, heads_at=position, depth=depth)

    def under(self, mapping: Mapping) -> tuple[str, ...]:
        """The heads as a mapping would find them."""
        return self.at(mapping.header_row, mapping.header_rows).heads


def look(path: Path, name: str, *, sheet: str | None = None) -> Look:
    """The beginning of a file (.csv, .csv.gz, .xlsx …). UnreadableCounts says why it is no table."""
    try:
        with opened(path, name) as file:
            if is_workbook(file):
                return _of_sheet(file.read(), name, sheet)
            text = text_of(file, name)
            return _of_text(*_beginning(text.blocks), name, text.warnings)
    except UnreadableCounts:
        raise
    except UnreadableDocument as error:
        raise UnreadableCounts(str(error)) from error


def _of_sheet(data: bytes, name: str, sheet: str | None) -> Look:
    table, about = raw_sheet(data, sheet, ",", name)
    cells = table.slice(0, _ROWS).to_pydict().values()
    numbered = [
        (about["row"] + at + 1, tuple(cell or "" for cell in row)) for at, row in enumerate(zip(*cells, strict=True))
    ]
    found = _found(numbered, name)
    return replace(
        found, sheet=about["sheet"], sheets=tuple(about["sheets"]), native=True, whole=len(table) <= _ROWS
    )  # fmt: skip


def _beginning(blocks: Iterator[bytes]) -> tuple[str, bool]:
    held = b""
    for block in blocks:
        held += block
        if len(held) > _BYTES:
            return held[:_BYTES].rpartition(b"\n")[0].decode("utf-8", "replace"), False
    return held.decode("utf-8", "replace"), True


def _of_text(text: str, whole: bool, name: str, warnings: tuple[str, ...]) -> Look:
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text = "\n" + rest  # the line counts, its words do not
    parsed = {sign: _parsed(text, sign) for sign in _SIGNS}
    sign = max(_SIGNS, key=lambda one: _tidiness(parsed[one]))
    numbered = parsed[sign]
    found = _found(numbered, name)
    several = len(found.heads) > 1
    return replace(
        found, delimiter=_SIGNS[sign] if several else "auto", whole=whole and len(numbered) < _ROWS, warnings=warnings
    )


def _parsed(text: str, sign: str) -> list[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    rows: list[tuple[int, Row]] = []
    before = 0
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                rows.append((before + 1, tuple(fields)))
            before = reader.line_num
            if len(rows) >= _ROWS:
                break
    except csv.Error:  # one field longer than any table has
        return rows
    return rows


def _tidiness(rows: list[tuple[int, Row]]) -> tuple[int, int]:
    """How many rows have the usual number of fields, and that number: the right sign gives many rows of several."""
    widths = Counter(len(row) for _, row in rows[:200] if len(row) > 1)
    if not widths:
        return 0, 0
    width, count = widths.most_common(1)[0]
    return count, width


def _found(numbered: list[tuple[int, Row]], name: str) -> Look:
    rows = [(number, row) for number, row in numbered if any(cell.strip() for cell in row)]
    if not rows:
        raise refusal(name, "bảng không có dòng nào có chữ", "hãy chọn đúng tệp hoặc đúng trang tính có số liệu")
    cells = tuple(row for _, row in rows)
    at = _heads_at(cells)
    return Look(name, cells, tuple(number for number, _ in rows), at, _depth(cells, at))


def _heads_at(rows: tuple[Row, ...]) -> int:
    """The first row as full of words as the table is wide, with a number below it somewhere."""
    usual = Counter(_filled(row) for row in rows[_ABOVE : _ABOVE + 200] or rows).most_common(1)[0][0]
    for at, row in enumerate(rows[:_ABOVE]):
        words = sum(bool(cell.strip()) and not _is_number(cell) for cell in row)
        below = rows[at + 1 : at + 6]
        if words >= max(2, 0.6 * usual) and (not below or any(_is_number(cell) for one in below for cell in one)):
            return at
    return 0


def _depth(rows: tuple[Row, ...], at: int) -> int:
    """How many rows the heads take: heads that span several columns leave gaps, which rows of words below them fill."""
    width = max(map(len, rows[at : at + _DEEPEST]))
    named = [cell.strip() for cell in (*rows[at], *[""] * width)[:width]]
    depth = 1
    for row in rows[at + 1 : at + _DEEPEST]:
        below = [cell.strip() for cell in (*row, *[""] * width)[:width]]
        if any(map(_is_number, below)) or not any(new and not old for old, new in zip(named, below, strict=True)):
            break
        named = [old or new for old, new in zip(named, below, strict=True)]
        depth += 1
    return depth


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_number(cell: str) -> bool:
    bare = cell.strip().replace(".", "").replace(",", "")
    return bool(bare) and _DIGITS.issuperset(bare)


def _heads(rows: tuple[Row, ...], at: int, depth: int) -> tuple[str, ...]:
    return tuple(joined([list(row) for row in rows[at : at + depth]]))
