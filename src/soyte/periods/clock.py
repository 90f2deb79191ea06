"""Times of day, `24/24`, and durations that are not statistics (`trong vòng 24 giờ`)."""

from __future__ import annotations

import re

from soyte.periods import guards, patterns
from soyte.periods.hits import Hit

_CLOCK = re.compile(rf"(?:lúc|hồi){patterns.SEP}")
_LEFT_OF_RATIO = ("đạt", "cả", "(", "có", "với", "tại", "gồm")
_DURATIONS = (36, 48, 72, 96)


def time_at(text: str, at: int) -> Hit | None:
    """`7h`, `17h30`, `6 giờ 30`, `24/24`, `24/7`; hours beyond 24 are a duration."""
    match = patterns.ROUND_THE_CLOCK.match(text, at)
    if match:
        bare = match[0].replace(" ", "").startswith("24/")
        spelt = match[0].rstrip()[-1:].isalpha() or not bare
        ratio = not spelt and (guards.RATIO_NOUN.match(text, match.end()) or _after_ratio_word(text, at))
        return None if ratio else Hit(at, match.end(), "time")
    match = patterns.TIME.match(text, at) or patterns.TIME_WORDS.match(text, at)
    if match:
        hour = int(match["hour"])
        if hour <= 24:
            return Hit(at, match.end(), "time")
        return Hit(at, match.end(), "other") if hour in _DURATIONS else None
    match = patterns.PAST.match(text, at)
    if match:
        return Hit(at, match.end(), "other")
    match = patterns.TIME_COLON.match(text, at)
    if match and re.match(r",?[ \n]*(?:ngày|sáng|chiều|tối|trưa|đêm)(?!\w)", text[match.end() : match.end() + 12]):
        return Hit(at, match.end(), "time")
    return None


def _after_ratio_word(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at].rstrip()
    return before.endswith(_LEFT_OF_RATIO)


def clock_at(text: str, at: int) -> Hit | None:
    """`lúc 17:30`."""
    cue = _CLOCK.match(text, at)
    match = cue and patterns.TIME_COLON.match(text, cue.end())
    return Hit(match.start(), match.end(), "time") if match else None


def within_at(text: str, at: int) -> Hit | None:
    """`trong vòng 24 giờ`, `trong 7 ngày`; months and years only after `vòng` or `thời hạn`, never a stage of life."""
    match = patterns.WITHIN.match(text, at)
    if match is None or (match["unit"] in ("tháng", "năm") and not match["strict"]):
        return None
    if match["unit"] == "tháng" and guards.AGE_AFTER.match(text, match.end()):
        return None
    return Hit(at, match.end(), "other")
