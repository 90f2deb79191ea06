"""How cells look: numbers in three ways of writing, periods."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from soyte.intake.counts.texts import key
from soyte.intake.sight import hints
from soyte.periods import Kind, PeriodError, parse

VI = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+,\d+")
EN = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
KINDS = {Kind.YEAR: "year", Kind.QUARTER: "quarter", Kind.MONTH: "month", Kind.WEEK: "week", Kind.DAY: "month"}


def number_form(cells: list[str]) -> str:
    """How the numbers of a column are written: vi, en or plain."""
    vi = sum(bool(VI.fullmatch(cell)) for cell in cells)
    en = sum(bool(EN.fullmatch(cell)) for cell in cells)
    points = sum("." in cell and bool(PLAIN.fullmatch(cell)) and not VI.fullmatch(cell) for cell in cells)
    if en > vi:
        return "en"
    return "plain" if points > vi else "vi"


def fractional(cell: str) -> bool:
    """Whether a number has decimals."""
    if VI.fullmatch(cell):
        return "," in cell
    return bool(PLAIN.fullmatch(cell)) and "." in cell


def is_number(cell: str) -> bool:
    """Whether a cell is a number in any of the three ways."""
    return any(form.fullmatch(cell) for form in (PLAIN, VI, EN))


def may_count(cell: str) -> bool:
    """A number, or what stands for one."""
    return is_number(cell) or key(cell) in hints.CELLS


def is_period(cell: str) -> bool:
    """Whether a cell names a period."""
    return grain_of(cell) is not None


def grain_of(cell: str) -> str | None:
    """The grain of the period that a cell names; a bare number is none, but for a year."""
    if is_number(cell) and not YEAR.fullmatch(cell):
        return None
    try:
        return KINDS.get(parse(cell).kind)
    except (PeriodError, ValueError):
        return None


def share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    """How many of the cells pass a test, from 0 to 1."""
    looked = cells[:500]
    return sum(bool(test(cell)) for cell in looked) / len(looked) if looked else 0.0
