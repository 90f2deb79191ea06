"""The beginning of a text table: lines above the header, the sign between fields, the header itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from soyte.intake.counts.csv_records import Records
from soyte.intake.counts.csv_table import CsvTable
from soyte.intake.counts.headers import Headers, joined
from soyte.intake.counts.limits import COLUMNS, HEADER_CHARACTERS
from soyte.intake.counts.lines import Lines, Piece
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.source import Text, refusal

_SIGNS = {"tab": "\t"}
_CANDIDATES = (",", ";", "\t", "|")


def open_table(text: Text, mapping: Mapping, name: str) -> CsvTable:
    """The table behind the header that the mapping describes."""
    source = Lines(text.blocks)
    first, declared = _header_line(source, mapping, name)
    beginning = first.data.decode("utf-8", "replace").removesuffix("\n")
    delimiter = _SIGNS.get(mapping.delimiter, mapping.delimiter)
    if delimiter == "auto":
        delimiter = declared or _guessed(beginning, mapping, name)
    rows = list(_rows(source, first, delimiter, mapping.header_rows))
    if len(rows) < mapping.header_rows or not any(any(row) for row in rows):
        raise refusal(
            name, "không có dòng tiêu đề đọc được", "hãy xem lại khóa header_row của tệp ánh xạ và dấu nháy kép"
        )
    headers = joined(rows)
    if len(headers) > COLUMNS:
        raise refusal(name, f"tệp có hơn {COLUMNS} cột", "hãy gửi bảng số liệu có ít cột hơn")
    return CsvTable(source, headers, delimiter, list(text.warnings))


def _header_line(source: Lines, mapping: Mapping, name: str) -> tuple[Piece, str | None]:
    """The first line of the header, and the sign between fields if the file declares it as Excel does (`sep=;`)."""
    declared = None
    wanted = mapping.header_row
    while piece := source.line():
        if piece.overlong or len(piece.data) > HEADER_CHARACTERS:
            raise refusal(name, f"dòng {piece.first} quá dài, không phải bảng số liệu", "hãy kiểm tra lại tệp")
        line = piece.data.strip()
        if piece.first == 1 and len(line) == 5 and line.lower().startswith(b"sep="):
            declared = chr(line[4]) if chr(line[4]) in _CANDIDATES else None
            continue
        if line if wanted is None else piece.first >= wanted:
            return piece, declared
    what = "tệp không có dòng nào có chữ" if wanted is None else f"tệp không có dòng {wanted}"
    raise refusal(name, what, "hãy kiểm tra tệp và khóa header_row của tệp ánh xạ")


def _rows(source: Lines, first: Piece, delimiter: str, count: int) -> Iterator[list[str]]:
    records = Records(source, delimiter)
    piece: Piece | None = first
    while piece is not None and count:
        for record in records.of(piece):
            count -= 1
            if record.reason is None:
                yield record.fields
        piece = source.line() if count else None


def _guessed(line: str, mapping: Mapping, name: str) -> str:
    def found(delimiter: str) -> tuple[int, int]:
        try:
            fields = next(iter(csv.reader([line], delimiter=delimiter)), [])
        except csv.Error:  # one field longer than any header
            return 0, 0
        return Headers(joined([fields]), name).hits(mapping) if fields else 0, len(fields)

    return max(_CANDIDATES, key=found)
