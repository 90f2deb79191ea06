"""How figures and lists are written in the messages of document rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from soyte.checks.claims.wording import exact
from soyte.statements import Qualifier, Statement

_BEFORE = {
    Qualifier.UNDER: "dưới ",
    Qualifier.OVER: "trên ",
    Qualifier.AT_LEAST: "từ ",
    Qualifier.AT_MOST: "không quá ",
}


def stated(statement: Statement) -> str:
    """A figure as the text prints it, with its unit and how it is meant: `dưới 12,0%`, `ước 95%`."""
    words = " ".join(statement.quote.split()).replace(" %", "%")
    unit = statement.unit or ""
    bare = words == statement.value_text
    if bare and unit:
        words += unit if unit in {"%", "‰"} or unit.startswith("/") else f" {unit}"
    if statement.qualifier is Qualifier.APPROX:
        return ("ước " if statement.estimate else "khoảng ") + words
    return ("ước " if statement.estimate else "") + _BEFORE.get(statement.qualifier, "") + words


def number(value: Decimal, places: int = 2) -> str:
    """A computed number in Vietnamese writing, with at most `places` decimals."""
    return exact(value, places)


def listed(items: Iterable[str], most: int = 4) -> str:
    """`a, b và c`; what goes beyond `most` items is counted: `a, b, c, d và 3 chỗ khác`."""
    known = list(items)
    if len(known) > most:
        return f"{', '.join(known[:most])} và {len(known) - most} chỗ khác"
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} và {known[-1]}" if known else ""


def unit_words(unit: str | None) -> str:
    """A unit with a leading blank, none for none."""
    return "" if not unit else unit if unit in {"%", "‰"} else f" {unit}"


def clauses(items: Sequence[str], most: int = 5) -> str:
    """Longer items, each of which may hold commas: `a; b; c`."""
    more = f"; và {len(items) - most} chỗ khác" if len(items) > most else ""
    return "; ".join(items[:most]) + more
