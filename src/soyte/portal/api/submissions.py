"""What was handed in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from ninja import Query

from soyte.exchange.submissions import aside_records, submission_record
from soyte.ledger.as_of import moment
from soyte.portal.api.figures import AsOfMoment
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import PageNumber, PageSize, paged
from soyte.portal.shell.book import ledger
from soyte.portal.shell.permissions import Permission

TAG = "Kho số liệu"
Number = Annotated[int, Query(..., ge=1, le=10**9)]


@operation("submissions", needs=Permission.SEE_SOURCES, tag=TAG)
def submissions(
    request: Called,
    what: Annotated[str | None, Query(None, max_length=40, description="report, counts, targets…")],
    status: Annotated[Literal["accepted", "superseded", "withdrawn", "rejected"] | None, Query(None)],
    as_of: AsOfMoment,
    page: PageNumber,
    per_page: PageSize,
) -> dict[str, Any]:
    """Các lần gửi, mới nhất trước."""
    state = ledger().state(moment(as_of))
    found = [
        act
        for act in reversed(state.acts)
        if act.kind in ("accepted", "rejected")
        and request.access.may_for(Permission.SEE_SOURCES, act.sender)
        and (what is None or act.what == what)
        and (status is None or state.status(act.submission_id) == status)
    ]
    return paged(found, page, per_page, lambda act: submission_record(act, state))


@operation("submissions/{number}", needs=Permission.SEE_SOURCES, tag=TAG)
def submission(request: Called, number: int) -> dict[str, Any]:
    """Một lần gửi."""
    act, state = _found(request, number)
    return submission_record(act, state)


@operation("submissions/{number}/quarantine", needs=Permission.SEE_SOURCES, tag=TAG)
def quarantine(request: Called, number: int, page: PageNumber, per_page: PageSize) -> dict[str, Any]:
    """Các ô và dòng bị để riêng của một lần gửi: ở đâu, vì sao, cần làm gì."""
    act, _ = _found(request, number)
    return paged(aside_records(ledger(), act), page, per_page, dict)


def _found(request: Called, number: int) -> tuple[Any, Any]:
    state = ledger().state()
    act = state.find(str(number))
    if not request.access.may_for(Permission.SEE_SOURCES, act.sender):
        raise PermissionDenied(f"xem lần gửi số {number} của đơn vị khác")
    return act, state
