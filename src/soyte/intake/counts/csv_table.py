"""A text table read in chunks: pyarrow for ordinary lines, an exact reader for those with line ends inside quotes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv as arrow_csv

from soyte.intake.counts.chunks import BLANK, BadLine, Chunk
from soyte.intake.counts.csv_records import Record, Records
from soyte.intake.counts.limits import VALUE_CHARACTERS
from soyte.intake.counts.lines import Lines, Piece

_QUOTE, _FEED = ord('"'), ord("\n")
Bytes = npt.NDArray[np.uint8]


class CsvTable:
    """The lines behind a header."""

    sheet: str | None = None

    def __init__(self, source: Lines, headers: list[str], delimiter: str, warnings: list[str]) -> None:
        self._source = source
        self.delimiter = delimiter
        self._records = Records(source, delimiter)
        self.headers = headers
        self.warnings = warnings

    def labels(self) -> list[str]:
        """The headers themselves."""
        return self.headers

    def chunks(self, wanted: list[int], most: int) -> Iterator[Chunk]:
        """The columns of these indices, `most` lines at a time."""
        while piece := self._source.piece(most):
            chunk = self._chunk(piece, wanted)
            if len(chunk.lines):
                yield chunk

    def _chunk(self, piece: Piece, wanted: list[int]) -> Chunk:
        if piece.overlong:
            text = piece.data.decode("utf-8", "replace")
            return Chunk(np.array([piece.first]), _NONE, _empty(wanted), [BadLine(0, "overlong", text)])
        data = np.frombuffer(piece.data, np.uint8)
        if not _quotes_are_plain(data, ord(self.delimiter)):
            return self._exactly(piece, wanted)
        ends = np.flatnonzero(data == _FEED)
        starts = np.concatenate(([0], ends[:-1] + 1))
        visible = _visible(self.delimiter)
        filled = visible[data[starts]] > 0
        if not filled.all():  # only a line that begins so can be blank
            filled = np.add.reduceat(visible[data], starts, dtype=np.int64) > 0
            if np.add.reduceat(data == _QUOTE, starts, dtype=np.int64)[~filled].any():
                return self._exactly(piece, wanted)  # a blank cell in quotes, or a quote that is all a cell says
        lines = piece.first + np.flatnonzero(filled)
        if not len(lines):
            return Chunk(lines, _NONE, _empty(wanted))
        if len(lines) < piece.count:
            data = data[np.repeat(filled, ends - starts + 1)]
        return self._columns(data, lines, wanted)

    def _columns(self, data: Bytes, lines: npt.NDArray[np.int64], wanted: list[int]) -> Chunk:
        bad: list[BadLine] = []

        def ragged(row: arrow_csv.InvalidRow) -> str:
            few = row.actual_columns < row.expected_columns
            reason = "too_few_fields" if few else "too_many_fields"
            bad.append(BadLine(row.number - 1, reason, row.text[:VALUE_CHARACTERS]))
            return "skip"

        names = [str(index) for index in range(len(self.headers))]
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(data)),
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=len(data) + 1),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.delimiter, ignore_empty_lines=False, invalid_row_handler=ragged
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={names[index]: pa.string() for index in wanted},
                include_columns=[names[index] for index in wanted],
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
        good = np.delete(np.arange(len(lines)), [line.position for line in bad])
        columns = [table.column(i).combine_chunks() for i in range(len(wanted))] if len(good) else _empty(wanted)
        return Chunk(lines, good, columns, bad)

    def _exactly(self, piece: Piece, wanted: list[int]) -> Chunk:
        lines: list[int] = []
        good: list[int] = []
        bad: list[BadLine] = []
        rows: list[list[str]] = []
        for record in self._records.of(piece):
            if record.reason is None and not any(field.strip(BLANK) for field in record.fields):
                continue
            reason = record.reason or self._ragged(record)
            if reason:
                bad.append(BadLine(len(lines), reason, record.text[:VALUE_CHARACTERS]))
            else:
                good.append(len(lines))
                rows.append([record.fields[index] for index in wanted])
            lines.append(record.line)
        columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)] if rows else _empty(wanted)
        return Chunk(np.array(lines, np.int64), np.array(good, np.int64), columns, bad)

    def _ragged(self, record: Record) -> str | None:
        if len(record.fields) == len(self.headers):
            return None
        return "too_few_fields" if len(record.fields) < len(self.headers) else "too_many_fields"


_NONE = np.array([], np.int64)


def _empty(wanted: list[int]) -> list[pa.Array]:
    return [pa.array([], pa.string()) for _ in wanted]


def _visible(delimiter: str) -> Bytes:
    """1 for the bytes that make a line more than a blank one."""
    table = np.ones(256, np.uint8)
    table[[ord(c) for c in f'{delimiter}" \t\n']] = 0
    return table


def _quotes_are_plain(data: Bytes, delimiter: int) -> bool:
    """Whether every reader of CSV would agree on the quotes, and none of them holds a line end."""
    places = np.flatnonzero(data == _QUOTE)
    if not len(places):
        return True
    if len(places) % 2:
        return False
    opening, closing = places[0::2], places[1::2]
    before = np.where(opening > 0, data[opening - 1], _FEED)
    after = data[np.minimum(closing + 1, len(data) - 1)]
    bounds = (delimiter, _FEED)
    # A doubled quote closes and opens again at once.
    reopened = np.concatenate((closing[:-1] + 1 == opening[1:], [False]))
    begins = np.isin(before, bounds) | np.concatenate(([False], reopened[:-1]))
    ends = np.isin(after, bounds) | reopened
    if not (begins.all() and ends.all()):
        return False
    feeds = np.flatnonzero(data == _FEED)
    return bool((np.searchsorted(places, feeds) % 2 == 0).all())
