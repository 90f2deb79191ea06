"""Figures that no province has: outside the catalogue's band, and shares above 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from soyte.catalogue import Indicator
from soyte.catalogue.units import compatible, dimensions
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.when import period_of
from soyte.checks.document.wording import number, stated, unit_words
from soyte.statements import ClaimKind, Finding, Qualifier, Role, Statement

KIND = "plausibility"
_STATING = (Role.ACTUAL, Role.TARGET, Role.PREVIOUS, Role.SHARE)
_WHOLE = re.compile(r"tổng|toàn|hiện có|dân số")
# Percentages that may exceed 100: of a plan, of a budget, of a change, of a capacity.
_MAY_EXCEED = re.compile(
    r"kế hoạch|\bkh\b|chỉ tiêu|dự toán|tăng|giảm|so với|công suất|gấp|vượt|bằng|định mức|cùng kỳ|năm trước|năm ngoái|nghị quyết|"
    r"giao|tốc độ|chỉ số|quá tải|thu hồi|hoàn thành|tỷ số|hiệu suất|sử dụng giường|biến động|chênh lệch"
)
_MOVES = re.compile(r"(?:giảm|tăng)(?: thêm)?[^.;,]{0,60}$")  # a target may be a step: `giảm tỷ suất sinh thô 0,1‰`
_HUNDRED = Decimal(100)
_YEAR = 300


def judge_plausibility(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each figure outside its band; inside nothing is said."""
    seen: set[tuple[str | None, Decimal]] = set()
    clashing = _in_wrong_units(sheet)
    for statement in sheet.figures:
        if (
            statement.role not in _STATING
            or (statement.indicator, statement.value) in seen
            or statement.number in clashing
        ):
            continue
        message = _outside(sheet, statement) or _above_all(sheet, statement)
        if message:
            seen.add((statement.indicator, statement.value))
            yield sheet.note((statement,), KIND, stated(statement), "", message)


def _in_wrong_units(sheet: Sheet) -> set[int]:
    """Targets whose unit is not that of their result: that is judged with the target, the size says nothing more."""
    pairs = [
        [sheet.by_number.get(number) for _, number in claim.operands]
        for claim in sheet.reading.claims
        if claim.kind is ClaimKind.TARGET_ATTAINMENT
    ]
    return {s.number for pair in pairs if len({s.unit for s in pair if s}) > 1 for s in pair if s}


def _outside(sheet: Sheet, statement: Statement) -> str:
    indicator = sheet.indicator(statement)
    if indicator is None or indicator.band is None or not _comparable(sheet, statement, indicator):
        return ""
    band, value = indicator.band, statement.value
    low, high = Decimal(str(band.low)), Decimal(str(band.high))
    below = value < low and statement.qualifier not in (Qualifier.UNDER, Qualifier.AT_MOST)
    above = value > high and statement.qualifier not in (Qualifier.OVER, Qualifier.AT_LEAST)
    if not below and not above:
        return ""
    usual = f"{_plain(band.low)}–{_plain(band.high)}{unit_words(indicator.unit)}"
    side = "thấp hơn" if below else "cao hơn"
    return f"{indicator.name_vi} {stated(statement)} {side} mức thường thấy ({usual}; căn cứ: {band.basis}).{_slip(statement, low, high)}"


def _plain(bound: float) -> str:
    return number(Decimal(str(bound)), 1)


def _slip(statement: Statement, low: Decimal, high: Decimal) -> str:
    """Which power of ten brings a figure far off back into the band."""
    bases = (
        " (trên 1.000 hay trên 10.000 dân)"
        if "/1" in (statement.unit or "") and "trẻ" not in (statement.unit or "")
        else ""
    )
    for factor in (Decimal(10), Decimal(100), Decimal(1000)):
        for value, far, words in (
            (statement.value / factor, statement.value >= high * 2, f"gấp khoảng {factor} lần"),
            (statement.value * factor, statement.value * 2 <= low, f"chỉ bằng khoảng 1/{factor}"),
        ):
            if far and value and low <= value <= high:
                return f" Số này {words} mức hợp lý ({number(value)}): kiểm tra dấu thập phân hoặc đơn vị{bases}."
    return " Kiểm tra lại con số, đơn vị và tên chỉ tiêu."


def _comparable(sheet: Sheet, statement: Statement, indicator: Indicator) -> bool:
    """A band is that of a province; of counts, that of a whole year and of the whole province."""
    own = dimensions(indicator.unit).union(*(dimensions(unit) for unit in indicator.units))
    if (
        statement.unit is None
        or not compatible(dimensions(statement.unit), own)
        or _MOVES.search(sheet.before(statement))
    ):
        return False
    rate = indicator.unit in {"%", "‰"} or "/" in indicator.unit
    if rate and statement.role is not Role.SHARE:
        return sheet.is_home(statement.place) or statement.place == "cả nước"
    if rate or statement.role is Role.SHARE or not sheet.is_home(statement.place):
        return False
    return _is_year(statement.period) and bool(_WHOLE.search(sheet.before(statement)))


def _is_year(period: str | None) -> bool:
    found = period_of(period)
    return (found.end - found.start).days > _YEAR if found else period is None


def _above_all(sheet: Sheet, statement: Statement) -> str:
    """A share or coverage above 100 %, unless the words speak of a plan or of growth."""
    if statement.unit != "%" or statement.value <= _HUNDRED or statement.number in sheet.claimed[ClaimKind.RATIO]:
        return ""
    indicator = sheet.indicator(statement)
    if indicator is not None and (indicator.unit != "%" or (indicator.band is not None and indicator.band.high > 100)):
        return ""
    around = f"{sheet.before(statement)} {sheet.after(statement, 60)} {sheet.headers(statement)} {indicator.name_vi.lower() if indicator else ''}"
    if _MAY_EXCEED.search(around):
        return ""
    return (
        f"Tỷ lệ {stated(statement)} lớn hơn 100%: một phần không thể lớn hơn toàn bộ. "
        "Kiểm tra tử số, mẫu số, hoặc ghi rõ đây là tỷ lệ so với kế hoạch."
    )
