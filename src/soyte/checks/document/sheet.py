"""The document under judgement, prepared once for all rules: usable figures, lines with their parents, folded words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from soyte.catalogue import Catalogue, Indicator
from soyte.checks.document.folded import Folded, locate
from soyte.statements import ClaimKind, Finding, Line, Reading, Statement, Verdict

_STOP = re.compile(r"[.!?…](?=\s)")
_SECTION = re.compile(r"phần\b.*|[ivx]+|\d+(?:\.\d+)*", re.IGNORECASE)
_PART_DEPTH = 25  # Roman sections: the stretch of a report that a reader compares
_HUGE = 18
_TOGETHER = 400
_SEVERITY = {Verdict.OK: "ok", Verdict.WRONG: "error", Verdict.AMBIGUOUS: "note"}


class Sheet:
    """A reading with what rules ask of it again and again."""

    def __init__(self, reading: Reading, catalogue: Catalogue) -> None:
        self.reading, self.catalogue = reading, catalogue
        length = len(reading.text)
        self.figures = tuple(s for s in reading.statements if _usable(s, length))
        self.lines = tuple(line for line in reading.lines if 0 <= line.start <= line.body <= line.end <= length)
        self.words = Folded(reading.text)
        self._starts = [line.start for line in self.lines]

    @cached_property
    def by_number(self) -> dict[int, Statement]:
        """The usable figures by their number."""
        return {s.number: s for s in self.figures}

    @cached_property
    def parents(self) -> tuple[int, ...]:
        """For each line the index of the line it stands under, -1 for none; cells stand under the text above."""
        found: list[int] = []
        stack: list[int] = []
        for index, line in enumerate(self.lines):
            while stack and self.lines[stack[-1]].depth >= line.depth:
                stack.pop()
            found.append(stack[-1] if stack else -1)
            if line.table is None and (
                line.marker or line.heading or self.reading.text[line.end - 1 : line.end] == ":"
            ):
                stack.append(index)
        return tuple(found)

    @cached_property
    def claimed(self) -> dict[ClaimKind, frozenset[int]]:
        """The numbers of the figures that claims of each kind are about."""
        return {
            kind: frozenset(n for c in self.reading.claims if c.kind is kind for _, n in c.operands)
            for kind in ClaimKind
        }

    def line_of(self, position: int) -> int:
        """The index of the line that holds an offset of the text, -1 if none does."""
        index = locate(self._starts, position)
        return index if index >= 0 and position < max(self.lines[index].end, self.lines[index].start + 1) else -1

    def chain(self, index: int) -> Iterator[Line]:
        """The lines that a line stands under, nearest first."""
        while index >= 0 and (index := self.parents[index]) >= 0:
            yield self.lines[index]

    def part_of(self, position: int) -> int:
        """The index of the line that opens the part of the document (`II.`) that holds an offset, -1 for none."""
        index, found = self.line_of(position), -1
        while index >= 0:
            line = self.lines[index]
            if line.marker and line.depth <= _PART_DEPTH and not line.marker.lower().startswith("phần"):
                found = index
            index = self.parents[index]
        return found

    def sentence(self, position: int) -> tuple[int, int]:
        """The span of the sentence around an offset of the text; it never leaves its line."""
        index = self.line_of(position)
        if index >= 0:
            low, high = self.lines[index].start, self.lines[index].end
        else:
            low = self.reading.text.rfind("\n", 0, position) + 1
            high = self.reading.text.find("\n", position)
            high = len(self.reading.text) if high < 0 else high
        for stop in _STOP.finditer(self.reading.text, low, high):
            if stop.end() <= position:
                low = stop.end()
            else:
                return low, stop.end()
        return low, high

    def before(self, statement: Statement, length: int = 10_000) -> str:
        """The folded words of the sentence in front of a figure, at most `length` of them."""
        low = self.sentence(statement.start)[0]
        return self.words.between(max(low, statement.start - length), statement.start)

    def after(self, statement: Statement, length: int = 10_000) -> str:
        """The folded words of the sentence behind a figure."""
        high = self.sentence(statement.start)[1]
        return self.words.between(statement.end, max(statement.end, min(high, statement.end + length)))

    def headers(self, statement: Statement) -> str:
        """The folded words of the table cells in the figure's row and column; nothing outside a table."""
        index = self.line_of(statement.start)
        if index < 0 or (own := self.lines[index]).table is None:
            return ""
        cells = (c for c in self._tables.get(own.table, ()) if c.row == own.row or c.column == own.column)
        return " ".join(self.words.between(c.start, c.end) for c in cells)

    @cached_property
    def _tables(self) -> dict[int, list[Line]]:
        """The cells that can head a row or a column: those of the first three rows and of the first two columns."""
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.table is not None and (line.row < 3 or line.column < 2):
                found.setdefault(line.table, []).append(line)
        return found

    def indicator(self, statement: Statement) -> Indicator | None:
        """The indicator that a figure is matched to."""
        return self.catalogue.indicators.get(statement.indicator) if statement.indicator else None

    def is_home(self, place: str | None) -> bool:
        """Is this the place that the document speaks for, or none in particular?"""
        return place is None or place == self.reading.place

    def where(self, statement: Statement) -> str:
        """How a person finds a figure: `mục IV.1`, `đoạn 12`."""
        index = self.line_of(statement.start)
        if index < 0:
            return f"đoạn {statement.block + 1}"
        if self.lines[index].table is not None:
            return f"bảng, dòng {self.lines[index].row + 1}"
        marks = [
            m
            for line in (self.lines[index], *self.chain(index))
            if _SECTION.fullmatch(m := line.marker.strip(" .)/-:"))
        ]
        own = [m for m in marks if not m.lower().startswith("phần")]
        if not own:
            return f"đoạn {self.lines[index].block + 1}"
        if own[0].isdigit() and len(own) > 1 and not own[1][0].isdigit():
            return f"mục {own[1]}.{own[0]}"
        return f"mục {own[0]}"

    def note(
        self,
        about: tuple[Statement, ...],
        kind: str,
        claimed: str,
        recomputed: str,
        message: str,
        verdict: Verdict = Verdict.AMBIGUOUS,
    ) -> Finding:
        """A finding about figures; its span holds them all when they stand close together, else the first alone."""
        start, end = min(s.start for s in about), max(s.end for s in about)
        if end - start > _TOGETHER:
            start, end = about[0].start, about[0].end
        return self.mark(
            start, end, kind, claimed, recomputed, message, verdict, tuple(sorted({s.number for s in about}))
        )

    def mark(
        self,
        start: int,
        end: int,
        kind: str,
        claimed: str,
        recomputed: str,
        message: str,
        verdict: Verdict = Verdict.AMBIGUOUS,
        statements: tuple[int, ...] = (),
    ) -> Finding:
        """A finding about a span of the text."""
        quote = self.reading.text[start:end]
        return Finding(start, end, quote, kind, claimed, recomputed, verdict, message, statements, _SEVERITY[verdict])


def _usable(statement: Statement, length: int) -> bool:
    numbers = (
        statement.value,
        statement.precision,
        *(() if statement.high is None else (statement.high,)),
        *statement.readings,
    )
    if not all(n.is_finite() and (n == 0 or abs(n.adjusted()) < _HUGE) for n in numbers):
        return False
    return 0 <= statement.start <= statement.end <= length and statement.precision > 0
