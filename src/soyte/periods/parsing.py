"""Reading the label of one period."""

from __future__ import annotations

import re
from datetime import date

from soyte.periods import make
from soyte.periods.calendars import Calendar, PeriodError
from soyte.periods.find import find
from soyte.periods.period import Period
from soyte.text import normalise

_ISO = re.compile(r"(\d{4})(?:-(\d\d)|-Q([1-4])|-W(\d\d))?")
_ISO_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def parse(label: str, *, anchor: date | None = None) -> Period:
    """The period that a label names, Vietnamese or ISO; `anchor` gives the year that it leaves out."""
    text = " ".join(normalise(label).text.split())
    period = _iso(text)
    around = make.day(anchor) if anchor else None
    for cue in ("", "ngày ", "năm "):
        if period is not None:
            return period
        whole = cue + text
        mentions = find(whole, anchor=around)
        if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(whole)):
            period = mentions[0].period
            if period is None and around is None:
                raise PeriodError(f"“{label}” chưa đủ để biết là kỳ nào: thiếu năm, hoặc năm đó không có kỳ này.")
    if period is None:
        raise PeriodError(f"Không hiểu kỳ “{label}”.")
    return period


def _iso(text: str) -> Period | None:
    match = _ISO_SPAN.fullmatch(text)
    try:
        if match:
            return _stretch(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        match = _ISO.fullmatch(text)
        if match is None:
            return None
        year, month, quarter, week = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101
        if month:
            return make.month(year, month)
        if quarter:
            return make.quarter(year, quarter)
        return make.week(year, week, Calendar.WEEK_MONDAY) if week else make.year(year)
    except ValueError as error:
        raise PeriodError(f"Không có kỳ “{text}”.") from error


def _stretch(start: date, end: date) -> Period:
    """Days; whole years are a `giai đoạn`, as they were before they were written down."""
    if start.year < end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return make.years(start.year, end.year)
    return make.span(start, end)
