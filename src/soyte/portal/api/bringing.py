"""Bringing files in, and the mappings by which tables are read."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from ninja import File, Form, Schema, UploadedFile
from ninja.errors import HttpError
from pydantic import Field

from soyte.catalogue.claims import bases
from soyte.portal.api.jobs import JobOut, job_record
from soyte.portal.api.operations import Called, operation
from soyte.portal.jobs.models import Job
from soyte.portal.pages.bring.choosing import KINDS, known, recognised
from soyte.portal.pages.bring.senders import senders_of, usual_sender
from soyte.portal.pages.bring.views import begin, may_replace
from soyte.portal.pages.mappings.views import mapping_of
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.keeping import drop_file, drop_old, keep
from soyte.portal.uploads.models import Upload
from soyte.receiving.known import Known

TAG = "Kho số liệu"


class MappingOut(Schema):
    """How the tables of a dataset are read."""

    number: int = Field(description="Số lần gửi")
    hash: str = Field(description="Gửi kèm khi đưa một bảng vào kho")
    title: str
    dataset: str
    owner: str
    valid_from: date | None
    valid_to: date | None


class MappingWhole(MappingOut):
    """A mapping with all that it says."""

    body: dict[str, Any]


@operation("submissions", needs=Permission.BRING_FILES, tag=TAG, method="POST", name="bring", gives=JobOut, status=201)
def bring(
    request: Called,
    file: Annotated[UploadedFile, File(..., description="Báo cáo, bảng số liệu hoặc danh sách chỉ tiêu giao")],
    sender: Annotated[str, Form("", max_length=200, description="Đơn vị gửi; trống: đơn vị của người gọi")],
    kind: Annotated[str, Form("", max_length=20, description="report, counts, targets…; trống: tự nhận ra")],
    mapping: Annotated[str, Form("", max_length=64, description="Mã (hash) của ánh xạ cột; trống: tự chọn")],
    basis: Annotated[str, Form("", max_length=40, description="Hồ sơ BHYT: Sở có được bằng cách nào")],
    supersedes: Annotated[int | None, Form(None, ge=1, le=10**9, description="Thay cho lần gửi số")],
) -> Any:
    """Đưa một tệp vào kho; tệp được đọc trong nền, kết quả ở việc chạy nền trả về."""
    senders = senders_of(request.access)
    chosen = sender or usual_sender(request.user, senders)
    if chosen not in senders:
        raise PermissionDenied(f"đưa tệp vào kho thay cho đơn vị “{chosen}”")
    if supersedes and not may_replace(request, str(supersedes)):
        raise PermissionDenied(Permission.WITHDRAW_FILES.value)
    if kind not in {"", *dict(KINDS)}:
        raise HttpError(422, f"Không có loại tệp “{kind}”; có: {', '.join(dict(KINDS))}.")
    grounds = {one.id for one in bases()}
    if basis not in {"", *grounds}:
        raise HttpError(422, f"Không có căn cứ “{basis}”; có: {', '.join(sorted(grounds))}.")
    if mapping and all(one.hash != mapping for one in known()):
        raise HttpError(422, "Không có ánh xạ cột nào mang mã này; xem /api/mappings.")
    drop_old()
    upload = keep(file, uuid.uuid4(), request.user, chosen)
    recognised(upload)
    upload.kind, upload.mapping = kind or upload.kind, mapping or upload.mapping
    upload.supersedes, upload.basis = supersedes, basis
    upload.save()
    begin(request, upload)
    if upload.job is None:
        raise HttpError(422, _refused(upload))
    return job_record(Job.objects.select_related("by").get(pk=upload.job))


def _refused(upload: Upload) -> str:
    """Why a file cannot be taken in as it is; it is not kept."""
    drop_file(upload)
    upload.delete()
    if upload.kind == "counts":
        return f"{upload.name}: chưa có ánh xạ cột cho bảng này. Hãy lập ánh xạ ở trang “Ánh xạ cột” rồi gửi lại."
    return upload.words or f"{upload.name}: chưa nhận ra loại tệp; hãy ghi rõ kind."


@operation("mappings", needs=Permission.MAP_COLUMNS, tag=TAG, gives=list[MappingOut])
def mappings(request: Called) -> Any:  # noqa: ARG001
    """Các ánh xạ cột đang dùng."""
    return [_mapping(one) for one in known()]


@operation("mappings/{number}", needs=Permission.SEE_SOURCES, tag=TAG, gives=MappingWhole)
def mapping(request: Called, number: int) -> Any:  # noqa: ARG001
    """Một ánh xạ cột: mỗi cột là gì."""
    one = mapping_of(number)
    return {**_mapping(one), "body": one.mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)}


def _mapping(one: Known) -> dict[str, Any]:
    names = ("title", "dataset", "owner", "valid_from", "valid_to")
    return {"number": one.act.seq, "hash": one.hash, **{name: getattr(one.mapping, name) for name in names}}
