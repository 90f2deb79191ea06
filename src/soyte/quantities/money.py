"""Amounts of money in units of different size."""

from __future__ import annotations

from decimal import Decimal

_MONEY = {"nghìn": Decimal(10) ** 3, "ngàn": Decimal(10) ** 3, "triệu": Decimal(10) ** 6, "tỷ": Decimal(10) ** 9}


def money_scale(unit: str | None) -> Decimal:
    """How many đồng one `triệu đồng` is; 1 for every other unit."""
    scale = Decimal(1)
    if unit and "đồng" in unit:
        for word in unit.split():
            scale *= _MONEY.get(word, Decimal(1))
    return scale
