"""What a digit string with separators can mean, and which meaning its unit and its document allow.

Vietnamese writes 1.234.567,8; news copy and software write 1,234,567.8; reports mix both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from soyte.quantities.model import UnitKind

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED_DOT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_GROUPED_COMMA = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
FRACTION_KINDS = {UnitKind.PERCENT, UnitKind.PERMILLE, UnitKind.POINTS, UnitKind.DENSITY, UnitKind.TIMES}


def scaled(value: Decimal, scale: Decimal) -> Decimal:
    """`1,3 triệu` is 1300000, without the decimal place that only the scale made."""
    product = value * scale
    return product.to_integral_value() if abs(scale) > 1 and product == product.to_integral_value() else product


class Style(StrEnum):
    """Which sign parts the decimals in a document."""

    VIETNAMESE = "vi"
    ENGLISH = "en"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Literal:
    """One reading of a digit string: value, size of the last place, and the style that gives it."""

    value: Decimal
    precision: Decimal
    style: Style


def _decimal(whole: str, fraction: str, style: Style) -> Literal:
    value = Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)
    return Literal(value, Decimal(1).scaleb(-len(fraction)), style)


@lru_cache(maxsize=4096)
def readings(digits: str) -> tuple[Literal, ...]:
    """Every number that `digits` can stand for; empty when it can be none (`3.1.2`).

    >>> [str(r.value) for r in readings("1.234,5")]
    ['1234.5']
    >>> [str(r.value) for r in readings("762,655")]
    ['762.655', '762655']
    """
    if not _NUMBER.fullmatch(digits):  # the digits of a range or of words
        return ()
    if digits.isdigit():
        return (_decimal(digits, "", Style.UNKNOWN),)
    if _VIETNAMESE.fullmatch(digits):
        whole, fraction = digits.split(",")
        plain = whole.replace(".", "")
        found = [_decimal(plain, fraction, Style.VIETNAMESE)]
        if len(fraction) == 3:  # 1.234,567 with two kinds of thousands mark
            found.append(_decimal(plain + fraction, "", Style.UNKNOWN))
        return tuple(found)
    if _ENGLISH.fullmatch(digits):
        whole, fraction = digits.split(".")
        plain = whole.replace(",", "")
        found = [_decimal(plain, fraction, Style.ENGLISH)]
        if len(fraction) == 3:
            found.append(_decimal(plain + fraction, "", Style.UNKNOWN))
        return tuple(found)
    found = []
    if digits.count(",") == 1 and "." not in digits:
        found.append(_decimal(digits.partition(",")[0], digits.partition(",")[2], Style.VIETNAMESE))
    if _GROUPED_DOT.fullmatch(digits):
        found.append(_decimal(digits.replace(".", ""), "", Style.VIETNAMESE))
    if _GROUPED_COMMA.fullmatch(digits):
        found.append(_decimal(digits.replace(",", ""), "", Style.ENGLISH))
    if digits.count(".") == 1 and "," not in digits:
        found.append(_decimal(digits.partition(".")[0], digits.partition(".")[2], Style.ENGLISH))
    return tuple(found)


def document_style(literals: Iterable[str]) -> Style:
    """The style that the unmistakable numbers of a document speak for."""
    vietnamese = english = 0
    for digits in literals:
        found = readings(digits)
        if len(found) == 1 and not digits.isdigit():
            vietnamese += found[0].style is Style.VIETNAMESE
            english += found[0].style is Style.ENGLISH
    if english > vietnamese:
        return Style.ENGLISH
    return Style.VIETNAMESE if vietnamese else Style.UNKNOWN


def resolve(found: tuple[Literal, ...], kind: UnitKind, style: Style) -> tuple[Literal, tuple[Literal, ...]]:
    """The reading that unit, size and style speak for, and all that remain possible (more than one: undecided).

    A count of people has no fraction; a rate has no thousands; `25.000` ends in no zeros of a decimal. For money and unnamed numbers the style of the document
    decides, and a number that stands against it stays open.
    """
    if len(found) == 1:
        return found[0], found
    whole = [
        literal for literal in found if literal.value == literal.value.to_integral_value() and literal.precision == 1
    ]
    thousands = [literal for literal in whole if literal.style is Style.VIETNAMESE and literal.value % 1000 == 0]
    broken = [literal for literal in found if literal.precision < 1]
    if kind is UnitKind.COUNT and whole:
        return whole[0], (whole[0],)
    if kind in FRACTION_KINDS and broken:
        if kind is UnitKind.DENSITY and whole and whole[0].style is style is not Style.UNKNOWN:
            return whole[0], (whole[0],)
        return broken[0], (broken[0],)
    if thousands and style is not Style.ENGLISH:
        return thousands[0], (thousands[0],)  # nobody prints three decimals that are zeros
    leading_style = Style.VIETNAMESE if style is Style.UNKNOWN else style
    ordered = sorted(found, key=lambda literal: literal.style is not leading_style)
    settled = ordered[0].style is leading_style and style is not Style.UNKNOWN
    return ordered[0], (ordered[0],) if settled and ordered[0].precision == 1 else tuple(ordered)
