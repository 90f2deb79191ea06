"""The verdict: how a result stands to a target, by operator, direction, unit, precision and status.

A target's value is exact as assigned; a stated result is judged as printed, and a note says where another digit could
change the verdict. An estimate gives a provisional verdict. What cannot be compared is never called missed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from soyte.catalogue.model import Indicator
from soyte.catalogue.units import dimensions
from soyte.catalogue.verdict_rules import VerdictRule
from soyte.measures.targets.amounts import in_unit
from soyte.measures.targets.model import Judgement, Mark, Operator, Result, Status, Target
from soyte.quantities import write_number


def judge(target: Target, result: Result | None, indicator: Indicator, rule: VerdictRule) -> Judgement:
    """The verdict on one target by one result; `result` is None when nobody reported one."""
    if target.value is None:
        return _without(target, result, Mark.NO_DATA, "chỉ tiêu giao bằng lời, không có con số để so")
    if result is None or result.value is None:
        return _without(target, result, Mark.NO_DATA, "chưa có kết quả được báo cáo")
    obstacle = _incomparable(target, result, indicator)
    if obstacle:
        return _without(target, result, Mark.INCOMPARABLE, obstacle)
    measured = _in_unit_of(target, result, indicator)
    value = measured.value
    assert value is not None  # noqa: S101 (the units measure one thing)
    mark = _mark(target, value, rule)
    notes = (*_rounding(target, measured, rule, mark), *_nearly(mark, rule))
    provisional = result.status is not Status.FINAL
    return Judgement(target, result, mark, provisional, distance(target, value), None, notes)


def operator_for(indicator: Indicator) -> Operator:
    """What a plain number means as a target of this indicator: more is better, less is better, or just that much."""
    match indicator.direction:
        case "higher_better":
            return Operator.AT_LEAST
        case "lower_better":
            return Operator.AT_MOST
    return Operator.EQUAL


def distance(target: Target, value: Decimal) -> Decimal | None:
    """How far beyond (+) or short of (-) the target a value is, in the target's unit; None where there is no direction."""
    if target.value is None:
        return None
    match target.operator:
        case Operator.AT_LEAST:
            return value - target.value
        case Operator.AT_MOST:
            return target.value - value
        case Operator.BETWEEN:
            high = target.high if target.high is not None else target.value
            return min(value - target.value, high - value)
    return None


def holds(target: Target, value: Decimal) -> bool:
    """Whether a value fulfils the target."""
    assert target.value is not None  # noqa: S101 (checked by the caller)
    match target.operator:
        case Operator.AT_LEAST:
            return value > target.value if target.strict else value >= target.value
        case Operator.AT_MOST:
            return value < target.value if target.strict else value <= target.value
        case Operator.BETWEEN:
            return target.value <= value <= (target.high if target.high is not None else target.value)
    return value == target.value


def _mark(target: Target, value: Decimal, rule: VerdictRule) -> Mark:
    assert target.value is not None  # noqa: S101 (checked by the caller)
    if holds(target, value):
        beyond = distance(target, value)
        upper_limit = target.limit and target.operator is Operator.AT_MOST  # staying below a limit is what was asked
        exceeded = beyond is not None and beyond > 0 and target.operator is not Operator.BETWEEN and not upper_limit
        return Mark.EXCEEDED if exceeded else Mark.MET
    return Mark.NEARLY_MET if _is_near(target, value, rule) else Mark.MISSED


def _is_near(target: Target, value: Decimal, rule: VerdictRule) -> bool:
    if target.strict or target.value is None or target.value <= 0:
        return False
    match target.operator:
        case Operator.AT_LEAST:
            return value >= target.value * rule.nearly_met
        case Operator.AT_MOST:
            return value <= target.value * (2 - rule.nearly_met)
    return False


def _incomparable(target: Target, result: Result, indicator: Indicator) -> str | None:
    asked, given = target.unit or indicator.unit, result.unit or indicator.unit
    if not dimensions(asked) & dimensions(given):
        return f"đơn vị khác nhau: chỉ tiêu giao theo “{asked}”, kết quả theo “{given}”"
    if target.unit and not dimensions(target.unit) & dimensions(indicator.unit):
        return f"chỉ tiêu giao theo “{target.unit}” nhưng {indicator.name_vi} tính theo “{indicator.unit}”"
    if target.operator is Operator.EQUAL and not target.limit and indicator.direction in ("count_only", "range"):
        return (
            None
            if _in_unit_of(target, result, indicator).value == target.value
            else "chỉ tiêu này không có chiều tốt, xấu nên không xếp đạt hay không đạt"
        )
    return None


def _in_unit_of(target: Target, result: Result, indicator: Indicator) -> Result:
    """The result as a number of the target's unit: 97 tỷ đồng against a target in triệu đồng are 97 000."""
    asked, given = target.unit or indicator.unit, result.unit or indicator.unit
    assert result.value is not None  # noqa: S101 (checked by the caller)
    step = in_unit(result.step, given, asked) if result.step is not None else None
    return replace(result, value=in_unit(result.value, given, asked), step=step)


def _rounding(target: Target, result: Result, rule: VerdictRule, mark: Mark) -> tuple[str, ...]:
    """A result printed coarsely may have been rounded over the line."""
    if result.computed or result.step is None or result.value is None:
        return ()
    half = result.step / 2
    marks = {_mark(target, result.value + shift, rule) for shift in (-half, Decimal(0), half * Decimal("0.999"))}
    if marks == {mark} or result.value == target.value:
        return ()
    return (f"kết quả in tới {write_number(result.step.normalize())} nên thêm chữ số có thể đổi mức đạt",)


def _nearly(mark: Mark, rule: VerdictRule) -> tuple[str, ...]:
    if mark is not Mark.NEARLY_MET:
        return ()
    share = write_number((rule.nearly_met * 100).normalize())
    return (f"“cơ bản đạt” theo quy tắc khai báo: từ {share} % mức giao",)


def _without(target: Target, result: Result | None, mark: Mark, reason: str) -> Judgement:
    provisional = result is not None and result.status is not Status.FINAL
    return Judgement(target, result, mark, provisional, None, reason)
