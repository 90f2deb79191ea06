"""Keeping the ledger and the system well: examination, state of the system, letters, changes of places, shapes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Schema
from pydantic import Field

from soyte.measures.boundaries import site_of
from soyte.measures.boundaries.shapes import drawings
from soyte.portal.api.jobs import JobOut, job_record
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.notices.models import Notice
from soyte.portal.pages.doctor.views import begin, last_examination
from soyte.portal.pages.health.looks import looks
from soyte.portal.shell.book import ledger
from soyte.portal.shell.permissions import Permission

TAG, PLACES, SYSTEM = "Kho số liệu", "Địa bàn", "Quản trị"


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


def _notice(one: Notice) -> dict[str, Any]:
    names = ("subject", "state", "tries", "reason", "created_at")
    return {"to": one.user.username if one.user else None, **{name: getattr(one, name) for name in names}}
