"""Periods that are told from another one: `cùng kỳ năm trước`, `tháng trước`, `từ đầu năm đến nay`."""

from __future__ import annotations

import re

from soyte.periods import guards, make
from soyte.periods.calendars import Calendar, Kind
from soyte.periods.hits import Hit
from soyte.periods.patterns import GAP, SEP, TAIL, YEAR
from soyte.periods.period import Period
from soyte.periods.units import year

_SAME = re.compile(
    rf"cùng{SEP}(?:k[ỳì]|thời{SEP}(?:điểm|gian|kỳ))(?!\w)"
    rf"(?:{SEP}(?:của{SEP})?(?P<last>năm{SEP}(?:trước|ngoái)(?!\w))|{SEP}(?:của{SEP})?(?:năm{GAP})?(?P<year>{YEAR}){TAIL})?"
)
_LAST_YEAR = re.compile(rf"năm{SEP}(?:liền{SEP})?(?P<which>trước|ngoái|nay|qua)(?!\w)(?!{SEP}đó)")
_OTHER = re.compile(rf"(?P<unit>tháng|tuần|quý|quí|kỳ|kì){SEP}(?P<which>trước|này|qua)(?!\w)(?:{SEP}đó(?!\w))?")
_WITHIN = re.compile(
    rf"trong{SEP}(?P<unit>năm|tháng|tuần|quý|quí|kỳ)(?:{SEP}(?P<which>qua|này|nay))?(?!\w)"
    rf"(?!{SEP}(?:i{{1,3}}|iv|ngày|tháng|tuần|giờ|người|ca|học|tới|sau|trước|ngoái|đầu|cuối|thai|tuổi|này|một|thứ)(?!\w)|{GAP}\d)"
)
_SINCE = re.compile(
    rf"(?:(?:kể{SEP})?từ{SEP})?đầu{SEP}năm(?:{GAP}(?P<year>{YEAR}){TAIL})?(?P<now>{SEP}(?:đến|tới){SEP}(?:hiện{SEP})?nay(?!\w))?"
)
_UNITS = {"tháng": Kind.MONTH, "tuần": Kind.WEEK, "quý": Kind.QUARTER, "quí": Kind.QUARTER}


def same_period_at(text: str, at: int) -> Hit | None:
    """`cùng kỳ`, `cùng kỳ năm trước`, `cùng kỳ 2023`."""
    match = _SAME.match(text, at)
    if match is None:
        return None
    if not match["year"]:
        return Hit(at, match.end(), "relative", of_anchor=Period.previous)
    wanted = int(match["year"])
    return Hit(at, match.end(), "relative", wanted, year, lambda anchor: anchor.shifted(wanted - anchor.year))


def since_new_year_at(text: str, at: int) -> Hit | None:
    """`từ đầu năm`, `đầu năm đến nay`, `từ đầu năm 2024 đến nay`; `đầu năm 2024` alone is not one."""
    match = _SINCE.match(text, at)
    if match is None or not (match["now"] or match[0].startswith(("từ", "kể"))):
        return None
    given = int(match["year"]) if match["year"] else None

    def to_date(anchor: Period) -> Period:
        if given is not None and given != anchor.year:
            return make.year(given)
        return make.until(anchor.end, _by_months(anchor))

    return Hit(at, match.end(), "relative", of_anchor=to_date)


def last_year_at(text: str, at: int) -> Hit | None:
    """`năm trước`, `năm ngoái`, `năm nay`, `năm qua`; not `5 năm trước` nor `các năm trước`."""
    match = _LAST_YEAR.match(text, at)
    if match is None or _counted(text, at):
        return None
    if match["which"] in ("nay", "qua"):
        return Hit(at, match.end(), "relative", of_anchor=_this_year)
    return Hit(at, match.end(), "relative", of_anchor=lambda anchor: make.year(anchor.year - 1, _by_months(anchor)))


def last_unit_at(text: str, at: int) -> Hit | None:
    """`tháng trước`, `tuần trước`, `quý này`, `tuần qua`."""
    match = _OTHER.match(text, at)
    if match is None or _counted(text, at):
        return None
    kind, before = _UNITS.get(match["unit"]), match["which"] == "trước"

    def resolve(anchor: Period) -> Period:
        period = anchor if kind is None else _unit(anchor, kind)
        return period.preceding() if before else period

    return Hit(at, match.end(), "relative", of_anchor=resolve)


def within_at(text: str, at: int) -> Hit | None:
    """`trong năm`, `trong tháng`, `trong tuần qua`: the anchor, or its last month, week, quarter."""
    match = _WITHIN.match(text, at)
    if match is None:
        return None
    unit, kind = match["unit"], _UNITS.get(match["unit"])

    def resolve(anchor: Period) -> Period:
        if kind is not None:
            return _unit(anchor, kind)
        return _this_year(anchor) if unit == "năm" else anchor

    return Hit(at, match.end(), "relative", of_anchor=resolve)


def _this_year(anchor: Period) -> Period:
    """The reporting period, if it is reckoned from a whole year; else its year."""
    short = anchor.kind in (Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.QUARTER)
    return make.year(anchor.year, _by_months(anchor)) if short else anchor


def _counted(text: str, at: int) -> bool:
    return text[max(0, at - 4) : at].rstrip()[-1:].isdigit() or guards.preceded_by(text, at, guards.SEVERAL)


def _by_months(anchor: Period) -> Calendar:
    return Calendar.STATISTICS if anchor.calendar.by_weeks else anchor.calendar


def _unit(anchor: Period, kind: Kind) -> Period:
    # Reports accumulate: "trong tháng" of eleven months is the eleventh.
    if kind is Kind.WEEK:
        return make.holding(anchor.end, kind, anchor.calendar if anchor.calendar.by_weeks else Calendar.WEEK_MONDAY)
    return make.holding(anchor.end, kind, _by_months(anchor))
