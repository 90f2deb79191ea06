"""The page of the system's state, the log of letters, and a word for whoever watches from outside."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from soyte.portal.notices.models import Notice, State
from soyte.portal.pages.health.looks import Look, looks, versions
from soyte.portal.people.models import User
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value

SHOWN = 300
Row = Sequence[Cell | Value]


@page("quan-tri/tinh-trang/", needs=Permission.SEE_JOBS, menu=Menu("Tình trạng hệ thống", 69, "Quản trị"))
def health(request: Asked) -> HttpResponse:
    """Everything that should be well, and what to do where it is not."""
    found = looks()
    wrong = sum(not one.well for one in found)
    title = f"Tình trạng hệ thống: {wrong} điều cần xem" if wrong else "Tình trạng hệ thống: mọi thứ bình thường"
    context = {"versions": versions()}
    return shown(request, "health/page.html", context, title=title, table=_table(found), api="/api/health")


def _table(found: list[Look]) -> Table:
    columns = [Column("Mục", width=30), Column(""), Column("Thấy gì", width=70), Column("Cần làm gì", width=70)]
    rows: list[Row] = [
        [
            one.name,
            Cell("tốt", words="● tốt", look="tight mark-attained")
            if one.well
            else Cell("cần xem", words="▼ cần xem", look="tight mark-missed"),
            one.found,
            "" if one.well else one.remedy,
        ]
        for one in found
    ]
    return Table(columns, rows, name="tinh-trang")


@page("quan-tri/thu-bao/", needs=Permission.SEE_JOBS, menu=Menu("Thư báo", 70, "Quản trị"))
def notices(request: Asked) -> HttpResponse:
    """Which letters went to whom, and which did not and why."""
    chosen = request.GET.get("tinh-trang", "")
    found = Notice.objects.select_related("user")
    if chosen in State.values:
        found = found.filter(state=chosen)
    columns = [
        Column("Viết lúc", "moment"),
        Column("Người nhận", width=30),
        Column("Chủ đề", width=50),
        Column("Tình trạng"),
        Column("Số lần thử", "number"),
        Column("Lý do", width=70),
    ]
    look = {State.SENT: "mark-attained", State.QUEUED: "mark-nearly", State.REFUSED: "mark-missed"}
    rows: list[Row] = [
        [
            Cell(one.created_at, look="tight"),
            str(one.user) if one.user else "người đã xóa",
            one.subject,
            Cell(one.get_state_display(), look=f"tight {look[State(one.state)]}"),
            one.tries,
            one.reason,
        ]
        for one in found[:SHOWN]
    ]
    refused = found.filter(state=State.REFUSED).count()
    title = f"Thư báo: {refused} thư không gửi được" if refused else "Thư báo"
    context = {"states": State.choices, "chosen": chosen, "more": found.count() > SHOWN, "shown": SHOWN}
    table = Table(columns, rows, empty="Chưa có thư nào.", name="thu-bao")
    return shown(request, "health/notices.html", context, title=title, table=table, api="/api/notices")


@page("con-song/", needs=Permission.OPEN_TO_ALL)
def alive(request: Asked) -> HttpResponse:  # noqa: ARG001 (every page gets it)
    """For whoever watches from outside: whether database and ledger answer. Says nothing else."""
    try:
        User.objects.exists()
        ledger().state()
    except Exception:
        return HttpResponse("không\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("tốt\n", content_type="text/plain; charset=utf-8")
