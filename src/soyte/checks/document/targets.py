"""Targets of the text beside their results, and the count of targets met against the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from soyte.checks.claims.interval import in_dong
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import listed, stated
from soyte.statements import ClaimKind, Finding, Qualifier, Role, Statement, Verdict

KIND = "count"


@dataclass(frozen=True)
class Compared:
    """A target, the result it was set for (None when the text gives none) and whether it was reached (None: cannot be told)."""

    target: Statement
    actual: Statement | None
    reached: bool | None


def compared_targets(sheet: Sheet) -> list[Compared]:
    """Every target that the text compares with a result, in text order."""
    found: dict[int, Compared] = {}
    for claim in sheet.reading.claims:
        target = sheet.by_number.get(-1 if (number := claim.one("target")) is None else number)
        if claim.kind is not ClaimKind.TARGET_ATTAINMENT or target is None:
            continue
        actual = sheet.by_number.get(-1 if (number := claim.one("actual")) is None else number)
        if actual is None or claim.assertion or actual.indicator == target.indicator is not None:
            reached = _reached(sheet, actual, target)
            if reached is None and actual is not None and claim.assertion and actual.unit == target.unit:
                reached = claim.assertion in ("attained", "exceeded")  # the direction is unknown: as the text says
            found.setdefault(target.number, Compared(target, actual, reached))
    return [found[number] for number in sorted(found)]


def _reached(sheet: Sheet, actual: Statement | None, target: Statement) -> bool | None:
    if actual is None or actual.unit != target.unit:
        return None
    lower = _lower_is_better(sheet, actual, target)
    a, t = in_dong(actual).mid, in_dong(target).mid
    if a == t:
        return True
    return None if lower is None else (a < t) is lower


def _lower_is_better(sheet: Sheet, actual: Statement, target: Statement) -> bool | None:
    if target.qualifier in (Qualifier.UNDER, Qualifier.AT_MOST):
        return True
    if target.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        return False
    indicator = sheet.indicator(actual) or sheet.indicator(target)
    return {"lower_better": True, "higher_better": False}.get(indicator.direction if indicator else "")


def judge_met_targets(sheet: Sheet) -> Iterator[Finding]:
    """`13/16 chỉ tiêu đạt` against the targets in the text, when it lists them all."""
    met, assigned = (_stated(sheet, name) for name in ("targets_met_total", "targets_assigned_total"))
    if met is None or assigned is None:
        return
    listed_targets = [c for c in compared_targets(sheet) if c.target.period == assigned.period]
    if len(listed_targets) != assigned.value or any(c.reached is None for c in listed_targets):
        return
    reached = sum(bool(c.reached) for c in listed_targets)
    about = (met, assigned)
    if reached == met.value:
        message = f"Số chỉ tiêu đạt khớp với danh sách: {reached}/{len(listed_targets)}."
        yield sheet.note(about, KIND, stated(met), str(reached), message, Verdict.OK)
        return
    missed = listed([stated(c.target) for c in listed_targets if not c.reached])
    message = (
        f"Văn bản ghi {stated(met)} đạt, nhưng trong {len(listed_targets)} chỉ tiêu được liệt kê chỉ thấy {reached} chỉ tiêu đạt"
        f"{f' (không đạt: mức giao {missed})' if missed else ''}. Kiểm tra lại danh sách và số chỉ tiêu đạt."
    )
    yield sheet.note(about, KIND, stated(met), str(reached), message)


def _stated(sheet: Sheet, indicator: str) -> Statement | None:
    roles = (Role.ACTUAL, Role.NUMERATOR, Role.DENOMINATOR)
    return next((s for s in sheet.figures if s.indicator == indicator and s.role in roles), None)
