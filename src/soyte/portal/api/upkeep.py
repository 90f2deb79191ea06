"""Keeping the ledger and the system well: examination, state of the system, letters, mappings, changes of places, shapes."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from ninja import File, Form, Query, Schema, UploadedFile
from ninja.errors import HttpError
from pydantic import Field

from soyte.measures.boundaries import site_of
from soyte.measures.boundaries.shapes import drawings
from soyte.portal.api.jobs import JobOut, job_record
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.jobs.models import Job
from soyte.portal.notices.models import Notice
from soyte.portal.pages.bring.choosing import KINDS, known, recognised
from soyte.portal.pages.bring.senders import senders_of, usual_sender
from soyte.portal.pages.bring.views import begin as take_in
from soyte.portal.pages.bring.views import may_replace
from soyte.portal.pages.doctor.views import begin, last_examination
from soyte.portal.pages.health.looks import looks
from soyte.portal.pages.mappings.views import mapping_of
from soyte.portal.shell.book import ledger
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.keeping import drop_file, drop_old, keep
from soyte.portal.uploads.models import Upload
from soyte.receiving.known import Known

TAG, PLACES, SYSTEM = "Kho số liệu", "Địa bàn", "Quản trị"


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


class LookOut(Schema):
    """One thing of the system's state."""

    name: str
    well: bool
    found: str
    remedy: str


class NoticeOut(Schema):
    """A letter."""

    to: str | None = Field(description="Tên đăng nhập của người nhận")
    subject: str
    state: Literal["queued", "sent", "refused"]
    tries: int
    reason: str
    created_at: datetime


class PlaceActOut(Schema):
    """A change of places that the installation recorded."""

    submission: int
    on: date
    words: str
    source: str = Field(description="Văn bản")
    state: Literal["in_force", "shipped", "left_out"]


class ShapesOut(Schema):
    """A file of boundaries."""

    submission: int
    name: str
    on: date = Field(description="Đúng vào ngày")
    source: str
    licence: str
    shapes: int


class DoctorIn(Schema):
    """What to do."""

    do: Literal["quick", "deep", "sweep", "repair", "compact"] = Field(
        description="Khám nhanh, khám kỹ; sau khi khám kỹ: dọn phần dở dang, dựng lại tệp hỏng, ghép tệp nhỏ"
    )


@operation("submissions", needs=Permission.BRING_FILES, tag=TAG, method="POST", name="bring", gives=JobOut, status=201)
def bring(
    request: Called,
    file: Annotated[UploadedFile, File(..., description="Báo cáo, bảng số liệu hoặc danh sách chỉ tiêu giao")],
    sender: Annotated[str, Form("", max_length=200, description="Đơn vị gửi; trống: đơn vị của người gọi")],
    kind: Annotated[str, Form("", max_length=20, description="report, counts, targets…; trống: tự nhận ra")],
    mapping: Annotated[str, Form("", max_length=64, description="Mã (hash) của ánh xạ cột; trống: tự chọn")],
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
    if mapping and all(one.hash != mapping for one in known()):
        raise HttpError(422, "Không có ánh xạ cột nào mang mã này; xem /api/mappings.")
    drop_old()
    upload = keep(file, uuid.uuid4(), request.user, chosen)
    recognised(upload)
    upload.kind, upload.mapping = kind or upload.kind, mapping or upload.mapping
    upload.supersedes = supersedes
    upload.save()
    take_in(request, upload)
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


@operation("doctor", needs=Permission.RUN_DOCTOR, tag=TAG)
def doctor(request: Called) -> dict[str, Any]:  # noqa: ARG001
    """Lần khám kho gần nhất: kho có lành lặn không, thấy gì, cần làm gì."""
    last = last_examination()
    return {"examined": last is not None, **(last.result if last else {})}


@operation("doctor", needs=Permission.RUN_DOCTOR, tag=TAG, method="POST", name="examine", gives=JobOut, status=201)
def examine(request: Called, said: DoctorIn) -> Any:
    """Khám kho, hoặc làm điều mà lần khám kỹ vừa rồi gợi ý; chạy trong nền."""
    return job_record(begin(request, said.do, last_examination()))


@operation("health", needs=Permission.SEE_JOBS, tag=SYSTEM, gives=list[LookOut])
def health(request: Called) -> Any:  # noqa: ARG001
    """Tình trạng hệ thống: từng mục có tốt không, thấy gì, cần làm gì."""
    return [vars(one) for one in looks()]


@operation("notices", needs=Permission.SEE_JOBS, tag=SYSTEM, gives=Paged[NoticeOut])
def notices(
    request: Called,  # noqa: ARG001
    state: Annotated[Literal["queued", "sent", "refused"] | None, Query(None)],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Thư báo: gửi ai, gửi được chưa, vì sao không."""
    found = Notice.objects.select_related("user").order_by("-pk")
    return paged(found.filter(state=state) if state else found, page, per_page, _notice)


@operation("place-acts", needs=Permission.SEE_CATALOGUE, tag=PLACES, gives=list[PlaceActOut])
def place_acts(request: Called) -> Any:  # noqa: ARG001
    """Các thay đổi địa bàn mà đơn vị đã ghi vào sổ, và có áp dụng được không."""
    book = ledger()
    here = site_of(book, book.state())
    told = [(one, "in_force") for one in here.acts] + [(one, "shipped") for one in here.shipped]
    told += [(left.one, "left_out") for left in here.left_out]
    return [
        {"submission": one.seq, "on": one.act.on, "words": one.words, "source": one.act.source, "state": state}
        for one, state in told
    ]


@operation("shapes", needs=Permission.MANAGE_PLACES, tag=PLACES, gives=list[ShapesOut])
def shapes(request: Called) -> Any:  # noqa: ARG001
    """Các tệp ranh giới đã nhận."""
    return [
        {
            "submission": one.submission.seq,
            "name": one.submission.name,
            "on": one.on,
            "source": one.source,
            "licence": one.licence,
            "shapes": one.submission.rows_accepted,
        }
        for one in drawings(ledger().state())
    ]


def _mapping(one: Known) -> dict[str, Any]:
    names = ("title", "dataset", "owner", "valid_from", "valid_to")
    return {"number": one.act.seq, "hash": one.hash, **{name: getattr(one.mapping, name) for name in names}}


def _notice(one: Notice) -> dict[str, Any]:
    names = ("subject", "state", "tries", "reason", "created_at")
    return {"to": one.user.username if one.user else None, **{name: getattr(one, name) for name in names}}
