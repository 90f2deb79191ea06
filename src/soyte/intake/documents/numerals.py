"""The numbers that word processors print in front of list items."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LARGEST = 3_999


def roman(number: int) -> str:
    """iv, xii; a number too large for it stays decimal."""
    if not 0 < number <= _LARGEST:
        return str(number)
    digits = ""
    for value, sign in (*_ROMAN, *_ROMAN_ONES):
        digits += sign * (number // value)
        number %= value
    return digits


def letters(number: int) -> str:
    """a … z, aa, bb … as Word counts."""
    if not 0 < number <= _LARGEST:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def numeral(number: int, style: str) -> str:
    """`number` in one of the styles `1`, `01`, `a`, `A`, `i`, `I`; decimal when the style is not known."""
    match style:
        case "a":
            return letters(number)
        case "A":
            return letters(number).upper()
        case "i":
            return roman(number)
        case "I":
            return roman(number).upper()
        case "01":
            return f"{number:02d}"
        case _:
            return str(number)


def bullet(sign: str) -> str:
    """A bullet as it looks: dashes and pluses are told apart by readers, the signs of symbol fonts are not."""
    if sign == "o":
        return "◦"
    if sign and "\ue000" <= sign[0] <= "\uf8ff":
        return {"\uf02d": "-", "\uf02b": "+", "\uf0fc": "✓"}.get(sign[0], "•")
    return sign or "•"
