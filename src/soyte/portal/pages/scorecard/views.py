"""The scorecard of a place and a year: on screen, and as a file to sign."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from soyte.ledger.as_of import moment
from soyte.ledger.ledger import AsOf
from soyte.portal.pages.targets.views import year_asked, years_for
from soyte.portal.shell.addresses import indicator_address, trace_address
from soyte.portal.shell.answers import attached, shown
from soyte.portal.shell.book import asked, place_name
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.verdicts import verdict_of
from soyte.portal.shell.where import place_for
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.lines import plain
from soyte.reports.scorecard.misses import Miss, misses, undecided
from soyte.reports.scorecard.model import Scorecard
from soyte.reports.scorecard.render import FORMATS, render
from soyte.reports.scorecard.summary import body_lines, headline, total_line, unreported
from soyte.reports.scorecard.view import RowView, section_views

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


@page("phieu-chi-tieu/", needs=Permission.SEE_FIGURES, menu=Menu("Phiếu chỉ tiêu", 22, "Số liệu"))
def scorecard(request: Asked) -> HttpResponse:
    """`?nam=2025&dia-ban=99&tai=2025-06-30&gon=1`: targets, results, verdicts, by domain."""
    place, year, as_of = _named(request)
    card = asked(compose, place, year, as_of=as_of)
    short = request.GET.get("gon") == "1"
    context: dict[str, Any] = {
        "card": card,
        "place": place,
        "place_name": place_name(place),
        "year": year,
        "years": years_for(place, year),
        "day": request.GET.get("tai", ""),
        "short": short,
        "formats": FORMATS,
        "total": plain(total_line(card)),
        "bodies": [plain(line) for line in body_lines(card)],
        "misses": [_miss(one) for one in misses(card)],
        "undecided": [plain(line) for line in undecided(card)],
        "missing": len(unreported(card)),
        "sections": [
            (section.title, [_row(card, row) for row in section.rows if row.targets or not short])
            for section in section_views(card)
        ],
    }
    title = f"Phiếu chỉ tiêu năm {year}, {place_name(place)}: {headline(card).lower()}"
    return shown(request, "scorecard/page.html", context, title=title, api=f"/api/scorecard?place={place}&year={year}")


@page("phieu-chi-tieu/tai-ve/<str:kind>/", needs=Permission.SEE_FIGURES)
def scorecard_file(request: Asked, kind: str) -> HttpResponse:
    """The same as a file: docx by the layout of Decree 30/2020, with every figure linked."""
    if kind not in KINDS:
        raise Http404("Chỉ tải được phiếu dạng docx, xlsx, html hoặc json.")
    place, year, as_of = _named(request)
    card = asked(compose, place, year, as_of=as_of)
    if not card.sections:
        raise Http404(f"Kho chưa có chỉ tiêu giao hay kết quả nào của {place_name(place)} năm {year}.")
    return attached(asked(_file, place, year, as_of, kind), f"phieu-chi-tieu-{place}-{year}.{kind}", KINDS[kind])


def _file(_: object, place: str, year: int, as_of: AsOf, kind: str) -> bytes:
    """Charts take a second or two, so a file is remembered like any answer."""
    return render(asked(compose, place, year, as_of=as_of), kind)


def _named(request: Asked) -> tuple[str, int, AsOf]:
    place = place_for(request.access, request.GET.get("dia-ban"), Permission.SEE_FIGURES)
    day = request.GET.get("tai", "")
    return place, year_asked(request, place), moment(day) if day else None


def _miss(one: Miss) -> dict[str, Any]:
    return {
        "name": one.name,
        "mark": one.mark.value,
        "verdict": verdict_of(one.mark).html,
        "lines": [plain(one.result), *map(plain, one.targets)],
        "explanations": one.explanations,
    }


def _row(card: Scorecard, row: RowView) -> dict[str, Any]:
    """A row as the template prints it; its figures lead to their trace."""
    result, previous = row.row.result, row.row.previous
    targets = [
        {
            "line": plain(one.line),
            "verdict": verdict_of(one.mark, provisional=one.provisional).html if one.mark else "",
            "distance": plain(one.distance),
            "trace": trace_address(judged.target.source.figure),
        }
        for one, judged in zip(row.targets, row.row.judgements, strict=True)
    ]
    return {
        "number": row.number,
        "name": row.name,
        "unit": row.unit,
        "href": indicator_address(row.row.indicator, **{"dia-ban": card.place, "nam": card.year}),
        "result": row.result.text,
        "result_trace": trace_address(result.source.figure) if result else None,
        "reported": row.reported,
        "previous": row.previous.text,
        "previous_trace": trace_address(previous.source.figure) if previous else None,
        "change": plain(row.change),
        "first": targets[0] if targets else None,
        "more": targets[1:],
        "span": max(1, len(targets)),
        "notes": [*row.notes, *(f"{one.owner}: {one.figure.text} ({one.document})" for one in row.others)],
    }
