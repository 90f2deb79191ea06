"""The list of indicators: search, filters, the last result of each."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.utils.html import format_html

from soyte.catalogue import Indicator
from soyte.catalogue.files import ROOT
from soyte.catalogue.tables import read_tables
from soyte.catalogue.whole import load_whole
from soyte.portal.shell.addresses import indicator_address, trace_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, definitions, place_name
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.portal.shell.verdicts import verdict_of
from soyte.portal.shell.where import place_for
from soyte.portal.shell.years import year_to_show
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.model import Row
from soyte.reports.scorecard.words import MARK_ORDER, result_words
from soyte.text import fold, strip_marks


@page("chi-tieu/", needs=Permission.SEE_FIGURES, menu=Menu("Chỉ tiêu", 20, "Số liệu"))
def indicators(request: Asked) -> HttpResponse:
    """`?tim=sot&linh-vuc=preventive&co-quan=insurance&don-vi=%&co=tat-ca`."""
    said = {name: request.GET.get(name, "").strip() for name in ("tim", "linh-vuc", "co-quan", "don-vi")}
    place = place_for(request.access, request.GET.get("dia-ban"), Permission.SEE_FIGURES)
    year = year_to_show(place)
    card = asked(compose, place, year)
    known = {row.indicator: row for section in card.sections for row in section.rows}
    domains = list(read_tables(ROOT).domains)
    catalogue = definitions().catalogue
    every = sorted(catalogue, key=lambda one: domains.index(catalogue.domains[one.id]))
    found = [one for one in every if _fits(one, said)]
    with_figures = [one for one in found if one.id in known]
    searched = any(said.values())
    wanted = request.GET.get("co") or ("tat-ca" if searched else "so-lieu")
    listed = with_figures if wanted == "so-lieu" and with_figures else found
    table = _table(listed, known, place, year)
    context = {
        "words": said["tim"],
        "domain": said["linh-vuc"],
        "owner": said["co-quan"],
        "unit": said["don-vi"],
        "table": table,
        "wanted": "so-lieu" if listed is with_figures and wanted == "so-lieu" else "tat-ca",
        "with_figures": len(with_figures),
        "all": len(found),
        "domains": [(d.id, d.name_vi) for d in read_tables(ROOT).domains.values()],
        "owners": _owners(every),
        "units": [unit for unit, _ in Counter(one.unit for one in every).most_common()],
        "place_name": place_name(place),
        "year": year,
    }
    title = f"{len(listed)} chỉ tiêu" + (
        " phù hợp" if searched else " có số liệu" if listed is with_figures else " trong danh mục"
    )
    return shown(request, "indicators/page.html", context, title=title, table=table, api="/api/catalogue")


def _fits(one: Indicator, said: dict[str, str]) -> bool:
    catalogue = definitions().catalogue
    if said["linh-vuc"] and catalogue.domains[one.id] != said["linh-vuc"]:
        return False
    if said["co-quan"] and (one.owner is None or one.owner.body != said["co-quan"]):
        return False
    if said["don-vi"] and one.unit != said["don-vi"]:
        return False
    return not said["tim"] or all(word in _words(one) for word in _key(said["tim"]).split())


def _words(one: Indicator) -> str:
    return _key(" ".join([one.id, one.name_vi, *one.labels]))


def _key(text: str) -> str:
    """As people type who have no Vietnamese keyboard."""
    return strip_marks(fold(text))


def _owners(every: list[Indicator]) -> list[tuple[str, str]]:
    owners = load_whole().owners
    bodies = dict.fromkeys(one.owner.body for one in every if one.owner)
    return sorted(((body, owners.name(body)) for body in bodies), key=lambda pair: pair[1])


_COLUMNS = (
    Column("Chỉ tiêu", width=60),
    Column("Kết quả", "number", width=16),
    Column("Mức đạt", width=20),
    Column("Lĩnh vực", width=30),
    Column("Cơ quan có số", width=34),
    Column("Mã", width=30),
)


def _table(listed: list[Indicator], known: dict[str, Row], place: str, year: int) -> Table:
    names = {d.id: d.name_vi for d in read_tables(ROOT).domains.values()}
    rows = [_line(one, known.get(one.id), names, place) for one in listed]
    columns = tuple(
        Column(f"Năm {year}", "number", width=16) if column.title == "Kết quả" else column for column in _COLUMNS
    )
    cited = (f"Danh mục chỉ tiêu; số liệu của {place_name(place)} năm {year}",)
    return Table(columns, rows, "", "Không có chỉ tiêu nào phù hợp; hãy bớt điều kiện lọc.", cited, "chi-tieu")


def _name(one: Indicator, place: str) -> str:
    href = indicator_address(one.id, **{"dia-ban": place})
    return format_html('<a href="{}">{}</a> <span class="faint">{}</span>', href, one.name_vi, one.unit)


def _line(one: Indicator, row: Row | None, domains: dict[str, str], place: str) -> list[Cell | Value]:
    catalogue, result = definitions().catalogue, row.result if row else None
    marks = sorted((j.mark for j in row.judgements), key=MARK_ORDER.index) if row else []
    provisional = bool(row and any(j.provisional for j in row.judgements if j.mark is marks[0])) if marks else False
    return [
        Cell(f"{one.name_vi} ({one.unit})", html=_name(one, place), look="name"),
        Cell(
            result.value if result else None,
            words=result_words(result) if row else "",
            href=trace_address(result.source.figure) if result else None,
            look="" if result and result.value is not None else "missing",
        ),
        verdict_of(marks[0], provisional=provisional) if marks else Cell(""),
        Cell(domains.get(catalogue.domains[one.id], ""), look="tight"),
        load_whole().owners.name(one.owner.body) if one.owner else "",
        Cell(one.id, html=f"<code>{one.id}</code>"),
    ]
