"""Ratio: numerator ÷ denominator at the printed rounding."""

from __future__ import annotations

from decimal import Decimal

from soyte.checks.claims.context import Judge
from soyte.checks.claims.interval import in_dong, printed
from soyte.checks.claims.slips import likely_slip
from soyte.checks.claims.wording import exact, figure, rounded, rounding_note
from soyte.quantities import money_scale
from soyte.statements import Claim, Finding, Verdict


def _base(unit: str | None) -> Decimal:
    """What a quotient is multiplied by for its unit: 100 for %, 10.000 for `giường/10.000 dân`, 1 for `người/lớp`."""
    if unit == "‰":
        return Decimal(1000)
    if unit and "/" in unit:
        digits = unit.split("/", 1)[1].split()[0].replace(".", "")
        return Decimal(digits) if digits.isdigit() else Decimal(1)
    return Decimal(100)


def judge_ratio(judge: Judge, claim: Claim) -> Finding | None:
    """`c% (a/b)` holds when a ÷ b rounds or truncates to c; a loosely worded one that fails is left alone."""
    top, bottom, share = (judge.operand(claim, part) for part in ("numerator", "denominator", "share"))
    factor = _base(share.unit)
    scale = money_scale(share.unit)  # 753,7 nghìn đồng/lượt
    if scale == 1 and (money_scale(top.unit) == 1) != (money_scale(bottom.unit) == 1) and top.unit and bottom.unit:
        return None
    quotient = in_dong(top).over(in_dong(bottom))
    if quotient is None:
        return None
    computed = quotient.scaled(factor / scale)
    times = f" × {factor}" if factor != 1 else ""
    unit = share.unit if share.unit and "/" not in share.unit else f" {share.unit}" if share.unit else "%"
    sum_words = f"{figure(top)} ÷ {figure(bottom)}{times} = {exact(computed.mid)}{unit}"
    claimed, recomputed = figure(share), rounded(computed.mid, share.precision) + unit
    if computed.meets(printed(share), share.precision / 2):
        cut = not computed.meets(printed(share))
        note = " (cắt bớt chứ không làm tròn)" if cut else rounding_note(share, computed.mid)
        return judge.finding(claim, Verdict.OK, claimed, recomputed, f"Tỷ lệ khớp: {sum_words}{note}.")
    if "linked" not in claim.traits:
        return None
    slip = likely_slip(share, computed.mid)
    message = f"Tỷ lệ không khớp: {sum_words}, văn bản ghi {claimed}.{slip}"
    return judge.finding(claim, Verdict.WRONG, claimed, recomputed, message)
