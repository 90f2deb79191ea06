"""Targets: the verdict words (đạt, vượt, chưa đạt) against operator, values and direction; and the units of both."""

from __future__ import annotations

from decimal import Decimal

from soyte.checks.claims.context import Judge
from soyte.checks.claims.interval import in_dong
from soyte.checks.claims.wording import figure
from soyte.statements import Claim, Finding, Qualifier, Statement, Verdict

_NAMES = {"attained": "đạt", "exceeded": "vượt", "missed": "chưa đạt", "nearly": "cơ bản đạt"}
_RATES = {"%", "‰"}
_NEARLY = Decimal("0.95")


def judge_target(judge: Judge, claim: Claim) -> Finding | None:
    """A result against its target. Equality attains; lower is better where the indicator says so."""
    target = judge.operand(claim, "target")
    number = claim.one("actual")
    if number is None:
        message = f"Văn bản nêu {_NAMES[claim.assertion]} chỉ tiêu {figure(target)} nhưng không nêu kết quả nên không kiểm tra được."
        return judge.finding(claim, Verdict.AMBIGUOUS, _NAMES[claim.assertion], "", message)
    actual = judge.statement(number)
    clash = _unit_clash(judge, claim, actual, target)
    if clash is not None:
        return clash
    if not claim.assertion or not _same_unit(actual, target):
        return None
    if claim.assertion == "implied":
        return _judge_implied(judge, claim, actual, target)
    return _judge_words(judge, claim, actual, target)


def _same_unit(actual: Statement, target: Statement) -> bool:
    if None in (actual.unit, target.unit) or actual.unit == target.unit:
        return True
    return "đồng" in str(actual.unit) and "đồng" in str(target.unit)


def _unit_clash(judge: Judge, claim: Claim, actual: Statement, target: Statement) -> Finding | None:
    """The unit of a target must be the unit of its result: a percentage has no target per 10.000 inhabitants."""
    one, two = actual.unit, target.unit
    if one is None or two is None or one == two:
        return None
    densities = [unit for unit in (one, two) if "/1" in unit]
    if not densities or not ({one, two} & _RATES or (len(densities) == 2 and one.split("/")[0] == two.split("/")[0])):
        return None
    message = f"Đơn vị của chỉ tiêu ({figure(target)}) khác đơn vị của kết quả ({figure(actual)}): không so sánh được; cần sửa đơn vị hoặc con số của chỉ tiêu."
    return judge.finding(
        claim, Verdict.WRONG, figure(target), f"đơn vị {one}", message, kind="unit_consistency", severity="verdict"
    )


def _judge_words(judge: Judge, claim: Claim, actual: Statement, target: Statement) -> Finding | None:
    a, t = in_dong(actual).mid, in_dong(target).mid
    lower = _lower_is_better(judge, actual, target)
    sign = ">" if a > t else "<" if a < t else "="
    words = f"{figure(actual)} {sign} {figure(target)}"
    if lower is None and a != t:
        lower = False
        sure = False
    else:
        lower = bool(lower)
        sure = True
    reached = _reached(a, t, lower=lower)
    exceeded = (a < t) if lower else (a > t)
    holds = {
        "attained": reached,
        "exceeded": exceeded,
        "missed": not reached,
        "nearly": reached or (a >= t * _NEARLY if not lower else a * _NEARLY <= t),
    }[claim.assertion]
    direction = ", thấp hơn là tốt" if lower else ""
    provisional = (
        " Kết quả là số ước nên mức đạt còn tạm tính."
        if actual.estimate or actual.qualifier is Qualifier.APPROX
        else ""
    )
    computed = "vượt" if exceeded else "đạt" if reached else "không đạt"
    claimed = _NAMES[claim.assertion]
    if holds:
        return judge.finding(
            claim, Verdict.OK, claimed, computed, f"Mức đạt đúng: {words}{direction} nên {computed}.{provisional}"
        )
    close = in_dong(actual).low < t if lower else in_dong(actual).high > t  # what rounding hides may have passed it
    if (
        not sure
        or claim.assertion == "nearly"
        or (claim.assertion == "exceeded" and close)
        or actual.qualifier is not Qualifier.EXACT
    ):
        message = f"Văn bản viết {claimed} nhưng {words}{direction}; cần xem lại chiều của chỉ tiêu hoặc cách so sánh."
        return judge.finding(claim, Verdict.AMBIGUOUS, claimed, computed, message)
    message = f"Mức đạt sai: văn bản viết {claimed} nhưng {words}{direction} nên {computed}."
    return judge.finding(claim, Verdict.WRONG, claimed, computed, message, severity="verdict")


def _judge_implied(judge: Judge, claim: Claim, actual: Statement, target: Statement) -> Finding | None:
    """`đạt 96,2% (mục tiêu trên 95%)` does not say that the target was met; it is told only where it was."""
    lower = _lower_is_better(judge, actual, target)
    a, t = in_dong(actual).mid, in_dong(target).mid
    if lower is None or not _reached(a, t, lower=lower):
        return None
    sign = ">" if a > t else "<" if a < t else "="
    return judge.finding(
        claim, Verdict.OK, "đạt", "đạt", f"Kết quả đạt chỉ tiêu: {figure(actual)} {sign} {figure(target)}."
    )


def _lower_is_better(judge: Judge, actual: Statement, target: Statement) -> bool | None:
    """From the operator of the target, else from the indicator; None when neither tells."""
    if target.qualifier is Qualifier.UNDER:
        return True
    if target.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        return False
    return {"lower_better": True, "higher_better": False}.get(judge.direction(actual, target))


def _reached(a: Decimal, t: Decimal, *, lower: bool) -> bool:
    """Equality attains."""
    if a == t:
        return True
    return a < t if lower else a > t
