"""The analyses that the page offers: how each is called in the address, asked, and divided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from soyte.ledger.ledger import Ledger
from soyte.measures.care import Answer, Scope
from soyte.measures.care.births import births
from soyte.measures.care.deaths import deaths
from soyte.measures.care.diseases import diseases
from soyte.measures.care.drugs import drugs, prescribing
from soyte.measures.care.findings import findings
from soyte.measures.care.first_time import kept_findings
from soyte.measures.care.followups import followups
from soyte.measures.care.notifiable import notifiable
from soyte.measures.care.punctuality import punctuality
from soyte.measures.care.received import received
from soyte.measures.care.spending import spending
from soyte.measures.care.stays import stays
from soyte.measures.care.techniques import techniques
from soyte.measures.care.timeliness import timeliness
from soyte.measures.care.transfers import transfers

TOP = 300


def in_time(ledger: Ledger, scope: Scope, *, by: str = "facility") -> Answer:
    """Timeliness, with what was right at the first sending as far as the rules were asked; or its course."""
    if by in ("month", "week"):
        return punctuality(ledger, scope, by="week" if by == "week" else "month")
    return timeliness(ledger, scope, findings=kept_findings(ledger))


def on_day(ledger: Ledger, scope: Scope, *, day: date | None = None) -> Answer:
    """What came on a day; months of discharge do not matter."""
    return received(ledger, day, facility=scope.facility)


def new_techniques(ledger: Ledger, scope: Scope, *, top: int) -> Answer:
    """Techniques that are new in the months asked about, else in the last year that dossiers are of."""
    from soyte.measures.care.feed import Feed  # noqa: PLC0415 (one small question)

    if scope.first is None:
        feed = Feed(ledger)
        last = feed.last_month if feed.brought("contribution") else None
        scope = Scope.of((last or f"{feed.today:%Y}")[:4], scope.facility)
    return techniques(ledger, scope, top=top)


def spent(ledger: Ledger, scope: Scope) -> Answer:
    """Spending of the year that the scope ends in, else of the last day known."""
    from soyte.measures.care.feed import Feed  # noqa: PLC0415 (one small question)

    year = int(scope.last[:4]) if scope.last else Feed(ledger).today.year
    return spending(ledger, year, facility=scope.facility)


@dataclass(frozen=True)
class Analysis:
    """One tab. `by`: the word of the address, how it is called on screen, and what the function takes."""

    slug: str
    label: str
    ask: Callable[..., Answer]
    by: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    limited: bool = True  # it takes how many rows are wanted
    daily: bool = False  # it is asked about a day instead of months

    def answer(self, ledger: Ledger, scope: Scope, by: str | None, day: date | None = None) -> Answer:
        """What it says."""
        given: dict[str, Any] = {"by": self.by[by][1]} if by and by in self.by else {}
        if self.limited:
            given["top"] = TOP
        if self.daily:
            given["day"] = day
        return self.ask(ledger, scope, **given)


_FACILITY, _MONTH, _WEEK = ("cơ sở", "facility"), ("tháng", "month"), ("tuần", "week")
_SENT = {
    "co-so": _FACILITY,
    "tinh": ("tỉnh", "province"),
    "chuong": ("chương bệnh", "chapter"),
    "nhom": ("nhóm bệnh", "group"),
}
ANALYSES = {
    one.slug: one
    for one in (
        Analysis("nhan", "Nhận trong ngày", on_day, limited=False, daily=True),
        Analysis(
            "dung-ngay", "Đúng ngày", in_time, {"co-so": _FACILITY, "thang": _MONTH, "tuan": _WEEK}, limited=False
        ),
        Analysis("loi", "Lỗi hồ sơ", findings, {"co-so": _FACILITY, "thang": _MONTH, "quy-tac": ("quy tắc", "rule")}),
        Analysis("chi", "Chi và dự toán", spent, limited=False),
        Analysis("chuyen", "Chuyển cơ sở", transfers, _SENT),
        Analysis("benh", "Bệnh", diseases),
        Analysis("bao-cao", "Bệnh phải báo cáo", notifiable, {"benh": ("bệnh", "disease"), "tuan": _WEEK}),
        Analysis("ngay-nam", "Ngày điều trị", stays, {"co-so": _FACILITY, "chuong": ("chương bệnh", "chapter")}),
        Analysis("ky-thuat", "Kỹ thuật mới", new_techniques),
        Analysis("thuoc", "Thuốc", drugs),
        Analysis("ke-don", "Kê đơn", prescribing, {"co-so": _FACILITY, "thang": _MONTH}),
        Analysis("sinh", "Sinh", births, {"co-so": _FACILITY, "thang": _MONTH}),
        Analysis("tu-vong", "Tử vong", deaths, {"co-so": _FACILITY, "thang": _MONTH}, limited=False),
        Analysis("hen", "Hẹn khám lại", followups, limited=False),
    )
}


def answered(ledger: Ledger, slug: str, scope: Scope, by: str | None, day: date | None = None) -> Answer:
    """An analysis of the page; a function of the ledger and of things that can be remembered."""
    return ANALYSES[slug].answer(ledger, scope, by, day)
