"""One indicator: everything that is known of it, by readable filters."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse

from soyte.ledger.acts import ActKind
from soyte.measures.explained import Version, explained
from soyte.portal.pages.indicator.below import map_pane, places_pane, ranking_pane
from soyte.portal.pages.indicator.beside import beside_pane
from soyte.portal.pages.indicator.known import Known
from soyte.portal.pages.indicator.pane import About, Pane
from soyte.portal.pages.indicator.question import BOUNDARIES, CUTS, VIEWS, Question, question
from soyte.portal.pages.indicator.series import over_time_pane
from soyte.portal.pages.indicator.side import side
from soyte.portal.pages.trace.tables import source_words
from soyte.portal.shell.access import Access
from soyte.portal.shell.addresses import page_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, geography, ledger, place_name, today
from soyte.portal.shell.charts import picture_asked
from soyte.portal.shell.numbers import moment
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.sources import source_title
from soyte.receiving.wording import name_words
from soyte.reports.charts.titles import headline

_ACTS = 300  # so many of the last acts can be gone back to one by one; a day can be written for any other


@page("chi-tieu/<str:code>/", needs=Permission.SEE_FIGURES)
def indicator(request: Asked, code: str) -> HttpResponse:
    """`?dia-ban=99&xem=xep-hang&theo=nam&nam=2024&dia-gioi=hien-nay&tai=12&tap=…`."""
    asked_for = question(request, code)
    known = Known(asked_for)
    about = About.of(code, place_name(asked_for.place))
    title = _title(known, about)
    pane = _pane(known, about, title)
    if asked_for.view != "chuoi" and pane.chart is not None:
        title = pane.chart.title
    elif asked_for.view == "chuoi" and pane.chart is None:
        title = f"{about.name}: chưa có số liệu"
    picture = picture_asked(request, {asked_for.view: pane.chart})
    if picture is not None:
        return picture
    table = pane.others.get(request.GET.get("bang", ""), pane.table)
    if pane.whole is not None and "xuat" in request.GET:
        table = pane.whole()
    context: dict[str, Any] = {
        "question": asked_for,
        "about": about,
        "pane": pane,
        "others": list(pane.others.items()),
        "tabs": VIEWS.items(),
        "filters": _filters(known, request.access),
        "side": side(known, about) if asked_for.view == "chuoi" else None,
        "versions": _versions(asked_for) if asked_for.view == "dinh-nghia" else (),
        "place_name": place_name(asked_for.place),
        "owners_page": page_address("owners"),
        "bring_page": page_address("bring") if request.access.may(Permission.BRING_FILES) else "",
    }
    return shown(request, "indicator/page.html", context, title=title, table=table, api=_api(asked_for))


def _versions(q: Question) -> list[tuple[Version, str]]:
    """Each with its legal source and how well that is known."""
    return [
        (one, source_words(one.legal_source, one.certainty)) for one in asked(explained, q.code, today(), as_of=q.as_of)
    ]


def _title(known: Known, about: About) -> str:
    """What is the matter in the year that is looked at."""
    measured = known.measured
    if measured is None:
        return about.name
    told = headline(about.name, measured.result, measured.judgements, previous=measured.previous, parent=about.parent)
    return f"{told} (năm {known.year})"


def _pane(known: Known, about: About, title: str) -> Pane:
    match known.question.view:
        case "xep-hang":
            return ranking_pane(known, about)
        case "ban-do":
            return map_pane(known, about)
        case "tung-noi":
            return places_pane(known, about)
        case "doi-chieu":
            return beside_pane(known, about)
        case "dinh-nghia":
            return Pane()
    return over_time_pane(known, about, title)


def _filters(known: Known, access: Access) -> dict[str, Any]:
    """The choices of each filter, with what is chosen."""
    q = known.question
    years = sorted({one.period.year for one in known.years}, reverse=True)
    whole = q.view in ("chuoi", "tung-noi", "doi-chieu", "dinh-nghia") and q.by == "nam"
    return {
        "places": _places(q.place, access),
        "cuts": [(name, words) for name, (_, words) in CUTS.items()],
        "years": [] if whole else years,
        "year": q.period.year if q.period is not None else None,
        "boundaries": [(name, words) for name, (_, words) in BOUNDARIES.items()],
        "own_day": q.boundaries not in BOUNDARIES,
        "acts": _acts(access),
        "as_of": q.as_of,
        "datasets": [
            (name, source_title(name))
            for name in sorted(
                {one.dataset for one in known.years if one.dataset} | ({q.dataset} if q.dataset else set())
            )
        ],
    }


def _places(place: str, access: Access) -> list[tuple[str, str]]:
    """The way up from a place as far as the person may look, and the places next below it."""
    known, on = geography(), today()
    above = known.above(place, on)
    order = ("country", "province", "district", "commune")
    way = [above[one] for one in order if one in above and access.may(Permission.SEE_FIGURES, above[one])]
    level = known.level(place)
    below: list[str] = []
    for lower in order[order.index(level) + 1 :]:
        below = sorted(known.units(lower, on, place))
        if below:
            break
    return [(code, known.name(code, on)) for code in (*way, *below)]


def _acts(access: Access) -> list[tuple[int, str]]:
    """The acts that changed what is known, the last first; by name where that is for these eyes."""
    changed = [act for act in ledger().state().acts if act.kind in (ActKind.ACCEPTED, ActKind.WITHDRAWN)]
    told = []
    for act in reversed(changed[-_ACTS:]):
        what = f"rút lần gửi {act.submission_id[:8]}" if act.kind is ActKind.WITHDRAWN else name_words(act)
        named = f", {what}" if act.kind is ActKind.WITHDRAWN or access.hears_of(act.sender) else ""
        told.append((act.seq, f"{act.seq}. {moment(act.recorded_at)}{named}"))
    return told


def _api(q: Question) -> str:
    if q.view == "doi-chieu":
        return f"/api/comparison?{urlencode({'indicator': q.code})}"
    by = {"xep-hang": "place", "ban-do": "place", "tung-noi": f"place,{q.cut}"}.get(q.view, q.cut)
    said = {"indicator": q.code, "place": q.place, "by": by, "dataset": q.dataset}
    if q.borders != "own":
        said["boundaries"] = q.borders
    if q.as_of is not None:
        said["as_of"] = f"#{q.as_of}" if isinstance(q.as_of, int) else str(q.as_of)
    return f"/api/figures?{urlencode({name: value for name, value in said.items() if value})}"
