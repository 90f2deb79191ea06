"""Proposals: the list, one with its history, approving, returning, changing, withdrawing; what waits for approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.catalogue import load_catalogue
from soyte.intake.targets import COLUMNS
from soyte.ledger.errors import LedgerError
from soyte.portal.drafts import flow, reach
from soyte.portal.drafts.models import Proposal, Step
from soyte.portal.outbox import submission_of, tell
from soyte.portal.outbox.models import Entry
from soyte.portal.pages.overview.waiting import Waiting, waiting
from soyte.portal.pages.targets.forms import OPERATORS, ExplanationForm, ReasonForm, TargetForm
from soyte.portal.pages.targets.lines import proposal_rows, proposed_words
from soyte.portal.pages.targets.views_enter import target_form
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import place_name
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Column, Table

STATES = {"": "Chờ duyệt và bị trả lại", "approved": "Đã duyệt", "withdrawn": "Đã rút", "tat-ca": "Tất cả"}
_OPEN = (Proposal.State.PROPOSED, Proposal.State.RETURNED)
_LISTED = 500


def proposals_of(request: Asked) -> QuerySet[Proposal]:
    """The proposals that somebody may see: their own, and those of the places where they enter or approve."""
    found = Proposal.objects.select_related("by", "unit")
    places = set(found.values_list("place", flat=True).distinct().order_by())
    may = {
        place
        for place in places
        for each in (Permission.ENTER_TARGETS, Permission.APPROVE_TARGETS)
        if request.access.may(each, place)
    }
    return found.filter(Q(place__in=may) | Q(by=request.user))


@page("chi-tieu-giao/de-xuat/", needs=Permission.SEE_FIGURES)
def proposals(request: Asked) -> HttpResponse:
    """`?tinh-trang=approved`: proposals, the newest first."""
    state = request.GET.get("tinh-trang", "")
    found = proposals_of(request)
    if state != "tat-ca":
        found = found.filter(state__in=_OPEN if state not in STATES or not state else (state,))
    listed = list(found[:_LISTED])
    table = Table(
        [
            Column("Đề xuất"),
            Column("Loại"),
            Column("Chỉ tiêu", width=46),
            Column("Địa bàn, năm", width=24),
            Column("Nội dung", width=60),
            Column("Người đề xuất", width=22),
            Column("Lúc", "moment"),
            Column("Tình trạng"),
        ],
        list(proposal_rows(listed, {one.place: place_name(one.place) for one in listed})),
        caption="Đề xuất",
        empty="Không có đề xuất nào như vậy.",
        name="de-xuat",
    )
    mine = sum(1 for one in listed if reach.may_approve(request, one))
    title = f"Đề xuất: {mine} việc chờ bạn duyệt" if mine else "Đề xuất chỉ tiêu và giải trình"
    context = {"table": table, "states": STATES.items(), "state": state}
    return shown(request, "targets/proposals.html", context, title=title, table=table, api="/api/proposals")


@page("chi-tieu-giao/de-xuat/<int:number>/", needs=Permission.SEE_FIGURES)
def proposal(request: Asked, number: int) -> HttpResponse:
    """One proposal with its history and what may be done with it."""
    one = reach.one(request, number)
    steps = list(one.steps.select_related("by"))
    key = f"{one.pk}/{one.made_at.isoformat()}"
    context = {
        "one": one,
        "indicator": load_catalogue().indicator(one.indicator),
        "place_name": place_name(one.place),
        "words": proposed_words(one),
        "deadline": date.fromisoformat(one.body["deadline"]) if one.body.get("deadline") else None,
        "cells": _cells(one),
        "steps": steps,
        "entry": Entry.objects.filter(submission_id=submission_of(one.kind, key)).first(),
        "may_approve": reach.may_approve(request, one),
        "may_change": reach.may_change(request, one) and one.kind != Proposal.Kind.ACCEPTANCE,
        "may_withdraw": one.by_id == request.user.pk and one.state in _OPEN,
    }
    kind = one.get_kind_display()
    title = f"{kind[:1].upper()}{kind[1:]}: {context['indicator'].name_vi}, {one.year} ({one.get_state_display()})"  # type: ignore[attr-defined]
    return shown(request, "targets/proposal.html", context, title=title, api=f"/api/proposals/{one.pk}")


def _cells(one: Proposal) -> list[tuple[str, str]]:
    """What a proposed target says, cell by cell."""
    if one.kind != Proposal.Kind.TARGET:
        return []
    said = {**one.body["cells"], "operator": OPERATORS.get(one.body["cells"]["operator"], "")}
    return [
        (words, said[name]) for name, words in COLUMNS.items() if said.get(name) and name not in ("indicator", "place")
    ]


def _reason(request: Asked, one: Proposal, *, needed: str = "") -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid() or form.cleaned_data["version"] != one.version:
        raise LedgerError("Đề xuất này đã thay đổi từ lúc bạn mở trang; hãy mở lại, đọc rồi quyết định.")
    reason = str(form.cleaned_data["reason"]).strip()
    if needed and not reason:
        raise LedgerError(needed)
    return reason


@page("chi-tieu-giao/de-xuat/<int:number>/duyet/", needs=Permission.APPROVE_TARGETS, posts=Permission.APPROVE_TARGETS)
def proposal_decide(request: Asked, number: int) -> HttpResponse:
    """Approve it, or give it back with the reason. Never by whoever entered it."""
    one = reach.one(request, number)
    if request.method != "POST":
        return redirect("proposal", one.pk)
    if not request.access.may(Permission.APPROVE_TARGETS, one.place):
        raise PermissionDenied(f"{Permission.APPROVE_TARGETS.value} của {place_name(one.place)}")
    if request.POST.get("what") == "return":
        reason = _reason(request, one, needed="Hãy ghi vì sao trả lại, để người đề xuất biết phải sửa gì.")
        flow.send_back(one, by=request.user, reason=reason)
        messages.success(request, f"Đã trả lại đề xuất số {one.pk}.")
    else:
        entry = flow.approve(one, by=request.user, reason=_reason(request, one))
        tell(request, entry, f"Đã duyệt đề xuất số {one.pk}; nội dung đã vào sổ.")
    return redirect("proposal", one.pk)


@page("chi-tieu-giao/de-xuat/<int:number>/rut/", needs=Permission.ENTER_TARGETS, posts=Permission.ENTER_TARGETS)
def proposal_withdraw(request: Asked, number: int) -> HttpResponse:
    """Take one's own proposal back."""
    one = reach.one(request, number)
    if request.method == "POST":
        flow.withdraw(one, by=request.user, reason=_reason(request, one))
        messages.success(request, f"Đã rút đề xuất số {one.pk}.")
    return redirect("proposal", one.pk)


@page("chi-tieu-giao/de-xuat/<int:number>/sua/", needs=Permission.ENTER_TARGETS, posts=Permission.ENTER_TARGETS)
def proposal_change(request: Asked, number: int) -> HttpResponse:
    """Change a proposal that is still open; what it said before stays in its history."""
    one = reach.one(request, number)
    if not reach.may_change(request, one):
        raise PermissionDenied("sửa đề xuất đã duyệt, đã rút, hoặc của địa bàn khác")
    title = f"Sửa đề xuất số {one.pk}"
    if one.kind == Proposal.Kind.EXPLANATION:
        form = ExplanationForm(request.POST or None, initial=one.body)
        if request.method == "POST" and form.is_valid():
            return _changed(request, one, form.body)
        indicator = load_catalogue().indicator(one.indicator)
        context = {
            "form": form,
            "indicator": indicator,
            "place": one.place,
            "place_name": place_name(one.place),
            "year": one.year,
            "proposal": one,
        }
        return shown(request, "targets/explain.html", context, title=title)
    entered = TargetForm(request.access, request.POST or None, initial=_initial(one.body["cells"]))
    if request.method == "POST" and entered.is_valid():
        if (entered.row["indicator"], entered.row["place"]) != (one.indicator, one.place):
            entered.add_error("indicator", "Sửa đề xuất thì giữ chỉ tiêu và địa bàn; muốn khác hãy rút và nhập mới.")
        else:
            return _changed(request, one, {**one.body, "cells": entered.cells})
    return target_form(request, entered, title, proposal=one)


def _initial(cells: dict[str, str]) -> dict[str, str]:
    day = cells.get("deadline") or ""
    parts = day.split("/")
    return {**cells, "deadline": "-".join(reversed(parts)) if len(parts) == 3 else ""}


def _changed(request: Asked, one: Proposal, body: dict[str, object]) -> HttpResponse:
    flow.change(one, body, by=request.user, reason=_reason(request, one))
    messages.success(request, f"Đã sửa đề xuất số {one.pk}; nội dung cũ còn trong lịch sử.")
    return redirect("proposal", one.pk)


@waiting(Permission.APPROVE_TARGETS)
def to_approve(request: Asked) -> Iterator[Waiting]:
    """What this person may approve."""
    names = {Proposal.Kind.TARGET: "chỉ tiêu giao chờ duyệt", Proposal.Kind.EXPLANATION: "giải trình chờ duyệt"}
    own = Step.objects.filter(by=request.user, what__in=[Step.What.PROPOSED, Step.What.CHANGED]).values("proposal")
    found = proposals_of(request).filter(state=Proposal.State.PROPOSED).exclude(pk__in=own)
    for kind, words in names.items():
        number = sum(request.access.may(Permission.APPROVE_TARGETS, one.place) for one in found if one.kind == kind)
        yield Waiting(number, words, reverse("proposals"))


@waiting(Permission.ENTER_TARGETS)
def to_mend(request: Asked) -> Iterator[Waiting]:
    """Proposals of this person that were given back."""
    number = Proposal.objects.filter(by=request.user, state=Proposal.State.RETURNED).count()
    yield Waiting(number, "đề xuất bị trả lại, cần sửa", reverse("proposals"))
