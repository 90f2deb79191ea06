"""Signals of a week, as the page shows them."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from ninja import Query

from soyte.exchange.signals import document
from soyte.measures.errors import MeasureError
from soyte.measures.spans import parse
from soyte.periods import Calendar, Kind, Period
from soyte.portal.api.operations import Called, operation
from soyte.portal.shell.book import asked, today
from soyte.portal.shell.permissions import Permission
from soyte.surveillance.signals.finding import signals_of
from soyte.surveillance.signals.latest import last_week
from soyte.surveillance.signals.scope import LEVELS
from soyte.surveillance.signals.summary import narrowed


@operation("signals", needs=Permission.SEE_FIGURES, tag="Giám sát")
def signals(
    request: Called,
    week: Annotated[str, Query("", max_length=20, description="Tuần, như 2025-W34; để trống: tuần mới nhất có số ca")],
    disease: Annotated[str, Query("", max_length=80, description="Mã bệnh; để trống: mọi bệnh")],
    level: Annotated[str, Query("", max_length=20, description="commune, facility, district, province")],
) -> dict[str, Any]:
    """Tín hiệu của một tuần: thống kê, cụm ca bệnh, điều kiện theo quy định; đã xét những gì và chuỗi nào không xét được.

    Khóa hồ sơ đứng sau tín hiệu chỉ có khi được xem nguồn số liệu của toàn tỉnh.
    """
    if not request.access.whole(Permission.SEE_FIGURES):
        raise PermissionDenied("xem tín hiệu của toàn tỉnh")
    if level not in ("", *LEVELS):
        raise MeasureError(f"level={level}: chỉ nhận {', '.join(LEVELS)}.")
    found = asked(signals_of, _week(week), diseases=(disease,) if disease else ())
    said = document(narrowed(found, level=level))
    if not request.access.whole(Permission.SEE_SOURCES):
        said["signals"] = [{**one, "rows": []} for one in said["signals"]]
    return said


def _week(written: str) -> Period:
    if not written:
        return asked(last_week, today())
    found = parse(written)
    if found.kind is not Kind.WEEK or found.calendar is not Calendar.WEEK_MONDAY:
        raise MeasureError(f"week={written}: cần một tuần từ thứ Hai đến Chủ nhật, ví dụ 2025-W34.")
    return found
