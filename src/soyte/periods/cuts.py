"""By what time can be cut: the kind of period and its calendar, under the names that questions and tables use."""

from __future__ import annotations

from soyte.periods.calendars import Calendar, Kind

CUTS: dict[str, tuple[Kind, Calendar]] = {
    "day": (Kind.DAY, Calendar.STATISTICS),
    "week": (Kind.WEEK, Calendar.WEEK_MONDAY),
    "week_friday": (Kind.WEEK, Calendar.WEEK_FRIDAY),
    "week_sunday": (Kind.WEEK, Calendar.WEEK_SUNDAY),
    "month": (Kind.MONTH, Calendar.STATISTICS),
    "quarter": (Kind.QUARTER, Calendar.STATISTICS),
    "half": (Kind.HALF, Calendar.STATISTICS),
    "year": (Kind.YEAR, Calendar.STATISTICS),
    "admin_month": (Kind.MONTH, Calendar.ADMINISTRATIVE),
    "admin_quarter": (Kind.QUARTER, Calendar.ADMINISTRATIVE),
    "admin_half": (Kind.HALF, Calendar.ADMINISTRATIVE),
    "admin_year": (Kind.YEAR, Calendar.ADMINISTRATIVE),
    "hiv_quarter": (Kind.QUARTER, Calendar.HIV),
    "hiv_year": (Kind.YEAR, Calendar.HIV),
}
