"""What a report says beside what the ledger knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.ledger.as_of import moment
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.targets.stated import period_of
from soyte.portal.drafts.models import Audit
from soyte.portal.pages.audits import desk, reach, stored
from soyte.portal.shell import numbers
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import answered, ledger, place_name, today
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table
from soyte.reports.audit.against import Compared, Fit, Known, Origin, against
from soyte.reports.audit.render_words import ROLE_WORDS, locator
from soyte.reports.linked import Checked, State
from soyte.reports.linked.model import STATE_WORDS
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard.verifying import verified

FITS = {Fit.SAME: ("●", "khớp"), Fit.DIFFERENT: ("▼", "lệch"), Fit.INCOMPARABLE: ("≠", "khác đơn vị")}
_LOOKS = {Fit.SAME: "mark mark-attained", Fit.DIFFERENT: "mark mark-missed", Fit.INCOMPARABLE: "mark mark-pending"}
_ORIGINS = {Origin.COMPUTED: "tính từ kho", Origin.STATED: "báo cáo khác nêu", Origin.ASSIGNED: "chỉ tiêu giao"}
_SHOWN = {"": "Kho có số", "lech": "Lệch", "khop": "Khớp", "chua-co": "Kho chưa có", "tat-ca": "Tất cả"}


@page("ra-soat/<int:number>/so-voi-kho/", needs=Permission.AUDIT_REPORTS)
def audit_known(request: Asked, number: int) -> HttpResponse:
    """Each statement of a report beside the ledger's figure, with the difference and the way back to its rows."""
    one = reach.one(request, number)
    if one.state != Audit.State.DONE:
        return redirect("audit", one.pk)
    day = request.GET.get("tai", "")
    day_words = "/".join(reversed(day.split("-")))
    found = compared(one, request.user.username, day)
    wanted = request.GET.get("xem", "")
    table = Table(
        [
            Column("Vị trí", width=14),
            Column("Chỉ tiêu", width=46),
            Column("Địa bàn, kỳ", width=28),
            Column("Vai trò", width=14),
            Column("Báo cáo nêu", "number", width=16),
            Column("Kho có", "number", width=18),
            Column("Báo cáo trừ kho", "number"),
            Column("So sánh", width=14),
            Column("Theo", width=40),
        ],
        [row for each in found if _wanted(each, wanted) for row in _rows(one, each, request.user.username)],
        caption="Báo cáo nêu gì, kho số liệu biết gì",
        empty="Không có số liệu nào như vậy.",
        citation=[f"{one.name}, so với kho số liệu {'ngày ' + day_words if day else 'hiện nay'}"],
        name=f"so-voi-kho-{one.pk}",
    )
    counted = counts_of(found)
    context: dict[str, Any] = {
        "audit": one,
        "table": table,
        "counted": counted | {"alone": counted["chua-co"]},
        "choices": _SHOWN.items(),
        "wanted": wanted,
        "day": day,
        "day_words": day_words,
        "own_day": _own_day(one, request.user.username),
        "linked": linked_table(one, request.user.username),
        "received": next((act for act in ledger().state().accepted.values() if act.content_hash == one.sha256), None),
    }
    api = f"/api/audits/{one.pk}/known"
    return shown(request, "audits/known.html", context, title=_title(one, found, counted), table=table, api=api)


def _own_day(audit: Audit, who: str) -> date | None:
    """The last day that the report speaks of, when it is over: what was known then is what its author could know."""
    period = period_of({"period": stored.audited(audit, who).reading.period})
    return period.end if period is not None and period.end <= today() else None


def compared(audit: Audit, who: str, day: str) -> tuple[Compared, ...]:
    """The comparison, remembered until the ledger changes. Never asked again ahead of time: reports are opened by people only."""
    stored.audited(audit, who)
    return answered(_compared, audit.pk, audit.result, audit.sha256, moment(day) if day else None)


def _compared(book: Ledger, number: int, result: str, content_hash: str, as_of: AsOf) -> tuple[Compared, ...]:
    del result  # another reading is another question
    audit = Audit.objects.get(pk=number)
    reading = stored.audited(audit, audit.uploaded_by.username).reading
    return against(book, reading, content_hash=content_hash, as_of=as_of)


def counts_of(found: tuple[Compared, ...]) -> dict[str, int]:
    """How many statements differ from what is known, fit it, or stand alone."""
    return {name: sum(_wanted(each, name) for each in found) for name in ("lech", "khop", "chua-co")}


def linked_table(audit: Audit, who: str) -> Table | None:
    """What became of the figures of a file that this installation made; None for any other file."""
    if not audit.name.lower().endswith((".docx", ".odt")):
        return None
    checked = answered(_verified, audit.pk, audit.sha256, who)
    if not checked:
        return None
    order = list(STATE_WORDS)
    changed = sorted((one for one in checked if one.state is not State.UNCHANGED), key=lambda c: order.index(c.state))
    return Table(
        [Column("Tình trạng"), Column("Số liệu", width=60), Column("Đối chiếu", width=80)],
        [[STATE_WORDS[one.state], _about(one), one.message] for one in changed],
        caption=f"Tệp do phần mềm lập: {len(checked)} số gắn mã, {len(changed)} số không còn như khi lập hoặc như trong kho",
        empty=f"Tệp do phần mềm lập: cả {len(checked)} số gắn mã còn nguyên và vẫn đúng như trong kho.",
        name=f"so-gan-ma-{audit.pk}",
    )


def _verified(book: Ledger, number: int, content_hash: str, who: str) -> tuple[Checked, ...]:
    name = Audit.objects.get(pk=number).name
    return verified(book, desk.take(content_hash, who, f"đối chiếu số gắn mã của báo cáo {number}"), name)


def _about(one: Checked) -> str:
    known = one.recorded or one.current
    return one_line(known.told if known is not None and known.told else one.id, 200)


def _wanted(one: Compared, wanted: str) -> bool:
    fits = {known.fit for known in one.known}
    match wanted:
        case "lech":
            return Fit.DIFFERENT in fits
        case "khop":
            return Fit.SAME in fits and Fit.DIFFERENT not in fits
        case "chua-co":
            return not one.known
        case "tat-ca":
            return True
    return bool(one.known)


def _title(audit: Audit, found: tuple[Compared, ...], counted: dict[str, int]) -> str:
    if not found:
        return f"{audit.name}: chưa có số liệu nào đối chiếu được với kho"
    if counted["lech"]:
        return f"{audit.name}: {counted['lech']} số liệu lệch với kho"
    return f"{audit.name}: không số liệu nào lệch với kho" if counted["khop"] else f"{audit.name}: kho chưa có số để so"


def _rows(audit: Audit, one: Compared, who: str) -> list[list[Any]]:
    statement = one.statement
    place = locator(stored.audited(audit, who).document, statement.start)
    text = f"{reverse('audit', args=[audit.pk])}?muc=tat-ca#{stored.PREFIX}s{statement.number}"
    head = [
        Cell(place or "xem", href=text, look="tight"),
        one.name,
        f"{place_name(one.place, one.period.end)}, {one.period.phrase_vi}",
        Cell(ROLE_WORDS[statement.role], look="tight"),
        Cell(statement.value, words=numbers.with_unit(statement.value, statement.unit or "")),
    ]
    if not one.known:
        return [[*head, Cell(None, words="chưa có", look="missing"), None, "", ""]]
    return [[*head, *_known(known)] for known in one.known]


def _known(known: Known) -> list[Any]:
    shape, words = FITS[known.fit]
    return [
        Cell(known.value, words=numbers.with_unit(known.value, known.unit), href=trace_address(known.figure)),
        known.difference,
        Cell(words, words=f"{shape} {words}", look=_LOOKS[known.fit]),
        f"{_ORIGINS[known.origin]}: {known.who}" if known.who else _ORIGINS[known.origin],
    ]
