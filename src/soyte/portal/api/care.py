"""What the feed of insurance dossiers says, a facility's own history, and checking dossiers without keeping them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import File, Query, Schema, UploadedFile
from ninja.errors import HttpError
from pydantic import Field

from soyte.exchange.care import record
from soyte.measures.care import Scope
from soyte.measures.care.history import history
from soyte.portal.accesslog import note
from soyte.portal.api.jobs import JobOut, job_record
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize
from soyte.portal.jobs.models import Job
from soyte.portal.pages.care.analyses import ANALYSES, answered
from soyte.portal.pages.claim_check.results import Wanted
from soyte.portal.pages.claim_check.sending import Batch, batch_of, fault, recent, sent
from soyte.portal.pages.claim_check.views_own import facilities_of
from soyte.portal.shell.book import asked
from soyte.portal.shell.permissions import Permission
from soyte.reports.findings import records

TAG = "Khám, chữa bệnh"


class CheckOut(Schema):
    """Files that were checked without being kept."""

    id: uuid.UUID
    files: list[str] = Field(description="Tên các tệp")
    job: int | None = Field(description="Việc chạy nền; xem /api/jobs/{number}")
    ready: bool = Field(description="Đã kiểm tra xong")
    dossiers: int = Field(description="Hồ sơ đã đọc")
    findings: int = Field(description="Phát hiện")


class CheckStarted(JobOut):
    """A check that begins."""

    check: uuid.UUID = Field(description="Lượt kiểm tra; xem /api/claim-checks/{check}")


@operation("care/{analysis}", needs=Permission.SEE_CARE, tag=TAG)
def care(
    request: Called,  # noqa: ARG001 (the API gives it)
    analysis: str,
    period: Annotated[str | None, Query(None, max_length=40, description="Tháng ra viện: 2025, T8/2025")],
    facility: Annotated[str | None, Query(None, max_length=5, description="Mã cơ sở, 5 ký tự")],
    by: Annotated[str | None, Query(None, max_length=20, description="Chia theo, như trên trang: thang, quy-tac…")],
    day: Annotated[date | None, Query(None, description="Ngày kho nhận, cho nhan; mặc định là ngày gần nhất có hồ sơ")],
) -> dict[str, Any]:
    """Một phân tích hồ sơ BHYT của mọi cơ sở, kèm cách tính và nguồn.

    analysis là phần xem= của trang /kham-chua-benh/: nhan, dung-ngay, loi, chi, chuyen, benh, bao-cao, ngay-nam, ky-thuat, thuoc,
    ke-don, sinh, tu-vong, hen.
    """
    if analysis not in ANALYSES:
        raise Http404(f"Không có phân tích “{analysis}”; có: {', '.join(ANALYSES)}.")
    if by and by not in ANALYSES[analysis].by:
        raise HttpError(
            422, f"Phân tích này không chia theo “{by}”; có: {', '.join(ANALYSES[analysis].by) or 'không'}."
        )
    return record(asked(answered, analysis, Scope.of(period or None, facility or None), by or None, day))


@operation("care/facility/{code}", needs=Permission.SEE_SOURCES, tag=TAG)
def care_facility(request: Called, code: str) -> dict[str, Any]:
    """Lỗi và đúng ngày theo tháng của một cơ sở: của đơn vị mình, hoặc bất kỳ khi là người của Sở."""
    if code not in dict(facilities_of(request.access)):
        raise Http404("Không có cơ sở này trong các cơ sở mà bạn xem được.")
    return record(asked(history, code))


@operation("claim-checks", needs=Permission.BRING_FILES, tag=TAG, gives=list[CheckOut])
def claim_checks(request: Called) -> Any:
    """Những lượt kiểm tra gần đây của người gọi."""
    return [_check(one) for one in recent(request.user)]


@operation(
    "claim-checks",
    needs=Permission.BRING_FILES,
    tag=TAG,
    method="POST",
    name="check_claims",
    gives=CheckStarted,
    status=201,
)
def check_claims(
    request: Called, file: Annotated[UploadedFile, File(..., description="Hồ sơ: xml, hoặc zip, gz chứa xml")]
) -> Any:
    """Kiểm tra hồ sơ mà không đưa vào kho; tệp bị xóa khi kiểm tra xong."""
    words = fault([file])
    if words:
        raise HttpError(422, words)
    batch, job = sent([file], request.user)
    note(request, "kiểm tra hồ sơ BHYT", what="1 tệp", personal=True)
    return {**job_record(Job.objects.select_related("by").get(pk=job.pk)), "check": batch}


@operation("claim-checks/{uuid:batch}", needs=Permission.BRING_FILES, tag=TAG, gives=Paged[dict[str, Any]])
def claim_check(
    request: Called,
    batch: uuid.UUID,
    rule: Annotated[str, Query("", max_length=12, description="Chỉ quy tắc này")],
    severity: Annotated[str, Query("", max_length=1, description="Chỉ mức này: C, E, W")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Các phát hiện của một lượt kiểm tra, thông tin định danh đã che."""
    from soyte.catalogue.claims.rules import rules  # noqa: PLC0415 (heavy, and only here)

    result = batch_of(batch, request.user).result
    if result is None:
        raise Http404("Lượt kiểm tra này chưa xong, hoặc đã bị dừng; xem việc chạy nền của nó.")
    wanted = Wanted(rule.upper(), severity)
    rows = result.findings(wanted, (page - 1) * per_page, per_page)
    return {
        "items": list(records(rows, rules())),
        "page": page,
        "per_page": per_page,
        "total": result.number(wanted),
    }


def _check(one: Batch) -> dict[str, Any]:
    told = one.result.summary if one.result else None
    return {
        "id": one.key,
        "files": [upload.name for upload in one.uploads],
        "job": one.job.pk if one.job else None,
        "ready": told is not None,
        "dossiers": told.dossiers if told else 0,
        "findings": told.findings if told else 0,
    }
