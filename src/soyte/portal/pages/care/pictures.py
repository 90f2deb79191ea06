"""The pictures of an analysis, where one says more than its table; and the day that is looked at when nobody names one."""

from __future__ import annotations

from datetime import date, timedelta

from soyte.measures.care import Answer, Scope
from soyte.measures.care.received import days_received
from soyte.measures.errors import MeasureError
from soyte.portal.pages.care.analyses import answered
from soyte.portal.pages.care.where import transfers_map
from soyte.portal.shell.book import asked, home_place, place_name, today
from soyte.portal.shell.numbers import day as day_words
from soyte.reports.charts.care import against_estimates, cited, flows, monthly
from soyte.reports.charts.care_time import course, daily
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.flow_map import Site


def charts(
    answer: Answer, slug: str, by: str, scope: Scope, day: date | None, known: dict[str, Site]
) -> dict[str, Chart]:
    """By the name that the address of a picture has; what has nothing to show is left out."""
    names = {one.name for one in answer.fields}
    found: dict[str, Chart | None] = {}
    match slug:
        case "nhan" if day is not None:
            found["nhan"] = daily(asked(days_received), day, cited(answer)) if scope.facility is None else None
        case "dung-ngay":
            found["dung-ngay"] = course(_courses(scope, "tuan" if by == "tuan" else "thang", known))
        case "chuyen":
            found = {"ban-do": transfers_map(answer, known), "chuyen": flows(answer)}
        case "chi":
            found["chi"] = against_estimates(answer)
        case "loi" if "month" in names:
            found["loi"] = monthly(answer, "per_hundred", "Phát hiện trên 100 hồ sơ", "phát hiện trên 100 hồ sơ")
    return {name: chart for name, chart in found.items() if chart is not None}


def chosen_day(written: str) -> tuple[date, str]:
    """The day of `?ngay=`, else yesterday, else the last one on which dossiers came, with a sentence that says so.

    MeasureError for what is no day.
    """
    if written:
        try:
            return date.fromisoformat(written), ""
        except ValueError as error:
            raise MeasureError(f"“{written}” không phải ngày; hãy chọn lại ngày trong ô Ngày nhận.") from error
    yesterday = today() - timedelta(days=1)
    days = [day for day, _, _ in asked(days_received)]
    if not days or yesterday in days:
        return yesterday, ""
    last = days[-1]
    return last, f"Hôm qua, {day_words(yesterday)}, kho không nhận hồ sơ nào; đây là ngày gần nhất có hồ sơ."


def _courses(scope: Scope, by: str, known: dict[str, Site]) -> list[tuple[str, Answer]]:
    """The facility's own course if one is asked about, and everybody's."""
    whole = Scope(scope.first, scope.last)
    several = [(place_name(home_place()) or "Mọi cơ sở", asked(answered, "dung-ngay", whole, by))]
    if scope.facility is not None:
        site = known.get(scope.facility)
        own = asked(answered, "dung-ngay", scope, by)
        several.insert(0, ((site.name if site else "") or f"Cơ sở {scope.facility}", own))
    return several
