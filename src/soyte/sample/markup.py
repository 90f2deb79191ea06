"""The plain text from which sample reports are made: a head of `key: value` lines, then one part a line.

`#` to `####` open a heading, `- ` and `+ ` an item of a list, `|` a row of a table; every other line is a paragraph.
In a workbook source `[name]` opens a sheet and `= ` is a line above its table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Part:
    """One heading (`level` above 0), paragraph, item, table (`rows`), sheet or title line."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """A report before it is laid out."""

    head: dict[str, str]
    parts: tuple[Part, ...]


def parse(source: str) -> Paper:
    """The head up to the first empty line, then the parts."""
    top, _, rest = source.partition("\n\n")
    pairs = (line.partition(":") for line in top.splitlines())
    return Paper({key.strip(): value.strip() for key, _, value in pairs}, parse_parts(rest))


def parse_parts(source: str) -> tuple[Part, ...]:
    """The parts of a text without a head; neighbouring rows make one table."""
    return tuple(_join_rows(_line_part(line) for line in source.splitlines() if line.strip()))


def _line_part(line: str) -> Part:
    mark, _, rest = line.partition(" ")
    if mark and not mark.strip("#"):
        return Part("heading", rest, level=len(mark))
    if line.startswith("|"):
        return Part("table", rows=(tuple(cell.strip() for cell in line.strip().strip("|").split("|")),))
    if line.startswith("["):
        return Part("sheet", line.strip("[]"))
    if line.startswith("= "):
        return Part("title", rest)
    return Part("item" if line.startswith(("- ", "+ ")) else "paragraph", line)


def _join_rows(parts: Iterator[Part]) -> Iterator[Part]:
    for is_table, group in groupby(parts, key=lambda part: part.kind == "table"):
        if is_table:
            yield Part("table", rows=tuple(row for part in group for row in part.rows))
        else:
            yield from group


def plain_text(paper: Paper) -> str:
    """The report as a .txt file would hold it: its words in reading order, a cell between two tabs."""
    head = [paper.head.get(key, "") for key in ("parent", "body", "number", "date", "title", "subject")]
    body = ["\n".join("\t".join(row) for row in part.rows) or part.text for part in paper.parts]
    return "\n".join([*(line for line in head if line), "", *body]) + "\n"
