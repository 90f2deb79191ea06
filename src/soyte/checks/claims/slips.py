"""What kind of slip makes the printed figure out of the right one: a digit, a transposition, a factor of ten."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from soyte.statements import Statement


def likely_slip(statement: Statement, right: Decimal) -> str:
    """A Vietnamese remark that begins with a blank, or nothing when no common slip explains the difference."""
    quantum = statement.precision if statement.precision < 1 else Decimal(1)
    wanted = _digits(right.quantize(quantum, rounding=ROUND_HALF_UP))
    stated = _digits(statement.value.quantize(quantum))
    if wanted == stated:
        return ""
    if wanted and stated and wanted.rstrip("0") == stated.rstrip("0"):
        return " Có thể nhầm vị trí dấu thập phân."
    if len(wanted) == len(stated):
        differing = [i for i in range(len(wanted)) if wanted[i] != stated[i]]
        if len(differing) == 1:
            return " Có thể gõ nhầm một chữ số."
        if len(differing) == 2 and sorted(wanted) == sorted(stated):
            return " Có thể đảo hai chữ số."
    return ""


def _digits(value: Decimal) -> str:
    return "".join(c for c in f"{abs(value):f}" if c.isdigit()).lstrip("0")
