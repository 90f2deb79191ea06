"""The calendar table: known days, and agreement with `Period` on every day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.periods import Period, PeriodError
from soyte.periods.calendars import unit_bounds
from soyte.periods.table import SCHEMA, UNITS, calendar_table

DAYS = st.dates(date(1901, 1, 1), date(2098, 6, 30))


def row(day: date) -> dict[str, object]:
    found: dict[str, object] = calendar_table(day, day).to_pylist()[0]
    return found


@pytest.mark.parametrize(
    ("day", "unit", "key", "start"),
    [
        (date(2020, 12, 31), "week", "2020-W53", date(2020, 12, 28)),
        (date(2021, 1, 3), "week", "2020-W53", date(2020, 12, 28)),
        (date(2021, 1, 4), "week", "2021-W01", date(2021, 1, 4)),
        (date(2024, 12, 30), "week", "2025-W01", date(2024, 12, 30)),
        (date(2024, 2, 29), "month", "2024-02", date(2024, 2, 1)),
        (date(2025, 3, 31), "quarter", "2025-Q1", date(2025, 1, 1)),
        (date(2025, 7, 1), "half", "2025-07-01/2025-12-31", date(2025, 7, 1)),
        (date(2025, 12, 31), "year", "2025", date(2025, 1, 1)),
        (date(2025, 12, 14), "admin_year", "2024-12-15/2025-12-14", date(2024, 12, 15)),
        (date(2025, 12, 15), "admin_year", "2025-12-15/2026-12-14", date(2025, 12, 15)),
        (date(2025, 1, 14), "admin_month", "2024-12-15/2025-01-14", date(2024, 12, 15)),
        (date(2025, 3, 14), "hiv_quarter", "2024-12-15/2025-03-14", date(2024, 12, 15)),
        (date(2025, 3, 15), "hiv_quarter", "2025-03-15/2025-06-14", date(2025, 3, 15)),
    ],
)
def test_a_known_day_lies_in_its_unit(day: date, unit: str, key: str, start: date) -> None:
    assert (row(day)[unit], row(day)[f"{unit}_start"]) == (key, start)


def test_there_is_one_row_for_each_day_in_the_declared_types() -> None:
    table = calendar_table(date(2023, 12, 25), date(2025, 1, 5))
    days = table["day"].to_pylist()
    assert table.schema == SCHEMA
    assert (days[0], days[-1]) == (date(2023, 12, 25), date(2025, 1, 5))
    assert all(after - before == timedelta(days=1) for before, after in pairwise(days))


@given(DAYS, st.integers(0, 60))
def test_the_table_says_of_every_day_what_its_period_says(first: date, more: int) -> None:
    for found in calendar_table(first, first + timedelta(days=more)).to_pylist():
        for unit, (kind, calendar) in UNITS.items():
            period = Period(calendar, *unit_bounds(calendar, kind, found["day"]), kind)
            assert period.contains(found["day"])
            assert (found[unit], found[f"{unit}_start"]) == (period.iso, period.start)


def test_a_calendar_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodError, match="không có ngày nào"):
        calendar_table(date(2025, 1, 2), date(2025, 1, 1))


def test_years_that_no_report_can_mean_are_refused() -> None:
    with pytest.raises(PeriodError):
        calendar_table(date(1899, 5, 1), date(1899, 5, 2))
