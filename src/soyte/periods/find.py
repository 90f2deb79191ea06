"""Finding every date, time and period in a text, in one pass.

A cheap expression looks for words and digits that can begin a mention; only there are the expensive ones tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from soyte.periods import patterns
from soyte.periods.hits import Hit, Mention
from soyte.periods.period import Period
from soyte.periods.printing import SUFFIX
from soyte.periods.ranges import listed
from soyte.periods.readers import READERS
from soyte.periods.resolve import resolve

_TRIGGER = re.compile(
    r"(?<!\w)(?:rạng|sáng|trưa|chiều|tối|đêm|hôm|ngày|tháng|tuần|năm|quý|quí|qúy|từ|kể|đến|tới|tính|lũy|luỹ|cộng|hết|"
    r"cuối|đầu|giữa|trước|sau|vào|so|trong|cùng|giai|nhiệm|thời|tầm|định|niên|nửa|kỳ|kì|date|lúc|hồi|"
    r"dịp|lễ|kế|chỉ|mục|thực|kết|tổng|ước|dự|kh|th(?=\b)|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|n(?=\.)|(?:th?|q)(?=\d))|(?<![^\W_])\d|\((?=\d)"
    r"|(?<=[^\W\d_])\d(?=\d?/\d\d/\d{4}(?!\d))"  # lượt người14/07/2023: the blank was lost
)
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_SUFFIXES = {suffix.lower(): calendar for calendar, suffix in SUFFIX.items()}


def find(text: str, *, anchor: Period | None = None) -> list[Mention]:
    """Every date, time and period in a normalised text, in order, without overlaps.

    Years and references that the text leaves out are taken from `anchor`; without it such a mention has no period.
    """
    low = _lower(text)
    return resolve(low, list(_scan(low)), anchor)


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _scan(text: str) -> Iterator[Hit]:
    position = 0
    while trigger := _TRIGGER.search(text, position):
        at, word = trigger.start(), trigger[0]
        hits: Sequence[Hit] = ()
        for read in READERS["0" if word.isdigit() else word]:
            hit = read(text, at)
            if hit is not None:
                hits = listed(text, hit)
                break
        if hits:
            hits = [_with_calendar(text, hit) for hit in hits]
            yield from hits
            position = max(hits[-1].end, at + 1)
            stamp = patterns.STAMP.match(text, position)
            time = hits[-1].kind in ("day", "as_of") and stamp and patterns.TIME_COLON.match(text, stamp.end())
            if time:
                yield Hit(time.start(), time.end(), "time")
                position = time.end()
        elif word.isdigit():
            number = _NUMBER.match(text, at)
            position = number.end() if number else at + 1
        else:
            position = trigger.end()


def _with_calendar(text: str, hit: Hit) -> Hit:
    match = patterns.CALENDAR.match(text, hit.end)
    if match is None or hit.of_year is None:
        return hit
    return replace(hit, end=match.end(), calendar=_SUFFIXES[match[1]])
