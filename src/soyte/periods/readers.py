"""Which readers are tried where: by the word, or the digit, that begins a mention."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from soyte.periods import clock, compound, guards, patterns, ranges, relative, units
from soyte.periods.hits import Hit
from soyte.periods.patterns import GAP, SEP, TAIL, YEAR
from soyte.periods.units import NONE, STRONG, WEAK

Reader = Callable[[str, int], Hit | None]

_FROM = re.compile(rf"(?:kể{SEP})?từ(?:{SEP}|(?=\d))")
_GAP = re.compile(GAP)
_TIMELY = re.compile(rf"(?:trước|sau|vào|dịp|lễ){SEP}")
_NEAR = re.compile(rf"(?:cuối|đầu|giữa|so{SEP}(?:sánh{SEP})?với){SEP}")
_TITLE = re.compile(
    rf"(?:kế{SEP}hoạch|chỉ{SEP}tiêu|mục{SEP}tiêu|nhiệm{SEP}vụ|(?:ước{SEP})?thực{SEP}hiện|kết{SEP}quả|tổng{SEP}kết|ước"
    rf"|dự{SEP}toán|kh|th){SEP}"
)
_BRACKET = re.compile(rf"\((?P<year>{YEAR})(?=[ ]?[:)])")
_SHORT_YEAR = re.compile(rf"n\.[ ]?(?P<year>{YEAR}){TAIL}")
_LABELLED_YEAR = re.compile(rf"(?P<year>{YEAR})(?=[ ]?:[ \n])")
_RATED = ("mỗi", "hằng", "hàng", "một", "thai")


def _day_part(text: str, at: int) -> Hit | None:
    match = patterns.DAY_PART.match(text, at)
    if match is None:
        return None
    hit = ranges.range_at(text, match.end(), cue=STRONG) or units.day_at(text, match.end(), STRONG)
    return replace(hit, start=at) if hit else None


def _day(text: str, at: int) -> Hit | None:
    if guards.preceded_by(text, at, (*_RATED, "bình quân", "trung bình")):
        return None
    feast = patterns.FEAST.match(text, at)
    if feast:
        return ranges.range_at(text, feast.end(), cue=WEAK) or units.day_at(text, feast.end(), WEAK)
    return ranges.range_at(text, at, cue=STRONG) or units.unit_at(text, at, STRONG)


def _month_day(text: str, at: int) -> Hit | None:
    match = patterns.MONTH_DAY.match(text, at)
    return Hit(at, match.end(), "other") if match else None


def _from(text: str, at: int) -> Hit | None:
    since = relative.since_new_year_at(text, at)
    if since:
        gap = _GAP.match(text, since.end)
        until = compound.as_of_at(text, gap.end()) if gap else None
        return replace(until, start=at) if until and until.kind == "as_of" else since
    match = _FROM.match(text, at)
    if match is None:
        return None
    cue = NONE if guards.preceded_by(text, at, guards.RISE) else WEAK
    hit = units.years_at(text, match.end(), cue=WEAK) or ranges.range_at(text, match.end(), cue=cue)
    if hit:
        return replace(hit, start=at)
    hit = units.unit_at(text, match.end(), cue)
    bare = hit is not None and text[hit.start].isdigit() and (hit.kind == "year" or hit.year is None)
    if hit and bare and (guards.CLIMB.match(text, hit.end) or patterns.RANGE_JOIN.match(text, hit.end)):
        return None
    return hit


def _timely(text: str, at: int) -> Hit | None:
    match = _TIMELY.match(text, at)
    return units.unit_at(text, match.end(), WEAK) if match else None


def _near(text: str, at: int) -> Hit | None:
    match = _NEAR.match(text, at)
    if match is None:
        return None
    begin = match.end()
    return (
        units.years_at(text, begin, cue=WEAK)
        or units.unit_at(text, begin, NONE)
        or units.bare_month_at(text, begin)
        or units.bare_year_at(text, begin)
    )


def _titled(text: str, at: int) -> Hit | None:
    match = _TITLE.match(text, at)
    hit = units.bare_year_at(text, match.end()) if match else None
    return hit if hit and guards.AFTER_YEAR.match(text, hit.end) else None


def _unit(text: str, at: int) -> Hit | None:
    if text[max(0, at - 4) : at].rstrip()[-1:].isdigit() and not text.startswith("năm", at):
        hit = units.unit_at(text, at, NONE)
        return hit if hit and hit.year is not None else None
    if guards.preceded_by(text, at, _RATED):
        return None
    return units.years_at(text, at, cue=WEAK) or ranges.range_at(text, at, cue=WEAK) or units.unit_at(text, at, NONE)


def _short_year(text: str, at: int) -> Hit | None:
    match = _SHORT_YEAR.match(text, at)
    return Hit(at, match.end(), "year", int(match["year"]), units.year) if match else None


def _bracketed_year(text: str, at: int) -> Hit | None:
    match = _BRACKET.match(text, at)
    return Hit(at + 1, match.end(), "year", int(match["year"]), units.year) if match else None


def _short_unit(text: str, at: int) -> Hit | None:
    match = patterns.MONTH_SHORT.match(text, at) or patterns.MONTH_ISO.match(text, at)
    if match:
        return units.numbered(match, "month")
    match = patterns.QUARTER_SHORT.match(text, at)
    return units.numbered(match, "quarter") if match else None


def _number(text: str, at: int) -> Hit | None:
    before = text[max(0, at - 2) : at]
    if before[:1].isdigit() and before[-1] in ".,/:":
        return units.day_at(text, at, NONE) if before[-1] == "," else None
    plan = patterns.PLAN_YEARS.match(text, at)
    years = units.years_at(text, plan.end(), cue=STRONG) if plan else None
    if years:
        return replace(years, start=at)
    return (
        ranges.range_at(text, at, cue=NONE)
        or units.day_at(text, at, NONE)
        or units.years_at(text, at, cue=NONE)
        or compound.months_at(text, at)
        or clock.time_at(text, at)
        or units.bare_month_at(text, at)
        or _labelled_year(text, at)
    )


def _labelled_year(text: str, at: int) -> Hit | None:
    match = _LABELLED_YEAR.match(text, at)
    if match is None or text[max(0, at - 4) : at].rstrip()[-1:] not in (";", ",", "("):
        return None
    return Hit(at, match.end(), "year", int(match["year"]), units.year)


def _school_year(text: str, at: int) -> Hit | None:
    match = patterns.SCHOOL_YEAR.match(text, at)
    return Hit(at, match.end(), "other") if match else None


_TABLE: dict[str, tuple[Reader, ...]] = {
    "rạng sáng trưa chiều tối đêm hôm": (_day_part,),
    "ngày": (_day, _month_day),
    "từ kể": (_from,),
    "đến tới tính lũy luỹ cộng hết": (compound.as_of_at,),
    "đầu": (relative.since_new_year_at, _near),
    "cuối giữa so": (_near,),
    "trước sau vào dịp lễ": (_timely,),
    "năm": (compound.months_at, _school_year, _unit, relative.last_year_at),
    "tháng tuần quý quí qúy": (_unit, relative.last_unit_at),
    "kỳ kì": (relative.last_unit_at,),
    "trong": (clock.within_at, relative.within_at),
    "cùng": (relative.same_period_at,),
    "giai nhiệm thời tầm định niên": (compound.era_at, _titled),
    "nửa": (compound.half_at,),
    "lúc hồi": (clock.clock_at,),
    "kế chỉ mục thực kết tổng ước dự kh th": (_titled,),
    "hai ba bốn sáu bảy bẩy tám chín mười": (compound.months_at,),
    "n": (_short_year,),
    "(": (_bracketed_year,),
    "date t q": (_short_unit,),
    "0": (_number,),
}
# First word of a mention -> the readers to try, in order. Digits stand under "0".
READERS: dict[str, tuple[Reader, ...]] = {word: readers for words, readers in _TABLE.items() for word in words.split()}
READERS["nhiệm"] = (compound.era_at, _titled)
READERS["th"] = (_short_unit, _titled)
