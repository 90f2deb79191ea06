"""A stream of bytes cut at line ends, with the number of each line, a bound on its length, and no copy of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from soyte.intake.counts.limits import CHUNK_BYTES, LINE_BYTES, VALUE_CHARACTERS


@dataclass(frozen=True)
class Piece:
    """Whole lines, each with its line feed, the first of which has number `first`; or the beginning of one overlong line."""

    data: bytes
    first: int
    count: int
    overlong: bool = False


class Lines:
    """Gives out pieces of a stream, or single lines; both move on in the same file."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = b""
        self._at = 0
        self._ended = False
        self.number = 1  # of the next line

    def piece(self, most: int) -> Piece | None:
        """Up to `most` lines; None at the end."""
        self._fill()
        if self._at >= len(self._held):
            return None
        window = np.frombuffer(self._held, np.uint8, min(len(self._held) - self._at, CHUNK_BYTES), self._at)
        ends = np.flatnonzero(window == 10)[:most]
        if not len(ends):  # what is held is one line, and more than a line may be
            return self._overlong()
        long = np.flatnonzero(np.diff(ends, prepend=-1) > LINE_BYTES)
        if len(long):
            if long[0] == 0:
                return self._overlong()
            ends = ends[: long[0]]
        return self._give(int(ends[-1]) + 1, len(ends))

    def line(self) -> Piece | None:
        """One line."""
        self._fill()
        if self._at >= len(self._held):
            return None
        end = self._held.find(b"\n", self._at, self._at + LINE_BYTES + 1)
        return self._overlong() if end < 0 else self._give(end + 1 - self._at, 1)

    def _give(self, size: int, count: int) -> Piece:
        given = Piece(self._held[self._at : self._at + size], self.number, count)
        self._at += size
        self.number += count
        return given

    def _fill(self) -> None:
        """Hold more than the longest allowed line, or all there is; the last line gets a line feed."""
        while not self._ended and len(self._held) - self._at <= LINE_BYTES:
            block = next(self._blocks, None)
            if block is None:
                self._ended = True
                if self._at < len(self._held) and not self._held.endswith(b"\n"):
                    self._held = self._held[self._at :] + b"\n"
                    self._at = 0
            else:
                self._held = self._held[self._at :] + block
                self._at = 0

    def _overlong(self) -> Piece:
        """Throw a line away up to its end, however far that is."""
        beginning = self._held[self._at : self._at + VALUE_CHARACTERS]
        while True:
            end = self._held.find(b"\n", self._at)
            if end >= 0:
                self._at = end + 1
                break
            self._held, self._at = next(self._blocks, b""), 0
            if not self._held:
                self._ended = True
                break
        self.number += 1
        return Piece(beginning, self.number - 1, 1, overlong=True)
