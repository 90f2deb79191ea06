"""Columns of blanks: parts of lines are put into columns by where they stand, as a reader's eye does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Part:
    """`raw[start:end]` of one line, in column `column`."""

    column: int
    start: int
    end: int
    text: str = ""


def in_columns(lines: Sequence[tuple[Part, ...]]) -> list[tuple[Part, ...]] | None:
    """The parts with the columns they stand in, or None when they do not line up.

    The usual number of parts gives the columns; a line with fewer is placed by overlap, one with more breaks the table.
    """
    usual, times = Counter(len(parts) for parts in lines[1:] or lines).most_common(1)[0]
    if usual < 2 or times * 2 < len(lines) - 1 or any(len(parts) > usual for parts in lines):
        return None
    full = [parts for parts in lines if len(parts) == usual]
    spans = [(min(parts[c].start for parts in full), max(parts[c].end for parts in full)) for c in range(usual)]
    if not _aligned(full, usual) and (usual < 3 or len(full) < len(lines)):
        return None
    placed: list[tuple[Part, ...]] = []
    for parts in lines:
        if len(parts) == usual:
            placed.append(tuple(replace(part, column=c) for c, part in enumerate(parts)))
            continue
        fitted = _fit(parts, spans)
        if fitted is None:
            return None
        placed.append(fitted)
    return placed


def _aligned(rows: list[tuple[Part, ...]], usual: int) -> bool:
    """Do left or right edges of each column agree within a few letters? The header line may be ragged."""
    if len(rows) > 2:
        rows = rows[1:]
    for column in range(1, usual):
        starts = [row[column].start for row in rows]
        ends = [row[column].end for row in rows]
        middles = [(row[column].start + row[column].end) // 2 for row in rows]
        if min(max(edge) - min(edge) for edge in (starts, ends, middles)) > 6:
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
