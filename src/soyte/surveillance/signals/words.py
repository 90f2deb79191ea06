"""Signals in Vietnamese: statistics and conditions of the law under different words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from soyte.catalogue.threshold_model import Reason, Threshold
from soyte.periods import Kind, Period
from soyte.quantities import write_number
from soyte.surveillance.series.feed import Source

REASON_VI: dict[Reason, str] = {
    "not_reported": "thiếu báo cáo của kỳ này hoặc của kỳ cần so sánh (không báo cáo không phải là không có ca)",
    "short_history": "chưa đủ số năm để so sánh",
    "links_unknown": "đủ số ca nhưng chưa biết có liên quan dịch tễ hay không: cần điều tra",
    "confirmation_unknown": "có ca nhưng chưa biết đã được xác định hay chưa: cần xác minh",
    "needs_weeks": "số liệu không theo tuần",
    "unknown_endemic": "chưa đủ số liệu để biết bệnh có lưu hành tại tỉnh hay không",
}
_SAYS = {"epidemic": "đạt điều kiện “có dịch”", "warning": "đạt mức cảnh báo", "unusual": "cao hơn thường lệ"}


def number(value: float) -> str:
    """One decimal place, none where it is whole: `2,1`, `9`."""
    rounded = Decimal(f"{value:.1f}")
    return write_number(rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded)


def when(period: Period, until: date) -> str:
    """`Tuần 34 (18/8–24/8/2025)`, `Tháng 8/2025 tính đến 24/8`."""
    if period.kind is Kind.WEEK:
        name = period.label_vi.split("/")[0]
        return f"{name} ({_short(period.start)}–{_short(period.end)}/{period.end.year})"
    so_far = f" tính đến {_short(until)}" if until < period.end else ""
    return f"{period.label_vi}{so_far}"


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"


def statistic(
    period: Period,
    until: date,
    place: str,
    disease: str,
    count: float,
    expected: float,
    bound: float,
    method: str,
    source: Source,
) -> str:
    """`Tuần 34 (…), phường Ánh Sao: 9 ca Sởi, dự kiến 2,1, ngưỡng thống kê 6,3 (Farrington cải tiến; nguồn …).`"""
    return (
        f"{when(period, until)}, {place}: {number(count)} ca {disease}, dự kiến {number(expected)}, "
        f"ngưỡng thống kê {number(bound)} ({method}; nguồn: {source.words})."
    )


def condition(
    one: Threshold,
    period: Period,
    until: date,
    place: str,
    disease: str,
    count: float,
    expected: float | None,
    bound: float,
    reason: Reason | None,
    above: bool,
    source: Source,
) -> str:
    """`Tháng 8/2025 tính đến 24/8, xã …: 14 ca …, trung bình 4,2, mức quy định 9,1: đạt điều kiện “có dịch” (…).`"""
    limit = "mức quy định" if one.kind == "law" else "mức thường dùng"
    what = "xã có dịch" if one.formula.rule == "units_met" else "ca"
    told = [f"{number(count)} {what} {disease}"]
    if expected is not None:
        told.append(
            f"trung bình cùng kỳ {number(expected)}"
            if one.formula.rule != "times_recent"
            else f"trung bình các tuần trước {number(expected)}"
        )
    told.append(f"{limit} {'từ' if one.formula.rule in ('at_least', 'units_met') else 'trên'} {number(bound)}")
    verdict = REASON_VI[reason] if reason is not None else _SAYS[one.says]
    if above and reason is None:
        verdict = "vượt cả mức trên của khoảng cảnh báo"
    return f"{when(period, until)}, {place}: {', '.join(told)}: {verdict} ({one.legal_source}; nguồn: {source.words})."


def cluster(
    period: Period,
    weeks: int,
    places: tuple[str, ...],
    disease: str,
    count: float,
    expected: float,
    recurrence: float,
    source: Source,
) -> str:
    """A cluster of neighbouring places over the last weeks."""
    where = (
        places[0]
        if len(places) == 1
        else f"{len(places)} xã liền nhau ({', '.join(places[:4])}{'…' if len(places) > 4 else ''})"
    )
    span = (
        when(period, period.end)
        if weeks == 1
        else f"{weeks} tuần đến hết {when(period, period.end)[0].lower()}{when(period, period.end)[1:]}"
    )
    return (
        f"{span}, {where}: {number(count)} ca {disease} tập trung theo nơi và thời gian, dự kiến {number(expected)}; do ngẫu nhiên thì "
        f"khoảng {number(recurrence)} tuần mới gặp một lần (quét hoán vị không gian – thời gian; nguồn: {source.words})."
    )
