"""Ratio: numerator ÷ denominator at the printed rounding."""

from __future__ import annotations

from decimal import Decimal

from soyte.checks.claims.context import Judge
from soyte.checks.claims.interval import in_dong, money_scale, printed
from soyte.checks.claims.slips import likely_slip
from soyte.checks.claims.wording import exact, figure, rounded
from soyte.statements import Claim, Finding, Verdict


def judge_ratio(judge: Judge, claim: Claim) -> Finding | None:
    """`c% (a/b)` holds when a ÷ b rounds or truncates to c; a loosely worded one that fails is left alone."""
    top, bottom, share = (judge.operand(claim, part) for part in ("numerator", "denominator", "share"))
    factor = Decimal(1000) if share.unit == "‰" else Decimal(100)
    if (money_scale(top.unit) == 1) != (money_scale(bottom.unit) == 1) and top.unit and bottom.unit:
        return None
    quotient = in_dong(top).over(in_dong(bottom))
    if quotient is None:
        return None
    computed = quotient.scaled(factor)
    sum_words = f"{figure(top)} ÷ {figure(bottom)} × {factor} = {exact(computed.mid)}{share.unit or '%'}"
    claimed, recomputed = figure(share), rounded(computed.mid, share.precision) + (share.unit or "%")
    if computed.meets(printed(share), share.precision / 2):
        note = "" if computed.meets(printed(share)) else " (cắt bớt chứ không làm tròn)"
        return judge.finding(claim, Verdict.OK, claimed, recomputed, f"Tỷ lệ khớp: {sum_words}{note}.")
    if "linked" not in claim.traits:
        return None
    slip = likely_slip(share, computed.mid)
    message = f"Tỷ lệ không khớp: {sum_words}, văn bản ghi {claimed}.{slip}"
    return judge.finding(claim, Verdict.WRONG, claimed, recomputed, message)
