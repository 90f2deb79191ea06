"""The clock of this machine, which may go backwards and differ from the next one's: nothing is ordered by it alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "UTC+7")
TICK = timedelta(microseconds=1)


def now() -> datetime:
    """What this machine believes, in UTC."""
    return datetime.now(UTC)


def recorded(clock: datetime, last: datetime | None) -> datetime:
    """The moment to write down: the clock's, but always later than the last one written."""
    return clock if last is None or clock > last else last + TICK


def end_of(day: date) -> datetime:
    """The last microsecond of a day in Vietnam."""
    return datetime.combine(day, time.max, VIETNAM)
