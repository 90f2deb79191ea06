"""Where periods begin and end, by the decrees."""

from __future__ import annotations

from datetime import date

import pytest

from soyte.periods import (
    Calendar,
    Kind,
    Period,
    PeriodError,
    day,
    holding,
    month,
    months,
    quarter,
    span,
    until,
    week,
    year,
    years,
)

ADMIN, HIV = Calendar.ADMINISTRATIVE, Calendar.HIV


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (year(2024), "2024-01-01", "2024-12-31"),
        (quarter(2025, 1), "2025-01-01", "2025-03-31"),
        (month(2024, 2), "2024-02-01", "2024-02-29"),
        (months(2024, 6), "2024-01-01", "2024-06-30"),
        (months(2024, 9), "2024-01-01", "2024-09-30"),
        (months(2024, 6, last=True), "2024-07-01", "2024-12-31"),
        (months(2024, 11), "2024-01-01", "2024-11-30"),
        # Decree 09/2019: the day of closing is the 14th.
        (year(2025, ADMIN), "2024-12-15", "2025-12-14"),
        (month(2025, 1, ADMIN), "2024-12-15", "2025-01-14"),
        (month(2025, 12, ADMIN), "2025-11-15", "2025-12-14"),
        (quarter(2025, 2, ADMIN), "2025-03-15", "2025-06-14"),
        (months(2025, 6, ADMIN), "2024-12-15", "2025-06-14"),
        (months(2025, 9, ADMIN), "2024-12-15", "2025-09-14"),
        (quarter(2025, 1, HIV), "2024-12-15", "2025-03-14"),
        (quarter(2025, 4, HIV), "2025-09-15", "2025-12-14"),
        # ISO 8601, and the same rule for weeks that begin on other days.
        (week(2025, 37), "2025-09-08", "2025-09-14"),
        (week(2025, 1), "2024-12-30", "2025-01-05"),
        (week(2020, 53), "2020-12-28", "2021-01-03"),
        (week(2025, 1, Calendar.WEEK_SUNDAY), "2024-12-29", "2025-01-04"),
        (week(2025, 53, Calendar.WEEK_SUNDAY), "2025-12-28", "2026-01-03"),
        (week(2025, 1, Calendar.WEEK_FRIDAY), "2025-01-03", "2025-01-09"),
        (year(2025, Calendar.WEEK_MONDAY), "2024-12-30", "2025-12-28"),
        (years(2021, 2025), "2021-01-01", "2025-12-31"),
        (until(date(2024, 12, 17)), "2024-01-01", "2024-12-17"),
        (until(date(2024, 12, 17), ADMIN), "2024-12-15", "2024-12-17"),
    ],
)
def test_bounds(period: Period, start: str, end: str) -> None:
    assert (str(period.start), str(period.end)) == (start, end)


@pytest.mark.parametrize(
    ("period", "iso"),
    [
        (year(2024), "2024"),
        (month(2024, 12), "2024-12"),
        (day(date(2024, 12, 17)), "2024-12-17"),
        (quarter(2024, 1), "2024-Q1"),
        (months(2024, 3), "2024-Q1"),
        (months(2024, 12), "2024"),
        (week(2025, 37), "2025-W37"),
        (week(2025, 1), "2025-W01"),
        (until(date(2024, 12, 17)), "2024-01-01/2024-12-17"),
        (until(date(2024, 12, 31)), "2024"),
        (months(2024, 11), "2024-01-01/2024-11-30"),
        (year(2025, ADMIN), "2024-12-15/2025-12-14"),
        (week(2025, 37, Calendar.WEEK_FRIDAY), "2025-09-12/2025-09-18"),
    ],
)
def test_iso(period: Period, iso: str) -> None:
    assert period.iso == iso


@pytest.mark.parametrize(
    ("period", "previous"),
    [
        (year(2024), year(2023)),
        (quarter(2024, 3), quarter(2023, 3)),
        (month(2024, 2), month(2023, 2)),
        (months(2024, 11), months(2023, 11)),
        (months(2025, 6, ADMIN), months(2024, 6, ADMIN)),
        (week(2020, 53), week(2019, 52)),
        (day(date(2024, 2, 29)), day(date(2023, 2, 28))),
        (until(date(2024, 12, 17)), until(date(2023, 12, 17))),
        (until(date(2025, 2, 28)), until(date(2024, 2, 29))),
        (years(2021, 2025), years(2016, 2020)),
    ],
)
def test_the_same_period_one_year_before(period: Period, previous: Period) -> None:
    assert period.previous() == previous


@pytest.mark.parametrize(
    ("period", "preceding"),
    [
        (month(2025, 1), month(2024, 12)),
        (quarter(2025, 1, HIV), quarter(2024, 4, HIV)),
        (week(2025, 1), week(2024, 52)),
        (day(date(2025, 1, 1)), day(date(2024, 12, 31))),
        (months(2024, 6, last=True), months(2024, 6)),
        (months(2024, 11), months(2023, 11)),
    ],
)
def test_the_period_just_before(period: Period, preceding: Period) -> None:
    assert period.preceding() == preceding


def test_periods_hold_and_order_each_other() -> None:
    assert year(2024).contains(quarter(2024, 4))
    assert year(2024).contains(date(2024, 12, 31))
    assert not year(2024).contains(year(2024, ADMIN))
    assert not year(2024).contains(date(2025, 1, 1))
    assert sorted([year(2024), month(2024, 1), week(2024, 5), year(2023)]) == [
        year(2023),
        month(2024, 1),
        year(2024),
        week(2024, 5),
    ]
    assert holding(date(2024, 12, 20), Kind.MONTH, ADMIN) == month(2025, 1, ADMIN)
    assert len({year(2024), months(2024, 12), year(2025)}) == 2


@pytest.mark.parametrize(
    ("whole", "kind"),
    [
        (year(2024), Kind.WEEK),
        (quarter(2024, 1), Kind.HALF),
        (months(2024, 11), Kind.QUARTER),
        (span(date(2024, 1, 2), date(2024, 12, 31)), Kind.MONTH),
        (year(2024, Calendar.WEEK_MONDAY), Kind.MONTH),
        (year(2024), Kind.SPAN),
    ],
)
def test_parts_that_do_not_fit_are_refused(whole: Period, kind: Kind) -> None:
    with pytest.raises(PeriodError):
        whole.parts(kind)


@pytest.mark.parametrize(
    ("calendar", "start", "end", "kind"),
    [
        (Calendar.STATISTICS, date(2024, 1, 1), date(2024, 12, 30), Kind.YEAR),
        (Calendar.STATISTICS, date(2024, 1, 1), date(2024, 12, 31), Kind.YEARS),
        (Calendar.STATISTICS, date(2024, 1, 1), date(2024, 12, 31), Kind.MONTHS),
        (Calendar.STATISTICS, date(2024, 2, 1), date(2024, 10, 31), Kind.MONTHS),
        (Calendar.STATISTICS, date(2024, 1, 1), date(2024, 1, 7), Kind.WEEK),
        (Calendar.WEEK_MONDAY, date(2024, 1, 1), date(2024, 1, 31), Kind.MONTHS),
        (Calendar.STATISTICS, date(2024, 1, 2), date(2024, 1, 1), Kind.SPAN),
        (Calendar.STATISTICS, date(1, 1, 1), date(1, 1, 1), Kind.DAY),
        (Calendar.WEEK_SUNDAY, date(1, 1, 1), date(9999, 12, 31), Kind.SPAN),
    ],
)
def test_a_period_that_is_not_what_it_says_is_refused(calendar: Calendar, start: date, end: date, kind: Kind) -> None:
    with pytest.raises(PeriodError):
        Period(calendar, start, end, kind)


@pytest.mark.parametrize(
    "make",
    [
        lambda: quarter(2025, 5),
        lambda: month(2025, 13),
        lambda: months(2025, 0),
        lambda: week(2025, 53),
        lambda: week(2025, 0),
        lambda: year(1800),
        lambda: week(2025, 1, Calendar.STATISTICS),
        lambda: month(2025, 1, Calendar.WEEK_MONDAY),
        lambda: year(2099).shifted(1),
    ],
)
def test_periods_that_do_not_exist_are_refused(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PeriodError):
        make()
