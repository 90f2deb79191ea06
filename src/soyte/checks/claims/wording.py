"""Numbers and phrases of the messages, in Vietnamese."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from soyte.quantities import write_number
from soyte.statements import Statement

VERBS = {"up": "tăng", "down": "giảm", "": "thay đổi"}


def figure(statement: Statement) -> str:
    """A stated figure as the text prints it, with its unit."""
    unit = statement.unit or ""
    joint = "" if unit in {"", "%", "‰"} else " "
    return f"{statement.value_text}{joint}{unit}"


def rounded(value: Decimal, precision: Decimal) -> str:
    """`value` at the precision of the figure it is compared with (at most one place more than printed)."""
    places = precision if precision < 1 else Decimal(1)
    return write_number(value.quantize(places, rounding=ROUND_HALF_UP))


def exact(value: Decimal, places: int = 2) -> str:
    """`value` with up to `places` decimals, without trailing zeros."""
    quantum = Decimal(1).scaleb(-places)
    short = value.quantize(quantum, rounding=ROUND_HALF_UP).normalize()
    if short == short.to_integral_value():
        short = short.quantize(Decimal(1))
    return write_number(short)
