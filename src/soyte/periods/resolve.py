"""From hits to mentions: filling in the years and references that a text leaves out."""

from __future__ import annotations

import re

from soyte.periods.calendars import PeriodError
from soyte.periods.hits import Hit, Mention
from soyte.periods.period import Period

# Between two fellows of which only the last has a year: `tháng 11 và tháng 12/2024`.
_FELLOWS = re.compile(r"[ \n]*(?:,|và|hoặc|so với|đến|-|;)?[ \n]*(?:của )?")
# `tháng 6 và 6 tháng đầu năm 2025`, `quý IV và cả năm 2024`; `tuần 34 (18/8 - 24/8/2025)`.
_TITLE = re.compile(r"[ \n]+và[ \n]+(?:cả[ \n]+)?")
_BRACKET = re.compile(r"[ \n]*\([ ]?")
_YEARLESS = ("month", "quarter", "week", "day", "months")
_EXPLAINED_BY = {"months": _TITLE, "year": _TITLE, "day_range": _BRACKET}


def resolve(text: str, hits: list[Hit], anchor: Period | None) -> list[Mention]:
    """Mentions with their periods as far as they can be known."""
    for index in range(len(hits) - 2, -1, -1):
        hit, following = hits[index], hits[index + 1]
        if hit.year is None and hit.kind in _YEARLESS and following.start - hit.end <= 16:
            between = _FELLOWS if hit.kind == following.kind else _EXPLAINED_BY.get(following.kind)
            if between and between.fullmatch(text, hit.end, following.start):
                hit.year = following.year
    return [_mention(hit, anchor) for hit in hits]


def _mention(hit: Hit, anchor: Period | None) -> Mention:
    period = None
    try:
        period = _period(hit, anchor)
    except (PeriodError, ValueError, OverflowError):
        period = None
    return Mention(hit.start, hit.end, hit.kind, period, period.end if period and hit.closing else None)


def _period(hit: Hit, anchor: Period | None) -> Period | None:
    if hit.of_anchor is not None and anchor is not None:
        return hit.of_anchor(anchor)
    year = hit.year if hit.year is not None else anchor.year if anchor is not None else None
    if hit.of_year is None or year is None:
        return None
    return hit.of_year(year, hit.calendar)
