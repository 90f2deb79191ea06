"""Reports under audit: bringing one, what was found in it, deciding about a finding, and the ledger beside it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import File, Form, Query, Schema, UploadedFile
from ninja.errors import HttpError
from pydantic import Field

from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.drafts.models import Audit, Decision
from soyte.portal.pages.audits import reach, reading, stored
from soyte.portal.pages.audits.findings import Judged, judged
from soyte.portal.pages.audits.views import take_in
from soyte.portal.pages.audits.views_decide import decide, finding_of
from soyte.portal.pages.audits.views_known import compared
from soyte.portal.shell.permissions import Permission
from soyte.reports.audit.render_jsonl import figure_record, finding_record
from soyte.reports.audit.render_words import in_order

TAG = "Rà soát báo cáo"
NEEDS = Permission.AUDIT_REPORTS
Whole = Annotated[bool, Query(False, description="Mở cả câu bị che; được ghi nhật ký")]


class AuditOut(Schema):
    """A report under audit."""

    id: int
    name: str = Field(description="Tên tệp")
    sha256: str
    state: Literal["waiting", "done", "refused", "erased"]
    words: str = Field(description="Vì sao không đọc được, nếu không đọc được")
    uploaded_by: str = Field(description="Tên đăng nhập của người đưa lên")
    unit: str | None = Field(description="Đơn vị")
    uploaded_at: datetime
    until: date = Field(description="Nội dung được giữ đến ngày này")
    figures: int = Field(description="Số liệu đã đọc")
    wrong: int = Field(description="Phát hiện sai")
    ambiguous: int = Field(description="Phát hiện cần xem lại")
    ok: int = Field(description="Phép tính khớp")
    job: int | None = Field(None, description="Việc chạy nền đang đọc báo cáo dài; xem /api/jobs/{number}")


class DecisionIn(Schema):
    """What somebody decides about a finding."""

    finding: str = Field(max_length=12, description="Khóa của phát hiện")
    verdict: Literal["accepted", "dismissed", "reopened"] = Field(description="Nhận, bỏ qua, xét lại")
    reason: str = Field(max_length=2_000, description="Lý do")


class DecisionOut(Schema):
    """What somebody decided about a finding."""

    verdict: Literal["accepted", "dismissed", "reopened"]
    reason: str
    by: str
    at: datetime


@operation("audits", needs=NEEDS, tag=TAG, gives=Paged[AuditOut])
def audits(request: Called, page: PageNumber, per_page: PageSize) -> Any:
    """Các báo cáo đã đưa rà soát, mới nhất trước."""
    return paged(reach.readable(request), page, per_page, _audit)


@operation("audits", needs=NEEDS, tag=TAG, method="POST", name="bring_audit", gives=AuditOut, status=201)
def bring_audit(
    request: Called,
    file: Annotated[UploadedFile, File(..., description="Báo cáo: docx, pdf, html, txt, odt, xlsx")],
    unit: Annotated[str, Form("", max_length=200, description="Tên đơn vị, khi người gọi thuộc nhiều đơn vị")],
) -> Any:
    """Đưa một báo cáo lên rà soát. Báo cáo dài được đọc trong nền: xem trường job."""
    words = reading.trouble_with(file)
    if words:
        raise HttpError(422, words)
    units = reach.own_units(request)
    chosen = next((one for one in units if not unit or one.name == unit), None)
    if unit and chosen is None:
        raise HttpError(422, f"Bạn không thuộc đơn vị “{unit}”.")
    audit, job = take_in(request, file, chosen)
    return {**_audit(audit), "job": job.pk if job else None}


@operation("audits/{number}", needs=NEEDS, tag=TAG)
def audit(request: Called, number: int, whole: Whole) -> dict[str, Any]:
    """Một bản rà soát: các phát hiện với phép tính và kết luận, số liệu đã đọc.

    Vị trí start, end tính theo ký tự trong văn bản đã đọc. Báo cáo chưa đọc xong thì chưa có findings và statements.
    """
    one = reach.one(request, number)
    if one.state != Audit.State.DONE:
        return {**_audit(one), "findings": [], "statements": []}
    opened = whole and reach.whole_opened(request, one)
    who = request.user.username
    made, view = stored.audited(one, who, whole=opened), stored.view_of(one, who, whole=opened)
    found = judged(one, made, view)
    ordered = in_order(made.findings)
    return {
        **_audit(one),
        "findings": [
            {"key": each.key, **finding_record(one.name, ordered[each.view.position]), **_decided(each)}
            for each in found
        ],
        "statements": [figure_record(one.name, each) for each in made.reading.statements],
    }


@operation(
    "audits/{number}/decisions",
    needs=NEEDS,
    tag=TAG,
    method="POST",
    name="decide_finding",
    gives=DecisionOut,
    status=201,
)
def decide_finding(request: Called, number: int, said: DecisionIn) -> Any:
    """Nhận, bỏ qua hoặc xét lại một phát hiện; lý do được ghi vào sổ, không sửa được."""
    one = reach.one(request, number)
    reason = said.reason.strip()
    if not reason:
        raise HttpError(422, "Hãy ghi lý do: người đọc sau cần biết vì sao nhận hoặc bỏ phát hiện này.")
    finding = finding_of(request, one, said.finding) if one.state == Audit.State.DONE else None
    if finding is None:
        raise Http404("Bản rà soát này không có phát hiện ấy.")
    return _decision(decide(request, one, finding, said.verdict, reason))


@operation("audits/{number}/known", needs=NEEDS, tag=TAG)
def audit_known(
    request: Called,
    number: int,
    as_of: Annotated[str, Query("", max_length=40, description="Xem kho như tại: 2024-05-01, hoặc #12")],
    page: PageNumber,
    per_page: PageSize,
) -> dict[str, Any]:
    """Số liệu báo cáo nêu đặt bên số liệu mà kho biết, với chênh lệch."""
    one = reach.one(request, number)
    if one.state != Audit.State.DONE:
        raise Http404("Báo cáo này chưa đọc xong, hoặc nội dung đã xóa.")
    return paged(compared(one, request.user.username, as_of), page, per_page, lambda each: _compared(one, each))


def _audit(one: Audit) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "sha256": one.sha256,
        "state": one.state,
        "words": one.words,
        "uploaded_by": one.uploaded_by.username,
        "unit": one.unit.name if one.unit else None,
        "uploaded_at": one.uploaded_at,
        "until": one.until,
        "figures": one.figures,
        "wrong": one.wrong,
        "ambiguous": one.ambiguous,
        "ok": one.ok,
    }


def _decided(one: Judged) -> dict[str, Any]:
    return {
        "decision": one.decision.verdict if one.decision else None,
        "decisions": [_decision(each) for each in one.history],
    }


def _decision(one: Decision) -> dict[str, Any]:
    return {"verdict": one.verdict, "reason": one.reason, "by": one.by.username, "at": one.at}


def _compared(audit: Audit, one: Any) -> dict[str, Any]:
    return {
        "statement": figure_record(audit.name, one.statement),
        "indicator": one.indicator,
        "name": one.name,
        "place": one.place,
        "period": one.period.iso,
        "known": [
            {
                "origin": known.origin,
                "who": known.who,
                "value": known.value,
                "unit": known.unit,
                "fit": known.fit,
                "difference": known.difference,
                "figure": known.figure,
            }
            for known in one.known
        ],
    }
