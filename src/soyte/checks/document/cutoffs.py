"""Cut-off dates: figures of one part of a report that are counted up to different days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from soyte.checks.document.sheet import Sheet
from soyte.checks.document.when import day_of, period_of
from soyte.checks.document.wording import listed
from soyte.statements import Finding, Role, Statement

KIND = "as_of_mixed"


def judge_cutoffs(sheet: Sheet) -> Iterator[Finding]:
    """One note for each part or table whose figures have several cut-off dates."""
    groups: dict[int, dict[date, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in sheet.figures:
        day = _cutoff(sheet, statement)
        if day is not None:
            groups[sheet.part_of(statement.start)][day].append(statement)
    for part, by_day in groups.items():
        if len(by_day) < 2:
            continue
        days = sorted(by_day)
        counts = listed(
            [
                f"{day.day:02}/{day.month:02}/{day.year} ({len(by_day[day])} số, {sheet.where(by_day[day][0])})"
                for day in days
            ],
            6,
        )
        message = (
            f"{_name(sheet, part)} có số liệu chốt ở {len(days)} thời điểm khác nhau: {counts}. "
            "Ghi ngày chốt cạnh từng số, hoặc lấy chung một ngày chốt."
        )
        heads = [by_day[day][0] for day in days]
        claimed = ", ".join(f"{day.day:02}/{day.month:02}/{day.year}" for day in days)
        later = max(heads, key=lambda s: s.start)
        numbers = tuple(sorted(s.number for s in heads))
        yield sheet.mark(later.start, later.end, KIND, claimed, "", message, statements=numbers)


def _cutoff(sheet: Sheet, statement: Statement) -> date | None:
    """The day up to which a figure counts, when it is not simply the end of the report's own period."""
    if statement.role in (Role.TARGET, Role.PREVIOUS) or not sheet.is_home(statement.place):
        return None
    if statement.as_of:
        return None if "cuối năm" in sheet.before(statement) else day_of(statement.as_of)
    if statement.period == sheet.reading.period or "/" not in (statement.period or ""):
        return None
    own, period = period_of(sheet.reading.period), period_of(statement.period)
    if period is None or (own is not None and own.year != period.end.year):
        return None
    since_january = period.start == date(period.end.year, 1, 1)
    return period.end if since_january and period.end != date(period.end.year, 12, 31) else None


def _name(sheet: Sheet, part: int) -> str:
    return f"Mục {sheet.lines[part].marker.strip(' .)/-:')}" if part >= 0 else "Văn bản"
