"""Parts and wholes side by side: rows and columns `trong đó`, columns that add up, deaths among cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from soyte.intake.statements.tables.heads import Kind
from soyte.intake.statements.tables.totals import RATE_NAME, adds
from soyte.intake.statements.tables.values import Series, Values, claim, half, is_rate, size
from soyte.statements import Claim, ClaimKind, Role

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


def among(values: Values) -> Iterator[Claim]:
    """`Trong đó: …` is no larger than the row it belongs to."""
    lines = values.sheet.lines
    for line in lines:
        if not line.among or line.parent is None or RATE_NAME.search(line.folded):
            continue
        whole_line = lines[line.parent]
        if whole_line.unit != line.unit and None not in (whole_line.unit, line.unit):
            continue
        for series in values.series(Kind.FIGURES):
            whole, part = values.at(whole_line, series), values.at(line, series)
            if whole is None or part is None or not adds(series) or is_rate(whole) or is_rate(part):
                continue
            yield claim(ClaimKind.SUBSET, (("whole", whole), ("part", part)), "trong đó")


def column_parts(values: Values) -> Iterator[Claim]:
    """`Tổng | Nam | Nữ`: a column and the columns that it sums up, in every row."""
    series = [s for s in values.series(Kind.FIGURES) if s.part == 0 and not s.head.pair and adds(s)]
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
        if fits >= 2 and fits * 2 >= rows and (best is None or fits > best[0]):
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


def columns_among(values: Values) -> Iterator[Claim]:
    """Columns under `Trong đó` are no larger than the column in front of them."""
    whole: Series | None = None
    for series in (s for s in values.series(Kind.FIGURES) if s.part == 0 and not s.head.pair):
        if not series.head.among:
            whole = series
            continue
        if whole is None or not adds(whole) or not adds(series) or not _alike(whole, series):
            continue
        for line in values.sheet.lines:
            total, part = values.at(line, whole), values.at(line, series)
            if total is not None and part is not None and not is_rate(total) and not is_rate(part):
                yield claim(ClaimKind.SUBSET, (("whole", total), ("part", part)), "trong đó")


def _alike(one: Series, other: Series) -> bool:
    if one.head.unit != other.head.unit and None not in (one.head.unit, other.head.unit):
        return False
    return one.head.role is other.head.role and one.head.period == other.head.period


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
            if not _alike(one, two):
                continue
            cases = _CASES.search(one.head.folded.split("(")[0]) and not _DEATH.search(one.head.measure)
            if cases and _DEATH.search(two.head.measure) and "mắc" not in two.head.measure:
                whole, part = values.at(line, one), values.at(line, two)
                if whole is not None and part is not None and not is_rate(whole) and not is_rate(part):
                    yield claim(ClaimKind.SUBSET, (("whole", whole), ("part", part)), "tử vong", ("deaths",))
