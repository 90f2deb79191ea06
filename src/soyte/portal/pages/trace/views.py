"""The way back from a number: the page of a figure or target, and the page that opens the original at one row."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse

from soyte.ledger.acts import Act
from soyte.ledger.vault import Reader
from soyte.measures import Row, Trace
from soyte.measures import trace as follow
from soyte.measures.targets.origin import is_target, origin
from soyte.measures.targets.words import body_words, target_words
from soyte.measures.wording import completeness_words, value_words
from soyte.portal.accesslog import note
from soyte.portal.pages.indicator.cells import on_screen
from soyte.portal.pages.trace import tables
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, definitions, ledger, place_name
from soyte.portal.shell.numbers import with_unit
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.sources import source_title
from soyte.receiving import originals

ROWS = 20
_MOST = 500
_IN_A_WORKBOOK = 100_000  # a workbook is made in memory; CSV is streamed


@page("truy-nguon/", needs=Permission.SEE_FIGURES)
def trace(request: Asked) -> HttpResponseBase:
    """`?so-lieu=ADDRESS&dong=100`. Whoever may see figures sees how one came about; rows and files need SEE_SOURCES."""
    address = _address(request)
    if is_target(address):
        return _target(request, address)
    said = request.GET.get("dong", "")
    rows = min(int(said), _MOST) if said.isdecimal() and len(said) < 5 else ROWS
    found = asked(follow, address, rows=rows)
    if found.figure.kind != "stated" or not request.access.whole(Permission.SEE_FIGURES):
        _check(request, found.figure.place)  # what a report states of other provinces came in here all the same
    opens = _opens(request, found.figure.place, stated=found.figure.kind == "stated")
    total = sum(term.rows for term in found.terms)
    wanted = request.GET.get("xuat") if opens else None
    if wanted == "csv" or (wanted == "xlsx" and total > _IN_A_WORKBOOK):
        return _streamed(found)
    table = tables.all_rows(found) if wanted == "xlsx" else None
    figure = found.figure
    value = with_unit(figure.value, figure.unit) if figure.value is not None else value_words(figure)

    def original_of(row: Row) -> str:
        return _original_address(address, row)

    def sees(act: Act) -> bool:
        return request.access.may_for(Permission.SEE_SOURCES, act.sender)

    terms = [tables.term_view(term, original_of, sees, opens=opens) for term in found.terms]
    context = {
        "found": found,
        "figure": figure,
        "value": value,
        "source": source_title(figure.dataset),
        "notes": [on_screen(one) for one in figure.notes],
        "named": [
            (definitions().field(name), definitions().codes(name, tuple(codes.split("|"))))
            for name, codes in figure.breakdown
        ],
        "terms": terms,
        "reckoning": tables.reckoning(found),
        "legal": tables.source_words(found.legal_source, found.certainty),
        "full": completeness_words(figure.completeness),
        "total": total,
        "several": len(terms) > 1,
        "more": min(total, _MOST) if total > rows else 0,
        "address": address,
        "as_sheet": total <= _IN_A_WORKBOOK,
        "opens": opens,
    }
    title = f"{figure.name}, {figure.place_name}, {figure.period.phrase_vi}: {value}"
    return shown(
        request,
        "trace/page.html",
        context,
        title=title,
        table=table,
        api=f"/api/trace?{urlencode({'figure': address})}" if opens else None,
    )


@page("truy-nguon/ban-goc/", needs=Permission.SEE_SOURCES)
def original(request: Asked) -> HttpResponse:
    """`?lan-gui=9&dong=13&so-lieu=ADDRESS`: the words or the cell. Opening is logged, here and by the vault."""
    submission, row_no = (request.GET.get(name, "") for name in ("lan-gui", "dong"))
    if not (submission.isdecimal() and row_no.isdecimal() and len(submission + row_no) < 20):
        raise Http404("Thiếu số lần gửi hoặc số dòng; hãy mở lại từ trang truy nguồn của số liệu.")
    found = originals.placed(ledger(), int(submission), int(row_no))
    _check_row(request, found)
    everything = request.access.may_for(Permission.SEE_PERSONAL, found.act.sender)
    where = f"lần gửi số {found.act.seq}, {found.locator.words}"
    reader = Reader(request.user.get_username(), f"truy nguồn: {where}"[:400])
    said = originals.shown(ledger(), found, reader, everything=everything)
    note(request, "mở bản gốc", what=where, personal=found.personal and everything)
    context = {
        "found": found,
        "said": said,
        "everything": everything or not found.personal,
        "address": request.GET.get("so-lieu", ""),
        "opens": request.access.may_for(Permission.SEE_SOURCES, found.act.sender),
    }
    return shown(request, "trace/original.html", context, title=f"{found.act.name}: {found.locator.words}")


def _address(request: Asked) -> str:
    address = request.GET.get("so-lieu", "").strip()
    if not address:
        raise Http404("Thiếu mã số liệu; hãy bấm vào một con số để truy nguồn.")
    return address


def _target(request: Asked, address: str) -> HttpResponse:
    """Of an assigned target: the document, the list and the line that it stands in."""
    found = asked(origin, address)
    target = found.target
    _check(request, target.place)
    name = definitions().name(target.indicator)
    context = {
        "found": found,
        "target": target,
        "name": name,
        "words": target_words(target),
        "body": body_words(target.body),
        "place_name": place_name(target.place),
        "opens": _opens(request, target.place),
        "original": f"{reverse('original')}?{urlencode({'lan-gui': found.act.seq, 'dong': target.source.row, 'so-lieu': address})}",
    }
    title = f"Chỉ tiêu giao: {name}, {place_name(target.place)}, {target.period.phrase_vi}: {target_words(target)}"
    return shown(request, "trace/target.html", context, title=title)


def _streamed(found: Trace) -> StreamingHttpResponse:
    name = f"dong-{found.figure.indicator}-{found.figure.place}.csv"
    head = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(tables.csv_lines(found), content_type="text/csv; charset=utf-8", headers=head)


def _original_address(address: str, row: Row) -> str:
    return f"{reverse('original')}?{urlencode({'lan-gui': row.act.seq, 'dong': row.row_no, 'so-lieu': address})}"


def _check(request: Asked, place: str) -> None:
    """Every place that the figure is about; a group of places is about each of them."""
    for code in place.rstrip("~").split("+"):
        if not request.access.may(Permission.SEE_FIGURES, code):
            raise PermissionDenied(f"{Permission.SEE_FIGURES.value} của {place_name(code)}")


def _opens(request: Asked, place: str, *, stated: bool = False) -> bool:
    """Whether rows, files and originals behind it are shown too."""
    if stated and request.access.whole(Permission.SEE_SOURCES):
        return True
    return all(request.access.may(Permission.SEE_SOURCES, code) for code in place.rstrip("~").split("+"))


def _check_row(request: Asked, found: originals.Placed) -> None:
    """Whoever answers for the sender, or for the place that the row is about, may look."""
    about = found.row["place"] if found.act.what == "counts" else None
    if request.access.may_for(Permission.SEE_SOURCES, found.act.sender):
        return
    if about is None or not request.access.may(Permission.SEE_SOURCES, about):
        raise PermissionDenied(f"{Permission.SEE_SOURCES.value} của {found.act.sender or 'đơn vị khác'}")
