"""Rows that sum up others: the totals of a table, and rows over those they consist of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from soyte.intake.statements.tables.heads import Kind
from soyte.intake.statements.tables.numbers import Look
from soyte.intake.statements.tables.rows import Line
from soyte.intake.statements.tables.values import Series, Values, claim, half, is_rate, size
from soyte.statements import Claim, ClaimKind, Statement

_NOT_ADDITIVE = re.compile(
    r"tỷ (?:lệ|suất|số|trọng)|bình quân|trung bình|mật độ|công suất|tuổi thọ|điểm|hệ số|chỉ số|%|‰|vạn dân|trên 1|/1|thời gian|xếp hạng|thứ hạng"
)
RATE_NAME = re.compile(r"tỷ (?:lệ|suất|số)|%|‰|bình quân|trung bình|công suất|mật độ|/1|vạn dân|tuổi thọ")
_MARGIN = 0.25  # a total further off than this was meant to sum up something else


def row_totals(values: Values) -> Iterator[Claim]:
    """`Tổng cộng`, `Toàn tỉnh`: every additive column of the row is the sum of the rows it closes or opens."""
    lines = values.sheet.lines
    additive = [s for s in values.series(Kind.FIGURES) if adds(s)]
    for position, line in enumerate(lines):
        if not line.total:
            continue
        parts = _parts(values, lines, position, additive)
        if parts is None:
            continue
        yield from _sums(values, line, parts, additive, "tổng cộng")


def _sums(values: Values, line: Line, parts: list[Line], additive: list[Series], words: str) -> Iterator[Claim]:
    """One sum a column. One that is far off, or of fractions without a unit, sums up nothing: it is an average or a rate."""
    for series in additive:
        whole, addends = values.at(line, series), _addends(values, parts, series)
        if whole is None or not addends or is_rate(whole):
            continue
        gap = abs(sum(size(s) for s in addends) - size(whole))
        broken = any(s.precision < 1 and not s.unit for s in (whole, *addends))
        slack = sum(half(s) for s in addends) + half(whole)
        if gap <= (slack if broken else max(_MARGIN * abs(size(whole)), 1.0)):
            yield claim(ClaimKind.SUM, [("whole", whole), *(("part", s) for s in addends)], words, ("listed",))


def subtotals(values: Values) -> Iterator[Claim]:
    """A row is the sum of those under it if most of its columns bear that out."""
    lines = values.sheet.lines
    additive = [s for s in values.series(Kind.FIGURES) if adds(s)]
    under: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.parent is not None and not line.among:
            under[line.parent].append(line)
    for position, parts in under.items():
        line = lines[position]
        if len(parts) < 2 or len({part.unit for part in (line, *parts)}) > 1 or RATE_NAME.search(line.folded):
            continue
        fits, misses, _ = _score(values, line, parts, additive)
        if not fits or fits < misses or fits + misses < 2:
            continue
        yield from _sums(values, line, parts, additive, "gồm")


def adds(series: Series) -> bool:
    """May the figures of this column be summed up?"""
    head = series.head
    if series.rated or (not head.pair and _NOT_ADDITIVE.search(head.folded)):
        return False
    return head.unit is None or "/" not in head.unit.name


def _parts(values: Values, lines: list[Line], position: int, additive: list[Series]) -> list[Line] | None:
    """The rows that the total at `position` sums up; None when the table leaves that open."""
    pool = _pool(lines, position)
    if len({line.unit for line in pool}) > 1 or any(RATE_NAME.search(line.folded) for line in pool):
        return None
    inside = {id(line) for line in pool}
    top = [e for e in pool if not e.among and (e.parent is None or id(lines[e.parent]) not in inside)]
    parents = {id(lines[line.parent]) for line in pool if line.parent is not None and not line.among}
    leaves = [line for line in pool if id(line) not in parents and not line.among]
    candidates = [top] if len(top) == len(leaves) == len(pool) else [top, leaves]
    scored = [(_score(values, lines[position], parts, additive), parts) for parts in candidates if len(parts) >= 2]
    if not scored:
        return None
    (fits, misses, near), parts = max(scored, key=lambda item: item[0][0] - item[0][1])
    if fits:
        return parts if fits >= misses else None
    listed = len(candidates) == 1 and _is_list(parts)
    return parts if listed and misses == near == 1 else None


def _pool(lines: list[Line], position: int) -> list[Line]:
    """The rows above a total up to the one before, or below it when it comes first."""
    start = next((i + 1 for i in range(position - 1, -1, -1) if lines[i].total), 0)
    if start < position:
        return lines[start:position]
    end = next((i for i in range(position + 1, len(lines)) if lines[i].total), len(lines))
    return lines[position + 1 : end] if position == 0 else []


def _is_list(parts: list[Line]) -> bool:
    """Rows numbered one after the other, or places."""
    return all(line.area for line in parts) or all(line.depth == parts[0].depth > 0 for line in parts)


def _score(values: Values, total: Line, parts: list[Line], additive: list[Series]) -> tuple[int, int, int]:
    """Columns in which the sum holds, in which it does not, and of these those where it nearly does."""
    fits = misses = close = 0
    for series in additive:
        whole, addends = values.at(total, series), _addends(values, parts, series)
        if whole is None or not addends or is_rate(whole) or not size(whole):
            continue
        gap = abs(sum(size(s) for s in addends) - size(whole))
        if gap <= sum(half(s) for s in addends) + half(whole):
            fits += sum(size(s) > 0 for s in addends) >= 2
        else:
            misses += 1
            close += gap <= _MARGIN * size(whole)
    return fits, misses, close


def _addends(values: Values, parts: list[Line], series: Series) -> list[Statement]:
    """The figures to add; none when a cell holds words instead of a number."""
    found: list[Statement] = []
    for line in parts:
        statement = values.at(line, series)
        if statement is not None:
            found.append(statement)
        elif (entry := line.cells.get(series.head.column)) is not None and entry.look is not Look.NOTHING:
            return []
    return found if len(found) >= 2 else []
