"""Roman numerals, for headings and annexes."""

from __future__ import annotations

_VALUES = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """`4` as `IV`."""
    written = ""
    for value, letters in _VALUES:
        count, number = divmod(number, value)
        written += letters * count
    return written
