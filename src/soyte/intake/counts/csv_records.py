"""The exact way through lines with quotes: records that may span lines, and quotes that are never closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from soyte.intake.counts.limits import RECORD_CHARACTERS, RECORD_LINES
from soyte.intake.counts.lines import Lines, Piece


@dataclass(frozen=True)
class Record:
    """Fields, the line on which they begin, and the reason if they cannot be relied on."""

    line: int
    fields: list[str]
    text: str
    reason: str | None = None


class _Unclosed(Exception):
    pass


class Records:
    """Reads records from a piece, and beyond its end if the last of them goes on there."""

    def __init__(self, source: Lines, delimiter: str) -> None:
        self._source = source
        self._delimiter = delimiter
        self._waiting: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []

    def of(self, piece: Piece) -> Iterator[Record]:
        """Every record that begins in the piece."""
        texts = piece.data.decode("utf-8", "replace").split("\n")[: piece.count]
        self._waiting.extend(enumerate(texts, piece.first))
        reader = self._reader()
        while self._waiting:
            self._taken = []
            try:
                fields = next(reader)
            except (StopIteration, _Unclosed, csv.Error):
                # One quote too many must not swallow the rest of the file: give up this line, go on with the next.
                (line, text), *others = self._taken
                self._waiting.extendleft(reversed(others))
                reader = self._reader()
                yield Record(line, [], text, "unclosed_quote")
                continue
            yield Record(self._taken[0][0], fields, self._taken[0][1])

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines(), delimiter=self._delimiter)

    def _lines(self) -> Iterator[str]:
        while True:
            if len(self._taken) >= RECORD_LINES or sum(len(text) for _, text in self._taken) > RECORD_CHARACTERS:
                raise _Unclosed
            if not self._waiting:
                piece = self._source.line()
                if piece is None or piece.overlong:
                    raise _Unclosed
                self._waiting.append((piece.first, piece.data.decode("utf-8", "replace").removesuffix("\n")))
            self._taken.append(self._waiting.popleft())
            yield self._taken[-1][1] + "\n"
