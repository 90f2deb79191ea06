"""The list of submissions."""

from __future__ import annotations

from django.http import HttpResponse

from soyte.portal.pages.submissions.listing import Wanted, choices, link, submissions_of, table_of
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger
from soyte.portal.shell.numbers import moment, number
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission

_A_PAGE = 200


@page("lan-gui/", needs=Permission.SEE_SOURCES, menu=Menu("Lần gửi", 41, "Kho số liệu"))
def submissions(request: Asked) -> HttpResponse:
    """Who sent what, when, and whether it counts."""
    state = ledger().state()
    every = submissions_of(request.access, state)
    wanted = Wanted.of(request.GET)
    found = [act for act in every if wanted.fits(act, state)]
    whole = bool(request.GET.get("tat-ca") or request.GET.get("xuat"))
    listed = found if whole else found[:_A_PAGE]
    counting = sum(act.submission_id in state.living for act in found)
    aside = sum(act.rows_quarantined for act in found if act.submission_id in state.living)
    told = f"{number(counting)} đang được tính, {number(aside)} dòng để riêng"
    return shown(
        request,
        "submissions/page.html",
        {
            "wanted": wanted,
            "choices": choices(every),
            "more": len(found) - len(listed),
            "any": bool(every),
            "bring": link("bring") if request.access.may(Permission.BRING_FILES) else None,
        },
        title=f"{number(len(found))} lần gửi: {told}" if found else "Lần gửi",
        table=table_of(listed, state, [f"Lần gửi, sổ số liệu lúc {moment(state.recorded_at)}."]),
        api="/api/submissions",
    )
