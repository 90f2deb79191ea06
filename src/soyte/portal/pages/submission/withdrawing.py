"""Taking a submission back: what would change is shown first, a reason is asked for, then it goes to the ledger."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.catalogue.changes import between_catalogues
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger
from soyte.ledger.supposing import Supposed
from soyte.measures.feeding import Changed, changed_without, fed_by
from soyte.measures.figure import Figure
from soyte.measures.site import site_catalogue
from soyte.measures.wording import value_words
from soyte.periods.printing import label
from soyte.portal.outbox import send, tell
from soyte.portal.outbox.models import Entry
from soyte.portal.pages.submission.finding import find
from soyte.portal.pages.submissions.listing import link, sender_of
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, ledger
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.receiving.wording import PLACES, name_words

_LONGEST = 500


@page("lan-gui/<int:seq>/rut/", needs=Permission.WITHDRAW_FILES, posts=Permission.WITHDRAW_FILES)
def submission_withdraw(request: Asked, seq: int) -> HttpResponse:
    """Preview and confirm."""
    state = ledger().state()
    if request.method == "GET" and find(request, seq).submission_id in state.withdrawn:
        return redirect("submission", seq=seq)  # gone back to after it was done: its own page tells
    act = may_withdraw(request, seq)
    title = f"Rút lần gửi số {seq}: {name_words(act)}"
    if request.method == "GET" and not {"xem", "xuat"} & request.GET.keys():  # what follows takes seconds
        api = f"/api/submissions/{seq}/withdrawal"
        return shown(request, "submission/withdraw_wait.html", {"act": act}, title=title, api=api)
    reason, fault = request.POST.get("ly-do", "").strip(), ""
    if request.method == "POST":
        if 0 < len(reason) <= _LONGEST:
            entry = take_back(request, act, reason)
            tell(request, entry, f"Đã rút lần gửi số {seq}. Số liệu của nó không được tính nữa; không có gì bị xóa.")
            return redirect("submission", seq=seq)
        fault = "Hãy ghi lý do rút." if not reason else f"Lý do dài {len(reason)} ký tự; hãy viết không quá {_LONGEST}."
    table = _changes(changes_of(act), act)
    living = Supposed(ledger(), act.submission_id).state().living
    revived = [state.accepted[name] for name in living if name not in state.living]
    return shown(
        request,
        "submission/withdraw.html",
        {
            "act": act,
            "reason": reason,
            "fault": fault,
            "counts": act.submission_id in state.living,
            "revived": revived,
            "changed": len(table.rows),
            "lost": [one for one in asked(fed_by, act.submission_id) if one.how != "rows"],
            "redefined": asked(_redefined, act.submission_id) if act.what == "definition" else (),
        },
        title=title,
        table=table,
        status=422 if fault else 200,
        api=f"/api/submissions/{seq}/withdrawal",
    )


def _redefined(book: Ledger, submission_id: str) -> tuple[str, ...]:
    """What of the catalogue would be otherwise without a file of definitions, in words."""
    supposed = Supposed(book, submission_id)
    after = site_catalogue(supposed.view(), book.engine)
    return tuple(one.words for one in between_catalogues(site_catalogue(book.view(), book.engine), after))


def may_withdraw(request: Asked, seq: int) -> Act:
    """The submission, if it may be taken back by whoever asks and still stands; else the reason why not is raised."""
    act = find(request, seq)
    if not request.access.may_for(Permission.WITHDRAW_FILES, act.sender):
        raise PermissionDenied(f"rút lần gửi của {sender_of(act)}")
    if act.what == "event":
        raise PermissionDenied("rút giải trình, quyết định chốt số liệu; việc này làm ở trang của chính nội dung đó")
    if act.what in PLACES and not request.access.may(Permission.MANAGE_PLACES):
        raise PermissionDenied(Permission.MANAGE_PLACES.value)
    if act.kind is not ActKind.ACCEPTED:
        raise LedgerError(f"Lần gửi số {seq} không đọc được, không có số liệu nào để rút.")
    if act.submission_id not in ledger().state().standing:
        raise LedgerError(f"Lần gửi số {seq} không còn đứng trong sổ (đã rút hoặc không đọc được), không có gì để rút.")
    return act


def changes_of(act: Act) -> tuple[Changed, ...]:
    """The yearly figures that would be others."""
    return asked(changed_without, act.submission_id, asked(fed_by, act.submission_id))


def take_back(request: Asked, act: Act, reason: str) -> Entry:
    """Take it back, through the outbox."""
    with transaction.atomic():
        return send(
            "withdrawal",
            key=act.submission_id,
            said={"submission_id": act.submission_id, "reason": reason},
            by=request.user,
            title=f"Rút lần gửi số {act.seq}: {name_words(act)}",
        )


def _changes(changed: tuple[Changed, ...], act: Act) -> Table:
    rows: list[list[Cell | Value]] = []
    for pair in changed:
        one = pair.one
        href = link("indicator", one.indicator, query=f"nam={one.period.start.year}&dia-ban={one.place}")
        rows.append(
            [
                Cell(one.name, href=href),
                one.place_name,
                label(one.period),
                _figure(pair.before),
                _figure(pair.after),
                one.dataset,
            ]
        )
    columns = [
        Column("Chỉ tiêu, số đo", width=50),
        Column("Địa bàn", width=26),
        Column("Kỳ"),
        Column("Đang là", "number"),
        Column("Sau khi rút", "number"),
        Column("Bộ số liệu", width=24),
    ]
    empty = "Không số liệu năm nào thay đổi."
    return Table(columns, rows, empty=empty, name=f"rut-lan-gui-{act.seq}", caption="Số liệu năm sẽ đổi nếu rút")


def _figure(figure: Figure | None) -> Cell:
    if figure is None:
        return Cell(None, words="chưa có số liệu", look="missing")
    words = value_words(figure)
    if figure.value is None:
        return Cell(None, words=words, look="missing")
    return Cell(figure.value, words=f"{words}{'' if figure.unit in ('', '%', '‰') else ' '}{figure.unit}")
