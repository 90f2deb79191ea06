"""What was handed in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Schema
from ninja.errors import HttpError
from pydantic import Field

from soyte.exchange.figures import record
from soyte.exchange.submissions import aside_records, submission_record, table_record
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.as_of import moment
from soyte.portal.api.figures import AsOfMoment
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.outbox.models import Entry
from soyte.portal.pages.submission.finding import find
from soyte.portal.pages.submission.withdrawing import changes_of, may_withdraw, take_back
from soyte.portal.pages.submissions.listing import Wanted, submissions_of
from soyte.portal.shell.book import ledger
from soyte.portal.shell.permissions import Permission
from soyte.receiving.contents import rows_of, tables_of

TAG = "Kho số liệu"


class SubmissionOut(Schema):
    """What somebody handed in, and what became of it."""

    submission: int = Field(description="Số lần gửi")
    submission_id: str
    status: Literal["accepted", "superseded", "withdrawn", "rejected"]
    recorded_at: datetime
    actor: str = Field(description="Ai đưa vào")
    sender: str | None = Field(description="Đơn vị gửi")
    channel: str | None = Field(description="Đường vào: trang web, lệnh…")
    what: str = Field(description="report, counts, targets…")
    dataset: str | None = Field(description="Bộ số liệu")
    owner: str | None = Field(description="Cơ quan có số liệu")
    name: str | None = Field(description="Tên tệp")
    sha256: str | None
    rows_in: int = Field(description="Số dòng đọc được")
    rows_accepted: int = Field(description="Số dòng nhận vào")
    rows_quarantined: int = Field(description="Số ô, dòng để riêng")
    supersedes: int | None = Field(description="Thay cho lần gửi số")
    superseded_by: int | None = Field(description="Đã được thay bằng lần gửi số")
    reason: str | None


class WithdrawalIn(Schema):
    """Why a submission is taken back."""

    reason: str = Field(max_length=500, description="Lý do rút")


class DeliveryOut(Schema):
    """Something approved, on its way to the ledger."""

    submission_id: str
    state: Literal["waiting", "delivered", "refused"] = Field(description="Đang vào sổ, đã vào sổ, sổ không nhận")
    words: str = Field(description="Sổ trả lời")


@operation("submissions", needs=Permission.SEE_SOURCES, tag=TAG, gives=Paged[SubmissionOut])
def submissions(
    request: Called,
    what: Annotated[str, Query("", max_length=40, description="report, counts, targets…")],
    status: Annotated[Literal["", "accepted", "superseded", "withdrawn", "rejected"], Query("")],
    sender: Annotated[str, Query("", max_length=200, description="Tên đơn vị gửi")],
    dataset: Annotated[str, Query("", max_length=120, description="Bộ số liệu")],
    q: Annotated[str, Query("", max_length=120, description="Tìm theo số, tên tệp, bộ số liệu; không cần dấu")],
    since: Annotated[date | None, Query(None, description="Nhận từ ngày")],
    until: Annotated[date | None, Query(None, description="Nhận đến ngày")],
    as_of: AsOfMoment,
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Các lần gửi, mới nhất trước."""
    state = ledger().state(moment(as_of))
    wanted = Wanted(what, status, sender, dataset, q.strip(), since, until)
    found = [act for act in submissions_of(request.access, state) if wanted.fits(act, state)]
    return paged(found, page, per_page, lambda act: submission_record(act, state))


@operation("submissions/{number}", needs=Permission.SEE_SOURCES, tag=TAG, gives=SubmissionOut)
def submission(request: Called, number: int) -> Any:
    """Một lần gửi."""
    return submission_record(find(request, number), ledger().state())


@operation("submissions/{number}/quarantine", needs=Permission.SEE_SOURCES, tag=TAG)
def quarantine(request: Called, number: int, page: PageNumber, per_page: PageSize) -> dict[str, Any]:
    """Các ô và dòng bị để riêng của một lần gửi: ở đâu, vì sao, cần làm gì."""
    act = find(request, number)
    return paged(aside_records(ledger(), act) if act.kind is ActKind.ACCEPTED else [], page, per_page, dict)


@operation("submissions/{number}/rows", needs=Permission.SEE_SOURCES, tag=TAG, name="submission_rows")
def rows(
    request: Called,
    number: int,
    table: Annotated[str, Query("", max_length=40, description="Bảng của sổ: observation, statement, target…")],
    page: Annotated[int, Query(1, ge=1, le=100_000, description="Trang thứ mấy")],
    per_page: PageSize,
) -> dict[str, Any]:
    """Các dòng mà một lần gửi đưa vào, theo thứ tự trong tệp."""
    act = find(request, number)
    brought = tables_of(act)
    chosen = table or next(iter(brought), "")
    if chosen not in brought:
        raise Http404(f"Lần gửi này không đưa dòng nào vào bảng “{chosen}”.")
    found = rows_of(ledger(), act, chosen, (page - 1) * per_page, per_page)
    return {
        "table": chosen,
        "tables": brought,
        "items": [table_record(chosen, one) for one in found],
        "page": page,
        "per_page": per_page,
        "total": brought[chosen],
    }


@operation("submissions/{number}/withdrawal", needs=Permission.WITHDRAW_FILES, tag=TAG, name="withdrawal_preview")
def withdrawal_preview(request: Called, number: int) -> list[dict[str, Any]]:
    """Những số liệu năm sẽ đổi nếu rút lần gửi này: đang là gì, sẽ là gì."""
    return [
        {"before": record(one.before) if one.before else None, "after": record(one.after) if one.after else None}
        for one in changes_of(may_withdraw(request, number))
    ]


@operation(
    "submissions/{number}/withdrawal",
    needs=Permission.WITHDRAW_FILES,
    tag=TAG,
    method="POST",
    name="withdraw",
    gives=DeliveryOut,
    status=201,
)
def withdraw(request: Called, number: int, said: WithdrawalIn) -> Any:
    """Rút một lần gửi: số liệu của nó không được tính nữa, không có gì bị xóa."""
    act: Act = may_withdraw(request, number)
    reason = said.reason.strip()
    if not reason:
        raise HttpError(422, "Hãy ghi lý do rút.")
    return delivery(take_back(request, act, reason))


def delivery(entry: Entry) -> dict[str, Any]:
    """What became of something approved."""
    entry.refresh_from_db()
    return {"submission_id": entry.submission_id, "state": entry.state, "words": entry.words}
