"""Targets, results and verdicts in the words of a report."""

from __future__ import annotations

from decimal import Decimal

from soyte.measures.targets.model import MARK_WORDS, Body, Judgement, Operator, Result, Status, Target
from soyte.quantities import write_number

BODY_WORDS = {
    Body.PARTY: "Tỉnh ủy, Thành ủy",
    Body.COUNCIL: "HĐND",
    Body.COMMITTEE: "UBND",
    Body.MINISTRY: "Bộ Y tế, Chính phủ",
    Body.DEPARTMENT: "Sở Y tế",
    Body.UNKNOWN: "không ghi",
}


def body_words(body: Body) -> str:
    """Who assigned it."""
    return BODY_WORDS[body]


def number_words(value: Decimal, step: Decimal | None = None) -> str:
    """A value with as many places as it was printed with, else as many as it has."""
    if step is not None and step < 1:
        return write_number(value.quantize(step.normalize()))
    plain = value.normalize()
    return write_number(plain if int(plain.as_tuple().exponent) <= 0 else plain.quantize(Decimal(1)))


def with_unit(number: str, unit: str | None) -> str:
    """A number with its unit: attached for `%`, behind a blank else."""
    if not unit:
        return number
    return f"{number}{unit}" if unit in ("%", "‰") else f"{number} {unit}"


def target_words(target: Target) -> str:
    """`từ 95% trở lên`, `dưới 10%`, `17 bác sĩ/10.000 dân`, `theo kế hoạch`."""
    if target.value is None:
        return "theo kế hoạch"
    low = with_unit(number_words(target.value, target.step), target.unit)
    if target.operator is Operator.BETWEEN and target.high is not None:
        return f"từ {number_words(target.value, target.step)} đến {with_unit(number_words(target.high, target.step), target.unit)}"
    if not target.limit:
        return low
    if target.operator is Operator.AT_LEAST:
        return f"trên {low}" if target.strict else f"từ {low} trở lên"
    return f"dưới {low}" if target.strict else f"không quá {low}"


def result_words(result: Result | None) -> str:
    """`ước 95%`, `17 bác sĩ/10.000 dân`, `chưa báo cáo`."""
    if result is None or result.value is None:
        return "chưa báo cáo"
    lead = "ước " if result.status is Status.ESTIMATE else ""
    until = f" (đến {result.source.as_of:%d/%m/%Y})" if result.source.as_of else ""
    return f"{lead}{with_unit(number_words(result.value, result.step), result.unit)}{until}"


def mark_words(judgement: Judgement) -> str:
    """The verdict; a provisional one says so."""
    words = MARK_WORDS[judgement.mark]
    return f"{words} (tạm tính)" if judgement.provisional and judgement.distance is not None else words
