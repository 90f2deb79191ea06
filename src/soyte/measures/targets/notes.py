"""What deserves a second look in a target itself: easier than what was reached last year, or a leap."""

from __future__ import annotations

from decimal import Decimal

from soyte.catalogue.verdict_rules import VerdictRule
from soyte.measures.targets.judge import distance, holds
from soyte.measures.targets.model import Operator, Result, Target
from soyte.quantities import write_number


def notes_on_target(target: Target, last: Result | None, rule: VerdictRule) -> tuple[str, ...]:
    """Notes on a target in the light of the last result; none where there is nothing to compare."""
    if last is None or last.value is None or target.value is None or target.unit != last.unit:
        return ()
    if target.operator not in (Operator.AT_LEAST, Operator.AT_MOST):
        return ()
    written = f"{_number(last.value)} của năm {last.period.year}"
    if holds(target, last.value):
        beyond = distance(target, last.value)
        how = "đúng bằng" if beyond == 0 else "dễ hơn"
        return (f"chỉ tiêu {how} kết quả {written}",)
    if last.value != 0 and abs(target.value - last.value) / abs(last.value) > rule.jump:
        share = (abs(target.value - last.value) / abs(last.value) * 100).quantize(Decimal(1))
        return (f"chỉ tiêu nhảy vọt: chênh {write_number(share)} % so với kết quả {written}",)
    return ()


def _number(value: Decimal) -> str:
    plain = value.normalize()
    return write_number(plain if int(plain.as_tuple().exponent) <= 0 else plain.quantize(Decimal(1)))
