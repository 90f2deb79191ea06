"""Ranges and lists of units: `từ 5 - 12/3`, `tháng 1 - 6/2025`, `quý I và II/2025`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from soyte.periods import guards, make, patterns
from soyte.periods.calendars import Calendar, Kind, PeriodError
from soyte.periods.hits import Hit, OfYear
from soyte.periods.period import Period
from soyte.periods.units import MAKERS, NONE, STATISTICS, STRONG, WEAK, bare_year_at, day_at, numbered, unit_at, year

_RANGE_KIND = {"day": "day_range", "month": "months", "quarter": "months", "week": "week"}
_LIST_MOST = 12


def range_at(text: str, at: int, *, cue: int) -> Hit | None:
    """`từ 5 - 12/3`, `01/01/2024 đến 17/12/2024`, `tháng 1 - 6/2025`, `quý I đến quý III/2025`."""
    first = unit_at(text, at, max(cue, WEAK))
    join = patterns.RANGE_JOIN.match(text, first.end) if first and first.kind in _RANGE_KIND else None
    if first is None or join is None:
        return _days_at(text, at, cue)
    second = _second(text, join.end(), first.kind, dashed="-" in join[0])
    if second is None:
        return None
    bare = first.kind == "day" and cue == NONE and second.year is None
    if bare and (guards.RATIO_NOUN.match(text, second.end) or not _is_short(_between(first, second))):
        return None
    given = second.year if second.year is not None else first.year
    return Hit(at, second.end, _RANGE_KIND[first.kind], given, _between(first, second))


def _second(text: str, at: int, kind: str, *, dashed: bool) -> Hit | None:
    unit = unit_at(text, at, WEAK)
    if unit and unit.kind == kind:
        return unit
    match = patterns.NUMBER_ONLY.match(text, at) if kind in MAKERS else None
    if match and (match["year"] or dashed) and not guards.RATIO_NOUN.match(text, match.end()):
        return numbered(match, kind)
    return None


def _days_at(text: str, at: int, cue: int) -> Hit | None:
    # "5 - 12/3", "ngày 5, 6 và 7/3": the month stands only once.
    prefix = patterns.DAY_WORD.match(text, at)
    strength = STRONG if prefix else cue
    match = patterns.DAY_ONLY.match(text, prefix.end() if prefix else at)
    if match is None or not 1 <= int(match["day"]) <= 31:
        return None
    join = patterns.RANGE_JOIN.match(text, match.end())
    if join is None and strength == STRONG:
        join = patterns.DAY_LIST.match(text, match.end())
    if join is None:
        return None
    word = patterns.DAY_WORD.match(text, join.end())
    bracketed = text[at - 1 : at] == "(" and strength == NONE
    last = day_at(text, word.end() if word else join.end(), STRONG if word else WEAK if bracketed else strength)
    if bracketed and last and last.year is None and text[last.end : last.end + 1] != ")":
        return None
    return Hit(at, last.end, "day_range", last.year, _days(int(match["day"]), last)) if last else None


def _days(day: int, last: Hit) -> OfYear:
    def make_span(of_year: int, calendar: Calendar | None) -> Period:
        end = made(last, of_year, None).end
        return make.span(date(end.year, end.month, day), end, calendar or STATISTICS)

    return make_span


def _between(first: Hit, second: Hit) -> OfYear:
    def make_range(of_year: int, calendar: Calendar | None) -> Period:
        if calendar is None:
            calendar = Calendar.WEEK_MONDAY if first.kind == "week" else STATISTICS
        end = made(second, of_year, calendar).end
        start = made(first, of_year if first.year is None else first.year, calendar).start
        if first.year is None and start > end:
            start = made(first, of_year - 1, calendar).start
        return make.span(start, end, calendar) if first.kind in ("day", "week") else _named(start, end, calendar)

    return make_range


def _named(start: date, end: date, calendar: Calendar) -> Period:
    for kind in (Kind.YEAR, Kind.HALF, Kind.QUARTER, Kind.NINE_MONTHS, Kind.MONTHS):
        try:
            return Period(calendar, start, end, kind)
        except PeriodError:
            continue
    return make.span(start, end, calendar)


def made(hit: Hit, of_year: int, calendar: Calendar | None) -> Period:
    """The period of a hit that depends on nothing but its year."""
    if hit.of_year is None:
        raise PeriodError("Kỳ này không tính được từ năm.")
    return hit.of_year(of_year, calendar)


def _is_short(of_year: OfYear) -> bool:
    try:
        return (period := of_year(2025, None)).start < period.end and (period.end - period.start).days <= 31
    except ValueError:
        return False


def listed(text: str, hit: Hit) -> list[Hit]:
    """The hit and its fellows: `tháng 11, 12 năm 2024`, `quý I và II/2025`, `năm 2023, 2024`, `ngày 30/4 và 1/5`."""
    if hit.kind in MAKERS and hit.year is None:
        return _numbers(text, hit)
    hits = [hit]
    if (hit.kind == "year" and hit.of_year is year) or hit.kind == "day":
        hits.extend(_fellows(text, hit))
    return hits


def _numbers(text: str, hit: Hit) -> list[Hit]:
    hits = [hit]
    while len(hits) < _LIST_MOST and (match := patterns.NEXT_NUMBER.match(text, hits[-1].end)):
        fellow = numbered(match, hit.kind)
        if fellow is None:
            break
        hits.append(replace(fellow, start=match.start("number")))
        if fellow.year is not None:
            return [replace(each, year=fellow.year) for each in hits]
        if "và" in match[0][: match.start("number") - match.start()]:
            # "tháng 6 và 7": the last one, unless it counts something.
            return [hit] if guards.RATIO_NOUN.match(text, fellow.end) else hits
    several = guards.preceded_by(text, hit.start, guards.SEVERAL[:2])  # các tuần 26, 27, 28 là …
    return hits if several and not guards.RATIO_NOUN.match(text, hits[-1].end) else [hit]


def _fellows(text: str, hit: Hit) -> Iterator[Hit]:
    end = hit.end
    while join := (patterns.NEXT_YEAR if hit.kind == "year" else patterns.NEXT_DAY).match(text, end):
        fellow = bare_year_at(text, join.end()) if hit.kind == "year" else day_at(text, join.end(), WEAK)
        if fellow is None or ("," in join[0] and not patterns.LIST_GOES_ON.match(text, fellow.end)):
            return
        yield fellow
        end = fellow.end
