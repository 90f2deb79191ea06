"""Targets, explanations and settled values on their way to the ledger; what was ever assigned; owners who differ."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from ninja import Query, Schema
from ninja.errors import HttpError
from pydantic import Field

from soyte.catalogue import load_catalogue
from soyte.ledger.errors import LedgerError
from soyte.measures.targets.history import Past, past_targets, settled
from soyte.portal.api.figures import PlaceName, Year
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.api.submissions import DeliveryOut, delivery
from soyte.portal.drafts import flow, reach
from soyte.portal.drafts.models import Proposal, Step
from soyte.portal.pages.owners.views import pairs
from soyte.portal.pages.targets.forms import TargetForm
from soyte.portal.pages.targets.views_enter import proposed
from soyte.portal.pages.targets.views_proposals import proposals_of
from soyte.portal.shell.book import asked, place_name
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.where import place_for
from soyte.reports.scorecard.compose import compose

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


class PastOut(Schema):
    """Something that was assigned, as the ledger keeps it."""

    id: str
    period: str
    operator: str
    value: Any
    high: Any
    unit: str | None
    body: str
    document: str | None
    counts: bool = Field(description="Đang áp dụng")
    withdrawn: bool
    recorded_at: datetime
    actor: str


@operation("targets/history", needs=SEE, tag=TAG, gives=list[PastOut])
def target_history(
    request: Called,
    indicator: Annotated[str, Query(..., max_length=60, description="Mã chỉ tiêu")],
    place: PlaceName,
) -> Any:
    """Mọi mức giao của một chỉ tiêu đã vào sổ, kể cả đã được thay hoặc đã rút."""
    known = load_catalogue().indicator(indicator)
    return [_past(one) for one in asked(past_targets, known.id, place_for(request.access, place, SEE))]


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


@operation("owners", needs=SEE, tag=TAG)
def owners(request: Called, year: Year, place: PlaceName) -> list[dict[str, Any]]:
    """Chỉ tiêu mà các cơ quan nêu giá trị khác nhau: từng giá trị, giá trị đang dùng, giá trị đã chốt."""
    code = place_for(request.access, place, SEE)
    found = pairs(asked(compose, code, year), asked(settled, code, year))
    return [
        {
            "indicator": one.indicator,
            "name": one.name,
            "settled": one.event is not None,
            "reason": one.event.body.get("reason") if one.event else None,
            "values": [{name: said for name, said in asdict(value).items() if name != "trace"} for value in one.values],
        }
        for one in found
    ]


def _proposal(one: Proposal) -> dict[str, Any]:
    names = ("kind", "state", "version", "place", "year", "indicator", "body", "made_at")
    said = {name: getattr(one, name) for name in names}
    return {"id": one.pk, **said, "by": one.by.username, "unit": one.unit.name if one.unit else None}


def _step(one: Step) -> dict[str, Any]:
    return {"what": one.what, "by": one.by.username, "at": one.at, "reason": one.reason}


def _past(one: Past) -> dict[str, Any]:
    target = one.target
    return {
        "id": target.id,
        "period": target.period.iso,
        "operator": str(target.operator),
        "value": target.value,
        "high": target.high,
        "unit": target.unit,
        "body": str(target.body),
        "document": target.source.document,
        "counts": one.counts,
        "withdrawn": one.withdrawn,
        "recorded_at": one.recorded_at,
        "actor": one.actor,
    }
