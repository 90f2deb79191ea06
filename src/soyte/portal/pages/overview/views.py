"""What a director looks at first: targets with their verdicts, what came in, what is late, what was corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpResponse

from soyte.ledger.acts import Act
from soyte.measures.lateness import late
from soyte.portal.pages.overview.lines import late_lines, result_table, target_table
from soyte.portal.pages.overview.waiting import waiting_for
from soyte.portal.shell.access import Access
from soyte.portal.shell.addresses import page_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, home_place, place_name, today
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.warming import at_start
from soyte.portal.shell.where import place_for
from soyte.portal.shell.years import year_said, year_to_show, years_to_offer
from soyte.receiving.news import News, news
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.summary import headline, judged

DAYS = {"1": "từ hôm qua", "7": "7 ngày qua", "30": "30 ngày qua"}
_SHOWN = 5


@page("", needs=Permission.SEE_FIGURES, menu=Menu("Tổng quan", 10))
def overview(request: Asked) -> HttpResponse:
    """`?nam=2025&dia-ban=99&ngay=7`."""
    place = place_for(request.access, request.GET.get("dia-ban"), Permission.SEE_FIGURES)
    year = year_said(request.GET.get("nam", "")) or year_to_show(place)
    card = asked(compose, place, year)
    days = request.GET.get("ngay", "7")
    days = days if days in DAYS else "7"
    table, results = target_table(card), result_table(card)
    any_target = bool(judged(card))
    told = "chưa có số liệu và chỉ tiêu giao"
    if any_target or results.rows:
        told = headline(card) if any_target else f"{len(results.rows)} chỉ tiêu có số liệu, chưa có chỉ tiêu giao"
    context = {
        "place": place,
        "place_name": place_name(place),
        "year": year,
        "years": years_to_offer(place, year),
        "days": days,
        "spans": DAYS,
        "table": table,
        "results": results,
        "bring_page": page_address("bring") if request.access.may(Permission.BRING_FILES) else "",
        "opens": request.access.may(Permission.SEE_SOURCES),
        "waiting": waiting_for(request),
        "late": late_lines(asked(late, place, today())),
        **_news(_heard(asked(news, today() - timedelta(days=int(days))), request.access)),
    }
    title = f"Năm {year}: {told[:1].lower()}{told[1:]}"
    return shown(
        request,
        "overview/page.html",
        context,
        title=title,
        table=table if any_target else results,
        api=f"/api/scorecard?{_api(place, year)}",
    )


@at_start
def first_answers() -> None:
    """What the overview of the installation's own place asks."""
    place = home_place()
    asked(compose, place, year_to_show(place))
    asked(late, place, today())


def _api(place: str, year: int) -> str:
    return f"place={place}&year={year}"


def _heard(found: News, access: Access) -> News:
    """What is for these eyes: whoever answers for a ward reads of what its own unit handed in."""

    def heard(acts: Iterable[Act]) -> tuple[Act, ...]:
        return tuple(act for act in acts if access.hears_of(act.sender))

    corrected = tuple(one for one in found.corrected if access.hears_of((one.of or one.act).sender))
    latest = next(iter(heard([found.latest] if found.latest else [])), None)
    return replace(
        found, received=heard(found.received), rejected=heard(found.rejected), corrected=corrected, latest=latest
    )


def _news(found: News) -> dict[str, Any]:
    return {
        "news": found,
        "received": found.received[:_SHOWN],
        "more_received": max(0, len(found.received) - _SHOWN),
        "corrected": found.corrected[:_SHOWN],
        "more_corrected": max(0, len(found.corrected) - _SHOWN),
    }
