"""Changes: differences in units, in percentage points and in percent; multiples; and directions without a size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from soyte.checks.claims.context import Judge
from soyte.checks.claims.interval import Interval, in_dong, is_count, printed
from soyte.checks.claims.slips import likely_slip
from soyte.checks.claims.wording import VERBS, exact, figure, rounded, rounding_note
from soyte.quantities import money_scale, related_units
from soyte.statements import Claim, Finding, Qualifier, Role, Statement, Verdict

_RATES = {"%", "‰", "điểm phần trăm"}
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class _Reading:
    """One way to understand a change: its signed size, and the arithmetic in words."""

    size: Interval
    words: str
    unit: str
    name: str
    slack: Decimal | None = None  # how far an exact difference may be off; None: what rounding leaves open decides


def judge_difference(judge: Judge, claim: Claim) -> Finding | None:
    """`a, tăng d so với năm N (p)`: d must be a − p, in units, in points or in percent of p."""
    actual, change, previous = (judge.operand(claim, part) for part in ("actual", "change", "previous"))
    readings = list(_readings(actual, previous, change, multiple="multiple" in claim.traits))
    if not readings:
        return None
    fits = [r for r in readings if _fits(r, change, claim.assertion)]
    claimed = f"{VERBS[claim.assertion]} {figure(change)}"
    if fits:
        best = fits[0]
        note = (
            " Hiệu của hai tỷ lệ phần trăm là điểm phần trăm."
            if best.name == "points" and change.unit == actual.unit == "%"
            else ""
        )
        message = f"Chênh lệch khớp: {best.words}{rounding_note(change, best.size.mid)}.{note}"
        return judge.finding(claim, Verdict.OK, claimed, _size(best, change), message, kind=_kind(best))
    if "own_base" in claim.traits or _other_pair_fits(judge, claim, change):
        return None
    best = readings[0]
    magnitude = _fits(best, change, "")
    reason = "chiều tăng/giảm ngược với số liệu" if magnitude else f"văn bản ghi {claimed}"
    wording = " (điểm phần trăm)" if best.name == "points" else ""
    message = f"Chênh lệch không khớp: {best.words}{wording}, {reason}.{likely_slip(change, best.size.mid)}"
    severity = "verdict" if magnitude else "error"
    return judge.finding(
        claim, Verdict.WRONG, claimed, _size(best, change), message, kind=_kind(best), severity=severity
    )


def _kind(reading: _Reading) -> str:
    return "relative_change" if reading.name in ("relative", "multiple") else "difference"


def _size(reading: _Reading, change: Statement) -> str:
    verb = "tăng" if reading.size.mid >= 0 else "giảm"
    joint = "" if reading.unit in {"", "%", "‰"} else " "
    return f"{verb} {rounded(abs(reading.size.mid), change.precision)}{joint}{reading.unit}"


def _readings(actual: Statement, previous: Statement, change: Statement, *, multiple: bool) -> Iterator[_Reading]:
    if actual.role is Role.TARGET:  # "đạt từ 95,5% trở lên, tăng 0,7%" counts from the figure set
        actual = replace(actual, qualifier=Qualifier.EXACT)
    a, p = in_dong(actual), in_dong(previous)
    units = {actual.unit, previous.unit} - {None}
    rates = units in ({"%"}, {"‰"})
    if change.unit == "lần" or multiple:
        quotient = a.over(p)
        if quotient is not None:
            yield _Reading(
                quotient, f"{figure(actual)} ÷ {figure(previous)} = {exact(quotient.mid)} lần", "lần", "multiple"
            )
            down = p.over(a)
            if down is not None and down.mid > 1:  # nobody says "gấp 0,2 lần"
                shown = Interval(-down.high, -down.mid, -down.low)
                yield _Reading(
                    shown, f"{figure(previous)} ÷ {figure(actual)} = {exact(down.mid)} lần", "lần", "multiple"
                )
        return
    difference = a - p
    plain = f"{figure(actual)} − {figure(previous)} = {exact(printed(actual).mid - printed(previous).mid, 3)}"
    relative = _relative(a, p)
    percent = change.unit in _RATES and not (change.unit == "điểm phần trăm" and not rates)
    if percent and rates and (change.unit != "‰" or "‰" in units):
        unit = change.unit or ""
        yield _Reading(difference, plain, unit, "points", _slack(actual, previous, change, Decimal(1)))
    if not percent:
        scale = in_dong(change).mid / change.value if change.value else Decimal(1)
        if related_units(actual.unit, previous.unit):
            scale = Decimal(1) if change.unit == "điểm phần trăm" else scale
            slack = _slack(actual, previous, change, scale)
            yield _Reading(difference.scaled(1 / scale), plain, change.unit or "", "absolute", slack)
    elif relative is not None and change.unit != "‰":
        words = f"({figure(actual)} − {figure(previous)}) ÷ {figure(previous)} = {exact(relative.mid)}%"
        # Between two percentages the change is rarely relative: the printed figures themselves must give it.
        yield _Reading(relative, words, "%", "relative", change.precision if rates else None)


def _slack(actual: Statement, previous: Statement, change: Statement, scale: Decimal) -> Decimal | None:
    """One last place of the coarsest of three exact figures, in the unit of the change; None when one is approximate."""
    figures = (actual, previous, change)
    exact = (s.qualifier is Qualifier.EXACT or s.estimate or s.role is Role.TARGET for s in figures)
    if not all(exact) or actual.high is not None:
        return None
    counts = all(is_count(s) for s in figures)
    return Decimal(0) if counts else max(s.precision * money_scale(s.unit) for s in figures) / scale


def _relative(a: Interval, p: Interval) -> Interval | None:
    if p.low <= 0:
        return None
    ends = [(x - y) / y * _HUNDRED for x in (a.low, a.high) for y in (p.low, p.high)]
    return Interval(min(ends), (a.mid - p.mid) / p.mid * _HUNDRED, max(ends))


def _fits(reading: _Reading, change: Statement, way: str) -> bool:
    size = reading.size
    if reading.name == "multiple":  # "gấp 5 lần" and "nhanh gấp 5 lần" name the multiple, whichever way it goes
        size, way = Interval(abs(size.low), abs(size.mid), abs(size.high)), "up"
    if way == "down" or (way == "" and size.mid < 0):
        size = Interval(-size.high, -size.mid, -size.low)
    stated = printed(change)
    if change.value < 0:
        stated = Interval(-stated.high, -stated.mid, -stated.low)
    if reading.slack is not None:
        return abs(size.mid - stated.mid) <= reading.slack
    return size.meets(stated, change.precision / 2)


_NEAR = 12  # figures on either side that may explain a change


def _other_pair_fits(judge: Judge, claim: Claim, change: Statement) -> bool:
    """Before calling a change wrong: would another pair of figures of the sentence explain it?"""
    near = judge.reading.statements[max(change.number - _NEAR, 0) : change.number + _NEAR + 1]
    around = [s for s in near if s.sentence == change.sentence and s.role is not Role.CHANGE]
    for one in around:
        for two in around:
            if one.number == two.number or (frozenset({one.number, two.number}), change.unit) in judge.compared:
                continue
            if one.unit != two.unit or one.value == two.value:
                continue
            if any(_explains(r, change, claim.assertion) for r in _readings(one, two, change, multiple=False)):
                return True
    return False


def _explains(reading: _Reading, change: Statement, way: str) -> bool:
    """Does the pair give the change at face value, without leaning on the rounding of its own figures?"""
    return _fits(reading, change, way) and abs(abs(reading.size.mid) - abs(change.value)) <= change.precision


def judge_relative(judge: Judge, claim: Claim) -> Finding | None:
    """`a, tăng d (e%)`: with the base a − d, e must be d ÷ (a − d)."""
    actual, absolute, change = (judge.operand(claim, part) for part in ("actual", "absolute", "change"))
    step = in_dong(absolute)
    base = in_dong(actual) + step if claim.assertion == "down" else in_dong(actual) - step
    quotient = step.over(base)
    if quotient is None or (
        not related_units(actual.unit, absolute.unit)
        and None not in (actual.unit, absolute.unit)
        and "đồng" not in (actual.unit or "")
    ):
        return None
    computed = quotient.scaled(_HUNDRED)
    sign = "+" if claim.assertion == "down" else "−"
    words = f"{figure(absolute)} ÷ ({figure(actual)} {sign} {figure(absolute)}) = {exact(computed.mid)}%"
    claimed, recomputed = figure(change), rounded(computed.mid, change.precision) + "%"
    if computed.meets(printed(change), change.precision / 2):
        words += rounding_note(change, computed.mid)
        return judge.finding(claim, Verdict.OK, claimed, recomputed, f"Tỷ lệ tăng/giảm khớp: {words}.")
    on_new = step.over(in_dong(actual))
    if on_new is not None and on_new.scaled(_HUNDRED).meets(printed(change), change.precision / 2):
        message = f"Tỷ lệ tăng/giảm được tính trên số mới thay vì số kỳ gốc: đúng ra {words}, văn bản ghi {claimed}."
        return judge.finding(claim, Verdict.AMBIGUOUS, claimed, recomputed, message)
    message = f"Tỷ lệ tăng/giảm không khớp: {words}, văn bản ghi {claimed}.{likely_slip(change, computed.mid)}"
    return judge.finding(claim, Verdict.WRONG, claimed, recomputed, message)


def judge_direction(judge: Judge, claim: Claim) -> Finding | None:
    """`giảm so với năm N (p)`, `cao hơn bình quân cả nước: x`: only the direction is claimed."""
    actual = judge.operand(claim, "actual")
    part = "previous" if claim.one("previous") is not None else "comparator"
    other = judge.operand(claim, part)
    if not related_units(actual.unit, other.unit):
        return None
    difference = in_dong(actual).mid - in_dong(other).mid
    holds = difference > 0 if claim.assertion == "up" else difference < 0
    sign = ">" if difference > 0 else "<" if difference < 0 else "="
    words = f"{figure(actual)} {sign} {figure(other)}"
    claimed = {"up": "cao hơn", "down": "thấp hơn"}[claim.assertion] if part == "comparator" else VERBS[claim.assertion]
    recomputed = "cao hơn" if difference > 0 else "thấp hơn" if difference < 0 else "bằng"
    if holds:
        return judge.finding(claim, Verdict.OK, claimed, recomputed, f"So sánh đúng: {words}.")
    up = claim.assertion == "up"
    possible = in_dong(actual).high > in_dong(other).low if up else in_dong(actual).low < in_dong(other).high
    if possible:
        return judge.finding(
            claim,
            Verdict.AMBIGUOUS,
            claimed,
            recomputed,
            f"Văn bản viết {claimed} nhưng {words}; làm tròn có thể là lý do.",
        )
    return judge.finding(
        claim,
        Verdict.WRONG,
        claimed,
        recomputed,
        f"So sánh sai: văn bản viết {claimed} nhưng {words}.",
        severity="verdict",
    )
