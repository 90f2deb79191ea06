"""The feed of insurance dossiers: analyses by tab, month and facility, and the dossiers behind a number."""

from __future__ import annotations

from dataclasses import fields

from django.http import HttpResponse

from soyte.ledger.ledger import Ledger
from soyte.measures.care import Answer, Scope
from soyte.measures.care.dossiers import Selection, dossiers
from soyte.measures.care.history import handing_in
from soyte.measures.errors import MeasureError, NothingKnown
from soyte.portal.accesslog import note
from soyte.portal.pages.care.analyses import ANALYSES, answered
from soyte.portal.pages.care.pictures import charts, chosen_day
from soyte.portal.pages.care.table import table_of
from soyte.portal.pages.care.where import named, sites
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked
from soyte.portal.shell.charts import picture_asked
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission

FIRST = "nhan"


@page("kham-chua-benh/", needs=Permission.SEE_CARE, menu=Menu("Khám, chữa bệnh", 24, "Số liệu"))
def care(request: Asked) -> HttpResponse:
    """`?xem=loi&theo=thang&ky=2025-08&co-so=99901`, `?xem=nhan&ngay=2026-11-21`."""
    slug = request.GET.get("xem", FIRST)
    slug = slug if slug in ANALYSES else FIRST
    analysis = ANALYSES[slug]
    by = request.GET.get("theo", next(iter(analysis.by), ""))
    by = by if by in analysis.by else next(iter(analysis.by), "")
    period, facility = request.GET.get("ky", "").strip(), request.GET.get("co-so", "").strip()
    scope = Scope.of(period or None, facility or None)
    context = {
        "tabs": [(one.slug, one.label, one.slug == slug) for one in ANALYSES.values()],
        "ways": [(name, label, name == by) for name, (label, _) in analysis.by.items()],
        "slug": slug,
        "by": by,
        "period": period,
        "facility": facility,
        "daily": analysis.daily,
    }
    try:
        day, words = chosen_day(request.GET.get("ngay", "")) if analysis.daily else (None, "")
        known = sites()
        offered = [(code, name or (known[code].name if code in known else "")) for code, name in asked(handing_in)]
        answer = named(asked(answered, slug, scope, by or None, day), known)
    except MeasureError as error:
        status = 200 if isinstance(error, NothingKnown) else 422
        nothing = {**context, "nothing": str(error)}
        return shown(request, "care/page.html", nothing, title="Khám, chữa bệnh", status=status)
    drawn = charts(answer, slug, by, scope, day, known)
    picture = picture_asked(request, drawn)
    if picture is not None:
        return picture
    return shown(
        request,
        "care/page.html",
        {
            **context,
            "answer": answer,
            "drawn": list(drawn.items()),
            "nothing": "",
            "day": day,
            "words": words,
            "offered": offered,
        },
        title=_title(answer),
        table=table_of(answer),
        api=f"/api/care/{slug}",
    )


@page("kham-chua-benh/ho-so/", needs=Permission.SEE_CARE)
def care_dossiers(request: Asked) -> HttpResponse:
    """The dossiers behind a number, by the conditions that the number's row has; identities are masked."""
    wanted = {one.name: request.GET[one.name] for one in fields(Selection) if request.GET.get(one.name)}
    scope = Scope.of(request.GET.get("period") or None, request.GET.get("facility") or None)
    try:
        answer = asked(_dossiers, scope, Selection(**wanted))
    except NothingKnown as error:
        return shown(request, "care/dossiers.html", {"nothing": str(error)}, title="Hồ sơ khám, chữa bệnh")
    note(request, "xem danh sách hồ sơ khám, chữa bệnh", what=answer.title, personal=True)
    return shown(
        request, "care/dossiers.html", {"answer": answer}, title=_title(answer), table=table_of(answer, leads=False)
    )


def _dossiers(ledger: Ledger, scope: Scope, selection: Selection) -> Answer:
    return dossiers(ledger, scope, selection, top=500)


def _title(answer: Answer) -> str:
    from soyte.portal.shell.numbers import number  # noqa: PLC0415 (only here)

    told = [
        f"{label}: {number(value)}"
        for label, value, kind in answer.totals[:2]
        if kind == "count" and isinstance(value, int)
    ]
    return f"{answer.title} ({'; '.join(told)})" if told else answer.title
