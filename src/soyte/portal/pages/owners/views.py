"""Two owners' values for one thing, side by side until one is accepted with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from soyte.ledger.events import Event
from soyte.measures.targets.history import settled
from soyte.measures.targets.judging import timeless
from soyte.measures.targets.model import Result
from soyte.measures.targets.years import year_to_show
from soyte.portal.drafts import flow, reach
from soyte.portal.outbox import tell
from soyte.portal.pages.overview.waiting import Waiting, waiting
from soyte.portal.pages.owners import views_correct
from soyte.portal.pages.targets.views import year_asked, years_for
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, home_place, place_name, today
from soyte.portal.shell.numbers import day
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.sources import source_title
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.portal.shell.where import place_for
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.model import Row, Scorecard
from soyte.reports.scorecard.words import result_words, unit_tail

MORE = (views_correct,)  # it registers an address of its own


@dataclass(frozen=True)
class Value:
    """One owner's value. `figure` is its address without the moment, by which it is accepted."""

    words: str
    owner: str
    document: str
    as_of: str
    figure: str
    trace: str | None
    chosen: bool
    accepted: bool

    @property
    def stated(self) -> bool:
        """Whether a report says it, so that the machine may have misread it."""
        return self.figure.startswith("stated:")


@dataclass(frozen=True)
class Pair:
    """An indicator with differing values, the one that stands first, and the acceptance that holds."""

    indicator: str
    name: str
    values: tuple[Value, ...]
    event: Event | None


class AcceptForm(forms.Form):
    """Which value holds, and why."""

    indicator = forms.CharField(max_length=60)
    figure = forms.CharField(max_length=500)
    reason = forms.CharField(
        max_length=2_000,
        error_messages={"required": "Hãy ghi vì sao chọn số này; lý do được in cạnh số liệu trong phiếu chỉ tiêu."},
    )


@page(
    "hai-nguon/",
    needs=Permission.SEE_FIGURES,
    posts=Permission.SETTLE_OWNERS,
    menu=Menu("Số liệu hai nguồn", 23, "Số liệu"),
)
def owners(request: Asked) -> HttpResponse:
    """`?nam=2025&dia-ban=99&xem=chua`; a post accepts one value."""
    place = place_for(request.access, request.GET.get("dia-ban"), Permission.SEE_FIGURES)
    year = year_asked(request, place)
    card = asked(compose, place, year)
    found = pairs(card, asked(settled, place, year))
    wrong: dict[str, str] = {}
    if request.method == "POST":
        form = AcceptForm(request.POST)
        if form.is_valid():
            return _accepted(request, found, place, year, form)
        wrong[request.POST.get("indicator", "")] = " ".join(str(e) for errors in form.errors.values() for e in errors)
    open_ones = sum(one.event is None for one in found)
    only = request.GET.get("xem", "")
    listed = [one for one in found if one.event is None] if only == "chua" else found
    table = _table(card, listed)
    context = {
        "place": place,
        "place_name": place_name(place),
        "year": year,
        "years": years_for(place, year),
        "pairs": [(one, wrong.get(one.indicator, "")) for one in listed],
        "only": only,
        "may_settle": request.access.may(Permission.SETTLE_OWNERS, place),
    }
    told = (
        f"{open_ones} chỉ tiêu chưa chốt số liệu"
        if open_ones
        else "mọi khác biệt đã chốt"
        if found
        else "các nguồn không khác nhau"
    )
    title = f"Số liệu hai nguồn năm {year}: {told}"
    api = f"/api/owners?place={place}&year={year}"
    return shown(request, "owners/page.html", context, title=title, table=table, api=api)


def pairs(card: Scorecard, accepted: dict[str, Event]) -> list[Pair]:
    """The indicators of which owners give differing values, unsettled ones first."""
    rows = [row for section in card.sections for row in section.rows if row.others]
    made = [_pair(row, accepted.get(row.indicator)) for row in rows]
    return sorted(made, key=lambda one: one.event is not None)


def _pair(row: Row, event: Event | None) -> Pair:
    results = [*([row.result] if row.result else []), *row.others]
    named = timeless(str(event.body.get("figure") or "")) if event else ""
    return Pair(row.indicator, row.name, tuple(_value(row, one, one is row.result, named) for one in results), event)


def _value(row: Row, one: Result, chosen: bool, accepted: str) -> Value:
    figure = timeless(one.source.figure or "")
    return Value(
        f"{result_words(one)}{unit_tail(one.unit or row.unit)}",
        one.source.owner or "chưa rõ cơ quan",
        f"tính từ kho số liệu: {source_title(one.source.document or '')}"
        if one.computed
        else one.source.document or "chưa rõ văn bản",
        day(one.source.as_of) if one.source.as_of else "",
        figure,
        trace_address(one.source.figure),
        chosen,
        bool(figure) and figure == accepted,
    )


def _table(card: Scorecard, found: list[Pair]) -> Table:
    columns = [
        Column("Chỉ tiêu", width=46),
        Column("Số liệu", width=18),
        Column("Cơ quan", width=30),
        Column("Văn bản, nguồn", width=40),
        Column("Đến ngày"),
        Column("Đang dùng"),
        Column("Lý do chốt", width=50),
    ]
    rows = [
        [
            one.name,
            Cell(value.words, href=value.trace),
            value.owner,
            value.document,
            value.as_of,
            "đã chốt" if value.accepted else "đang dùng" if value.chosen else "",
            str(one.event.body.get("reason", "")) if value.accepted and one.event else "",
        ]
        for one in found
        for value in one.values
    ]
    return Table(
        columns, rows, f"Số liệu hai nguồn, {card.place_name}, {card.year}", name=f"hai-nguon-{card.place}-{card.year}"
    )


def _accepted(request: Asked, found: list[Pair], place: str, year: int, form: AcceptForm) -> HttpResponse:
    if not request.access.may(Permission.SETTLE_OWNERS, place):
        raise PermissionDenied(f"{Permission.SETTLE_OWNERS.value} của {place_name(place)}")
    said = form.cleaned_data
    pair = next((one for one in found if one.indicator == said["indicator"]), None)
    if pair is None or said["figure"] not in {value.figure for value in pair.values}:
        raise Http404("Số liệu này không phải một trong các giá trị đang đặt cạnh nhau; hãy tải lại trang.")
    reason = said["reason"].strip()
    entry = flow.settle(
        place=place,
        year=year,
        indicator=pair.indicator,
        body={"figure": said["figure"], "reason": reason},
        by=request.user,
        unit=reach.unit_of(request, Permission.SETTLE_OWNERS, place),
        reason=reason,
    )
    tell(request, entry, f"Đã chốt số liệu {pair.name}; đã ghi vào sổ.")
    return redirect(f"{reverse('owners')}?{urlencode({'dia-ban': place, 'nam': str(year)})}")


@waiting(Permission.SETTLE_OWNERS)
def to_settle(request: Asked) -> Iterator[Waiting]:
    """The indicators of the shown year that nobody has settled."""
    place = home_place()
    if not request.access.may(Permission.SETTLE_OWNERS, place):
        return
    year = asked(year_to_show, place, today())
    found = pairs(asked(compose, place, year), asked(settled, place, year))
    number = sum(one.event is None for one in found)
    yield Waiting(number, f"chỉ tiêu năm {year} có hai số liệu, chưa chốt", f"{reverse('owners')}?xem=chua")
