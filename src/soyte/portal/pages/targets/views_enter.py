"""Entering a target, changing one by another that stands for it, explaining a miss: all of it proposals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.catalogue import load_catalogue
from soyte.measures.targets.model import Judgement
from soyte.portal.drafts import flow, reach
from soyte.portal.drafts.models import Proposal
from soyte.portal.pages.targets.forms import BODY_CELLS, ExplanationForm, TargetForm
from soyte.portal.pages.targets.lines import MISSED
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, home_place, place_name, today
from soyte.portal.shell.numbers import number
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.where import place_for
from soyte.portal.shell.years import year_said
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.lines import plain
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.summary import judged
from soyte.reports.scorecard.view import target_view
from soyte.reports.scorecard.words import result_words, unit_tail

_SIGNS = {">=": ">=", "<=": "<=", "=": "=", "between": "từ-đến", "as_planned": "theo kế hoạch"}


@page("chi-tieu-giao/nhap/", needs=Permission.ENTER_TARGETS, posts=Permission.ENTER_TARGETS)
def target_new(request: Asked) -> HttpResponse:
    """`?chi-tieu=&dia-ban=&nam=&thay=target:9/1`: a new target, or one that stands for an earlier one."""
    form = TargetForm(request.access, request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        made = proposed(request, form, request.POST.get("replaces", ""))
        messages.success(request, f"Đã gửi đề xuất số {made.pk}; chỉ tiêu có hiệu lực khi người khác duyệt.")
        return redirect("proposal", made.pk)
    return target_form(request, form, "Nhập chỉ tiêu giao", replaces=request.GET.get("thay", ""))


def proposed(request: Asked, form: TargetForm, replaces: str = "") -> Proposal:
    """What a form without faults says, on its way to whoever approves."""
    row = form.row
    return flow.propose(
        Proposal.Kind.TARGET,
        place=row["place"],
        year=int(row["period"][-4:]),
        indicator=row["indicator"],
        body={"cells": form.cells, "replaces": replaces[:60]},
        by=request.user,
        unit=reach.unit_of(request, Permission.ENTER_TARGETS, row["place"]),
    )


def target_form(request: Asked, form: TargetForm, title: str, **more: Any) -> HttpResponse:
    """The page with the form, faults at their fields."""
    catalogue = load_catalogue()
    context = {
        "form": form,
        "indicators": [(one.id, one.name_vi, one.unit) for one in catalogue],
        "units": sorted({one.unit for one in catalogue}),
        **more,
    }
    return shown(request, "targets/enter.html", context, title=title)


def _initial(request: Asked) -> dict[str, Any]:
    """What the address says, and the target that is to be replaced."""
    named = request.GET.get("dia-ban")
    place = place_for(request.access, named, Permission.ENTER_TARGETS)
    year = request.GET.get("nam") or str(today().year)
    said: dict[str, Any] = {"place": place, "period": year, "indicator": request.GET.get("chi-tieu", "")}
    old = _replaced(request.GET.get("thay", ""), place, year)
    if old is None:
        return said
    return said | {
        "operator": _SIGNS[old.operator.value],
        "value": "" if old.value is None else number(old.value),
        "high": "" if old.high is None else number(old.high),
        "unit": old.unit or "",
        "body": BODY_CELLS[old.body],
        "document": old.source.document or "",
        "owner": old.owner or "",
        "deadline": old.deadline,
        "period": old.period.iso if old.period.first_year != old.period.year else str(old.period.year),
    }


def _replaced(name: str, place: str, year: str) -> Any:
    said = year_said(year)
    if not name or said is None:
        return None
    card = asked(compose, place, said)
    return next((one.target for _, one in judged(card) if one.target.id == name), None)


@page("chi-tieu-giao/giai-trinh/", needs=Permission.ENTER_TARGETS, posts=Permission.ENTER_TARGETS)
def explanation_new(request: Asked) -> HttpResponse:
    """`?chi-tieu=&dia-ban=&nam=`: why a target was missed."""
    place = place_for(request.access, request.GET.get("dia-ban") or home_place(), Permission.ENTER_TARGETS)
    year = year_said(request.GET.get("nam", "")) or today().year
    indicator = load_catalogue().indicator(request.GET.get("chi-tieu", ""))
    card = asked(compose, place, year)
    missed = [(row, one) for row, one in judged(card, *MISSED) if row.indicator == indicator.id]
    if not missed:
        raise PermissionDenied(
            f"giải trình {indicator.name_vi} của {place_name(place)} năm {year}: chỉ tiêu này không bị đánh giá chưa đạt"
        )
    form = ExplanationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = flow.propose(
            Proposal.Kind.EXPLANATION,
            place=place,
            year=year,
            indicator=indicator.id,
            body=form.body,
            by=request.user,
            unit=reach.unit_of(request, Permission.ENTER_TARGETS, place),
        )
        messages.success(
            request, f"Đã gửi giải trình (đề xuất số {made.pk}); lãnh đạo duyệt xong sẽ vào phiếu chỉ tiêu."
        )
        return redirect("proposal", made.pk)
    context = {
        "form": form,
        "indicator": indicator,
        "place": place,
        "place_name": place_name(place),
        "year": year,
        "missed": [_miss(card, row, one) for row, one in missed],
    }
    title = f"Giải trình: {indicator.name_vi}, {place_name(place)}, {year}"
    return shown(request, "targets/explain.html", context, title=title)


def _miss(card: Scorecard, row: Row, one: Judgement) -> str:
    view = target_view(row, one, card)
    tail = unit_tail(row.unit) if one.target.unit in (None, row.unit) else ""
    return f"{plain(view.line)}{tail}; thực hiện {result_words(row.result)}{unit_tail(row.unit)}: {plain(view.distance)}, {view.verdict}"
