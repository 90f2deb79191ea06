"""Next year's targets against this year's results: no better, or a jump."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from soyte.catalogue.model import Sum
from soyte.catalogue.units import compatible, dimensions
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.when import period_of
from soyte.checks.document.wording import clauses, number, stated
from soyte.statements import Finding, Role, Statement

KIND = "target_ambition"
_POINTS = Decimal(15)
_PERCENT = Decimal(30)


@dataclass(frozen=True)
class _Pair:
    """A target of next year (or the parts it is given in) beside this year's result."""

    name: str
    targets: tuple[Statement, ...]
    actual: Statement
    lower_better: bool

    @property
    def target(self) -> Decimal:
        return sum((t.value for t in self.targets), Decimal(0))

    @property
    def words(self) -> str:
        if len(self.targets) == 1:
            return stated(self.targets[0])
        return f"{' + '.join(t.value_text for t in self.targets)} = {number(self.target)}"


def judge_ambition(sheet: Sheet) -> Iterator[Finding]:
    """One note for all targets that are no better than the result, one for all jumps."""
    pairs = list(_pairs(sheet))
    idle = [p for p in pairs if _is_idle(p)]
    if idle:
        words = clauses([f"{p.name} {p.words}, năm nay {stated(p.actual)}{_same(p)}" for p in idle])
        message = (
            f"Chỉ tiêu năm sau không tốt hơn kết quả năm nay: {words}. "
            "Xem lại mức phấn đấu, hoặc nêu lý do giữ mức này."
        )
        yield _finding(sheet, idle, message)
    jumps = [p for p in pairs if _is_jump(p)]
    if jumps:
        words = clauses([f"{p.name} từ {stated(p.actual)} lên {p.words} ({_size(p)})" for p in jumps])
        message = f"Chỉ tiêu năm sau thay đổi đột ngột so với kết quả năm nay: {words}. Kiểm tra con số; nếu đúng cần nêu giải pháp và lộ trình."
        yield _finding(
            sheet,
            jumps,
            message.replace(" lên ", " xuống ") if all(p.target < p.actual.value for p in jumps) else message,
        )


def _finding(sheet: Sheet, pairs: list[_Pair], message: str) -> Finding:
    one = pairs[0].targets[0]
    numbers = tuple(sorted({s.number for p in pairs for s in (*p.targets, p.actual)}))
    return sheet.mark(one.start, one.end, KIND, pairs[0].words, stated(pairs[0].actual), message, statements=numbers)


def _pairs(sheet: Sheet) -> Iterator[_Pair]:
    actuals: dict[str, Statement] = {}
    targets: dict[str, Statement] = {}
    for s in sheet.figures:
        if s.indicator is None or s.high is not None or not sheet.is_home(s.place):
            continue
        if s.role is Role.TARGET and _is_next(sheet, s):
            targets.setdefault(s.indicator, s)
        elif s.role is Role.ACTUAL and s.period is not None and not _is_next(sheet, s) and _covers(sheet, s):
            actuals.setdefault(s.indicator, s)
    for name, target in targets.items():
        pair = _pair(sheet, name, (target,), actuals)
        if pair:
            yield pair
    for relation in sheet.catalogue.relations:
        if (
            isinstance(relation, Sum)
            and relation.whole not in targets
            and all(part in targets for part in relation.parts)
        ):
            pair = _pair(sheet, relation.whole, tuple(targets[part] for part in relation.parts), actuals)
            if pair:
                yield pair


def _pair(sheet: Sheet, name: str, targets: tuple[Statement, ...], actuals: dict[str, Statement]) -> _Pair | None:
    indicator, actual = sheet.catalogue.indicators.get(name), actuals.get(name)
    if indicator is None or actual is None or indicator.direction not in ("higher_better", "lower_better"):
        return None
    unit = actual.unit or indicator.unit
    if (
        any(t.unit is not None and not compatible(dimensions(t.unit), dimensions(unit)) for t in targets)
        or "đồng" in unit
    ):
        return None
    return _Pair(indicator.name_vi, targets, actual, indicator.direction == "lower_better")


def _is_next(sheet: Sheet, statement: Statement) -> bool:
    """Is the figure for a time after the report's own period?"""
    own, period = period_of(sheet.reading.period), period_of(statement.period)
    return own is not None and period is not None and period.start > own.end


def _covers(sheet: Sheet, statement: Statement) -> bool:
    """A result of the whole period, or of most of it, if it is a count; a rate of any time."""
    if statement.unit in {"%", "‰"} or "/" in (statement.unit or ""):
        return True
    return statement.period == sheet.reading.period


def _is_idle(pair: _Pair) -> bool:
    """No better than the result, where a better one is possible."""
    if pair.actual.unit == "%" and pair.target == pair.actual.value and pair.target in (0, 100):
        return False
    return pair.target >= pair.actual.value if pair.lower_better else pair.target <= pair.actual.value


def _same(pair: _Pair) -> str:
    return " (bằng nhau)" if pair.target == pair.actual.value else ""


def _is_jump(pair: _Pair) -> bool:
    change = abs(pair.target - pair.actual.value)
    if _is_idle(pair) or not pair.actual.value:
        return False
    return (
        change > _POINTS
        if pair.actual.unit == "%" and pair.actual.value >= _PERCENT
        else change / pair.actual.value * 100 > _PERCENT
    )


def _size(pair: _Pair) -> str:
    change = pair.target - pair.actual.value
    verb = "tăng" if change > 0 else "giảm"
    if pair.actual.unit == "%":
        return f"{verb} {number(abs(change))} điểm phần trăm"
    return f"{verb} {number(abs(change) / pair.actual.value * 100, 1)}%"
