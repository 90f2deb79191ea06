"""What stands in given cells of a text table: the way back from a row of the ledger to the file."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from soyte.intake.counts.csv_header import open_table
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.source import opened, text_of

_RECORD_LINES = 1000


def cells_at(path: Path, mapping: Mapping, name: str, wanted: Sequence[tuple[int, str]]) -> list[str | None]:
    """The cell in each (physical line, column heading), None where there is none. One pass over the file.

    UnreadableCounts if the file is no table (any more).
    """
    with opened(path, name) as file:
        table = open_table(text_of(file, name), mapping, name)
        headers, delimiter = list(table.headers), table.delimiter
    records: dict[int, list[str]] = {}
    lines = {line for line, _ in wanted}
    with opened(path, name) as file:
        open_records: dict[int, str] = {}
        for number, text in enumerate(_lines(text_of(file, name).blocks), 1):
            if number in lines:
                open_records[number] = ""
            for line in list(open_records):
                record = open_records[line] + text
                if record.count('"') % 2 and number - line < _RECORD_LINES:  # a quoted cell goes on in the next line
                    open_records[line] = record
                    continue
                del open_records[line]
                records[line] = next(csv.reader([record], delimiter=delimiter), [])
            if len(records) == len(lines):
                break
    return _picked(wanted, headers, records)


def lines_at(path: Path, name: str, wanted: Collection[int]) -> dict[int, str]:
    """Whole (physical) lines of a text table, by number."""
    with opened(path, name) as file:
        return {
            number: text.rstrip("\r\n")
            for number, text in enumerate(_lines(text_of(file, name).blocks), 1)
            if number in wanted
        }


def _picked(wanted: Sequence[tuple[int, str]], headers: list[str], records: dict[int, list[str]]) -> list[str | None]:
    found: list[str | None] = []
    for line, heading in wanted:
        record = records.get(line, [])
        at = headers.index(heading) if heading in headers else -1
        found.append(record[at] if 0 <= at < len(record) else None)
    return found


def _lines(blocks: Iterator[bytes]) -> Iterator[str]:
    held = b""
    for block in blocks:
        *whole, held = (held + block).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace") + "\n"
    if held:
        yield held.decode("utf-8", "replace")
