"""The pages of reports under audit: bringing one, the list, one audit in its own text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.portal.accesslog import note
from soyte.portal.drafts.models import Audit
from soyte.portal.jobs import start
from soyte.portal.jobs.models import Job
from soyte.portal.pages.audits import keeping, reach, reading, stored, views_decide, views_known
from soyte.portal.pages.audits.findings import DECIDED, LEVELS, filter_of, judged, kinds_of, sheet_of, untested
from soyte.portal.pages.audits.text import text_html
from soyte.portal.people.models import Unit
from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.portal.shell.templatetags.soyte import changed
from soyte.reports.audit.masking import covers_anything
from soyte.reports.audit.render_words import coverage_line, headline

_LISTED = 200
_UNTESTED = 2_000  # more than anybody reads; the file to save has them all
MORE = (views_decide, views_known)  # they register addresses of their own


class BringForm(forms.Form):
    """A file, and for which unit when somebody belongs to several."""

    file = forms.FileField(
        label="Báo cáo cần rà soát", allow_empty_file=True, error_messages={"required": "Hãy chọn một tệp."}
    )
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(Unit.objects.none(), label="Của đơn vị", required=False)

    def __init__(self, units: list[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.fields["file"].widget.attrs["accept"] = ",".join(reading.SUFFIXES)
        if len(units) > 1:
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]
            self.fields["unit"].initial = units[0].pk
        else:
            del self.fields["unit"]

    def clean_file(self) -> Any:
        """Of a kind that is read, and not too large."""
        file = self.cleaned_data["file"]
        words = reading.trouble_with(file)
        if words:
            raise forms.ValidationError(words)
        return file

    @property
    def whose(self) -> Unit | None:
        """The unit chosen, or the only one."""
        return self.cleaned_data.get("unit") or (self.units[0] if self.units else None)


@page(
    "ra-soat/",
    needs=Permission.AUDIT_REPORTS,
    posts=Permission.AUDIT_REPORTS,
    menu=Menu("Rà soát báo cáo", 30, "Báo cáo"),
)
def audits(request: Asked) -> HttpResponse:
    """Bring a report; those brought before."""
    keeping.erase_old()
    form = BringForm(reach.own_units(request), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _brought(request, form)
    found = list(reach.readable(request)[:_LISTED])
    keeping.settle(*found)
    table = Table(
        [
            Column("Tệp", width=40),
            Column("Kết quả", width=26),
            Column("Sai", "number"),
            Column("Cần xem lại", "number"),
            Column("Khớp", "number"),
            Column("Số liệu đã đọc", "number"),
            Column("Người đưa", width=24),
            Column("Đơn vị", width=28),
            Column("Lúc", "moment"),
            Column("Giữ đến", "day"),
        ],
        [_row(audit) for audit in found],
        caption="Báo cáo đã đưa rà soát",
        empty="Chưa có báo cáo nào được rà soát. Chọn một tệp ở trên để bắt đầu.",
        name="ra-soat",
    )
    context = {"form": form, "table": table}
    title = "Rà soát báo cáo"
    return shown(request, "audits/list.html", context, title=title, table=table, api="/api/audits")


def _brought(request: Asked, form: BringForm) -> HttpResponse:
    audit, job = take_in(request, form.cleaned_data["file"], form.whose)
    return redirect("job", job.pk) if job else redirect("audit", audit.pk)


def take_in(request: Asked, file: UploadedFile[Any], unit: Unit | None) -> tuple[Audit, Job | None]:
    """Keep a report that may be read and read it: at once, or in the background when it is long."""
    audit = reading.bring(file, request.user, unit)
    note(request, "đưa báo cáo rà soát", what=f"bản rà soát {audit.pk}")
    if reading.waits(audit, file):
        return audit, start("audit", {"audit": audit.pk}, by=request.user, title=f"Rà soát {audit.name}")
    return reading.read(audit), None


def _row(audit: Audit) -> list[Any]:
    counts: list[Any] = [audit.wrong, audit.ambiguous, audit.ok, audit.figures]
    if audit.state not in (Audit.State.DONE, Audit.State.ERASED):
        counts = [None] * 4
    return [
        Cell(audit.name, href=reverse("audit", args=[audit.pk])),
        audit.get_state_display(),
        *counts,
        str(audit.uploaded_by),
        audit.unit.name if audit.unit else "",
        audit.uploaded_at,
        audit.until,
    ]


@page("ra-soat/<int:number>/", needs=Permission.AUDIT_REPORTS)
def audit(request: Asked, number: int) -> HttpResponse:
    """The report's own text with every figure marked, the arithmetic beside it."""
    one = reach.one(request, number)
    context: dict[str, Any] = {"audit": one, "own": one.uploaded_by_id == request.user.pk}
    if one.state != Audit.State.DONE:
        context["job"] = keeping.jobs_of([one]).get(one.pk)
        title = f"{one.name}: {one.get_state_display()}"
        return shown(request, "audits/unfinished.html", context, title=title, api=f"/api/audits/{one.pk}")
    whole = reach.whole_asked(request, one)
    who = request.user.username
    made, view = stored.audited(one, who, whole=whole), stored.view_of(one, who, whole=whole)
    asked = filter_of(request.GET)
    found = judged(one, made, view)
    listed = [each for each in found if asked.holds(each)]
    positions = {each.view.position for each in listed} if asked.any else None
    dropped = {each.view.position for each in found if each.dismissed}
    sheet = sheet_of(listed, request.GET.get("trang", ""))
    sheets = {number: changed({"request": request}, trang=number) for number in set(sheet.elsewhere.values())}
    elsewhere = {position: sheets[number] for position, number in sheet.elsewhere.items()}
    alone = untested(view, asked)
    counts = made.coverage
    context |= {
        "view": view,
        "text": text_html(view, positions, dropped, elsewhere),
        "listed": listed,
        "sheet": sheet,
        "left": sum(each.decision is None for each in listed if each.view.state != "ok"),
        "untested": alone[:_UNTESTED],
        "untested_count": len(alone),
        "coverage": coverage_line(counts),
        "asked": asked,
        "levels": LEVELS.items(),
        "decided": DECIDED.items(),
        "kinds": kinds_of(found),
        "covered": not whole and covers_anything(made),
        "may_open": reach.may_see_whole(request, one),
        "whole": whole,
        "formats": (("Tải văn bản đánh dấu:", views_decide.MARKED), ("Bảng phát hiện:", views_decide.LISTED)),
        "may_receive": request.access.may(Permission.BRING_FILES),
    }
    title = f"{one.name}: {headline(counts).lower()}"
    return shown(request, "audits/audit.html", context, title=title, api=f"/api/audits/{one.pk}")


@page("ra-soat/<int:number>/xoa/", needs=Permission.AUDIT_REPORTS, posts=Permission.AUDIT_REPORTS)
def audit_erase(request: Asked, number: int) -> HttpResponse:
    """Whoever brought a report takes its content away again."""
    one = reach.one(request, number)
    if one.uploaded_by_id != request.user.pk:
        raise PermissionDenied("xóa báo cáo do người khác đưa lên")
    if request.method == "POST":
        keeping.erase(one)
        note(request, "xóa báo cáo rà soát", what=f"bản rà soát {one.pk}")
        messages.success(request, f"Đã xóa nội dung {one.name}; các kết luận đã ghi vẫn còn.")
    return redirect("audits")
