"""Estimates that stand as results although the period is over or nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from soyte import periods
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.when import day_of, period_of
from soyte.checks.document.wording import listed, stated
from soyte.periods import Period
from soyte.statements import Finding, Role, Statement

KIND = "estimate"
_HEAD = 2000
_REVIEW = re.compile(r"tổng kết|kết quả .{0,60}năm|sơ kết")
_EVE = timedelta(days=31)


def judge_estimates(sheet: Sheet) -> Iterator[Finding]:
    """One note that lists them."""
    period = period_of(sheet.reading.period)
    if period is None:
        return
    estimates = [s for s in sheet.figures if s.estimate and s.role in (Role.ACTUAL, Role.SHARE) and _within(s, period)]
    day = _written(sheet, period) if estimates else None
    if day is None:
        return
    state = "đã kết thúc" if day > period.end else "sắp kết thúc"
    names = listed([f"{_name(sheet, s)} {stated(s)} ({sheet.where(s)})" for s in estimates], 6)
    message = (
        f"{len(estimates)} kết quả còn là số ước: {names}. {period.label_vi} {state} (văn bản có ngày {day:%d/%m/%Y}): "
        "thay bằng số chính thức, hoặc ghi rõ là số ước và sẽ cập nhật khi nào."
    )
    one = estimates[0]
    yield sheet.mark(one.start, one.end, KIND, stated(one), "", message, statements=tuple(s.number for s in estimates))


def _within(statement: Statement, period: Period) -> bool:
    own = period_of(statement.period)
    return period.contains(own) if own else statement.period is None


def _written(sheet: Sheet, period: Period) -> date | None:
    """The latest day that the document shows it knows of, if that is near or behind the end of its period."""
    head = sheet.reading.text[:_HEAD]
    days = [m.period.end for m in periods.find(head, anchor=period) if m.kind == "day" and m.period]
    days += [day for s in sheet.figures if (day := day_of(s.as_of)) is not None]
    limit = period.end + timedelta(days=400)
    known = [day for day in days if period.end - _EVE <= day <= limit]
    if known:
        return max(known)
    if _REVIEW.search(sheet.words.between(0, 400)) and not days:
        return period.end
    return None


def _name(sheet: Sheet, statement: Statement) -> str:
    indicator = sheet.indicator(statement)
    return indicator.name_vi if indicator else " ".join(statement.subject.split()[-8:])
