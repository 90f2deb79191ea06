"""The list of backups and what can be done with them."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from soyte.portal.accesslog import note
from soyte.portal.jobs import start
from soyte.portal.jobs.models import OVER, Job, State
from soyte.portal.pages.backups.shelf import Kept, chosen, kept, shelf
from soyte.portal.shell.answers import shown
from soyte.portal.shell.numbers import day, moment
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value

KINDS = {  # action of the form: kind of job, words
    "backup": ("backup", "sao lưu"),
    "verify": ("verify-backup", "kiểm tra bản sao lưu"),
    "rehearse": ("rehearse-restore", "thử phục hồi"),
    "restore": ("restore", "phục hồi vào thư mục mới"),
}
_NAMES = dict(KINDS.values())


@page(
    "quan-tri/sao-luu/",
    needs=Permission.KEEP_BACKUPS,
    posts=Permission.KEEP_BACKUPS,
    menu=Menu("Sao lưu, phục hồi", 68, "Quản trị"),
)
def backups(request: Asked) -> HttpResponseBase:
    """What was backed up, when, and whether it was tried; a POST starts one of the four."""
    if request.method == "POST":
        kind, words = KINDS.get(request.POST.get("do", ""), ("", ""))
        if not kind:
            messages.error(request, "Chưa chọn việc cần làm; hãy bấm một trong các nút trên trang.")
            return redirect("backups")
        file = chosen(request.POST.get("file", "")).name if kind != "backup" else ""
        note(request, words, what=file or "toàn bộ kho", personal=kind == "restore")
        made = start(kind, {"file": file}, by=request.user, title=f"{words.capitalize()} {file}".strip())
        return redirect("job", pk=made.pk)
    found = kept()
    jobs = Job.objects.filter(kind__in=_NAMES)
    restored = jobs.filter(kind="restore", state=State.DONE).first()
    context = {
        "folder": shelf(),
        "files": found,
        "beside": [one for one in found if one.keys],
        "running": jobs.exclude(state__in=OVER).first(),
        "restored": restored,
    }
    return shown(request, "backups/page.html", context, title=_title(found), table=_table(found))


def _title(found: list[Kept]) -> str:
    return f"Sao lưu: bản mới nhất ngày {day(found[0].made)}" if found else "Sao lưu: chưa có bản nào"


def _table(found: list[Kept]) -> Table:
    tried: dict[str, Job] = {}
    for job in Job.objects.filter(kind__in=_NAMES, state__in=(State.DONE, State.FAILED)).exclude(kind="restore"):
        name = str((job.result or {}).get("file") or job.said.get("file", ""))
        tried.setdefault(name, job)
    columns = [
        Column("Bản sao lưu", width=40),
        Column("Làm lúc", "moment"),
        Column("Cỡ", "number", unit="MB", places=1),
        Column("Lần thử gần nhất", width=70),
    ]
    rows: list[list[Cell | Value]] = [
        [one.name, one.made, _megabytes(one.bytes), _told(tried.get(one.name))] for one in found
    ]
    return Table(columns, rows, empty="Chưa có bản sao lưu nào trong thư mục này.", name="ban-sao-luu")


def _megabytes(size: int) -> Decimal:
    return Decimal(size) / 1_000_000


def _told(job: Job | None) -> Cell:
    if job is None:
        return Cell("chưa kiểm tra", look="mark-pending")
    good = job.state == State.DONE and (job.result or {}).get("sound", True)
    words = f"{moment(job.finished_at)}, {_NAMES[job.kind]}: {job.words}"
    return Cell(words, href=job.get_absolute_url(), look="mark-attained" if good else "mark-missed")
