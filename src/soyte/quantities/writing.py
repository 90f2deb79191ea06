"""Writing numbers the Vietnamese way: `1.234,5`, trailing zeros kept, units and approximators where they belong."""

from __future__ import annotations

from decimal import Decimal

from soyte.quantities.model import Form, Quantity, UnitKind

_QUALIFIERS = {"approx": "khoảng ", "over": "trên ", "under": "dưới ", "at_least": "ít nhất "}
_INCLUSIVE = {"under": "không quá "}


def write_number(value: Decimal, *, grouped: bool = True) -> str:
    """A decimal with `.` between thousands and `,` before decimals; its exponent says how many places are printed.

    >>> write_number(Decimal("1234.50"))
    '1.234,50'
    """
    plain = f"{abs(value):f}"
    whole, _, fraction = plain.partition(".")
    if grouped and len(whole) > 3:
        head = len(whole) % 3 or 3
        whole = ".".join([whole[:head], *(whole[k : k + 3] for k in range(head, len(whole), 3))])
    sign = "-" if value < 0 else ""
    return f"{sign}{whole},{fraction}" if fraction else f"{sign}{whole}"


def write_at(value: Decimal, precision: Decimal) -> str:
    """`value` with as many decimal places as `precision` (a power of ten) has."""
    return write_number(value.quantize(precision) if precision < 1 else value.quantize(Decimal(1)))


def write(quantity: Quantity) -> str:
    """The quantity as a report would print it; reading it again gives the same value, unit, precision and qualifier."""
    unit = quantity.unit.name
    joint = (
        ""
        if quantity.unit.kind in {UnitKind.PERCENT, UnitKind.PERMILLE, UnitKind.NONE} or unit.startswith("/")
        else " "
    )
    number = write_at(quantity.value, quantity.precision)
    if quantity.form is Form.RANGE and quantity.high is not None:
        return f"{number} - {write_at(quantity.high, quantity.precision)}{joint}{unit}"
    words = (_INCLUSIVE if quantity.inclusive else {}).get(quantity.qualifier) or _QUALIFIERS.get(
        quantity.qualifier, ""
    )
    return f"{words}{number}{joint}{unit}"
