"""Rows that sum up others, rows `trong đó`, and columns that are parts of a column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from soyte.intake.statements.tables.heads import Kind
from soyte.intake.statements.tables.numbers import Look
from soyte.intake.statements.tables.rows import Line
from soyte.intake.statements.tables.values import Series, Values, claim, half, is_rate, size
from soyte.statements import Claim, ClaimKind, Role, Statement

_NOT_ADDITIVE = re.compile(
    r"tỷ (?:lệ|suất|số|trọng)|bình quân|trung bình|mật độ|công suất|tuổi thọ|điểm|hệ số|chỉ số|%|‰|vạn dân|trên 1|/1|thời gian|xếp hạng|thứ hạng"
)
_RATE_NAME = re.compile(r"tỷ (?:lệ|suất|số)|%|‰|bình quân|trung bình|công suất|mật độ|/1|vạn dân|tuổi thọ")
_TOTAL_COLUMN = re.compile(r"(?:tổng(?: cộng| số)?|cộng|chung|cả năm|toàn (?:tỉnh|ngành))(?: .*)?")
_COMPLEMENTS = (
    ("nam", "nữ"),
    ("nội trú", "ngoại trú"),
    ("thành thị", "nông thôn"),
    ("trai", "gái"),
    ("công lập", "ngoài công lập"),
)
_DEATH = re.compile(r"tử vong|chết")
_CASES = re.compile(r"mắc|số ca\b|^ca\b")
_MARGIN = 0.25  # a total further off than this was meant to sum up something else


def row_totals(values: Values) -> Iterator[Claim]:
    """`Tổng cộng`, `Toàn tỉnh`: every additive column of the row is the sum of the rows it closes or opens."""
    lines = values.sheet.lines
    additive = [s for s in values.series(Kind.FIGURES) if _adds(s)]
    for position, line in enumerate(lines):
        if not line.total:
            continue
        parts = _parts(values, lines, position, additive)
        if parts is None:
            continue
        yield from _sums(values, line, parts, additive, "tổng cộng")


def _sums(values: Values, line: Line, parts: list[Line], additive: list[Series], words: str) -> Iterator[Claim]:
    """One sum a column; one that is far off sums up nothing (an average without a name)."""
    for series in additive:
        whole, addends = values.at(line, series), _addends(values, parts, series)
        if whole is None or not addends or is_rate(whole):
            continue
        if abs(sum(size(s) for s in addends) - size(whole)) <= max(_MARGIN * abs(size(whole)), 1.0):
            yield claim(ClaimKind.SUM, [("whole", whole), *(("part", s) for s in addends)], words, ("listed",))


def subtotals(values: Values) -> Iterator[Claim]:
    """A row is the sum of those under it if most of its columns bear that out."""
    lines = values.sheet.lines
    additive = [s for s in values.series(Kind.FIGURES) if _adds(s)]
    under: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.parent is not None and not line.among:
            under[line.parent].append(line)
    for position, parts in under.items():
        line = lines[position]
        if len(parts) < 2 or len({part.unit for part in (line, *parts)}) > 1 or _RATE_NAME.search(line.folded):
            continue
        fits, misses, _ = _score(values, line, parts, additive)
        if not fits or fits < misses or fits + misses < 2:
            continue
        yield from _sums(values, line, parts, additive, "gồm")


def _adds(series: Series) -> bool:
    head = series.head
    if series.rated or (not head.pair and _NOT_ADDITIVE.search(head.folded)):
        return False
    return head.unit is None or "/" not in head.unit.name


def _parts(values: Values, lines: list[Line], position: int, additive: list[Series]) -> list[Line] | None:
    """The rows that the total at `position` sums up; None when the table leaves that open."""
    pool = _pool(lines, position)
    if len({line.unit for line in pool}) > 1 or any(_RATE_NAME.search(line.folded) for line in pool):
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


def among(values: Values) -> Iterator[Claim]:
    """`Trong đó: …` is no larger than the row it belongs to."""
    lines = values.sheet.lines
    for line in lines:
        if not line.among or line.parent is None or _RATE_NAME.search(line.folded):
            continue
        whole_line = lines[line.parent]
        if whole_line.unit != line.unit and None not in (whole_line.unit, line.unit):
            continue
        for series in values.series(Kind.FIGURES):
            whole, part = values.at(whole_line, series), values.at(line, series)
            if whole is None or part is None or not _adds(series) or is_rate(whole) or is_rate(part):
                continue
            yield claim(ClaimKind.SUBSET, (("whole", whole), ("part", part)), "trong đó")


def column_parts(values: Values) -> Iterator[Claim]:
    """`Tổng | Nam | Nữ`: a column and the columns that it sums up, in every row."""
    series = [s for s in values.series(Kind.FIGURES) if s.part == 0 and not s.head.pair and _adds(s)]
    for index, whole in enumerate(series):
        if not any(_TOTAL_COLUMN.fullmatch(words) for words in (whole.head.measure, whole.head.folded)):
            continue
        found = _group(values, series, index)
        if found is None:
            continue
        parts, trait = found
        for line in values.sheet.lines:
            total = values.at(line, whole)
            addends = [s for part in parts if (s := values.at(line, part)) is not None]
            if total is not None and len(addends) == len(parts) and not is_rate(total):
                yield claim(ClaimKind.SUM, [("whole", total), *(("part", s) for s in addends)], "tổng số", (trait,))


def _group(values: Values, series: list[Series], index: int) -> tuple[list[Series], str] | None:
    """The columns that make up the total at `index`: a named pair of opposites, or the run that most rows bear out."""
    whole = series[index]
    alike = [s for s in series if (s.head.role or Role.ACTUAL) is (whole.head.role or Role.ACTUAL)]
    at = alike.index(whole)
    runs = [alike[at + 1 : at + 1 + k] for k in range(len(alike) - at - 1, 1, -1)]
    runs += [alike[at - k : at] for k in range(at, 1, -1)]
    best: tuple[int, list[Series]] | None = None
    for run in runs:
        fits, rows = _column_fits(values, whole, run)
        named = any(
            len(run) == 2 and all(any(re.search(rf"\b{w}\b", s.head.folded) for s in run) for w in pair)
            for pair in _COMPLEMENTS
        )
        if named and rows and (fits or rows == 1):
            return run, "complementary"
        if fits >= 2 and fits * 2 > rows and (best is None or fits > best[0]):
            best = fits, run
    return (best[1], "listed") if best else None


def _column_fits(values: Values, whole: Series, run: list[Series]) -> tuple[int, int]:
    fits = rows = 0
    for line in values.sheet.lines:
        total = values.at(line, whole)
        addends = [s for part in run if (s := values.at(line, part)) is not None]
        if total is None or len(addends) < len(run):
            continue
        rows += 1
        gap = abs(sum(size(s) for s in addends) - size(total))
        fits += gap <= sum(half(s) for s in addends) + half(total) and sum(size(s) > 0 for s in addends) >= 2
    return fits, rows


def deaths(values: Values) -> Iterator[Claim]:
    """Deaths are among the cases: in one cell (`2.145/1`) or in columns side by side."""
    series = values.series(Kind.FIGURES)
    for line in values.sheet.lines:
        for one in series:
            if one.head.pair and one.part == 0:
                whole, part = values.at(line, one), values.at(line, Series(one.head, 1))
                if whole is not None and part is not None:
                    yield claim(ClaimKind.SUBSET, (("whole", whole), ("part", part)), "mắc/tử vong", ("deaths",))
        for one, two in pairwise(series):
            if one.head.pair or two.head.pair or one.rated or two.rated:
                continue
            if one.head.role is not two.head.role or one.head.period != two.head.period:
                continue
            cases = _CASES.search(one.head.folded.split("(")[0]) and not _DEATH.search(one.head.measure)
            if cases and _DEATH.search(two.head.measure) and "mắc" not in two.head.measure:
                whole, part = values.at(line, one), values.at(line, two)
                if whole is not None and part is not None and not is_rate(whole) and not is_rate(part):
                    yield claim(ClaimKind.SUBSET, (("whole", whole), ("part", part)), "tử vong", ("deaths",))
