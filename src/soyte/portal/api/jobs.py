"""Background jobs: the list, one, and stopping it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Query, Schema
from pydantic import Field

from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.jobs.models import Job
from soyte.portal.pages.jobs.reach import job_of, jobs_of, stop
from soyte.portal.shell.permissions import Permission

TAG = "Việc chạy nền"


class JobOut(Schema):
    """A background job."""

    id: int
    kind: str = Field(description="Loại việc")
    title: str = Field(description="Việc")
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    by: str | None = Field(description="Tên đăng nhập của người giao")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    step: str = Field(description="Bước đang làm")
    done: int = Field(description="Đã làm được bao nhiêu")
    total: int | None = Field(description="Trong tổng số, nếu biết")
    words: str = Field(description="Lời báo: kết quả, hoặc vì sao không xong")
    result: Any = Field(description="Kết quả cho phần mềm đọc")


@operation("jobs", needs=Permission.SIGNED_IN, tag=TAG, gives=Paged[JobOut])
def jobs(
    request: Called,
    state: Annotated[Literal["waiting", "running", "done", "failed", "cancelled"] | None, Query(None)],
    mine: Annotated[bool, Query(False, description="Chỉ việc của mình, khi được xem của mọi người")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Các việc chạy nền, mới nhất trước."""
    found = jobs_of(request, everybody=not mine)
    return paged(found.filter(state=state) if state else found, page, per_page, job_record)


@operation("jobs/{number}", needs=Permission.SIGNED_IN, tag=TAG, gives=JobOut)
def job(request: Called, number: int) -> Any:
    """Một việc chạy nền: đến đâu, kết quả gì."""
    return job_record(job_of(request, number))


@operation("jobs/{number}/cancel", needs=Permission.SIGNED_IN, tag=TAG, method="POST", name="cancel_job", gives=JobOut)
def cancel_job(request: Called, number: int) -> Any:
    """Dừng một việc: đang chờ thì hủy ngay, đang chạy thì dừng ở bước sau."""
    found = job_of(request, number)
    stop(request, found)
    return job_record(found)


def job_record(one: Job) -> dict[str, Any]:
    """A job under stable names."""
    names = ("kind", "title", "state", "created_at", "started_at", "finished_at", "step", "done", "total", "words")
    said = {name: getattr(one, name) for name in names}
    return {"id": one.pk, **said, "by": one.by.username if one.by else None, "result": one.result}
