"""What the last examination found, and asking for the next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from soyte.ledger.errors import LedgerError
from soyte.ledger.trouble import Severity
from soyte.portal.accesslog import note
from soyte.portal.jobs import start
from soyte.portal.jobs.models import OVER, Job, State
from soyte.portal.pages.jobs.reach import may_see
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table

CHANGES = {  # what changes the ledger: the words of the log and of the list of jobs
    "sweep": "dọn phần dở dang",
    "repair": "dựng lại tệp hỏng từ bản gốc",
    "compact": "ghép các tệp nhỏ",
}
LOOKS = {"quick": "khám nhanh", "deep": "khám kỹ"}
_SHAPE = {"error": "▼", "warning": "◐", "note": "○"}
_LOOK = {"error": "missed", "warning": "nearly", "note": "pending"}


@page("kham-kho/", needs=Permission.RUN_DOCTOR, posts=Permission.RUN_DOCTOR, menu=Menu("Khám kho", 43, "Kho số liệu"))
def doctor(request: Asked) -> HttpResponseBase:
    """The last examination; a POST asks for one, or for what it suggests."""
    jobs = Job.objects.filter(kind="doctor")
    last = last_examination()
    if request.method == "POST":
        return _asked(request, last)
    running = jobs.exclude(state__in=OVER).first()
    found: dict[str, Any] = last.result if last else {}
    context = {
        "last": last,
        "found": found,
        "running": running,
        "sees_running": running is not None and may_see(request, running),
        "sees_last": last is not None and may_see(request, last),
        "fresh": bool(last) and _fresh(found),
        "repairable": any(one["kind"] == "file" for one in found.get("troubles", [])),
        "head": ledger().state().head,
    }
    table = _table(found) if last else None
    return shown(request, "doctor/page.html", context, title=_title(found), table=table, api="/api/doctor")


def _asked(request: Asked, last: Job | None) -> HttpResponse:
    try:
        return redirect("job", pk=begin(request, request.POST.get("do", ""), last).pk)
    except LedgerError as error:
        messages.error(request, str(error))
        return redirect("doctor")


def begin(request: Asked, wanted: str, last: Job | None) -> Job:
    """Start an examination, or what it suggested; LedgerError when there is nothing to begin with."""
    said = {"actor": request.user.username, "deep": wanted != "quick", "do": wanted if wanted in CHANGES else "look"}
    if wanted in CHANGES:
        # Looked at first: whoever changes a ledger has seen what there is to change.
        if last is None or not _fresh(last.result):
            raise LedgerError("Kho đã có lần ghi mới từ lần khám kỹ trước; hãy khám kỹ lại rồi mới dọn hoặc sửa.")
        note(request, CHANGES[wanted], what="kho số liệu", personal=wanted == "repair")
    elif wanted not in LOOKS:
        raise LedgerError("Chưa chọn việc cần làm; hãy bấm một trong các nút trên trang.")
    return start("doctor", said, by=request.user, title=f"Khám kho số liệu: {(CHANGES | LOOKS)[wanted]}")


def last_examination() -> Job | None:
    """The last one that was finished."""
    return Job.objects.filter(kind="doctor", state=State.DONE).first()


def _fresh(found: dict[str, Any]) -> bool:
    """Whether the whole ledger was looked at, and nothing was written since."""
    return bool(found.get("deep")) and found.get("head") == ledger().state().head


def _title(found: dict[str, Any]) -> str:
    if not found:
        return "Khám kho số liệu: chưa khám lần nào"
    if found["sound"]:
        return "Khám kho số liệu: kho lành lặn"
    wrong = sum(one["severity"] != Severity.NOTE for one in found["troubles"])
    return f"Khám kho số liệu: {wrong} điều cần xử lý"


def _table(found: dict[str, Any]) -> Table:
    columns = [Column("Mức"), Column("Ở đâu", width=40), Column("Thấy gì", width=60), Column("Cần làm gì", width=60)]
    rows = [
        [
            Cell(
                Severity(one["severity"]).label,
                words=f"{_SHAPE[one['severity']]} {Severity(one['severity']).label}",
                look=f"tight mark-{_LOOK[one['severity']]}",
            ),
            Cell(one["where"]),
            Cell(one["message"]),
            Cell(_on_screen(one["remedy"])),
        ]
        for one in found["troubles"]
    ]
    return Table(columns, rows, empty="Không thấy điều gì bất thường.", name="kham-kho")


def _on_screen(remedy: str) -> str:
    """A remedy that names a command names the button that does the same."""
    repaired = remedy.replace("chạy “soyte doctor --repair”", "bấm “Dựng lại tệp hỏng” bên dưới")
    return repaired.replace("chạy “soyte doctor” (không kèm --quick)", "bấm “Dọn phần dở dang” bên dưới")
