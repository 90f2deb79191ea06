"""Cutting a file into its dossiers as it streams by, in the memory of one dossier.

What counts is what the marks mean in XML: those inside text (CDATA), comments and instructions are no marks. Two cases are
recovered from, and neither lets a text become a dossier:

- A text that holds marks of dossiers is either quoted or was never closed and swallowed its neighbour; nobody can tell. The
  whole stretch is one dossier, which is set aside.
- A text that is never closed until the end of the file makes the file no XML at all. The dossier that opened it is set aside,
  and reading goes on at the next mark behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from soyte.intake.claims.between import Between
from soyte.intake.claims.limits import EDGE, LARGEST_SIMPLE, LARGEST_UNIT

_CLOSERS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}
_LONGEST_TAG = 4096
_HOLD = 80  # a mark may be cut by the end of a chunk
Reopen = Callable[[int], Iterator[bytes]]
"""The rest of the stream from an offset on."""
Take = Callable[[bytes, int, int], tuple[bool, int]]
"""Takes in dossiers that are written in the usual way, out of a buffer from a place on; the buffer's own place in the stream comes
third. Whether the buffer ended within a dossier, and the place up to which dossiers were taken."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One dossier as it stands in its file. With a `reason` (a code of `says`) it is set aside; `marks` counts marks in its text."""

    data: bytes
    start: int
    end: int
    reason: str | None = None
    marks: int = 0


class Splitter:
    """Cuts one stream at the elements called `tag`. `head` and `tail` are what stands before the first and behind the last one,
    `between` what stands between others if it is more than blanks."""

    def __init__(self, reopen: Reopen, tag: str, limit: int = LARGEST_UNIT, take: Take | None = None) -> None:
        name = re.escape(tag.encode())
        self._token = re.compile(rb"<(?:" + name + rb"(?=[\s/>])|/" + name + rb"(?=[\s>])|!\[CDATA\[|!--|!|\?)")
        self._mark = re.compile(rb"</?" + name + rb"(?=[\s/>])")
        self._open_mark = re.compile(rb"<" + name + rb"(?=[\s/>])")
        self._reopen, self._limit, self._take = reopen, limit, take
        self._open, self._close = b"<" + tag.encode(), b"</" + tag.encode()
        self._at = 0  # the place in the stream up to which marks were looked at
        self._start: int | None = None  # of the dossier that is being read
        self._reason: str | None = None  # why it will be set aside
        self._marks = 0  # of dossiers, in its texts
        self._seen = False  # any dossier at all
        self._never: set[bytes] = set()  # what closes no text any more up to the end of the file
        self.head, self.tail = b"", b""
        self.between: list[Between] = []
        self.last = 0  # where the last dossier ended
        self.strays = 0  # marks that close nothing
        self._begin(0)

    def _begin(self, offset: int) -> None:
        self._chunks = self._reopen(offset)
        self._buffer, self._base, self._ended = b"", offset, False

    def units(self) -> Iterator[Unit | None]:
        """The dossiers in order, None after those that were taken; whatever follows a broken one is read on."""
        self._at = 0
        while True:
            token = self._token.search(self._buffer, self._at - self._base)
            if token is None or token.start() >= self._searchable():
                self._at = max(self._at, self._base + self._searchable())
                if self._ended:
                    break
                self._forget()
                self._more()
                continue
            here, mark = self._base + token.start(), token.group()
            self._at = here + len(mark)
            if mark == self._open:
                if self._start is None and self._seen:
                    self._keep_between(here)
                if self._taken(here):
                    yield None
                else:
                    yield from self._opened(here)
            elif mark == self._close:
                yield from self._closed()
            elif mark in _CLOSERS:
                yield from self._worded(mark)
            elif self._start is not None:
                self._reason = self._reason or "declaration"
        if self._start is not None:
            self._reason = self._reason or "truncated"
            yield self._unit(self._base + len(self._buffer))
        else:
            self._keep_tail(len(self._buffer))
            if not self._seen:
                self.head = (self.head + self.tail)[:EDGE]

    def _taken(self, here: int) -> bool:
        """Whether dossiers from here on were taken."""
        if self._take is None or self._start is not None:
            return False
        if not self._seen:
            self._keep_head(here)
            self._seen = True
        while True:
            cut, upto = self._take(self._buffer, here - self._base, self._base)
            taken, at = upto > here - self._base, self._base + upto
            if taken:
                self._at = self.last = at
                self.tail = b""
            more = cut and not self._ended and len(self._buffer) - upto < LARGEST_SIMPLE
            if more:
                self._at = at
                self._forget()
                self._more()
            if taken or not more:
                self._at = at if taken else here + len(self._open)
                return taken

    def _opened(self, here: int) -> Iterator[Unit]:
        if self._start is not None:
            self._reason = "unclosed"
            yield self._unit(here)
        elif not self._seen:
            self._keep_head(here)
        self._start, self._seen = here, True
        end = self._close_of_tag()
        if end is not None and self._buffer[end - self._base - 1 : end - self._base] == b"/":
            self._at = end + 1
            yield self._unit(self._at)

    def _closed(self) -> Iterator[Unit]:
        end = self._close_of_tag()
        self._at = self._at if end is None else end + 1
        if self._start is None:
            self.strays += 1
        else:
            yield self._unit(self._at)

    # ------------------------------------------------------------------------------------------------------- texts

    def _worded(self, mark: bytes) -> Iterator[Unit]:
        """Go on behind the text that `mark` opened; if it is never closed, at the next dossier."""
        begun, closer, held = self._at, _CLOSERS[mark], 0
        while closer not in self._never:
            found = self._buffer.find(closer, self._at - self._base)
            upto = found if found >= 0 else max(self._at - self._base, len(self._buffer) - _HOLD)
            held += len(self._mark.findall(self._buffer, self._at - self._base, upto))
            self._at = self._base + upto
            if found >= 0:
                self._at += len(closer)
                if held and self._start is not None:
                    self._marks += held
                    self._reason = self._reason or "marks_in_text"
                return
            if self._ended:
                self._never.add(closer)
            else:
                self._forget()
                self._more()
        self._at = self._next_opening(begun)
        if self._start is not None:
            self._reason = "open_text"
            yield self._unit(self._at)

    def _next_opening(self, at: int) -> int:
        """The next opening mark behind `at`, or the end of the stream. Text before it was let go: it is read once more."""
        if at < self._base:
            self._begin(at)
        while True:
            found = self._open_mark.search(self._buffer, at - self._base)
            if found and (found.end() < len(self._buffer) or self._ended):
                return self._base + found.start()
            at = max(at, self._base + len(self._buffer) - _HOLD)
            if self._ended:
                return self._base + len(self._buffer)
            self._buffer, self._base = self._buffer[at - self._base :], at
            self._more()

    # ------------------------------------------------------------------------------------------------------ buffer

    def _searchable(self) -> int:
        return len(self._buffer) if self._ended else max(0, len(self._buffer) - _HOLD)

    def _more(self) -> None:
        wanted, pieces = max(1, len(self._buffer) >> 2), [self._buffer]
        while wanted > 0:
            piece = next(self._chunks, b"")
            if not piece:
                self._ended = True
                break
            pieces.append(piece)
            wanted -= len(piece)
        self._buffer = b"".join(pieces) if pieces[0] else b"".join(pieces[1:])  # one piece alone is not copied

    def _forget(self) -> None:
        """Let go of what nobody needs any more; a dossier that is too large is let go as well."""
        keep = self._at
        if self._start is not None and self._at - self._start <= self._limit:
            keep = self._start
        elif self._start is not None:
            self._reason = "too_large"
        elif not self._seen:
            self._keep_head(self._at)
        else:
            self._keep_tail(self._at - self._base)
        if keep > self._base:
            self._buffer, self._base = self._buffer[keep - self._base :], keep

    def _keep_head(self, here: int) -> None:
        self.head = (self.head + self._buffer[: here - self._base])[:EDGE]

    def _keep_between(self, here: int) -> None:
        """What stands between the last dossier and this one, its end when it is long."""
        held = self.tail + self._buffer[max(0, self.last - self._base) : here - self._base]
        if held.strip():
            self.between.append(Between(here - len(held), held))
        self.tail = b""

    def _keep_tail(self, upto: int) -> None:
        """What follows the last dossier; the rest of it when it is long."""
        self.tail = (self.tail + self._buffer[max(0, self.last - self._base) : upto])[-EDGE:]

    def _close_of_tag(self) -> int | None:
        """Where the tag ends that is being read; a tag is short."""
        while len(self._buffer) - (self._at - self._base) < _LONGEST_TAG and not self._ended:
            self._more()
        begin = self._at - self._base
        found = self._buffer.find(b">", begin, begin + _LONGEST_TAG)
        return self._base + found if found >= 0 else None

    def _unit(self, end: int) -> Unit:
        assert self._start is not None  # noqa: S101 (asked for only within a dossier)
        start, reason, marks = self._start, self._reason, self._marks
        self._start, self._reason, self._marks = None, None, 0
        self.last, self.tail = end, b""
        if reason is None and end - start > self._limit:
            reason = "too_large"
        if reason is not None:
            return Unit(b"", start, end, reason, marks)
        return Unit(self._buffer[start - self._base : end - self._base], start, end)
