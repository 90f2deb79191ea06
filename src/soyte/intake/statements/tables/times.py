"""The periods of columns, and what they say about roles: an earlier year is what the reported one is compared with."""

from __future__ import annotations

import re

from soyte import periods
from soyte.intake.statements.tables.heads import Head, Kind
from soyte.periods import Kind as Span
from soyte.periods import Period
from soyte.statements import Role

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\d.])")
_CUMULATED = re.compile(r"lũy kế|lũy tích|cộng dồn|từ đầu năm")
_WHOLE_YEAR = re.compile(r"cả năm|\bnăm$|(?:kế hoạch|kh|chỉ tiêu|dự toán) năm")
_SAME_TIME = re.compile(r"cùng kỳ")
_SHORT = (Span.WEEK, Span.MONTH, Span.DAY)


def date_columns(
    heads: dict[int, Head], report: Period | None, *, own: Period | None = None, plan: bool = False
) -> None:
    """Give every column its period, and results their role by it. Columns without a date follow their neighbours.

    `own` is what caption and headings say the table is about, the report's period if they say nothing; a table that
    plans, or a year still to come, holds targets wherever the header does not say otherwise.
    """
    own = own or report
    figures = [head for head in heads.values() if head.kind is Kind.FIGURES]
    for head in figures:
        head.period = period_in(head.lines[::-1], report)
        head.stated = head.period is not None
        if _CUMULATED.search(head.folded):
            head.period = _cumulated(head.period or own, own)
        if not head.told and _ahead(head.period or own, own if plan else report, plan=plan):
            head.role = Role.TARGET
    _settle_previous(figures, report)
    for head in figures:
        _follow(head, figures, own)
    for head in heads.values():
        if head.kind in (Kind.COMPARED, Kind.OF_PLAN):
            beside = _beside(head, figures)
            head.period = beside.period if beside else own


def _ahead(period: Period | None, now: Period | None, *, plan: bool) -> bool:
    if period is None or now is None:
        return plan
    return period.year >= now.year if plan else period.start > now.end


def period_of_table(words: list[str], report: Period | None, *, plan: bool) -> Period | None:
    """What the caption or the nearest heading dates a table with, if it names one period near the report's."""
    for text in words:
        found = {
            mention.period
            for mention in periods.find(text, anchor=report)
            if mention.period and mention.kind in ("year", "months", "month", "quarter", "week")
        }
        if len(found) == 1:
            period = found.pop()
            if report is None or report.year - 1 <= period.year <= report.year + plan:
                return period
        elif found:
            return None
    return None


def period_in(texts: list[str], report: Period | None) -> Period | None:
    """The first period that one of the texts names; where it is a year, a later text may name months of it."""
    year: Period | None = None
    for text in texts:
        found = [m for m in periods.find(text, anchor=report) if m.period and m.kind not in ("day", "time")]
        for mention in found:
            if mention.period is None or (mention.kind == "relative" and year is not None):
                continue
            if mention.kind != "year":
                return _in_year(mention.period, year, text)
            year = year or mention.period
        bare = _YEAR.search(text)
        if not found and bare and year is None:
            year = periods.year(int(bare.group()))
    return year


def _in_year(period: Period, year: Period | None, text: str) -> Period:
    """`9 tháng` under or over `2023` are those of 2023."""
    if year is not None and not _YEAR.search(text) and year.year != period.year:
        return period.shifted(year.year - period.year)
    return period


def _cumulated(period: Period | None, report: Period | None) -> Period | None:
    """From the beginning of the year to the end of the week or month, or of the report within the year."""
    if period is None:
        return None
    if period.kind in _SHORT:
        return periods.until(period.end, period.calendar) if period.kind is not Span.WEEK else periods.until(period.end)
    if period.kind is Span.YEAR and report is not None and period.contains(report.end) and report.end < period.end:
        return periods.until(report.end)
    return period


def _settle_previous(figures: list[Head], report: Period | None) -> None:
    """Of dated results those of the report's year, else of the latest one, are actual; earlier ones are previous."""
    dated = [(h, h.period) for h in figures if h.period and h.stated and h.role in (None, Role.ACTUAL)]
    if not dated:
        return
    years = {period.year for _, period in dated}
    current = report.year if report is not None and report.year in years else max(years)
    reported = report is not None and any(period == report for _, period in dated)
    for head, period in dated:
        before = reported and report is not None and period.kind is report.kind and period.end < report.start
        head.role = Role.PREVIOUS if period.year < current or before else Role.ACTUAL


def _follow(head: Head, figures: list[Head], report: Period | None) -> None:
    """`Cùng kỳ` is a year before the results beside it; `Kế hoạch năm` and `Cả năm` are of the report's year."""
    if head.role is Role.PREVIOUS and (not head.stated or _SAME_TIME.search(head.folded)):
        beside = _beside(head, figures)
        base = beside.period if beside and beside.period else report
        if base is not None:
            years = head.period.year - base.year if head.stated and head.period and head.period.year < base.year else -1
            head.period = base.shifted(years)
    elif head.period is None and report is not None:
        whole = _WHOLE_YEAR.search(head.folded)
        head.period = periods.year(report.year) if whole else report


def _beside(head: Head, figures: list[Head]) -> Head | None:
    """The nearest column of results, those to the left first."""
    results = [f for f in figures if f is not head and f.role in (None, Role.ACTUAL)]
    left = [f for f in results if f.column < head.column]
    return left[-1] if left else results[0] if results else None
