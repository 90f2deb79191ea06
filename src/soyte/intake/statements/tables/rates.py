"""Rates down a column: the row `Tỷ lệ phát hiện (%)` below `Số người bệnh ước tính` and `Số người bệnh được phát hiện`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from soyte.intake.statements.tables.heads import Kind
from soyte.intake.statements.tables.rows import Line
from soyte.intake.statements.tables.values import Series, Values, claim, is_rate, near, quotient
from soyte.statements import Claim, ClaimKind, Statement

_RATE = re.compile(r"^tỷ lệ (?P<what>\w+ \w+)")
_REACH = 5  # rows above the rate
_DIGITS = 3  # shorter rates fit too often by chance


def row_rates(values: Values) -> Iterator[Claim]:
    """A rate over two rows above it. Its name must share words with the upper of the two, and one column must bear it out."""
    lines = values.sheet.lines
    columns = values.series(Kind.FIGURES)
    for position, line in enumerate(lines):
        named = _RATE.match(line.folded)
        if named is None:
            continue
        best: list[tuple[Statement, Statement, Statement, bool]] = []
        for top, bottom in permutations(lines[max(0, position - _REACH) : position], 2):
            if named["what"] not in top.folded or _RATE.match(top.folded) or _RATE.match(bottom.folded):
                continue
            found = _columns(values, columns, top, bottom, line)
            if sum(fits for *_, fits in found) > sum(fits for *_, fits in best):
                best = found
        if sum(fits for *_, fits in best) * 2 >= len(best):
            for a, b, rate, _ in best:
                yield claim(ClaimKind.RATIO, (("numerator", a), ("denominator", b), ("share", rate)), "%", ("linked",))


def _columns(
    values: Values, columns: list[Series], top: Line, bottom: Line, line: Line
) -> list[tuple[Statement, Statement, Statement, bool]]:
    """Numerator, denominator and rate of every column that prints all three, and whether the rate is their quotient."""
    found = []
    for series in columns:
        a, b, rate = (values.at(row, series) for row in (top, bottom, line))
        if a is None or b is None or rate is None or not is_rate(rate) or is_rate(a) or is_rate(b):
            continue
        if len(rate.value_text.replace(",", "").lstrip("0")) >= _DIGITS and (ends := quotient(a, b)):
            found.append((a, b, rate, near(rate, ends[0] * 100, ends[1] * 100)))
    return found
