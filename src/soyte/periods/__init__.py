"""Periods: calendars, Vietnamese labels, and finding every date and period in a text."""

from soyte.periods.calendars import Calendar, Kind, PeriodError
from soyte.periods.find import find
from soyte.periods.hits import Mention
from soyte.periods.make import day, holding, month, months, quarter, span, until, week, year, years
from soyte.periods.parsing import parse
from soyte.periods.period import Period

__all__ = [
    "Calendar",
    "Kind",
    "Mention",
    "Period",
    "PeriodError",
    "day",
    "find",
    "holding",
    "month",
    "months",
    "parse",
    "quarter",
    "span",
    "until",
    "week",
    "year",
    "years",
]
