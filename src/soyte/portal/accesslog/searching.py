"""Finding lines of the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from soyte.ledger.clock import VIETNAM
from soyte.portal.accesslog.models import Line

_FIRST, _LAST = date(1970, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class Sought:
    """What is looked for; an empty field says nothing."""

    who: str = ""
    action: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    personal: bool = False

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Sought:
        """Out of an address; a day that is none counts as not said."""
        return cls(
            who=said.get("ai", "").strip(),
            action=said.get("viec", "").strip(),
            words=said.get("noi-dung", "").strip(),
            since=_day(said.get("tu-ngay", "")),
            until=_day(said.get("den-ngay", "")),
            personal=said.get("ca-nhan") == "1",
        )

    @property
    def told(self) -> str:
        """For the log itself."""
        parts = [
            f"ai: {self.who}" if self.who else "",
            f"việc: {self.action}" if self.action else "",
            f"nội dung: {self.words}" if self.words else "",
            f"từ {self.since:%d/%m/%Y}" if self.since else "",
            f"đến {self.until:%d/%m/%Y}" if self.until else "",
            "chỉ thông tin cá nhân" if self.personal else "",
        ]
        return "; ".join(filter(None, parts)) or "tất cả"


def find(sought: Sought, actors: QuerySet[Any, Any] | None = None) -> QuerySet[Line]:
    """Lines, newest first; `actors`: only those of accounts with these names."""
    found = Line.objects.all()
    if actors is not None:
        found = found.filter(actor__in=actors)
    if sought.who:
        found = found.filter(Q(actor=sought.who) | Q(name__icontains=sought.who))
    if sought.action:
        found = found.filter(action=sought.action)
    if sought.words:
        found = found.filter(what__icontains=sought.words)
    if sought.since:
        found = found.filter(at__gte=_start(sought.since))
    if sought.until:
        found = found.filter(at__lt=_start(sought.until) + timedelta(days=1))
    return found.filter(personal=True) if sought.personal else found


def actions() -> list[str]:
    """Every kind of act that the log knows."""
    return list(Line.objects.order_by("action").values_list("action", flat=True).distinct())


def _start(day: date) -> datetime:
    """Its first moment; of days before and after all lines, that of the first and last that every clock can tell."""
    return datetime.combine(min(max(day, _FIRST), _LAST), time(), VIETNAM)


def _day(said: str) -> date | None:
    """`31/12/2025`, `2025-12-31`."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(said.strip(), form).replace(tzinfo=VIETNAM).date()
        except ValueError:
            continue
    return None
