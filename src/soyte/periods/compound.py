"""Reading what is built of units: `tính đến …`, `giai đoạn …`, `N tháng đầu năm`."""

from __future__ import annotations

import re
from dataclasses import replace

from soyte.periods import guards, make, patterns
from soyte.periods.hits import Hit, OfYear
from soyte.periods.ranges import made
from soyte.periods.units import NONE, STATISTICS, STRONG, WEAK, bare_month_at, bare_year_at, unit_at, year, years_at


def as_of_at(text: str, at: int) -> Hit | None:
    """`tính đến ngày 17/12/2024`, `đến hết tháng 11`; `đến năm 2030` is a year."""
    match = patterns.AS_OF.match(text, at)
    if match is None:
        return None
    cue = NONE if guards.preceded_by(text, at, guards.RISE) else WEAK
    hit = years_at(text, match.end(), cue=WEAK) or unit_at(text, match.end(), cue)
    if hit is None and cue == NONE:
        hit = bare_month_at(text, match.end()) or bare_year_at(text, match.end())
    if hit is None or hit.kind == "years":
        return hit
    if hit.kind == "year":
        return replace(hit, closing=bool(match["close"] or match["close2"]))
    return Hit(at, hit.end, "as_of", hit.year, _until(hit), closing=True)


def _until(hit: Hit) -> OfYear:
    return lambda of_year, calendar: make.until(made(hit, of_year, None).end, calendar or STATISTICS)


def era_at(text: str, at: int) -> Hit | None:
    """`giai đoạn 2021 - 2025`, `nhiệm kỳ 2020 - 2025`, `tầm nhìn đến năm 2045`."""
    match = patterns.HORIZON.match(text, at)
    if match:
        return Hit(at, match.end(), "years", int(match["year"]), year)
    match = patterns.ERA.match(text, at)
    hit = years_at(text, match.end(), cue=STRONG) if match else None
    return replace(hit, start=at, kind="years") if hit else None


def months_at(text: str, at: int) -> Hit | None:
    """`6 tháng đầu năm 2025`, `11 tháng`; not an age, a term or a stage of pregnancy."""
    match = patterns.MONTHS.match(text, at)
    if match is None:
        return None
    spelt = match["count"]
    count = int(spelt) if spelt.isdigit() else patterns.WORDED[spelt]
    explicit = match["year"]
    certain = explicit or (match["rest"] or "").endswith("năm")
    if not certain and (not spelt.isdigit() or count == 1 or _is_duration(text, at, match)):
        return None
    return Hit(at, match.end(), "months", int(explicit) if explicit else None, _months(count, match["side"] == "cuối"))


def _is_duration(text: str, at: int, match: re.Match[str]) -> bool:
    if guards.AGE_AFTER.match(text, match.end()) or guards.preceded_by(text, at, guards.AGE_BEFORE):
        return True
    if re.search(r"phác đồ[^,;:.]{0,16}$", text[max(0, at - 30) : at]):
        return True  # phác đồ BPaLM 6 tháng
    if match["rest"]:
        return guards.WEANING.search(text[max(0, at - 40) : match.end() + 20]) is not None
    return not (guards.begins_clause(text, at) or guards.ENDS_CLAUSE.match(text, match.end()))


def _months(count: int, last: bool) -> OfYear:
    return lambda of_year, calendar: make.months(of_year, count, calendar or STATISTICS, last=last)


def half_at(text: str, at: int) -> Hit | None:
    """`nửa đầu năm 2025`."""
    match = patterns.HALF.match(text, at)
    if match is None:
        return None
    given = int(match["year"]) if match["year"] else None
    return Hit(at, match.end(), "months", given, _months(6, match["side"] == "cuối"))
