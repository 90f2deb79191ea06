"""Choosing what the public sees: the indicators of which there are figures, each published or not, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.catalogue.disclosure import disclosure_rule
from soyte.exchange.open_data import PUBLICATION, published
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.measures import figures
from soyte.measures.site import definitions_of
from soyte.portal.outbox import send, tell
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, definitions, home_place, ledger, today
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission


@page(
    "chon-cong-khai/",
    needs=Permission.PUBLISH_FIGURES,
    posts=Permission.PUBLISH_FIGURES,
    menu=Menu("Công khai số liệu", 24, "Số liệu"),
)
def publishing(request: Asked) -> HttpResponse:
    """What is published, and what could be."""
    if request.method == "POST":
        return _chosen(request)
    choices = asked(published)
    known = definitions()
    rows = [
        {"id": name, "name": known.name(name), "unit": known.unit(name), "choice": choices.get(name)}
        for name in asked(indicators_with_figures, home_place())
    ]
    rows.sort(key=lambda row: (row["choice"] is None, row["name"]))
    count = sum(row["choice"] is not None for row in rows)
    title = f"Công khai số liệu: {count} trên {len(rows)} chỉ tiêu có số liệu"
    return shown(
        request,
        "publishing/page.html",
        {"rows": rows, "least": disclosure_rule(today()).least},
        title=title,
        api="/api/public/indicators",
    )


def _chosen(request: Asked) -> HttpResponse:
    indicator, reason = request.POST.get("chi-tieu", ""), request.POST.get("ly-do", "").strip()
    make_public = request.POST.get("cong-khai") == "1"
    known = definitions()
    name = known.name(known.find(indicator))
    if not reason:
        raise LedgerError("Chưa ghi lý do; hãy ghi một câu để người sau biết vì sao công khai hoặc thôi công khai.")
    with transaction.atomic():
        entry = send(
            PUBLICATION,
            key=f"{indicator}/{make_public}/{ledger().state().head}",
            said={"indicator": indicator, "shown": make_public, "reason": reason[:500]},
            by=request.user,
            title=f"{'Công khai' if make_public else 'Thôi công khai'} chỉ tiêu {name}",
        )
    tell(request, entry, f"{'Đã công khai' if make_public else 'Đã thôi công khai'} chỉ tiêu {name}.")
    return redirect("publishing")


def indicators_with_figures(book: Ledger, place: str) -> tuple[str, ...]:
    """The indicators that have any figure for the place itself, by their ids."""
    known = definitions_of(book)
    names = [one.id for one in known.catalogue if one.formula]
    found = figures(book, names, by=("year",), place=None if place == "VN" else place, definitions=known)
    return tuple(dict.fromkeys(one.indicator for one in found if one.value is not None))
