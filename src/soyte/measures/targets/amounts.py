"""Values in units of different size: 97 tỷ đồng are 97 000 triệu đồng."""

from __future__ import annotations

from decimal import Decimal

from soyte.catalogue.units import dimensions
from soyte.quantities.money import money_scale


def same_size(one: str, other: str) -> bool:
    """Whether a number in one unit is the same number in the other: nouns of one family, money of one size."""
    return bool(dimensions(one) & dimensions(other)) and money_scale(one) == money_scale(other)


def in_unit(value: Decimal, given: str, wanted: str) -> Decimal | None:
    """A value of one unit as a number of another; None where the units measure different things."""
    if not dimensions(given) & dimensions(wanted):
        return None
    return value * money_scale(given) / money_scale(wanted)
