"""Writing numbers the Vietnamese way: `1.234,5`, trailing zeros kept, units and approximators where they belong."""

from __future__ import annotations

from decimal import Decimal

from soyte.quantities.literals import FRACTION_KINDS
from soyte.quantities.model import Form, Quantity, UnitKind
from soyte.quantities.words import SCALES

_ATTACHED = {UnitKind.PERCENT, UnitKind.PERMILLE, UnitKind.NONE}  # no blank before the unit
_WRITTEN = {"chục", "trăm", "nghìn", "triệu", "tỷ"}
_QUALIFIERS = {"approx": "khoảng ", "over": "trên ", "under": "dưới ", "at_least": "ít nhất "}
_INCLUSIVE = {"under": "không quá "}


def write_number(value: Decimal, *, grouped: bool = True) -> str:
    """A decimal with `.` between thousands and `,` before decimals; its exponent says how many places are printed.

    >>> write_number(Decimal("1234.50"))
    '1.234,50'
    """
    plain = f"{value.copy_abs():f}"
    whole, _, fraction = plain.partition(".")
    if grouped and len(whole) > 3:
        head = len(whole) % 3 or 3
        whole = ".".join([whole[:head], *(whole[k : k + 3] for k in range(head, len(whole), 3))])
    sign = "-" if value < 0 else ""
    return f"{sign}{whole},{fraction}" if fraction else f"{sign}{whole}"


def write_at(value: Decimal, precision: Decimal, *, grouped: bool = True) -> str:
    """`value` with as many decimal places as `precision` (a power of ten) has."""
    places = max(0, -precision.adjusted())
    return write_number(Decimal(f"{value:.{places}f}"), grouped=grouped)


def write(quantity: Quantity) -> str:
    """The quantity as a report would print it; reading it again gives the same value, unit, precision and qualifier.

    Three kinds do not come back: a fraction of what is counted printed with three places (`12,345 ca` is twelve
    thousand), half of a pair or a list alone, and a negative number unless brackets or a colon stand before it.
    """
    unit = quantity.unit.name
    scale, scale_word = _scale(quantity)
    joint = "" if not scale_word and (quantity.unit.kind in _ATTACHED or unit.startswith("/")) else " "
    tail = f"{scale_word}{joint}{unit}".rstrip()
    number = _write_scaled(quantity, quantity.value, scale)
    if quantity.form is Form.RANGE and quantity.high is not None:
        high = _write_scaled(quantity, quantity.high, scale)
        return f"{number} - {high}{tail}" if tail else f"từ {number} đến {high}"
    return f"{_lead(quantity)}{number}{tail}"


def _lead(quantity: Quantity) -> str:
    if quantity.estimate and quantity.qualifier == "approx":
        return "ước "
    inclusive = _INCLUSIVE.get(quantity.qualifier) if quantity.inclusive else None
    words = inclusive or _QUALIFIERS.get(quantity.qualifier, "")
    return f"ước đạt {words}" if quantity.estimate else words


def _write_scaled(quantity: Quantity, value: Decimal, scale: Decimal) -> str:
    """A rate of a thousand and more is not grouped: `1.250%` would be one and a quarter."""
    whole_rate = quantity.unit.kind in FRACTION_KINDS and quantity.precision >= 1
    return write_at(value / scale, quantity.precision / scale, grouped=not whole_rate)


def _scale(quantity: Quantity) -> tuple[Decimal, str]:
    """The scale word that lets the last printed place be as large as it was: 1300000 to the hundred thousand is `1,3 triệu`."""
    if quantity.precision <= 1:
        return Decimal(1), ""
    fitting = [(size, word) for word, size in SCALES.items() if size >= quantity.precision and word in _WRITTEN]
    if not fitting:
        return Decimal(1), ""
    size, word = max((f for f in fitting if f[0] <= quantity.value), default=min(fitting))
    return size, f" {word}"
