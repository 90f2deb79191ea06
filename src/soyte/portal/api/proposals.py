"""Targets, explanations and settled values on their way to the ledger."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from ninja import Query, Schema
from ninja.errors import HttpError
from pydantic import Field

from soyte.ledger.errors import LedgerError
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.api.submissions import DeliveryOut, delivery
from soyte.portal.drafts import flow, reach
from soyte.portal.drafts.models import Proposal, Step
from soyte.portal.pages.targets.forms import TargetForm
from soyte.portal.pages.targets.views_enter import proposed
from soyte.portal.pages.targets.views_proposals import proposals_of
from soyte.portal.shell.book import place_name
from soyte.portal.shell.permissions import Permission

TAG = "Chỉ tiêu giao"
SEE, ENTER, APPROVE = Permission.SEE_FIGURES, Permission.ENTER_TARGETS, Permission.APPROVE_TARGETS


class ProposalOut(Schema):
    """A proposal, and where it stands."""

    id: int
    kind: Literal["target", "explanation", "acceptance"] = Field(description="Chỉ tiêu giao, giải trình, chốt số liệu")
    state: Literal["proposed", "returned", "withdrawn", "approved"]
    version: int = Field(description="Gửi lại khi duyệt, để không duyệt điều mình chưa đọc")
    place: str
    year: int
    indicator: str
    body: dict[str, Any] = Field(description="Nội dung đề xuất")
    by: str = Field(description="Tên đăng nhập của người đề xuất")
    unit: str | None
    made_at: datetime


class StepOut(Schema):
    """One thing that happened to a proposal."""

    what: Literal["proposed", "changed", "withdrawn", "returned", "approved"]
    by: str
    at: datetime
    reason: str


class ProposalWithSteps(ProposalOut):
    """A proposal with its history."""

    steps: list[StepOut]


class TargetIn(Schema):
    """A target, as the cells of a list of targets say it."""

    indicator: str = Field(max_length=60, description="Mã hoặc tên chỉ tiêu")
    place: str = Field(max_length=120, description="Mã hoặc tên địa bàn")
    period: str = Field(max_length=20, description="2025, hoặc 2021-2025")
    operator: Literal["", ">=", "<=", "=", "từ-đến", "theo kế hoạch"] = ""
    value: str = Field("", max_length=30, description="Mức giao, như 95 hoặc 1.234,5")
    high: str = Field("", max_length=30, description="Mức trên, khi giao một khoảng")
    unit: str = Field("", max_length=60, description="Đơn vị tính; trống: của chỉ tiêu")
    body: Literal["Tỉnh ủy", "HĐND", "UBND", "Bộ Y tế", "Sở Y tế"] = Field(description="Cơ quan giao")
    document: str = Field(max_length=200, description="Văn bản giao")
    owner: str = Field("", max_length=200, description="Đơn vị chủ trì")
    deadline: date | None = Field(None, description="Hạn")
    note: str = Field("", max_length=500)


class DecisionIn(Schema):
    """What somebody decides about a proposal."""

    decision: Literal["approve", "return"] = Field(description="Duyệt, trả lại")
    version: int = Field(ge=1, le=10**6, description="Bản đề xuất đã đọc")
    reason: str = Field("", max_length=1_000, description="Lý do; phải có khi trả lại")


@operation("proposals", needs=SEE, tag=TAG, gives=Paged[ProposalOut])
def proposals(
    request: Called,
    state: Annotated[Literal["proposed", "returned", "withdrawn", "approved"] | None, Query(None)],
    kind: Annotated[Literal["target", "explanation", "acceptance"] | None, Query(None)],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Đề xuất chỉ tiêu, giải trình, chốt số liệu: của mình và của nơi mình nhập hoặc duyệt."""
    found = proposals_of(request)
    found = found.filter(state=state) if state else found
    return paged(found.filter(kind=kind) if kind else found, page, per_page, _proposal)


@operation("proposals/{number}", needs=SEE, tag=TAG, gives=ProposalWithSteps)
def proposal(request: Called, number: int) -> Any:
    """Một đề xuất với lịch sử của nó."""
    one = reach.one(request, number)
    return {**_proposal(one), "steps": [_step(each) for each in one.steps.select_related("by")]}


@operation("targets", needs=ENTER, tag=TAG, method="POST", name="propose_target", gives=ProposalOut, status=201)
def propose_target(request: Called, said: TargetIn) -> Any:
    """Đề xuất một chỉ tiêu giao; có hiệu lực khi người khác duyệt."""
    form = TargetForm(request.access, {name: "" if value is None else value for name, value in said.dict().items()})
    if not form.is_valid():
        raise HttpError(422, " ".join(f"{name}: {' '.join(map(str, words))}" for name, words in form.errors.items()))
    return _proposal(proposed(request, form))


@operation(
    "proposals/{number}/decision",
    needs=APPROVE,
    tag=TAG,
    method="POST",
    name="decide_proposal",
    gives=DeliveryOut | None,
)
def decide_proposal(request: Called, number: int, said: DecisionIn) -> Any:
    """Duyệt hoặc trả lại một đề xuất; không ai duyệt đề xuất của chính mình."""
    one = reach.one(request, number)
    if not request.access.may(APPROVE, one.place):
        raise PermissionDenied(f"{APPROVE.value} của {place_name(one.place)}")
    if said.version != one.version:
        raise LedgerError("Đề xuất này đã thay đổi từ lúc bạn đọc; hãy đọc lại rồi quyết định.")
    reason = said.reason.strip()
    if said.decision == "approve":
        return delivery(flow.approve(one, by=request.user, reason=reason))
    if not reason:
        raise HttpError(422, "Hãy ghi vì sao trả lại, để người đề xuất biết phải sửa gì.")
    flow.send_back(one, by=request.user, reason=reason)
    return None


def _proposal(one: Proposal) -> dict[str, Any]:
    names = ("kind", "state", "version", "place", "year", "indicator", "body", "made_at")
    said = {name: getattr(one, name) for name in names}
    return {"id": one.pk, **said, "by": one.by.username, "unit": one.unit.name if one.unit else None}


def _step(one: Step) -> dict[str, Any]:
    return {"what": one.what, "by": one.by.username, "at": one.at, "reason": one.reason}
