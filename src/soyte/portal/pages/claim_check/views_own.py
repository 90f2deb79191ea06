"""What the ledger knows of the errors and the punctuality of one's own facility."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from soyte.ledger.ledger import Ledger
from soyte.measures.care import Answer, Scope
from soyte.measures.care.findings import findings
from soyte.measures.care.history import handing_in, history
from soyte.measures.care.punctuality import punctuality
from soyte.measures.errors import NothingKnown
from soyte.portal.pages.care.table import table_of
from soyte.portal.people.models import Unit
from soyte.portal.shell.access import Access
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked
from soyte.portal.shell.charts import picture_asked
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.reports.charts.care import monthly
from soyte.reports.charts.care_time import course


@page("kiem-tra-ho-so/co-so/", needs=Permission.SEE_SOURCES)
def claim_history(request: Asked) -> HttpResponse:
    """`?co-so=99001`: the facility of one's unit; the department may look at any."""
    title = "Lỗi và đúng ngày của cơ sở mình"
    try:
        offered = facilities_of(request.access)
    except NothingKnown as error:
        return shown(request, "claim_check/history.html", {"nothing": str(error)}, title=title)
    wanted = request.GET.get("co-so", "").strip() or (offered[0][0] if offered else "")
    if not wanted:
        return shown(request, "claim_check/history.html", {"unknown": True}, title=title)
    if wanted not in dict(offered):
        raise PermissionDenied(f"xem lỗi hồ sơ của cơ sở {wanted}")
    context: dict[str, Any] = {"offered": offered, "facility": wanted}
    try:
        made, rules = asked(history, wanted), asked(_by_rule, wanted)
    except NothingKnown as error:
        return shown(request, "claim_check/history.html", {**context, "nothing": str(error)}, title=title)
    name = dict(offered)[wanted] or wanted
    charts = {
        "loi": monthly(made, "per_hundred", "Phát hiện trên 100 hồ sơ", "phát hiện trên 100 hồ sơ"),
        "dung-ngay": monthly(made, "on_time_share", "Hồ sơ chuyển đúng ngày", "%"),
        "theo-tuan": course([(name, asked(_weekly, wanted))]),
    }
    picture = picture_asked(request, charts)
    if picture is not None:
        return picture
    context |= {"answer": made, "errors": charts["loi"], "punctual": charts["dung-ngay"]}
    context["weekly"] = charts["theo-tuan"]
    context["rules"] = table_of(rules, leads=False)
    return shown(
        request,
        "claim_check/history.html",
        context,
        title=f"{name}: lỗi hồ sơ và đúng ngày theo tháng",
        table=table_of(made, leads=False),
        api=f"/api/care/facility/{wanted}",
    )


def facilities_of(access: Access) -> tuple[tuple[str, str], ...]:
    """Code and name of the facilities that somebody may look at: of one's units, or for the department all that hand in.

    NothingKnown if the ledger has no dossiers.
    """
    known = asked(handing_in)
    if access.whole(Permission.SEE_SOURCES):
        return known
    units = Unit.objects.filter(pk__in=access.units(Permission.SEE_SOURCES), active=True).exclude(facility="")
    names = dict(known)
    return tuple((one.facility, names.get(one.facility) or one.name) for one in units.order_by("name"))


def _weekly(book: Ledger, facility: str) -> Answer:
    return punctuality(book, Scope(facility=facility), by="week")


def _by_rule(book: Ledger, facility: str) -> Answer:
    return findings(book, Scope(facility=facility), by="rule", top=300)
