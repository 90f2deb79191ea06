"""The analyses that the page offers: how each is called in the address, asked, and divided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
from soyte.measures.care.spending import spending
from soyte.measures.care.stays import stays
from soyte.measures.care.timeliness import timeliness
from soyte.measures.care.transfers import transfers
from soyte.reports.charts.care import against_estimates, flows, monthly
from soyte.reports.charts.chart import Chart

TOP = 300


def in_time(ledger: Ledger, scope: Scope) -> Answer:
    """Timeliness, with what was right at the first sending as far as the rules were asked."""
    return timeliness(ledger, scope, findings=kept_findings(ledger))


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

    def answer(self, ledger: Ledger, scope: Scope, by: str | None) -> Answer:
        """What it says."""
        given: dict[str, Any] = {"by": self.by[by][1]} if by and by in self.by else {}
        if self.limited:
            given["top"] = TOP
        return self.ask(ledger, scope, **given)


_FACILITY, _MONTH = ("cơ sở", "facility"), ("tháng", "month")
ANALYSES = {
    one.slug: one
    for one in (
        Analysis("dung-ngay", "Đúng ngày", in_time, limited=False),
        Analysis("loi", "Lỗi hồ sơ", findings, {"co-so": _FACILITY, "thang": _MONTH, "quy-tac": ("quy tắc", "rule")}),
        Analysis("chi", "Chi và dự toán", spent, limited=False),
        Analysis("chuyen", "Chuyển cơ sở", transfers),
        Analysis("benh", "Bệnh", diseases),
        Analysis("bao-cao", "Bệnh phải báo cáo", notifiable, {"benh": ("bệnh", "disease"), "tuan": ("tuần", "week")}),
        Analysis("ngay-nam", "Ngày điều trị", stays, {"co-so": _FACILITY, "chuong": ("chương bệnh", "chapter")}),
        Analysis("thuoc", "Thuốc", drugs),
        Analysis("ke-don", "Kê đơn", prescribing, {"co-so": _FACILITY, "thang": _MONTH}),
        Analysis("sinh", "Sinh", births, {"co-so": _FACILITY, "thang": _MONTH}),
        Analysis("tu-vong", "Tử vong", deaths, {"co-so": _FACILITY, "thang": _MONTH}, limited=False),
        Analysis("hen", "Hẹn khám lại", followups, limited=False),
    )
}


def answered(ledger: Ledger, slug: str, scope: Scope, by: str | None) -> Answer:
    """An analysis of the page; a function of the ledger and of things that can be remembered."""
    return ANALYSES[slug].answer(ledger, scope, by)


def chart_of(answer: Answer, slug: str) -> Chart | None:
    """The picture of an analysis, where one says more than its table."""
    names = {one.name for one in answer.fields}
    match slug:
        case "chuyen":
            return flows(answer)
        case "chi":
            return against_estimates(answer)
        case "loi" if "month" in names:
            return monthly(answer, "per_hundred", "Phát hiện trên 100 hồ sơ", "phát hiện trên 100 hồ sơ")
    return None
