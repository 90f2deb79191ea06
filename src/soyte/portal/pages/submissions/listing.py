"""Which submissions somebody sees, narrowed by the filters of the address; and the table of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.clock import VIETNAM
from soyte.ledger.state import State
from soyte.portal.shell.access import Access
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.receiving.wording import STATUS, WHAT, name_words, status_words
from soyte.text import fold, strip_marks

LOOKS = {"accepted": "", "superseded": "missing", "withdrawn": "missing", "rejected": "wrong"}


@dataclass(frozen=True)
class Wanted:
    """The filters of the list, as the address says them."""

    what: str = ""
    status: str = ""
    sender: str = ""
    dataset: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None

    @staticmethod
    def of(query: QueryDict) -> Wanted:
        """Read from an address; a day that is none is left out."""
        return Wanted(
            query.get("loai", ""),
            query.get("tinh-trang", ""),
            query.get("nguoi-gui", ""),
            query.get("bo", ""),
            query.get("tim", "").strip(),
            _day(query.get("tu", "")),
            _day(query.get("den", "")),
        )

    def fits(self, act: Act, state: State) -> bool:
        """Whether a submission is asked for."""
        on = act.recorded_at.astimezone(VIETNAM).date()
        return (
            self.what in ("", act.what)
            and self.status in ("", state.status(act.submission_id))
            and self.sender in ("", sender_of(act))
            and self.dataset in ("", act.dataset)
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
            and (not self.words or plain(self.words) in plain(f"{act.seq} {act.name} {act.dataset} {act.actor}"))
        )


def plain(words: str) -> str:
    """Without marks and case, for searching."""
    return strip_marks(fold(words))


def sender_of(act: Act) -> str:
    """Who handed it in, as a list names them."""
    return act.sender or act.actor


def visible(access: Access, act: Act) -> bool:
    """Whether somebody may see a submission: their own units', or all of the installation's."""
    return access.may_for(Permission.SEE_SOURCES, act.sender)


def submissions_of(access: Access, state: State) -> list[Act]:
    """The submissions that somebody may see, the newest first."""
    received = (act for act in reversed(state.acts) if act.kind in (ActKind.ACCEPTED, ActKind.REJECTED))
    return [act for act in received if visible(access, act)]


def choices(acts: Iterable[Act]) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: value and words."""
    known = list(acts)
    senders, datasets = {sender_of(act) for act in known}, {act.dataset for act in known if act.dataset}
    kinds = dict.fromkeys(act.what for act in known)
    return {
        "what": sorted(((kind, WHAT.get(kind, kind)) for kind in kinds), key=lambda pair: pair[1]),
        "status": list(STATUS.items()),
        "sender": [(name, name) for name in sorted(senders)],
        "dataset": [(name, name) for name in sorted(datasets)],
    }


def table_of(acts: Sequence[Act], state: State, citation: Sequence[str]) -> Table:
    """The list as a table."""
    rows: list[list[Cell | Value]] = []
    for act in acts:
        status = state.status(act.submission_id)
        rows.append(
            [
                Cell(act.seq, href=link("submission", act.seq)),
                Cell(act.recorded_at, look="tight"),
                WHAT.get(act.what, act.what),
                Cell(name_words(act), href=link("submission", act.seq)),
                sender_of(act),
                act.dataset or "",
                act.rows_in,
                act.rows_accepted,
                Cell(act.rows_quarantined, look="wrong" if act.rows_quarantined else ""),
                Cell(status_words(act, state), look=f"tight {LOOKS[status]}".rstrip()),
            ]
        )
    return Table(
        [
            Column("Số", "number", places=0, width=8),
            Column("Lúc nhận", "moment"),
            Column("Loại"),
            Column("Tệp", width=40),
            Column("Đơn vị gửi", width=30),
            Column("Bộ số liệu", width=22),
            Column("Đọc", "number", unit="dòng", places=0),
            Column("Nhận", "number", unit="dòng", places=0),
            Column("Để riêng", "number", unit="dòng", places=0),
            Column("Tình trạng", width=24),
        ],
        rows,
        empty="Không có lần gửi nào như vậy.",
        citation=citation,
        name="lan-gui",
    )


def link(name: str, *args: object, query: str = "") -> str | None:
    """The address of a page; None if this installation has no such page."""
    try:
        return reverse(name, args=[str(arg) for arg in args]) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
