"""Numbers and phrases of the messages, in Vietnamese."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from soyte.quantities import write_number
from soyte.statements import Statement

_SCALE = re.compile(r"\s*((?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?:\s+(?:nghìn|ngàn|triệu|tỷ|tỉ))*)", re.IGNORECASE)
VERBS = {"up": "tăng", "down": "giảm", "": "thay đổi"}


def figure(statement: Statement) -> str:
    """A stated figure as the text prints it, with its scale and unit: `1,46 triệu lượt`."""
    unit = statement.unit or ""
    joint = "" if unit in {"", "%", "‰"} else " "
    return f"{statement.value_text}{_scale(statement, unit)}{joint}{unit}"


def _scale(statement: Statement, unit: str) -> str:
    """The scale word that stands behind the digits and is no part of the unit (`tỷ đồng` has its own)."""
    digits = statement.quote.find(statement.value_text)
    match = _SCALE.match(statement.quote, digits + len(statement.value_text)) if digits >= 0 else None
    word = match.group(1) if match else ""
    return "" if not word or unit.startswith(word) else f" {word}"


def rounded(value: Decimal, precision: Decimal) -> str:
    """`value` at the precision of the figure it is compared with (at most one place more than printed)."""
    places = precision if precision < 1 else Decimal(1)
    return write_number(value.quantize(places, rounding=ROUND_HALF_UP))


def rounding_note(statement: Statement, value: Decimal) -> str:
    """Empty when `value` prints as stated; else says that only the rounding of what it was computed from explains the rest."""
    printed = (abs(value) / statement.precision).quantize(Decimal(1), ROUND_HALF_UP) * statement.precision
    return "" if printed == abs(statement.value) else f" (văn bản ghi {figure(statement)}; chênh do làm tròn)"


def exact(value: Decimal, places: int = 2) -> str:
    """`value` with up to `places` decimals, without trailing zeros."""
    quantum = Decimal(1).scaleb(-places)
    short = value.quantize(quantum, rounding=ROUND_HALF_UP).normalize()
    if short == short.to_integral_value():
        short = short.quantize(Decimal(1))
    return write_number(short)
