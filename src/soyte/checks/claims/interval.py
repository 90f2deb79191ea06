"""Printed figures as intervals: what a rounded or approximate number leaves open, and arithmetic that carries it along."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from soyte.quantities import money_scale
from soyte.statements import Qualifier, Statement

# An estimate (`ước 1.046,8 tỷ đồng`) is provisional but printed to its last digit, so it is held to it.
# How far a figure may lie from the truth when its words say so: `gần 700` agrees with 689, `trên 20` with 22.
_APPROX = Decimal("0.05")
_OVER = Decimal("0.10")


@dataclass(frozen=True)
class Interval:
    """`low` to `high`, both included; `mid` is the printed value."""

    low: Decimal
    mid: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.mid + other.mid, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.mid - other.mid, self.high - other.low)

    def scaled(self, factor: Decimal) -> Interval:
        """The interval in a unit `factor` times smaller (for a positive factor)."""
        return Interval(self.low * factor, self.mid * factor, self.high * factor)

    def over(self, other: Interval) -> Interval | None:
        """The quotient of two non-negative intervals, or None where the divisor may be 0."""
        if other.low <= 0 or self.low < 0:
            return None
        return Interval(self.low / other.high, self.mid / other.mid, self.high / other.low)

    def meets(self, other: Interval, slack: Decimal = Decimal(0)) -> bool:
        """Do the two have a value in common, when each may be `slack` off?"""
        return self.low - slack <= other.high and other.low - slack <= self.high


def is_count(statement: Statement) -> bool:
    """A whole number of things, printed in full."""
    return statement.precision == 1 and (
        statement.unit is None or (not ({"%", "‰"} & set(statement.unit)) and "/" not in statement.unit)
    )


def printed(statement: Statement) -> Interval:
    """The interval of a stated figure: half a last place around it, or what its qualifier allows."""
    value = statement.value
    half = Decimal(0) if is_count(statement) and "đồng" not in (statement.unit or "") else statement.precision / 2
    low, high = value - half, value + half
    size = abs(value)
    if statement.high is not None:
        high = statement.high + half
    elif statement.qualifier is Qualifier.APPROX and not statement.estimate:
        low, high = value - size * _APPROX, value + size * _APPROX
    elif statement.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        high = value + size * _OVER + half
    elif statement.qualifier is Qualifier.UNDER:
        low = value - size * _OVER - half
    return Interval(low, value, high)


def in_dong(statement: Statement) -> Interval:
    """As `printed`, money in đồng."""
    return printed(statement).scaled(money_scale(statement.unit))
