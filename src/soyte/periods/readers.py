"""Which readers are tried where: by the word, or the digit, that begins a mention."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from soyte.periods import compound, guards, patterns, relative, units
from soyte.periods.clock import clock_at, time_at, within_at
from soyte.periods.hits import Hit
from soyte.periods.units import NONE, STRONG, WEAK

Reader = Callable[[str, int], Hit | None]

_FROM = re.compile(rf"(?:kể{patterns.SEP})?từ{patterns.SEP}")
_GAP = re.compile(patterns.GAP)
_CUE = re.compile(rf"(?:cuối|đầu|giữa|trước|sau|vào|so{patterns.SEP}(?:sánh{patterns.SEP})?với){patterns.SEP}")
_TITLE = re.compile(
    rf"(?:kế hoạch|chỉ tiêu|mục tiêu|nhiệm vụ|thực hiện|kết quả|tổng kết|ước|ước thực hiện|dự toán|kh|th){patterns.SEP}"
)
_RISE = ("tăng", "giảm", "nâng", "hạ", "đạt")
_BRACKET = re.compile(rf"\((?P<year>{patterns.YEAR})(?=[ ]?:)")
_SHORT_YEAR = re.compile(rf"n\.[ ]?(?P<year>{patterns.YEAR}){patterns.TAIL}")
_FULL_YEAR = re.compile(rf"(?P<year>{patterns.YEAR})(?=[ ]?:[ \n])")
_RATED = ("mỗi", "hằng", "hàng", "một", "thai")


def _day_part(text: str, at: int) -> Hit | None:
    match = patterns.DAY_PART.match(text, at)
    if match is None:
        return None
    hit = compound.range_at(text, match.end(), cue=STRONG) or units.day_at(text, match.end(), STRONG)
    return replace(hit, start=at) if hit else None


def _day(text: str, at: int) -> Hit | None:
    return compound.range_at(text, at, cue=STRONG) or units.unit_at(text, at, STRONG)


def _from(text: str, at: int) -> Hit | None:
    since = relative.since_new_year_at(text, at)
    if since:
        following = compound.as_of_at(text, _blank(text, since.end))
        return replace(following, start=at) if following and following.kind == "as_of" else since
    match = _FROM.match(text, at)
    if match is None:
        return None
    years = compound.years_at(text, match.end(), cue=True)
    if years:
        return replace(years, start=at)
    weak = NONE if guards.preceded_by(text, at, _RISE) else WEAK
    whole = compound.range_at(text, match.end(), cue=weak)
    if whole:
        return replace(whole, start=at)
    return units.unit_at(text, match.end(), weak)


def _blank(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _cued(text: str, at: int) -> Hit | None:
    match = _CUE.match(text, at)
    if match is None:
        return None
    return compound.years_at(text, match.end(), cue=True) or units.unit_at(text, match.end(), WEAK)


def _titled(text: str, at: int) -> Hit | None:
    match = _TITLE.match(text, at)
    hit = match and units.bare_year_at(text, match.end())
    return hit if hit and guards.AFTER_YEAR.match(text, hit.end) else None


def _unit(text: str, at: int) -> Hit | None:
    if text[max(0, at - 4) : at].rstrip()[-1:].isdigit() and not text.startswith("năm", at):
        hit = units.unit_at(text, at, NONE)
        return hit if hit and hit.year is not None else None
    if guards.preceded_by(text, at, ("mỗi", "hằng", "hàng", "một", "thai", "các thai")):
        return None
    return (
        compound.years_at(text, at, cue=True) or compound.range_at(text, at, cue=WEAK) or units.unit_at(text, at, NONE)
    )


def _spelt_year(text: str, at: int) -> Hit | None:
    for pattern in (_BRACKET, _SHORT_YEAR):
        match = pattern.match(text, at)
        if match:
            begin = match.start("year") if pattern is _BRACKET else at
            return Hit(begin, match.end(), "year", int(match["year"]), units.year)
    return None


def _short_month(text: str, at: int) -> Hit | None:
    match = patterns.MONTH_SHORT.match(text, at) or patterns.MONTH_ISO.match(text, at)
    return units.numbered(match, "month") if match else None


def _number(text: str, at: int) -> Hit | None:
    if at and text[at - 1] in ".,/-:" and text[max(0, at - 2)].isdigit() and text[at - 1] != "-":
        return None
    plan = patterns.PLAN_YEARS.match(text, at)
    if plan:
        years = compound.years_at(text, plan.end(), cue=True)
        if years:
            return replace(years, start=at)
    hit = units.day_at(text, at, NONE)
    return (
        compound.range_at(text, at, cue=NONE)
        or hit
        or compound.years_at(text, at, cue=False)
        or compound.months_at(text, at)
        or time_at(text, at)
        or units.bare_month_at(text, at)
        or _labelled_year(text, at)
    )


def _labelled_year(text: str, at: int) -> Hit | None:
    match = _FULL_YEAR.match(text, at)
    if match is None or text[max(0, at - 4) : at].rstrip()[-1:] not in (";", ",", "("):
        return None
    return Hit(at, match.end(), "year", int(match["year"]), units.year)


def _school_year(text: str, at: int) -> Hit | None:
    match = patterns.SCHOOL_YEAR.match(text, at)
    return Hit(at, match.end(), "other") if match else None


_TABLE: dict[str, tuple[Reader, ...]] = {
    "rạng sáng trưa chiều tối đêm hôm": (_day_part,),
    "ngày": (_day,),
    "từ kể": (_from,),
    "đến tới tính lũy luỹ cộng hết": (compound.as_of_at,),
    "đầu": (relative.since_new_year_at, _cued),
    "cuối giữa trước sau vào so": (_cued,),
    "năm": (_school_year, _unit, relative.last_year_at),
    "tháng tuần quý quí qúy": (_unit, relative.last_unit_at),
    "kỳ kì": (relative.last_unit_at,),
    "trong": (within_at, relative.within_at),
    "cùng": (relative.same_period_at,),
    "giai nhiệm thời tầm định niên": (compound.era_at, _titled),
    "nửa": (compound.half_at,),
    "lúc hồi": (clock_at,),
    "kế chỉ mục thực kết tổng ước dự kh th": (_titled,),
    "hai ba bốn sáu bảy bẩy tám chín mười": (compound.months_at,),
    "n (": (_spelt_year,),
    "date t": (_short_month,),
    "0": (_number,),
}
# First word of a mention -> the readers to try, in order. Digits stand under "0".
READERS: dict[str, tuple[Reader, ...]] = {word: readers for words, readers in _TABLE.items() for word in words.split()}
READERS["nhiệm"] = (compound.era_at, _titled)
READERS["th"] = (_short_month, _titled)
