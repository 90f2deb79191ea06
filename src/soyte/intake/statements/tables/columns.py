"""Lines cut into parts: between bars, between tabs, or where columns of blanks run down the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t")
_BLANKS = re.compile(r"[ \u00a0\t]{2,}")
_RAGGED = 6  # letters by which the edges of a column may differ


@dataclass(frozen=True, slots=True)
class Part:
    """`raw[start:end]` of one line, in column `column`."""

    column: int
    start: int
    end: int
    text: str = ""


def width_of(parts: Sequence[Part]) -> int:
    """How many columns the parts reach over."""
    return parts[-1].column + 1 if parts else 0


def bars(raw: str, width: int = 0) -> tuple[Part, ...]:
    """Parts between bars. Bars at both ends frame the line, unless only without a frame it is as wide as the others."""
    words = raw.strip()
    if "|" not in words:
        return ()
    framed = words.startswith("|") and words.endswith("|") and len(words) > 1
    parts = _between_bars(raw, framed=framed)
    if width and width_of(parts) != width:
        other = _between_bars(raw, framed=not framed)
        return other if width_of(other) == width else parts
    return parts


def _between_bars(raw: str, *, framed: bool) -> tuple[Part, ...]:
    start, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    return _pieces(raw, start + framed, end - framed, _BAR)


def tabs(raw: str, _width: int = 0) -> tuple[Part, ...]:
    """Parts between tabs; a tab in front leaves the first column empty."""
    return _pieces(raw, 0, len(raw.rstrip(" \r\n")), _TAB) if "\t" in raw.strip() else ()


def blanks(raw: str, _width: int = 0) -> tuple[Part, ...]:
    """Parts between runs of two blanks or more, not in columns yet."""
    start, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    return _pieces(raw, start, end, _BLANKS) if end > start else ()


def _pieces(raw: str, start: int, end: int, separator: re.Pattern[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for match in separator.finditer(raw, start, max(start, end)):
        parts.append(_trimmed(raw, len(parts), start, match.start()))
        start = match.end()
    parts.append(_trimmed(raw, len(parts), start, max(start, end)))
    return tuple(parts)


def _trimmed(raw: str, column: int, start: int, end: int) -> Part:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Part(column, start, end, raw[start:end])


def in_columns(lines: Sequence[tuple[Part, ...]]) -> list[tuple[Part, ...]] | int:
    """The parts of lines in the columns they stand in, or the first line that does not line up.

    The greatest number of parts that two lines share gives the columns; a line with fewer is placed by overlap, one with
    more breaks the table.
    """
    counts = Counter(len(parts) for parts in lines)
    usual = max((parts for parts, times in counts.items() if times > 1), default=0)
    wider = next((i for i, parts in enumerate(lines) if len(parts) > usual), None)
    if wider is not None or usual < 2:
        return wider or 0
    full = [parts for parts in lines if len(parts) == usual]
    if not _aligned(full, usual) and (usual < 3 or len(full) < len(lines) or len(full) < 3):
        return 0
    spans = [(min(parts[c].start for parts in full), max(parts[c].end for parts in full)) for c in range(usual)]
    placed: list[tuple[Part, ...]] = []
    for number, parts in enumerate(lines):
        fitted = _fit(parts, spans) if len(parts) < usual else parts
        if fitted is None:
            return number
        placed.append(fitted)
    return placed


def _aligned(rows: Sequence[tuple[Part, ...]], usual: int) -> bool:
    """Do left or right edges of each column agree within a few letters? The header line may be ragged."""
    if len(rows) > 2:
        rows = rows[1:]
    for column in range(1, usual):
        starts = [row[column].start for row in rows]
        ends = [row[column].end for row in rows]
        middles = [(row[column].start + row[column].end) // 2 for row in rows]
        if min(max(edge) - min(edge) for edge in (starts, ends, middles)) > _RAGGED:
            return False
    return True


def _fit(parts: tuple[Part, ...], spans: list[tuple[int, int]]) -> tuple[Part, ...] | None:
    placed: list[Part] = []
    least = 0
    for part in parts:
        overlaps = [min(part.end, end) - max(part.start, start) for start, end in spans]
        column = max(range(len(spans)), key=lambda c: overlaps[c])
        if overlaps[column] <= 0 or column < least:
            return None
        placed.append(replace(part, column=column))
        least = column + 1
    return tuple(placed)
