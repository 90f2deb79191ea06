"""Separators: points and commas used both ways in one document, numbers that can be read twice, counts with a fraction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import listed, number, stated, unit_words
from soyte.quantities.model import UnitKind
from soyte.quantities.units import unit_after
from soyte.statements import Finding, Statement

KIND = "number_style"
_DECIMAL = re.compile(
    r"\d+(?P<sign>[.,])\d{1,2}|\d{1,3}(?:\.\d{3})+(?P<after>,)\d+|\d{1,3}(?:,\d{3})+(?P<english>\.)\d+"
)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[.,])\d{3})(?:(?P=sign)\d{3})*")
_NAMES = {",": "dấu phẩy", ".": "dấu chấm"}
_AVERAGE = re.compile(r"bình quân|trung bình|tỷ lệ|tỷ suất|mật độ|mỗi|đạt mức|hệ số|chỉ số")


def judge_number_style(sheet: Sheet) -> Iterator[Finding]:
    """At most one finding for each pattern: two readings, decimals, thousands, fractions of things that are counted."""
    figures = [s for s in sheet.figures if s.value_text]
    yield from _two_readings(sheet, figures)
    yield from _mixed(sheet, _by_sign(figures, _decimal_sign), "phần thập phân", ",")
    yield from _mixed(sheet, _by_sign(figures, _thousands_sign), "hàng nghìn", ".")
    yield from _broken_counts(sheet, figures)


def _two_readings(sheet: Sheet, figures: Sequence[Statement]) -> Iterator[Finding]:
    """`762,655 triệu đồng` beside `187.859 triệu đồng`: style and size do not settle the first."""
    open_ones = [s for s in figures if _is_open(s)]
    if not open_ones:
        return
    one = open_ones[0]
    values = listed([number(value, 3) + unit_words(one.unit) for value in dict.fromkeys(one.readings)])
    beside = next((s for s in figures if s.unit == one.unit and s not in open_ones and _thousands_sign(s)), None)
    contrast = f", trong khi nơi khác viết {stated(beside)}" if beside else ""
    more = f" Tương tự: {listed([stated(s) for s in open_ones[1:]])}." if len(open_ones) > 1 else ""
    message = (
        f"“{one.quote}” có thể đọc là {values.replace(' và ', ' hoặc ')}{contrast}.{more} "
        "Viết thống nhất: dấu chấm cho hàng nghìn, dấu phẩy cho phần thập phân; bỏ phần lẻ nếu không cần."
    )
    about = (one, *open_ones[1:], *((beside,) if beside else ()))
    yield sheet.mark(
        one.start, one.end, KIND, stated(one), "", message, statements=tuple(sorted({s.number for s in about}))
    )


def _is_open(statement: Statement) -> bool:
    """Can it be read twice? A count has no fraction, so one of its readings falls away."""
    whole = {r for r in statement.readings if r == r.to_integral_value()}
    counted = statement.unit is not None and _is_count(statement.unit)
    return len(set(statement.readings)) > 1 and not (counted and len(whole) == 1)


def _decimal_sign(statement: Statement) -> str:
    match = _DECIMAL.fullmatch(statement.value_text)
    return (match["sign"] or match["after"] or match["english"]) if match else ""


def _thousands_sign(statement: Statement) -> str:
    """The sign between thousands, when the figure is read as a whole number."""
    match = _GROUPED.fullmatch(statement.value_text)
    if match is None or _is_open(statement):
        return ""
    whole = int(re.sub(r"[.,]", "", statement.value_text))
    return match["sign"] if statement.value == whole else ""


def _by_sign(figures: Sequence[Statement], sign_of: Callable[[Statement], str]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in figures:
        sign = sign_of(statement)
        if sign:
            found.setdefault(sign, []).append(statement)
    return found


def _mixed(sheet: Sheet, by_sign: dict[str, list[Statement]], what: str, right: str) -> Iterator[Finding]:
    """Where both signs are used, those figures are named that do not follow the rule."""
    if len(by_sign) < 2:
        return
    usual = by_sign.pop(right)
    ((sign, odd),) = by_sign.items()
    message = (
        f"{len(odd)} số dùng {_NAMES[sign]} cho {what} ({listed([stated(s) for s in odd])}), trong khi {len(usual)} số dùng "
        f"{_NAMES[right]} (ví dụ {stated(usual[0])}). Viết thống nhất {_NAMES[right]} cho {what} trong cả văn bản."
    )
    numbers = tuple(sorted(s.number for s in odd))
    yield sheet.mark(odd[0].start, odd[0].end, KIND, stated(odd[0]), "", message, statements=numbers)


def _broken_counts(sheet: Sheet, figures: Sequence[Statement]) -> Iterator[Finding]:
    broken = [s for s in figures if _is_broken(sheet, s)]
    if not broken:
        return
    one = broken[0]
    more = f" Tương tự: {listed([stated(s) for s in broken[1:]])}." if len(broken) > 1 else ""
    message = f"“{stated(one)}” là số đếm nên không thể có phần lẻ: kiểm tra dấu chấm, dấu phẩy, đơn vị hoặc ghi rõ là số bình quân.{more}"
    numbers = tuple(sorted(s.number for s in broken))
    yield sheet.mark(one.start, one.end, KIND, stated(one), "", message, statements=numbers)


def _is_broken(sheet: Sheet, statement: Statement) -> bool:
    if statement.value == statement.value.to_integral_value() or _is_open(statement):
        return False
    if statement.unit is None or "/" in statement.unit or not _is_count(statement.unit):
        return False
    indicator = sheet.indicator(statement)
    if indicator is not None and not _is_count(indicator.unit):
        return False
    return not _AVERAGE.search(sheet.before(statement)) and not _AVERAGE.search(sheet.headers(statement))


@lru_cache(maxsize=1024)
def _is_count(unit: str) -> bool:
    found = unit_after(unit)
    return found is not None and found.kind is UnitKind.COUNT and "/" not in unit
