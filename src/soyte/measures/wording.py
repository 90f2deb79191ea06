"""Figures in words: the number or why there is none, its status, how complete it is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from soyte.measures.figure import Completeness, Figure
from soyte.quantities.writing import write_number

STATES = {
    "not_reported": "chưa báo cáo",
    "none": "không có",
    "not_applicable": "không áp dụng",
    "held_back": "chưa tách được",
}
STATUSES = {"final": "chính thức", "provisional": "sơ bộ", "estimate": "ước tính"}
_GRAINS = {"year": "năm", "half": "nửa năm", "quarter": "quý", "month": "tháng", "week": "tuần", "day": "ngày"}
_PRINTED = Decimal("0.01")
_PLACES = 2


def number(value: Decimal) -> str:
    """`1.234,57`: as many places as it has, but no more than two, away from zero at the half; `0,0018` is no zero."""
    return write_number(rounded(value))


def rounded(value: Decimal) -> Decimal:
    """A finite value to the places that are printed: at most two, and two digits of what would be nothing with two places."""
    if value == value.to_integral_value():
        return value.to_integral_value()
    plain = Decimal(f"{value.normalize():f}")
    if -int(plain.as_tuple().exponent) <= _PLACES:
        return plain
    small = abs(plain) < _PRINTED
    last = Decimal(1).scaleb(plain.adjusted() - 1) if small else _PRINTED
    return Decimal(f"{plain.quantize(last, rounding=ROUND_HALF_UP).normalize():f}")


def value_words(figure: Figure) -> str:
    """The number, or why there is none: never a zero that nobody reported."""
    return number(figure.value) if figure.value is not None else STATES[figure.state]


def completeness_words(found: Completeness | None) -> str:
    """`11/12 tháng; 62/63 nơi; 745/756 báo cáo`."""
    if found is None:
        return ""
    grain = _GRAINS.get(found.grain or "", "kỳ")
    told = [f"{found.periods}/{found.periods_expected} {grain}"] if found.grain else []
    if found.units_expected is not None:
        told.append(f"{found.units}/{found.units_expected} nơi")
        told.append(f"{found.reports}/{found.reports_expected} báo cáo")
    elif found.units > 1:
        told.append(f"{found.units} nơi")
    return "; ".join(told)
