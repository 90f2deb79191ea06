"""Targets of a place and a year with their verdicts; what was ever assigned for one indicator."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse

from soyte.catalogue import load_catalogue
from soyte.measures.targets.history import Past, past_targets, said_about
from soyte.measures.targets.model import MARK_WORDS, Explanation, Mark
from soyte.measures.targets.words import body_words, target_words
from soyte.measures.targets.years import year_to_show, years_of_data, years_of_targets
from soyte.portal.drafts.models import Proposal
from soyte.portal.pages.targets import views_enter, views_proposals
from soyte.portal.pages.targets.lines import Wanted, bodies_of, proposed_words, target_table
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, place_name, today
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.portal.shell.where import place_for
from soyte.portal.shell.years import year_said
from soyte.receiving.wording import EVENTS
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.misses import explanation_text
from soyte.reports.scorecard.summary import headline, judged

MORE = (views_enter, views_proposals)  # they register addresses of their own


def year_asked(request: Asked, place: str) -> int:
    """The year of the address, else the last of which there is anything to show."""
    return year_said(request.GET.get("nam", "")) or asked(year_to_show, place, today())


def years_for(place: str, year: int) -> list[int]:
    """The years that may be chosen, the newest first."""
    known = {*asked(years_of_targets, place, today()), *asked(years_of_data, today()), year, today().year}
    return sorted(known, reverse=True)


@page("chi-tieu-giao/", needs=Permission.SEE_FIGURES, menu=Menu("Chỉ tiêu giao", 21, "Số liệu"))
def targets(request: Asked) -> HttpResponse:
    """`?nam=2025&dia-ban=99&co-quan=council&muc=missed`."""
    place = place_for(request.access, request.GET.get("dia-ban"), Permission.SEE_FIGURES)
    year = year_asked(request, place)
    card = asked(compose, place, year)
    wanted = Wanted(request.GET.get("co-quan", ""), request.GET.get("muc", ""))
    may_enter = request.access.may(Permission.ENTER_TARGETS, place)
    open_ones = Proposal.objects.filter(state=Proposal.State.PROPOSED, place=place)
    waiting = Counter(open_ones.filter(year=year).values_list("kind", "indicator"))
    table = target_table(card, wanted, may_enter, waiting)
    counted = Counter(one.mark for _, one in judged(card))
    told = headline(card) if counted else "chưa có chỉ tiêu giao nào"
    context = {
        "place": place,
        "place_name": place_name(place),
        "year": year,
        "years": years_for(place, year),
        "bodies": bodies_of(card),
        "marks": [(mark.value, MARK_WORDS[mark], counted[mark]) for mark in Mark if counted[mark]],
        "wanted": wanted,
        "table": table,
        "may_enter": may_enter,
        "proposals": open_ones.count() if may_enter or request.access.may(Permission.APPROVE_TARGETS, place) else 0,
    }
    title = f"Chỉ tiêu giao năm {year}: {told[:1].lower()}{told[1:]}"
    api = f"/api/targets?place={place}&year={year}"
    return shown(request, "targets/page.html", context, title=title, table=table, api=api)


@page("chi-tieu-giao/lich-su/", needs=Permission.SEE_FIGURES)
def target_history(request: Asked) -> HttpResponse:
    """`?chi-tieu=TE01&dia-ban=99&nam=2025`: everything that was assigned, proposed and said; nothing superseded is gone."""
    place = place_for(request.access, request.GET.get("dia-ban"), Permission.SEE_FIGURES)
    indicator = load_catalogue().indicator(request.GET.get("chi-tieu", ""))
    year = year_asked(request, place)
    may_enter = request.access.may(Permission.ENTER_TARGETS, place)
    past = asked(past_targets, indicator.id, place)
    table = Table(
        [
            Column("Kỳ", width=14),
            Column("Cơ quan giao", width=16),
            Column("Mức giao", "number", width=18),
            Column("Văn bản giao", width=30),
            Column("Tình trạng", width=16),
            Column("Ghi vào sổ", "moment"),
            Column("Người ghi", width=14),
            Column("Ghi chú", width=60),
        ],
        [_past(one) for one in past],
        caption=f"Các mức giao đã vào sổ: {indicator.name_vi}, {place_name(place)}",
        empty="Chưa có mức giao nào vào sổ từ danh sách hay từ màn hình; mức giao nêu trong báo cáo thì xem ở báo cáo.",
        name=f"lich-su-{indicator.id}-{place}",
    )
    mine = Proposal.objects.filter(place=place, indicator=indicator.id).select_related("by")
    context: dict[str, Any] = {
        "indicator": indicator,
        "place": place,
        "place_name": place_name(place),
        "year": year,
        "table": table,
        "standing": next((one.target.id for one in past if one.counts and one.target.period.year == year), ""),
        "said": [_said(one) for one in asked(said_about, indicator.id, place, year)],
        "proposals": [(one, proposed_words(one)) for one in mine] if may_enter or _approves(request, place) else [],
        "may_enter": may_enter,
    }
    title = f"{indicator.name_vi}: lịch sử chỉ tiêu giao"
    api = f"/api/targets/history?indicator={indicator.id}&place={place}"
    return shown(request, "targets/history.html", context, title=title, table=table, api=api)


def _approves(request: Asked, place: str) -> bool:
    return request.access.may(Permission.APPROVE_TARGETS, place)


def _past(one: Past) -> list[Any]:
    standing = "đang áp dụng" if one.counts else "đã rút" if one.withdrawn else "đã được thay"
    return [
        one.target.period.phrase_vi,
        body_words(one.target.body),
        Cell(one.target.value, words=target_words(one.target), href=trace_address(one.target.id)),
        one.target.source.document or "",
        standing,
        one.recorded_at,
        one.actor,
        one.note or "",
    ]


def _said(event: Any) -> dict[str, Any]:
    body = event.body
    words = body.get("reason") or ""
    if event.kind == "explanation":
        words = explanation_text(Explanation(body["text"], body.get("cause")))
    return {"what": EVENTS.get(event.kind, event.kind), "words": words, "body": body, "event": event}
