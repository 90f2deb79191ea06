"""When: what a question may call a period, how it is cut, and the code that an address keeps of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte import periods
from soyte.measures import MeasureError, spans
from soyte.measures.address import Address, read
from soyte.measures.spans import Rhythm
from soyte.periods import Calendar, Kind, Period


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2017", "2017"),
        ("T3/2017", "2017-03"),
        ("tháng 3/2017", "2017-03"),
        ("quý I/2024", "2024-Q1"),
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("9 tháng đầu năm 2024", "2024-01-01..2024-09-30"),
        ("2010..2017", "2010..2017"),
        ("năm 2010..năm 2017", "2010..2017"),
        ("2017-01..2017-06", "2017-H1"),
        ("2017-11..2018-02", "2017-11-01..2018-02-28"),
        ("2017-W05", "2017-W05"),
        ("2017-02-03", "2017-02-03"),
        ("2025~administrative", "2025~administrative"),
    ],
)
def test_a_period_may_be_a_label_a_code_or_a_range(written: str, code: str) -> None:
    period = spans.parse(written)
    assert spans.code(period) == code
    assert spans.parse(code) == period


@pytest.mark.parametrize("written", ["", "hôm kia", "2017..2010", "2017-13", "2017~lunar", "..", "2017-02-30"])
def test_what_is_no_period_is_refused_with_examples(written: str) -> None:
    with pytest.raises(MeasureError, match=r"Hãy ghi kỳ như 2017"):
        spans.parse(written)


YEARS = st.integers(2000, 2030)
PERIODS = st.one_of(
    st.builds(periods.year, YEARS, st.sampled_from([Calendar.STATISTICS, Calendar.ADMINISTRATIVE])),
    st.builds(periods.quarter, YEARS, st.integers(1, 4), st.sampled_from([Calendar.STATISTICS, Calendar.HIV])),
    st.builds(
        periods.month, YEARS, st.integers(1, 12), st.sampled_from([Calendar.STATISTICS, Calendar.ADMINISTRATIVE])
    ),
    st.builds(periods.week, YEARS, st.integers(1, 52), st.sampled_from([c for c in Calendar if c.by_weeks])),
    st.builds(lambda first, more: periods.years(first, first + more), YEARS, st.integers(0, 9)),
    st.builds(periods.day, st.dates(date(2000, 1, 1), date(2030, 1, 1))),
    st.builds(
        lambda start, more: periods.span(start, date.fromordinal(start.toordinal() + more)),
        st.dates(date(2000, 1, 1), date(2030, 1, 1)),
        st.integers(1, 900),
    ).map(spans.canonical),
)


@given(PERIODS)
def test_every_period_comes_back_from_its_code(period: Period) -> None:
    assert spans.parse(spans.code(period)) == period


@given(
    PERIODS,
    st.text("abc_", min_size=1),
    st.dictionaries(
        st.sampled_from(["sex", "disease"]),
        st.lists(st.text(min_size=1).filter(lambda t: t.isprintable()), min_size=1, max_size=3),
    ),
    st.integers(0, 10**6),
    st.one_of(st.none(), st.just("dân_số")),
)
def test_every_address_comes_back_from_its_text(
    period: Period, dataset: str, conditions: dict[str, list[str]], as_of: int, beside: str | None
) -> None:
    one = Address("cases", "19", period, dataset, as_of, conditions, beside)
    assert read(str(one)) == one
    assert not set(str(one)) & set("'\"` $!")


@pytest.mark.parametrize(
    ("period", "by", "first", "count"),
    [
        ("2017", "month", "2017-01", 12),
        ("2017", "quarter", "2017-Q1", 4),
        ("2017", "admin_year", "2017~administrative", 1),
        ("2016..2017", "admin_month", "2016-01~administrative", 24),
        ("2017", "week", "2017-W01", 52),
        ("2020", "week", "2020-W01", 53),
        ("2017-03", "week", "2017-W10", 3),
        ("quý I/2024", "month", "2024-01", 3),
    ],
)
def test_a_period_is_cut_into_whole_parts(period: str, by: str, first: str, count: int) -> None:
    parts = spans.cut(spans.parse(period), by)
    assert (spans.code(parts[0]), len(parts)) == (first, count)


def test_a_period_that_holds_no_whole_part_is_refused() -> None:
    with pytest.raises(MeasureError, match="Không chia tháng 3/2017 theo year được"):
        spans.cut(spans.parse("2017-03"), "year")


@pytest.mark.parametrize(
    ("grain", "start", "period", "count"),
    [
        ("month", date(2017, 1, 1), "2017", 12),
        ("month", date(2016, 12, 15), "2017", 11),
        ("week", date(2017, 1, 2), "2017-03", 3),
        ("week", date(2017, 1, 1), "2017", 52),
        ("year", date(2017, 1, 1), "2017-03", 1),
        ("day", date(2017, 1, 1), "2017-02", 28),
    ],
)
def test_a_source_that_reports_in_a_rhythm_owes_so_many_reports(
    grain: str, start: date, period: str, count: int
) -> None:
    assert len(Rhythm.of(grain, start).within(spans.parse(period))) == count


def test_the_coarsest_part_of_a_code_names_its_kind() -> None:
    assert spans.parse("2017-H2").kind is Kind.HALF
