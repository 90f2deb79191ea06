"""What must hold for every period, every label and every text."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patience import patience
from soyte.periods import (
    Calendar,
    Kind,
    Period,
    PeriodError,
    day,
    find,
    holding,
    month,
    months,
    parse,
    quarter,
    span,
    until,
    week,
    year,
    years,
)

MONTHLY = [calendar for calendar in Calendar if not calendar.by_weeks]
WEEKLY = [calendar for calendar in Calendar if calendar.by_weeks]
numbers = st.integers(1906, 2096)
dates = st.dates(date(1906, 1, 15), date(2096, 12, 1))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    calendar = draw(st.sampled_from(list(Calendar)))
    of_year = draw(numbers)
    first, second = sorted((draw(dates), draw(dates)))
    made = [
        lambda: year(of_year, calendar),
        lambda: years(of_year, of_year + draw(st.integers(1, 2)), calendar),
        lambda: day(first, calendar),
        lambda: span(first, second, calendar),
        lambda: until(first, calendar),
    ]
    if calendar.by_weeks:
        made.append(lambda: week(of_year, draw(st.integers(1, 52)), calendar))
    else:
        made += [
            lambda: month(of_year, draw(st.integers(1, 12)), calendar),
            lambda: quarter(of_year, draw(st.integers(1, 4)), calendar),
            lambda: months(of_year, draw(st.integers(1, 12)), calendar, last=draw(st.booleans())),
        ]
    return draw(st.sampled_from(made))()


@settings(deadline=None)
@given(periods(), st.sampled_from([Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR]))
def test_parts_tile_the_whole_or_are_refused(whole: Period, kind: Kind) -> None:
    if (whole.end - whole.start).days > 1200 and kind is Kind.DAY:
        return
    try:
        parts = whole.parts(kind)
    except PeriodError:
        return
    assert parts[0].start == whole.start
    assert parts[-1].end == whole.end
    for one, following in pairwise(parts):
        assert following.start - one.end == timedelta(days=1)
    assert all(part.kind is kind and part.calendar is whole.calendar and whole.contains(part) for part in parts)


@settings(deadline=None)
@given(numbers, st.sampled_from(MONTHLY))
def test_a_year_has_its_months_quarters_and_halves(of_year: int, calendar: Calendar) -> None:
    whole = year(of_year, calendar)
    assert whole.parts("month") == tuple(month(of_year, n, calendar) for n in range(1, 13))
    assert whole.parts("quarter") == tuple(quarter(of_year, n, calendar) for n in range(1, 5))
    assert [len(half.parts("month")) for half in whole.parts("half")] == [6, 6]
    assert len(months(of_year, 9, calendar).parts("quarter")) == 3
    assert len(whole.parts("day")) in (365, 366)


@settings(deadline=None)
@given(numbers, st.sampled_from(WEEKLY))
def test_a_year_of_weeks_has_them_all(of_year: int, calendar: Calendar) -> None:
    weeks = year(of_year, calendar).parts(Kind.WEEK)
    assert weeks == tuple(week(of_year, n, calendar) for n in range(1, len(weeks) + 1))
    assert len(weeks) in (52, 53)
    assert all((one.end - one.start).days == 6 for one in weeks)


@settings(deadline=None)
@given(numbers, st.sampled_from(list(Calendar)))
def test_years_follow_each_other_without_gap(of_year: int, calendar: Calendar) -> None:
    assert year(of_year + 1, calendar).start - year(of_year, calendar).end == timedelta(days=1)
    assert years(of_year, of_year + 2, calendar).parts("year")[1] == year(of_year + 1, calendar)


@settings(deadline=None)
@given(dates, st.sampled_from(list(Calendar)))
def test_the_unit_that_holds_a_day_holds_it(when: date, calendar: Calendar) -> None:
    kinds = (Kind.DAY, Kind.WEEK, Kind.YEAR) if calendar.by_weeks else (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR)
    for kind in kinds:
        assert holding(when, kind, calendar).contains(when)
    if calendar is Calendar.WEEK_MONDAY:
        assert holding(when, Kind.WEEK, calendar) == week(*when.isocalendar()[:2])


@settings(max_examples=500, deadline=None)
@given(periods())
def test_reading_back_what_was_printed_gives_the_period(period: Period) -> None:
    assert parse(period.label_vi) == period
    assert parse(period.phrase_vi) == period


@settings(deadline=None)
@given(periods())
def test_the_short_form_reads_back_to_the_same_days(period: Period) -> None:
    again = parse(period.iso)
    assert (again.start, again.end) == (period.start, period.end)


@settings(deadline=None)
@given(periods(), st.sampled_from(["Kết quả {} đạt 95%.", "({})", "Xã A\n{}: 12 ca", "trong {}, giảm 3,5% so với"]))
def test_a_label_is_found_in_a_sentence(period: Period, sentence: str) -> None:
    text = sentence.format(period.label_vi)
    assert period in [mention.period for mention in find(text)]


@settings(deadline=None)
@given(periods())
def test_a_year_back_and_forth_keeps_kind_and_calendar(period: Period) -> None:
    before = period.previous()
    assert (before.kind, before.calendar) == (period.kind, period.calendar)
    assert before.end < period.end


_WORDS = """
    ngày tháng năm quý tuần từ đến tính hết cuối đầu trong cùng kỳ trước giai đoạn nhiệm so với sáng giờ
    và , - / . : ( ) 12 5 2024 2025 31/12 5/3/2024 24/24 IV I % ca xã 7h30 T12/ 2024-01 thứ vòng nửa 1.234 0,5 date N.
"""
_PIECES = st.sampled_from([*_WORDS.split(), " ", "\n", "\n\n"])


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=4), max_size=40), st.sampled_from(["", " "]), st.none() | periods())
def test_any_text_can_be_searched(pieces: list[str], glue: str, anchor: Period | None) -> None:
    text = glue.join(pieces)
    end = 0
    for mention in find(text, anchor=anchor):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "năm ", "năm\n\n", " ", "\n", "1/", "1/1/", "từ 1 - ", "ngày 1, ", "tháng 1,", "2024-", "năm 2024, ",
        "đến hết ", "quý I, ", "tính đến ngày ", "từ đầu năm đến ", "24/24 ", "12.", "ngày thế giới ",
        "cùng\n\nkỳ\n\n", "(", "6 tháng ",
    ],
)  # fmt: skip
def test_a_hundred_kilobytes_do_not_blow_up(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    with patience():
        find(text)
