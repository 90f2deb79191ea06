"""What anybody may see without signing in: published indicators, small counts hidden, with open data and charts to embed."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from soyte.catalogue.disclosure import disclosure_rule
from soyte.exchange.open_data import Published, Shown, publication, published
from soyte.exchange.open_data.files import as_csv, as_json, citation
from soyte.portal.pages.public.drawing import headline, parts_in, places_of, point_of, trend, years_of
from soyte.portal.shell.answers import attached, shown
from soyte.portal.shell.book import asked, home_place, ledger, today
from soyte.portal.shell.charts import picture_asked
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.portal.shell.years import year_said

LASTING = "public, max-age=300"


@page("cong-khai/", needs=Permission.OPEN_TO_ALL)
def public(request: Asked) -> HttpResponse:
    """All published indicators, each with its last number."""
    rows = []
    for code in asked(published):
        found = _publication(code)
        last = found.latest
        link = Cell(found.name, href=reverse("public-indicator", args=[code]))
        number = _number(last) if last else Cell(None)
        rows.append(
            (link, str(last.year) if last else None, number, found.unit, Cell("", html=trend(found)), found.owner)
        )
    table = Table(
        [
            Column("Chỉ tiêu", width=60),
            Column("Năm mới nhất"),
            Column("Số liệu", "number"),
            Column("Đơn vị tính"),
            Column("Xu hướng"),
            Column("Nguồn", width=40),
        ],
        rows,
        empty="Chưa có chỉ tiêu nào được công khai.",
        name="chi-tieu-cong-khai",
    )
    name = ledger().home.name
    title = f"Số liệu công khai{f' của {name}' if name else ''}: {len(rows)} chỉ tiêu"
    return _lasting(
        request,
        shown(
            request,
            "public/list.html",
            {"table": table, "least": disclosure_rule(today()).least},
            title=title,
            api="/api/public/indicators",
            table=table,
        ),
    )


@page("cong-khai/<str:code>/", needs=Permission.OPEN_TO_ALL)
def public_indicator(request: Asked, code: str) -> HttpResponse:
    """One published indicator: chart, table, how to cite it, files, and a way to embed it."""
    found, site = _found(code), ledger().home.name
    kind = request.GET.get("du-lieu")
    if kind == "csv":
        return _lasting(request, attached(as_csv(found), f"{code}.csv", "text/csv; charset=utf-8"))
    if kind == "json":
        return _lasting(request, attached(as_json(found, site), f"{code}.json", "application/json"))
    years = sorted({one.year for one in found.parts}, reverse=True)
    wanted = year_said(request.GET.get("nam", ""))
    told = found.latest.year if found.latest else None  # the year of the title
    of = next((one for one in (wanted, told, *years) if one in years), None)
    charts = {"nam": years_of(found, site), "dia-ban": places_of(found, of, site) if of else None}
    picture = picture_asked(request, charts)
    if picture is not None:
        return picture
    context = {
        "found": found,
        "years": years,
        "of": of,
        "over_years": charts["nam"],
        "places": charts["dia-ban"],
        "whole": _table("Theo năm", [(str(one.year), one) for one in found.whole], "Năm", found),
        "parts": _table("", [(one.place_name, one) for one in parts_in(found, of)], "Địa bàn", found) if of else None,
        "citation": citation(found, site),
        "embed": request.build_absolute_uri(reverse("public-embed", args=[code])),
    }
    return _lasting(
        request,
        shown(request, "public/indicator.html", context, title=headline(found), api=f"/api/public/indicators/{code}"),
    )


@page("cong-khai/<str:code>/nhung/", needs=Permission.OPEN_TO_ALL)
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its types know no arguments from the address
def public_embed(request: Asked, code: str) -> HttpResponseBase:
    """The chart alone, for other sites to show in a frame."""
    found = _found(code)
    chart = years_of(found, ledger().home.name)
    picture = picture_asked(request, {"nam": chart})
    if picture is not None:
        return picture
    context = {"found": found, "over_years": chart, "title": headline(found)}
    return _lasting(request, render(request, "public/embed.html", context))


def _found(code: str) -> Published:
    if code not in asked(published):
        raise Http404("Chỉ tiêu này chưa được công khai.")
    return _publication(code)


def _publication(code: str) -> Published:
    return asked(publication, code, home_place(), today())


def _table(caption: str, rows: list[tuple[str, Shown]], head: str, found: Published) -> Table:
    return Table(
        [Column(head, width=40), Column("Số liệu", "number", unit=found.unit)],
        [(name, _number(one)) for name, one in rows],
        caption=caption,
        name=found.indicator,
    )


def _number(one: Shown) -> Cell:
    """As the chart writes it: `sơ bộ 100`, or why there is none."""
    return Cell(one.value, words=point_of(one).printed, look="missing" if one.value is None else "")


def _lasting(request: Asked, answer: HttpResponse) -> HttpResponse:
    """For caches of anybody; what somebody sees who is signed in bears their name and menu."""
    if not request.access.signed_in:
        answer.headers.setdefault("Cache-Control", LASTING)
    return answer
