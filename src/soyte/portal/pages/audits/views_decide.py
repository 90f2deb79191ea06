"""Deciding about findings, taking the marked document away, handing the report on to the ledger."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from soyte.portal.accesslog import note
from soyte.portal.drafts.models import Audit, Decision
from soyte.portal.jobs import start
from soyte.portal.outbox import send
from soyte.portal.pages.audits import reach, stored
from soyte.portal.pages.audits.findings import Judged, dismissed_keys, judged
from soyte.portal.pages.audits.handing import LONG, hand_over, told
from soyte.portal.shell.answers import attached
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.reports.audit import AuditedDocument
from soyte.reports.audit.decided import FINDING, subject_of, without

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKED = (("danh-dau", "DOCX"), ("html", "HTML"))
LISTED = (("docx", "Word"), ("xlsx", "Excel"), ("jsonl", "JSONL"))
KINDS = {
    "danh-dau": _WORD,
    "docx": _WORD,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
}


class DecideForm(forms.Form):
    """Which finding, what about it, and why."""

    finding = forms.CharField(max_length=12)
    verdict = forms.ChoiceField(choices=Decision.Verdict.choices)
    reason = forms.CharField(
        max_length=2_000,
        error_messages={"required": "Hãy ghi lý do: người đọc sau cần biết vì sao nhận hoặc bỏ phát hiện này."},
    )


@page("ra-soat/<int:number>/ket-luan/", needs=Permission.AUDIT_REPORTS, posts=Permission.AUDIT_REPORTS)
def audit_decide(request: Asked, number: int) -> HttpResponse:
    """Accept or dismiss a finding, with a reason; said once, never changed, and told to the ledger."""
    audit = reach.one(request, number)
    if request.method != "POST" or audit.state != Audit.State.DONE:
        return redirect("audit", audit.pk)
    form = DecideForm(request.POST)
    key = request.POST.get("finding", "")
    finding = finding_of(request, audit, key)
    if finding is None:
        raise Http404("Bản rà soát này không có phát hiện ấy.")
    words = ""
    if form.is_valid():
        decide(request, audit, finding, form.cleaned_data["verdict"], form.cleaned_data["reason"].strip())
        finding = finding_of(request, audit, key) or finding
    else:
        words = " ".join(str(one) for errors in form.errors.values() for one in errors)
    if request.htmx:
        context = {"one": finding, "audit": audit, "words": words}
        return render(request, "audits/finding.html", context, status=422 if words else 200)
    if words:
        messages.error(request, words)
    back = request.POST.get("back", "")
    query = f"?{back}" if back and "\n" not in back else ""
    return redirect(f"{reverse('audit', args=[audit.pk])}{query}#{finding.view.id}")


def decide(request: Asked, audit: Audit, finding: Judged, verdict: str, reason: str) -> Decision:
    """Write the decision down, and with it what the ledger will be told."""
    with transaction.atomic():
        made = Decision.objects.create(
            audit=audit, finding=finding.key, verdict=verdict, reason=reason, by=request.user
        )
        body = {
            "decision": verdict,
            "reason": reason,
            "kind": finding.kind,
            "verdict": finding.view.state,
            "own": audit.uploaded_by_id == request.user.pk,
            "unit": audit.unit.name if audit.unit else None,
            "decided_at": made.at.isoformat(),
        }
        send(
            FINDING,
            key=f"{audit.sha256}/{finding.key}/{request.user.username}/{made.at.isoformat()}",
            said={"subject": subject_of(audit.sha256, finding.key), "body": body},
            by=request.user,
            title=f"Kết luận về phát hiện trong {audit.name}",
        )
    return made


def finding_of(request: Asked, audit: Audit, key: str) -> Judged | None:
    """The finding of this lasting name."""
    who = request.user.username
    found = judged(audit, stored.audited(audit, who), stored.view_of(audit, who))
    return next((one for one in found if one.key == key), None)


@page("ra-soat/<int:number>/tai-ve/<str:kind>/", needs=Permission.AUDIT_REPORTS)
def audit_file(request: Asked, number: int, kind: str) -> HttpResponse:
    """The marked document, or the list of findings, to save; without the findings that were dismissed."""
    audit = reach.one(request, number)
    if kind not in KINDS or audit.state != Audit.State.DONE:
        raise Http404("Không có tệp này.")
    made = stored.audited(audit, request.user.username, whole=reach.whole_asked(request, audit))
    kept = without(made, dismissed_keys(audit))
    note(request, "tải bản rà soát", what=f"bản rà soát {audit.pk}, {kind}")
    stem = audit.name.rpartition(".")[0] or audit.name
    name = f"{stem}-danh-dau.docx" if kind == "danh-dau" else f"{stem}-ra-soat.{kind}"
    return attached(_rendered(kept, kind), name, KINDS[kind])


def _rendered(audited: AuditedDocument, kind: str) -> bytes:
    """Renderers are loaded only when one is asked for: they bring heavy libraries."""
    if kind == "danh-dau":
        from soyte.reports.audit.render_marked import render_marked  # noqa: PLC0415

        return render_marked(audited)
    if kind == "docx":
        from soyte.reports.audit.render_docx import render_docx  # noqa: PLC0415

        return render_docx([audited])
    if kind == "xlsx":
        from soyte.reports.audit.render_xlsx import render_xlsx  # noqa: PLC0415

        return render_xlsx([audited])
    if kind == "jsonl":
        from soyte.reports.audit.render_jsonl import render_findings_jsonl  # noqa: PLC0415

        return render_findings_jsonl([audited]).encode()
    from soyte.reports.audit.render_html import render_html  # noqa: PLC0415

    return render_html([audited]).encode("utf-8", "replace")


@page("ra-soat/<int:number>/nhan-vao-kho/", needs=Permission.AUDIT_REPORTS, posts=Permission.BRING_FILES)
def audit_receive(request: Asked, number: int) -> HttpResponse:
    """Hand the same file to the ledger as a report of the unit."""
    audit = reach.one(request, number)
    if request.method != "POST" or audit.state != Audit.State.DONE:
        return redirect("audit", audit.pk)
    unit = audit.unit.name if audit.unit else None
    if not request.access.may_for(Permission.BRING_FILES, unit):
        raise PermissionDenied(Permission.BRING_FILES.value)
    if audit.figures > LONG:
        job = start(
            "audit-receive",
            {"audit": audit.pk, "actor": request.user.username},
            by=request.user,
            title=f"Nhận {audit.name} vào kho",
        )
        return redirect("job", job.pk)
    receipt = hand_over(audit, request.user.username)
    note(request, "nhận báo cáo vào kho", what=f"lần gửi {receipt.act.seq}")
    messages.success(request, told(audit, receipt))
    return redirect("audit-known", audit.pk)
