"""The access log for auditors: the portal's lines, and those of the vault. Whoever searches leaves a line too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from soyte.ledger.vault.access_log import AccessRecord, Action
from soyte.portal.accesslog import note
from soyte.portal.accesslog.chain import verify
from soyte.portal.accesslog.models import Line
from soyte.portal.accesslog.searching import Sought, actions, find
from soyte.portal.people.models import User
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger
from soyte.portal.shell.numbers import number
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value

SEE = Permission.SEE_ACCESS_LOG
_PER_PAGE, _MOST = 100, 50_000
_COLUMNS = (
    Column("Số", "number", places=0, width=8),
    Column("Lúc", "moment"),
    Column("Tài khoản", width=16),
    Column("Họ và tên", width=24),
    Column("Việc", width=30),
    Column("Nội dung", width=48),
    Column("Cá nhân", width=8),
    Column("Bằng"),
    Column("Địa chỉ máy"),
)


@page("quan-tri/nhat-ky/", needs=SEE, menu=Menu("Nhật ký truy cập", 66, "Quản trị"))
def access_log(request: Asked) -> HttpResponse:
    """Search, export, verify."""
    sought = Sought.read(request.GET)
    saving = "xuat" in request.GET
    checking = "kiem-tra" in request.GET
    found = lines_of(request, sought, "xuất tệp; " if saving else "")
    whole = request.access.whole(SEE)
    listed = Paginator(found, _PER_PAGE).get_page(request.GET.get("trang"))
    lines: Sequence[Line] = list(found[:_MOST]) if saving else list(listed)
    context = {
        "said": request.GET,
        "actions": actions(),
        "listed": listed,
        "whole": whole,
        "checked": checking,
        "broken": verify() if checking else None,
        "tab": "trang",
    }
    return shown(
        request,
        "access_log/page.html",
        context,
        title=f"Nhật ký truy cập: {number(listed.paginator.count)} dòng",
        table=_table(lines),
        api="/api/access-log",
    )


def lines_of(request: Asked, sought: Sought, how: str = "") -> QuerySet[Line]:
    """Lines about people of one's own units, the newest first; that they were looked for is written down."""
    note(request, "tra cứu nhật ký", what=f"{how}{sought.told}")
    if request.access.whole(SEE):
        return find(sought)
    return find(sought, User.objects.filter(memberships__unit__in=request.access.units(SEE)).values("username"))


def opened_of(request: Asked, actor: str = "", how: str = "") -> list[AccessRecord]:
    """Who opened what in the vault, the newest first; the same."""
    if not request.access.whole(SEE):
        raise PermissionDenied("xem nhật ký kho bảo mật của toàn hệ thống")
    note(request, "tra cứu nhật ký kho bảo mật", what=how + (f"ai: {actor}" if actor else ""))
    return list(ledger().vault.access_log(actor=actor or None))[::-1]


def _table(lines: Sequence[Line]) -> Table:
    rows = [
        [
            line.seq,
            line.at,
            Cell(
                line.actor,
                words=line.actor or "chưa đăng nhập",
                href=f"{reverse('access-log')}?ai={line.actor}" if line.actor else None,
            ),
            line.name,
            line.action,
            line.what,
            "có" if line.personal else "",
            line.means,
            line.address,
        ]
        for line in lines
    ]
    return Table(_COLUMNS, rows, empty="Không có dòng nào khớp với các điều kiện này.", name="nhat-ky-truy-cap")


@page("quan-tri/nhat-ky/kho-bao-mat/", needs=SEE)
def vault_log(request: Asked) -> HttpResponse:
    """The vault's own log: every opening of an original, by whichever way."""
    records = opened_of(request, request.GET.get("ai", ""), "xuất tệp; " if "xuat" in request.GET else "")
    listed = Paginator(records, _PER_PAGE).get_page(request.GET.get("trang"))
    rows: list[list[Cell | Value]] = [
        [
            one.seq,
            one.at,
            one.actor,
            Action(one.action).label if one.action in set(Action) else one.action,
            one.purpose,
            Cell(one.about, words=one.about[:24] + ("…" if len(one.about) > 24 else "")),
            one.count,
        ]
        for one in (islice(records, _MOST) if "xuat" in request.GET else listed)
    ]
    columns = (
        Column("Số", "number", places=0, width=8),
        Column("Lúc", "moment"),
        Column("Người", width=20),
        Column("Việc", width=26),
        Column("Để làm gì", width=36),
        Column("Đối tượng", width=40),
        Column("Số mục", "number", places=0),
    )
    table = Table(columns, rows, empty="Chưa ai mở gì trong kho bảo mật.", name="nhat-ky-kho-bao-mat")
    context = {"said": request.GET, "listed": listed, "whole": True, "tab": "kho"}
    return shown(
        request,
        "access_log/vault.html",
        context,
        title=f"Nhật ký kho bảo mật: {number(len(records))} dòng",
        table=table,
        api="/api/access-log/vault",
    )
