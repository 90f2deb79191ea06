"""Numbers, days and moments as a reader in Vietnam writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from soyte.ledger.clock import VIETNAM
from soyte.measures import wording
from soyte.quantities import write_number

NOTHING = "–"
_UNITS_CLOSE = {"%", "‰"}


def number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """`1234.5` as `1.234,5`; `places` digits behind the comma (rounded half up), by default those it has, at most two."""
    if value is None:
        return NOTHING
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        return wording.number(exact)
    return write_number(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def with_unit(value: Decimal | int | float | None, unit: str, places: int | None = None) -> str:
    """`92,2%`, `17 bác sĩ/10.000 dân`."""
    words = number(value, places)
    if value is None or not unit:
        return words
    return f"{words}{unit}" if unit in _UNITS_CLOSE else f"{words} {unit}"


def day(value: date | datetime | None) -> str:
    """`31/12/2024`."""
    if value is None:
        return NOTHING
    local = value.astimezone(VIETNAM) if isinstance(value, datetime) else value
    return f"{local:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """`31/12/2024 08:05`."""
    return NOTHING if value is None else f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
