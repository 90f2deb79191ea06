"""The period of a line: from numbers in columns, from a label, from dates, or one for the whole file."""

from __future__ import annotations

import re
from datetime import date

from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.model import Fault
from soyte.intake.counts.says import missing, unreadable_period, wrong_grain
from soyte.intake.counts.texts import key
from soyte.periods import Calendar, Kind, Period, PeriodError, day, holding, month, parse, quarter, week, year
from soyte.periods.calendars import week_of

Bounds = tuple[date, date]

_NUMBER = re.compile(r"(?:năm|tháng|thg|quý|tuần|q|t|w|m)?[ .]*0*([0-9]{1,4})(?:\.0+)?")
_ROMAN = re.compile(r"(?:quý|q)?[ .]*(i{1,3}|iv)")
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_GRAINS = {"day": "một ngày", "week": "một tuần", "month": "một tháng", "quarter": "một quý", "year": "một năm"}
_MAKERS = {"month": month, "quarter": quarter, "week": week}


class Periods:
    """Resolves the words of the period columns of one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self._when = mapping.period
        self._grain = mapping.grain
        default = Calendar.WEEK_MONDAY if mapping.grain == "week" else Calendar.STATISTICS
        self._calendar = Calendar(self._when.calendar) if self._when.calendar else default
        self.headers = [h for h in (self._when.year, self._finer, self._when.column, self._when.end) if h]
        form = self._when.form
        expected = f"{_GRAINS[mapping.grain]}, viết như “{form}”" if form else _GRAINS[mapping.grain]
        self._unreadable, self._other = unreadable_period(expected), wrong_grain(_GRAINS[mapping.grain])

    @property
    def _finer(self) -> str | None:
        return self._when.month or self._when.quarter or self._when.week

    def resolve(self, *words: str) -> Bounds | Fault:
        """First and last day."""
        if any(not word.strip() for word in words):
            return missing("period")
        try:
            period = self._read(*words)
        except (ValueError, OverflowError):
            return self._unreadable
        return period if isinstance(period, Fault) else (period.start, period.end)

    def _read(self, *words: str) -> Period | Fault:
        if self._when.year:
            return self._from_numbers(*words)
        if self._when.end:
            return self._from_dates(*words)
        return self._from_label(words[0] if words else self._when.value or "")

    def _from_numbers(self, *words: str) -> Period:
        numbers = [_number(word, roman=self._grain == "quarter" and at > 0) for at, word in enumerate(words)]
        if self._grain == "year":
            return year(numbers[0], self._calendar)
        return _MAKERS[self._grain](numbers[0], numbers[1], self._calendar)

    def _from_dates(self, first: str, last: str) -> Period | Fault:
        start, end = parse(first), parse(last)
        if (start.kind, end.kind) != (Kind.DAY, Kind.DAY):
            return self._other
        period = self._holding(start.start)
        return period if (period.start, period.end) == (start.start, end.start) else self._other

    def _from_label(self, label: str) -> Period | Fault:
        period = parse(label)
        if self._grain == "day":
            return period if period.kind is Kind.DAY else self._other
        if period.kind in (Kind.DAY, Kind.SPAN):  # the first day of a month stands for the month
            whole = self._holding(period.start)
            last = period.end if period.kind is Kind.SPAN else whole.end
            return whole if (whole.start, whole.end) == (period.start, last) else self._other
        return self._of_calendar(period) if period.kind == Kind(self._grain) else self._other

    def _holding(self, on: date) -> Period:
        return day(on) if self._grain == "day" else holding(on, Kind(self._grain), self._calendar)

    def _of_calendar(self, period: Period) -> Period:
        """The period of the same name in the calendar of the mapping."""
        if period.calendar is self._calendar:
            return period
        if self._grain == "week":
            return week(*week_of(period.calendar, period.start), self._calendar)
        if self._grain == "year":
            return year(period.year, self._calendar)
        number = period.months[0]
        if self._grain == "month":
            return month(period.year, number, self._calendar)
        return quarter(period.year, (number + 2) // 3, self._calendar)


def _number(word: str, *, roman: bool) -> int:
    folded = key(word)
    match = _NUMBER.fullmatch(folded)
    if match:
        return int(match[1])
    letters = _ROMAN.fullmatch(folded) if roman else None
    if letters is None:
        raise PeriodError(folded)
    return _ROMANS[letters[1]]
