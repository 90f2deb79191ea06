"""Reading one unit of time (a date, month, quarter, week, year) at a given place of a lower-cased text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from soyte.periods import guards, make, patterns
from soyte.periods.calendars import Calendar
from soyte.periods.hits import Hit, OfYear
from soyte.periods.period import Period

NONE, WEAK, STRONG = 0, 1, 2
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
PLAUSIBLE = range(1990, 2061)
STATISTICS = Calendar.STATISTICS


def day_at(text: str, at: int, cue: int) -> Hit | None:
    """A date. Without a year it needs a cue before it, and unless the cue is strong no counting noun after it."""
    match = (
        patterns.DATE_SLASH.match(text, at) or patterns.DATE_MARK.match(text, at) or patterns.DATE_ISO.match(text, at)
    )
    if match is None:
        match = patterns.DATE_WORDS.match(text, at)
        if match is None and cue == STRONG:
            match = patterns.DATE_SHORT.match(text, at)
            if match and guards.COUNTED.match(text, match.end()):
                return None
        if match is None or (cue < STRONG and not match["year"]):
            return None
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 100:
        if cue < STRONG:
            return None
        year += 2000
    if year is None and (cue == NONE or (cue == WEAK and guards.WEAK_RATIO_NOUN.match(text, match.end()))):
        return None
    day, month = int(match["day"]), int(match["month"])
    if not _exists(day, month, year):
        return None
    return Hit(at, match.end(), "day", year, _day(day, month))


def _exists(day: int, month: int, year: int | None) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2024, month)[1]


def _day(day: int, month: int) -> OfYear:
    return lambda year, calendar: make.day(date(year, month, day), calendar or STATISTICS)


def month(number: int) -> OfYear:
    """Makes the month of a year."""
    return lambda year, calendar: make.month(year, number, calendar or STATISTICS)


def quarter(number: int) -> OfYear:
    """Makes the quarter of a year."""
    return lambda year, calendar: make.quarter(year, number, calendar or STATISTICS)


def week(number: int) -> OfYear:
    """Makes the week of a year."""
    return lambda year, calendar: make.week(year, number, calendar or Calendar.WEEK_MONDAY)


def year(of_year: int, calendar: Calendar | None) -> Period:
    """Makes a year."""
    return make.year(of_year, calendar or STATISTICS)


MAKERS = {"month": (month, 12), "quarter": (quarter, 4), "week": (week, 53)}


def numbered(match: re.Match[str], kind: str) -> Hit | None:
    """The month, quarter or week whose number was matched."""
    maker, most = MAKERS[kind]
    number = _NUMBERS.get(match["number"]) or (int(match["number"]) if match["number"].isdigit() else 0)
    if not 1 <= number <= most:
        return None
    return Hit(match.start(), match.end(), kind, int(match["year"]) if match["year"] else None, maker(number))


def month_at(text: str, at: int) -> Hit | None:
    """`tháng 12`, `tháng 12/2024`; not `tháng 2 lần`."""
    match = patterns.MONTH.match(text, at)
    if match is None or guards.NOT_A_MONTH.match(text, match.end()):
        return None
    return numbered(match, "month")


def bare_month_at(text: str, at: int) -> Hit | None:
    """`12/2024`, unless it is the number of a document or a ratio."""
    match = patterns.MONTH_BARE.match(text, at)
    if match is None or int(match["year"]) not in PLAUSIBLE or guards.preceded_by(text, at, guards.DOCUMENT):
        return None
    return None if guards.RATIO_NOUN.match(text, match.end()) else numbered(match, "month")


def quarter_at(text: str, at: int) -> Hit | None:
    """`quý I/2025`."""
    match = patterns.QUARTER.match(text, at)
    return numbered(match, "quarter") if match else None


def week_at(text: str, at: int) -> Hit | None:
    """`tuần 34/2025`."""
    match = patterns.WEEK.match(text, at)
    return numbered(match, "week") if match else None


def year_at(text: str, at: int) -> Hit | None:
    """`năm 2024`, `năm hành chính 2025`."""
    match = patterns.YEAR_WORD.match(text, at)
    if match is None:
        return None
    calendar = Calendar.ADMINISTRATIVE if (match["sort"] or "").startswith("hành") else None
    return Hit(at, match.end(), "year", int(match["year"]), year, calendar=calendar)


def bare_year_at(text: str, at: int) -> Hit | None:
    """`2024` after a cue, unless something is counted with it."""
    match = patterns.YEAR_BARE.match(text, at)
    if match is None or int(match["year"]) not in PLAUSIBLE or guards.COUNTED.match(text, match.end()):
        return None
    return Hit(at, match.end(), "year", int(match["year"]), year)


def years_at(text: str, at: int, *, cue: int) -> Hit | None:
    """`2021 - 2025`, `từ năm 2021 đến năm 2025`; a strong cue or the word `năm` excludes that people are counted."""
    match = patterns.YEAR_RANGE.match(text, at)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    sure = cue == STRONG or "năm" in match[0]
    if first >= last or not (sure or (first in PLAUSIBLE and not guards.COUNTED.match(text, match.end()))):
        return None
    pair = text.startswith("năm", at) and last == first + 1 and "-" in match[0]
    return Hit(at, match.end(), "year" if pair else "years", last, _years(first))


def _years(first: int) -> OfYear:
    return lambda last, calendar: make.years(first, last, calendar or STATISTICS)


_BY_LETTER = {"t": (month_at, week_at), "q": (quarter_at,), "n": (year_at,)}


def unit_at(text: str, at: int, cue: int) -> Hit | None:
    """Whatever unit begins here; bare numbers (`12/2024`, `2024`) only after a cue."""
    letter = text[at : at + 1]
    for read in _BY_LETTER.get(letter, ()):
        hit = read(text, at)
        if hit:
            return hit
    prefix = patterns.DAY_WORD.match(text, at)
    if prefix:
        hit = day_at(text, prefix.end(), STRONG)
        if hit:
            hit.start = at
        return hit
    if not letter.isdigit():
        return None
    return day_at(text, at, cue) or (bare_month_at(text, at) or bare_year_at(text, at) if cue else None)
