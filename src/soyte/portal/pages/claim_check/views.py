"""Checking dossiers without keeping them: sending a batch, its findings by rule, the files to save."""

from __future__ import annotations

import uuid
from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from soyte.ledger.errors import LedgerError
from soyte.portal.accesslog import note
from soyte.portal.pages.claim_check import views_own
from soyte.portal.pages.claim_check.lists import drop_list, keep_lists, kept_for, names, unit_of
from soyte.portal.pages.claim_check.results import Result, Wanted
from soyte.portal.pages.claim_check.sending import Batch, batch_of, fault, recent, sent
from soyte.portal.pages.claim_check.tables import findings_table, rules_table
from soyte.portal.shell.answers import shown
from soyte.portal.shell.numbers import number
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.keeping import KEPT
from soyte.reports.findings import SEVERITIES

MORE = (views_own,)  # it registers an address of its own
SHOWN = 200
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson; charset=utf-8",
}


@page(
    "kiem-tra-ho-so/",
    needs=Permission.BRING_FILES,
    posts=Permission.BRING_FILES,
    menu=Menu("Kiểm tra hồ sơ", 39, "Kho số liệu"),
)
def claim_check(request: Asked) -> HttpResponse:
    """Send files to be checked; the checks of the last days."""
    words, list_fault = "", ""
    told: list[str] = []
    if request.method == "POST" and "bo" in request.POST:
        if drop_list(request.user, request.POST["bo"]):
            note(request, "bỏ danh mục kiểm tra hồ sơ", what=f"{request.POST['bo']}.csv")
        return redirect("claim-check")
    if request.method == "POST" and "danh-muc" in request.POST:
        told, list_fault = _lists(request)
        if not (told or list_fault):
            return redirect("claim-check")
    elif request.method == "POST":
        files = request.FILES.getlist("tep")
        words = fault(files)
        if not words:
            batch, _ = sent(files, request.user)
            note(request, "kiểm tra hồ sơ BHYT", what=f"{len(files)} tệp", personal=True)
            return redirect("claim-check-result", batch=batch)
    context = {
        "fault": words,
        "recent": recent(request.user),
        "days": KEPT.days,
        "unit": unit_of(request.user),
        "lists": kept_for(request.user),
        "list_fault": list_fault,
        "told": told,
        "names": names(),
    }
    return shown(
        request,
        "claim_check/page.html",
        context,
        title="Kiểm tra hồ sơ trước khi gửi",
        status=422 if words or list_fault else 200,
        api="/api/claim-checks",
    )


def _lists(request: Asked) -> tuple[list[str], str]:
    """What is to be said about lists that were kept, or why none was."""
    files = request.FILES.getlist("tep-danh-muc")
    if not files:
        return [], "Chưa chọn tệp danh mục nào."
    try:
        told = keep_lists(files, request.user)
    except LedgerError as error:
        return [], str(error)
    note(request, "giữ danh mục kiểm tra hồ sơ", what=", ".join(one.name or "" for one in files)[:200])
    return told, ""


@page("kiem-tra-ho-so/<uuid:batch>/", needs=Permission.BRING_FILES)
def claim_check_result(request: Asked, batch: uuid.UUID) -> HttpResponse:
    """`?quy-tac=MON-01&muc=C&co-so=99001&trang=2`; while the job runs, how far it is."""
    found = batch_of(batch, request.user)
    if found.result is None:
        return shown(request, "claim_check/waiting.html", {"batch": found}, title=f"Kiểm tra {found.title}")
    wanted = _wanted(request)
    count = found.result.number(wanted)
    at = max(1, int(said)) if (said := request.GET.get("trang", "1")).isdecimal() and len(said) < 7 else 1
    rows = found.result.findings(wanted, (at - 1) * SHOWN, SHOWN)
    context = {
        "batch": found,
        "summary": found.result.summary,
        "facilities": [(one, found.result.workbook(one.facility).name) for one in found.result.summary.facilities],
        "severities": SEVERITIES.items(),
        "rules": rules_table(found.result),
        "found": findings_table(rows, count),
        "wanted": wanted,
        "lists": found.result.lists,
        "at": at,
        "last": max(1, -(-count // SHOWN)),
    }
    return shown(
        request, "claim_check/result.html", context, title=_title(found, found.result), api=f"/api/claim-checks/{batch}"
    )


@page("kiem-tra-ho-so/<uuid:batch>/tai-ve/<str:name>/", needs=Permission.BRING_FILES)
def claim_check_file(request: Asked, batch: uuid.UUID, name: str) -> HttpResponseBase:
    """A facility's workbook (`99001.xlsx`), or all findings (`phat-hien.jsonl`)."""
    result = batch_of(batch, request.user).result
    offered = _files(result) if result is not None else {}
    if name not in offered:
        raise Http404("Không có tệp này trong kết quả kiểm tra.")
    note(request, "tải phát hiện của hồ sơ BHYT", what=name, personal=True)
    return FileResponse(
        offered[name].open("rb"),
        content_type=_KINDS[name.rpartition(".")[2]],
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _files(result: Result) -> dict[str, Path]:
    paths = [result.records, *(result.workbook(one.facility) for one in result.summary.facilities)]
    return {path.name: path for path in paths if path.is_file()}


def _wanted(request: Asked) -> Wanted:
    rule, severity = request.GET.get("quy-tac", "").strip().upper(), request.GET.get("muc", "")
    return Wanted(rule, severity if severity in SEVERITIES else "", request.GET.get("co-so"))


def _title(batch: Batch, result: Result) -> str:
    told = result.summary
    if not told.dossiers:
        return f"{batch.title}: không đọc được hồ sơ nào"
    return f"{batch.title}: {number(told.findings)} phát hiện trong {number(told.dossiers)} hồ sơ"
