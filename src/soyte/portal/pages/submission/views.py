"""The pages of one submission."""

from __future__ import annotations

from django.http import HttpResponse

from soyte.exchange.submissions import aside_records
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.ledger import Ledger
from soyte.measures.feeding import Fed, fed_by
from soyte.measures.wording import STATUSES
from soyte.portal.pages.submission import originals, withdrawing
from soyte.portal.pages.submission.finding import find
from soyte.portal.pages.submission.pedigree import facts
from soyte.portal.pages.submission.rows import TABLES, aside_table, measure_words, table_of
from soyte.portal.pages.submissions.listing import link
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, ledger
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.receiving.contents import Total, places_of, reasons, rows_of, tables_of, totals
from soyte.receiving.wording import PLACES, WHAT, name_words

_A_PAGE = 100
_MOST = 50_000
__all__ = ["originals", "submission", "submission_aside", "submission_rows", "withdrawing"]  # pages of their own
_HOW = {"rows": "tính từ các dòng", "stated": "nêu trong văn bản", "target": "chỉ tiêu giao"}


@page("lan-gui/<int:seq>/", needs=Permission.SEE_SOURCES)
def submission(request: Asked, seq: int) -> HttpResponse:
    """Pedigree, sums, and the indicators that it feeds."""
    act = find(request, seq)
    book = ledger()
    state = book.state()
    accepted = act.kind is ActKind.ACCEPTED
    fed = asked(fed_by, act.submission_id) if accepted else ()
    return shown(
        request,
        "submission/page.html",
        {
            **_head(request, act),
            "facts": facts(act, state, request.access),
            "totals": _totals_table(asked(totals, act), act),
            "places": asked(places_of, act),
            "reasons": asked(reasons, act),
            "fed": _fed_table(fed, act),
        },
        title=_title(act),
        table=_fed_table(fed, act),
        api=f"/api/submissions/{seq}",
    )


@page("lan-gui/<int:seq>/de-rieng/", needs=Permission.SEE_SOURCES)
def submission_aside(request: Asked, seq: int) -> HttpResponse:
    """The cells that were set aside: where, why, what to do."""
    act = find(request, seq)
    table = aside_table(asked(_aside, act), f"lan-gui-{seq}-de-rieng", [_title(act)])
    return shown(
        request,
        "submission/aside.html",
        {**_head(request, act), "reasons": asked(reasons, act)},
        title=_title(act),
        table=table,
        api=f"/api/submissions/{seq}/quarantine",
    )


@page("lan-gui/<int:seq>/dong/", needs=Permission.SEE_SOURCES)
def submission_rows(request: Asked, seq: int) -> HttpResponse:
    """The rows that it brought, a page at a time."""
    act = find(request, seq)
    brought = tables_of(act)
    kind = request.GET.get("bang", "")
    kind = kind if kind in brought else next(iter(brought), "")
    number_of = request.GET.get("trang", "1")
    current = max(1, int(number_of)) if number_of.isdecimal() and len(number_of) < 7 else 1
    saving = "xuat" in request.GET
    start, count = (0, _MOST) if saving else ((current - 1) * _A_PAGE, _A_PAGE)
    rows = rows_of(ledger(), act, kind, start, count) if kind else []
    total = brought.get(kind, 0)
    return shown(
        request,
        "submission/rows.html",
        {
            **_head(request, act),
            "kinds": [(name, TABLES.get(name, name), rows) for name, rows in brought.items()],
            "kind": kind,
            "start": start + 1,
            "end": start + len(rows),
            "total": total,
            "before": current - 1 if current > 1 else None,
            "after": current + 1 if start + len(rows) < total else None,
        },
        title=_title(act),
        table=table_of(kind, rows, f"lan-gui-{seq}-dong") if kind else None,
        api=f"/api/submissions/{seq}/rows",
    )


def _aside(book: Ledger, act: Act) -> list[dict[str, object]]:
    return aside_records(book, act)


def _title(act: Act) -> str:
    return f"Lần gửi số {act.seq}: {name_words(act)}"


def _head(request: Asked, act: Act) -> dict[str, object]:
    """What stands on every page of a submission: its tabs and what may be done with it."""
    state, may = ledger().state(), request.access
    standing = act.submission_id in state.standing
    own = may.may_for(Permission.WITHDRAW_FILES, act.sender)
    for_places = act.what not in PLACES or may.may(Permission.MANAGE_PLACES)
    can_withdraw = standing and own and for_places and act.what != "event"
    replaceable = act.submission_id in state.living and act.what in ("report", "counts", "targets")
    return {
        "act": act,
        "status": state.status(act.submission_id),
        "withdraw": link("submission-withdraw", act.seq) if can_withdraw else None,
        "supersede": link("bring", query=f"thay={act.seq}") if replaceable and own else None,
        "original": link("submission-original", act.seq)
        if act.content_hash and act.what != "event" and may.may_for(Permission.SEE_PERSONAL, act.sender)
        else None,
        "row_count": sum(tables_of(act).values()),
        "what": WHAT.get(act.what, act.what),
    }


def _totals_table(found: tuple[Total, ...], act: Act) -> Table | None:
    if not found:
        return None
    columns = [
        Column("Số đo", width=30),
        Column("Tính chất"),
        Column("Ô đã nhận", "number", places=0),
        Column("Ô có số", "number", places=0),
        Column("Cộng", "number"),
    ]
    rows: list[list[Cell | Value]] = [
        [measure_words(one.measure), STATUSES.get(one.status, one.status), one.rows, one.reported, one.value]
        for one in found
    ]
    return Table(columns, rows, name=f"lan-gui-{act.seq}-cong")


def _fed_table(fed: tuple[Fed, ...], act: Act) -> Table:
    rows: list[list[Cell | Value]] = [
        [
            Cell(one.name, href=link("indicator", one.id)),
            one.id,
            _HOW[one.how],
            Cell(_years(one.years)),
            one.rows,
            one.unit,
        ]
        for one in fed
    ]
    columns = [
        Column("Chỉ tiêu, số đo", width=50),
        Column("Mã", width=24),
        Column("Cách đi vào", width=22),
        Column("Năm"),
        Column("Dòng góp vào", "number", places=0),
        Column("Đơn vị tính"),
    ]
    empty = "Chưa chỉ tiêu nào dùng đến lần gửi này."
    return Table(columns, rows, empty=empty, name=f"lan-gui-{act.seq}-chi-tieu", citation=[_title(act)])


def _years(years: tuple[int, ...]) -> str:
    if not years:
        return ""
    whole = len(years) > 1 and years[-1] - years[0] + 1 == len(years)
    return f"{years[0]}–{years[-1]}" if whole else ", ".join(map(str, years))
