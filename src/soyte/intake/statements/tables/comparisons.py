"""Columns that compare others: changes against the earlier result, percent of the plan, shares of a whole.

A header such as `So cùng kỳ (%)` leaves open whether it gives a change or a quotient, and of what. The rows tell: the
reading that most of them bear out is taken for all of them; where none is, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from soyte.intake.statements.tables.heads import Kind
from soyte.intake.statements.tables.readings import Reading, best_reading, read_as, rows_of
from soyte.intake.statements.tables.values import Series, Values, claim, is_rate, size
from soyte.statements import Claim, ClaimKind, Role

_DEATH = re.compile(r"chết|tử vong")
_EXPLICIT_CHANGE = re.compile(r"tăng(?! huyết áp| cường)|giảm|±|\+/-|chênh lệch")
_EXPLICIT_RATIO = re.compile(
    r"% ?(?:th\b|đạt|ht\b|hoàn thành|thực hiện|kh\b|kế hoạch)|tỷ lệ|(?:đạt|hoàn thành) .*%|\bth ?/ ?kh"
)
_REACH = 8  # columns to the left in which the parts of a share are sought


def comparisons(values: Values) -> Iterator[Claim]:
    """The claims of every comparing column."""
    for series in values.series(Kind.COMPARED, Kind.OF_PLAN):
        bases = values.results(Role.TARGET if series.head.kind is Kind.OF_PLAN else Role.PREVIOUS)
        pairs = [
            (result, base)
            for result in values.results(Role.ACTUAL)
            for base in bases
            if _alike(result, base) and _meant(series, result)
        ]
        at = series.head.column
        pairs.sort(
            key=lambda pair: (pair[0].head.column > at, abs(pair[0].head.column - at), abs(pair[1].head.column - at))
        )
        reading = best_reading(values, series, pairs, ("ratio", "relative", "difference")) or _only(
            values, series, pairs
        )
        if reading is not None:
            yield from _claims(values, series, reading)


def _alike(result: Series, base: Series) -> bool:
    """Do the two measure the same thing; is the target one for the year of the result?"""
    if result.part != base.part or (result.rated != base.rated and result.head.unit and base.head.unit):
        return False
    if base.head.role is Role.TARGET and not of_one_year(result, base):
        return False
    one, two = result.head.measure, base.head.measure
    return one == two or not one or not two or one in two or two in one


def of_one_year(result: Series, target: Series) -> bool:
    """Is the target one for the year of the result, as far as the headers tell?"""
    one, two = result.head.period, target.head.period
    return one is None or two is None or not target.head.stated or one.year == two.year


def _meant(series: Series, result: Series) -> bool:
    """`Tăng, giảm số mắc` speaks of cases, not of deaths."""
    measure = series.head.measure
    deaths = bool(_DEATH.search(measure))
    if result.head.pair:
        return (result.part == 1) == deaths
    if not measure:
        return True
    own = result.head.measure
    return not own or (bool(_DEATH.search(own)) == deaths and (own in measure or measure in own or "mắc" in measure))


def _only(values: Values, series: Series, pairs: list[tuple[Series, Series]]) -> Reading | None:
    """One or two rows prove little: there the header must leave no choice."""
    if len(pairs) != 1:
        return None
    rows = rows_of(values, values.sheet.lines, series, *pairs[0])
    if not 1 <= len(rows) <= 2:
        return None
    words = series.head.folded
    if series.head.kind is Kind.OF_PLAN and _EXPLICIT_RATIO.search(words) and not _EXPLICIT_CHANGE.search(words):
        plausible = all(20 <= size(operands[2]) <= 300 for _, operands in rows)
        return read_as("ratio", rows) if plausible else None
    if series.head.kind is Kind.COMPARED and _EXPLICIT_CHANGE.search(words) and series.head.unit is not None:
        return read_as("relative", rows)
    return None


def _claims(values: Values, series: Series, reading: Reading) -> Iterator[Claim]:
    signed = [values.signs.get((line.number, series.head.column), "") for line, _ in reading.rows]
    for (_, (result, base, stated)), sign in zip(reading.rows, signed, strict=True):
        if reading.formula == "ratio":
            operands = (("numerator", result), ("denominator", base), ("share", stated))
            yield claim(ClaimKind.RATIO, operands, "tỷ lệ", ("linked",))
            continue
        percent = stated.unit in ("%", "‰", "điểm phần trăm")
        if reading.formula == "relative" and not percent:
            continue
        if reading.formula == "difference" and percent and not is_rate(result):
            continue
        way = sign or _way_of_header(series.head.folded, any(signed)) if stated.value else ""
        yield claim(ClaimKind.DIFFERENCE, (("actual", result), ("change", stated), ("previous", base)), way)


def _way_of_header(words: str, signed: bool) -> str:
    """An unsigned change rises where others of its column carry a sign, else as the header says."""
    if signed:
        return "up"
    up, down = "tăng" in words, "giảm" in words
    return "" if up == down else "up" if up else "down"


def shares(values: Values) -> Iterator[Claim]:
    """Percentages of one column of counts in another, whichever pair most rows bear out."""
    results = values.series(Kind.FIGURES)
    counts = [s for s in results if not s.rated]
    for series in results:
        if not series.rated or series.head.role not in (None, Role.ACTUAL, Role.PREVIOUS):
            continue
        beside = [s for s in counts if abs(s.head.column - series.head.column) <= _REACH]
        beside.sort(
            key=lambda s: (s.head.column > series.head.column, abs(s.head.column - series.head.column), -s.part)
        )
        tops = [s for s in beside if _same_time(s, series)]
        bottoms = [s for s in beside if _same_time(s, series) or s.head.role is Role.TARGET]
        pairs = [(top, bottom) for top in tops for bottom in bottoms if top != bottom]
        reading = best_reading(values, series, pairs, ("ratio",))
        if reading is not None:
            yield from _claims(values, series, reading)


def _same_time(one: Series, other: Series) -> bool:
    if (one.head.role or Role.ACTUAL) is not (other.head.role or Role.ACTUAL):
        return False
    return one.head.period == other.head.period or not (one.head.stated and other.head.stated)
