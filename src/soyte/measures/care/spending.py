"""Spending against the year's estimate: what was spent so far, what the year will come to, and the amount assigned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from soyte.engine import equals
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import TARGET
from soyte.measures.care.answer import Answer, Field, Value, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.forecast import LEVEL, Forecast, Month, forecast
from soyte.measures.care.scope import Scope
from soyte.periods import PeriodError, parse
from soyte.places.at_facility import facility_at

Cost = Literal["fund", "total"]
_COLUMNS = {"fund": "T_BHTT", "total": "T_TONGCHI_BV"}
_WORDS = {"fund": "phần quỹ BHYT chi trả (T_BHTT)", "total": "tổng chi (T_TONGCHI_BV)"}
ESTIMATES = {"fund": "bhyt_fund_paid_total", "total": "bhyt_cost_total"}  # the indicator whose target the estimate is
_UNITS = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}
SETTLED = 5  # the day of the following month by which a month's data must be there
SOURCE = "TT 48/2017/TT-BYT Đ7; NĐ 188/2025/NĐ-CP; phương pháp dự báo: Hyndman và Athanasopoulos (2021), mục 3.2 và 7.4"


def definition(cost: Cost) -> str:
    """The definition with its parameter, for a reader."""
    return (
        f"Chi là {_WORDS[cost]} theo tháng ra viện; một tháng được tính khi đã qua ngày {SETTLED} tháng sau. Dự báo cả năm: hồi quy "
        f"logarit theo tháng và năm trên các năm liền trước có đủ 12 tháng; khoảng {LEVEL:.0%} giả định các tháng sai số độc lập. "
        "Dự toán là chỉ tiêu giao cho cơ sở trong năm (soyte targets import)"
    )


def spending(
    ledger: Ledger,
    year: int,
    *,
    facility: str | None = None,
    cost: Cost = "fund",
    estimates: Mapping[str, Decimal] | None = None,
    as_of: AsOf = None,
) -> Answer:
    """By facility: spent in the months that are whole, forecast for the year with its interval, the amount assigned.

    `estimates`: đồng by facility; those of the assigned targets where nothing is said.
    """
    scope, feed = Scope(facility=facility), Feed(ledger, as_of)
    assigned = dict(estimates) if estimates is not None else assigned_estimates(feed, year, cost)
    history = _history(feed, scope, cost, year)
    rows = []
    for code in sorted(history, key=lambda code: (-_of_year(history[code], year), code)):
        rows.append(_row(code, feed.named(code), forecast(history[code], year), assigned.get(code)))
    whole: dict[Month, float] = defaultdict(float)
    for months in history.values():
        for month, value in months.items():
            whole[month] += value
    together = forecast(whole, year)
    known = sum(assigned.values(), Decimal(0)) if assigned and set(history) <= set(assigned) else None
    total = _row("", "", together, known)
    notes = _unforeseen(rows)
    if not assigned:
        notes.append(
            "chưa có dự toán giao cho cơ sở nào của năm này; hãy nhận danh sách chỉ tiêu giao với địa bàn ghi “cơ sở 99901” (trang Nhận tệp, "
            "hoặc soyte targets import TỆP)"
        )
    return Answer(
        "spending",
        f"Chi khám chữa bệnh BHYT so với dự toán năm {year}",
        _FIELDS,
        tuple(rows),
        feed.pedigree(
            Scope.of(str(year), facility),
            ("contribution", "xml1"),
            definition(cost),
            SOURCE,
            feed.dossiers(Scope.of(str(year), facility)),
        ),
        (
            ("Đã chi", total[3], "money"),
            ("Dự báo cả năm", total[4], "money"),
            (f"Khoảng {LEVEL:.0%} từ", total[5], "money"),
            ("đến", total[6], "money"),
        ),
        tuple(notes),
    )


_FIELDS = (
    Field("facility", "Cơ sở", asks="facility"),
    Field("name", "Tên"),
    Field("months", "Số tháng", "count"),
    Field("spent", "Đã chi", "money"),
    Field("expected", "Dự báo cả năm", "money"),
    Field("low", "từ", "money"),
    Field("high", "đến", "money"),
    Field("estimate", "Dự toán", "money"),
    Field("used_share", "% đã dùng", "percent"),
    Field("expected_share", "% dự báo/dự toán", "percent"),
    Field("reason", "Vì sao không dự báo"),
)


def _row(code: str, name: str, one: Forecast, estimate: Decimal | None) -> tuple[Value, ...]:
    """In the order of `_FIELDS`."""
    whole = None if estimate is None else estimate.quantize(Decimal(1))
    return (
        code, name, one.months, _money(one.known), _money(one.expected), _money(one.low), _money(one.high), whole,
        share(one.known, estimate), share(one.expected, estimate), one.reason,
    )  # fmt: skip


def _unforeseen(rows: list[tuple[Value, ...]]) -> list[str]:
    """A note for each reason, with the facilities that it holds for."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row[10]:
            reasons[str(row[10])].append(str(row[0]))
    return [f"không dự báo được vì {reason}: {', '.join(codes)}" for reason, codes in sorted(reasons.items())]


def _money(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(round(value))


def _history(feed: Feed, scope: Scope, cost: Cost, year: int) -> dict[str, dict[Month, float]]:
    """Amounts by facility and month, up to the last month of the year whose data must be there by the day of the last act."""
    column = _COLUMNS[cost]
    found = feed.collect(feed.contributed(scope, "facility", "period_start", sums=(column,))).to_pylist()
    history: dict[str, dict[Month, float]] = defaultdict(dict)
    for row in found:
        start = row["period_start"]
        if row["facility"] and start and start.year <= year and settled(start, feed.today):
            history[row["facility"]][start.year, start.month] = float(row[column] or 0)
    return dict(history)


def settled(start: date, today: date) -> bool:
    """Whether a month, known by its first day, is over and its data were due by a day."""
    following = date(start.year + start.month // 12, start.month % 12 + 1, SETTLED)
    return following <= today


def _of_year(months: Mapping[Month, float], year: int) -> float:
    return sum(value for (of, _), value in months.items() if of == year)


def assigned_estimates(feed: Feed, year: int, cost: Cost) -> dict[str, Decimal]:
    """Amounts in đồng assigned to facilities for a year, out of the assigned targets."""
    rows = feed.collect(feed.view.rows(TARGET.name).filter(equals("indicator", ESTIMATES[cost]))).to_pylist()
    found: dict[str, Decimal] = {}
    for row in sorted(rows, key=lambda row: (feed.view.state.accepted[row["submission_id"]].seq, row["row_no"])):
        try:
            period = parse(row["period"])
        except PeriodError:
            continue
        code = facility_at(row["place"])
        if code and period.iso == str(year) and row["value"] is not None:
            found[code] = row["value"] * _UNITS.get(row["unit"] or "đồng", 1)
    return found
