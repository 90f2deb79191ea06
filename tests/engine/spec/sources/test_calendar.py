"""The calendar: weeks, months and years come from a joined table, not from an engine's own arithmetic of dates."""

from __future__ import annotations

from datetime import date

from engine.drawn import frame, yields
from soyte.engine import Column, Count, Engine, Frame, Min, Sum
from soyte.periods.table import calendar_table

CALENDAR = Frame.rows(calendar_table(date(2020, 12, 1), date(2021, 1, 31)))
CASES = frame("""
    day day    | n int
    2020-12-14 | 1
    2020-12-15 | 2
    2020-12-31 | 4
    2021-01-03 | 8
    2021-01-04 | 16
    -          | 32
    2021-02-01 | 64
""")


def by(unit: str) -> Frame:
    """The sum of the cases for each unit."""
    return CASES.join(CALENDAR.select("day", unit), ["day"]).group(unit, n=Sum(Column("n")))


def test_the_last_week_of_a_year_may_end_in_the_next_one(engine: Engine) -> None:
    yields(engine, by("week"), "week | n int \n 2020-W51 | 3 \n 2020-W53 | 12 \n 2021-W01 | 16")


def test_an_epidemiological_week_begins_on_sunday(engine: Engine) -> None:
    yields(
        engine,
        by("week_sunday_start"),
        "week_sunday_start day | n int \n 2020-12-13 | 3 \n 2020-12-27 | 4 \n 2021-01-03 | 24",
    )


def test_months_and_quarters_are_those_of_the_statistics_calendar(engine: Engine) -> None:
    yields(engine, by("month"), "month | n int \n 2020-12 | 7 \n 2021-01 | 24")
    yields(engine, by("quarter_start"), "quarter_start day | n int \n 2020-10-01 | 7 \n 2021-01-01 | 24")


def test_the_admin_year_ends_on_the_14th_of_december(engine: Engine) -> None:
    yields(
        engine,
        by("admin_year_start"),
        "admin_year_start day | n int \n 2019-12-15 | 1 \n 2020-12-15 | 30",
    )


def test_days_without_a_date_or_outside_of_the_table_are_found_by_an_anti_join(engine: Engine) -> None:
    yields(engine, CASES.join(CALENDAR, ["day"], "anti"), "day day | n int \n - | 32 \n 2021-02-01 | 64")


def test_days_without_cases_are_found_by_a_left_join(engine: Engine) -> None:
    days = CALENDAR.select("day", "week").join(CASES, ["day"], "left")
    empty = days.group("week", rows=Count(), n=Sum(Column("n")), first=Min(Column("day"))).sort("week", limit=2)
    yields(
        engine,
        empty,
        "week | rows int | n int | first day \n 2020-W49 | 6 | - | 2020-12-01 \n 2020-W50 | 7 | - | 2020-12-07",
        ordered=True,
    )
