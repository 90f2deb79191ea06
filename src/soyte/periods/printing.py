"""Printing periods: the Vietnamese label and the short ISO form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from soyte.periods.calendars import Calendar, Kind, month_of, unit_bounds, week_of, year_bounds

if TYPE_CHECKING:
    from soyte.periods.period import Period

ROMAN = ("I", "II", "III", "IV")
# What tells a calendar apart from the one that a bare label means.
SUFFIX = {
    Calendar.ADMINISTRATIVE: "kỳ báo cáo hành chính",
    Calendar.HIV: "kỳ báo cáo HIV",
    Calendar.WEEK_MONDAY: "thứ Hai - Chủ nhật",
    Calendar.WEEK_FRIDAY: "thứ Sáu - thứ Năm",
    Calendar.WEEK_SUNDAY: "Chủ nhật - thứ Bảy",
}


def default_calendar(kind: Kind) -> Calendar:
    """The calendar that a label means when it names none."""
    return Calendar.WEEK_MONDAY if kind is Kind.WEEK else Calendar.STATISTICS


def label(period: Period) -> str:
    """`Quý I/2025`; followed by the calendar in brackets unless it is the usual one."""
    bare = _bare(period)
    if period.calendar is default_calendar(period.kind):
        return bare
    return f"{bare} ({SUFFIX.get(period.calendar, period.calendar)})"


def date_vi(day: date) -> str:
    """`05/02/2025`, `17/12/2024`, `05/3/2024`: days below ten and the months 1 and 2 take a zero (Decree 30/2020)."""
    return f"{day.day:02d}/{_padded(day.month)}/{day.year}"


def _padded(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def iso(period: Period) -> str:
    """Equal stretches of the statistics calendar get equal codes, whatever they are called."""
    start, end = period.start, period.end
    if start == end:
        return start.isoformat()
    if period.kind is Kind.WEEK and period.calendar is Calendar.WEEK_MONDAY:
        year, number = week_of(period.calendar, start)
        return f"{year}-W{number:02d}"
    if period.calendar is Calendar.STATISTICS:
        for kind, code in (
            (Kind.YEAR, f"{start.year}"),
            (Kind.QUARTER, f"{start.year}-Q{(start.month + 2) // 3}"),
            (Kind.MONTH, f"{start.year}-{start.month:02d}"),
        ):
            if unit_bounds(period.calendar, kind, start) == (start, end):
                return code
    return f"{start.isoformat()}/{end.isoformat()}"


def _bare(period: Period) -> str:
    year, kind = period.year, period.kind
    if kind is Kind.DAY:
        return f"Ngày {date_vi(period.start)}"
    if kind is Kind.WEEK:
        return "Tuần {1}/{0}".format(*week_of(period.calendar, period.start))
    if kind is Kind.SPAN:
        if period.start == year_bounds(period.calendar, year)[0]:
            return f"Tính đến {date_vi(period.end)}"
        return f"Từ {date_vi(period.start)} đến {date_vi(period.end)}"
    if kind is Kind.YEARS:
        return f"Giai đoạn {period.first_year} - {year}"
    if kind is Kind.YEAR:
        return f"Năm {year}"
    first, last = month_of(period.calendar, period.start)[1], month_of(period.calendar, period.end)[1]
    if kind is Kind.MONTH:
        return f"Tháng {_padded(first)}/{year}"
    if kind is Kind.QUARTER:
        return f"Quý {ROMAN[first // 3]}/{year}"
    count = last - first + 1
    if first > 1:
        return f"{count} tháng cuối năm {year}"
    return f"{count} tháng năm {year}" if kind is Kind.MONTHS else f"{count} tháng đầu năm {year}"
