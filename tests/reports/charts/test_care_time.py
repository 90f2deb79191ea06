"""The feed's course over time: weeks without dossiers are gaps, and a day without any is an empty place."""

from __future__ import annotations

from datetime import date
from typing import Any

from soyte.measures.care import Answer, Field, Pedigree
from soyte.reports.charts.care_time import course, daily


def answer(by: str, *rows: tuple[Any, ...]) -> Answer:
    fields = tuple(Field(name, name) for name in (by, "dossiers", "on_time", "on_time_share"))
    return Answer("punctuality", "", fields, rows, Pedigree(3, None, 1, 9, "", None, None, (), "", "", ""))


def axis(chart: Any) -> list[str]:
    return list(chart.spec["layer"][0]["encoding"]["x"]["sort"])


def test_a_week_in_which_nobody_left_has_its_place_and_no_point() -> None:
    own = answer("week", ("2025-12-22", 4, 2, 50.0), ("2026-01-05", 3, 3, 100.0))
    chart = course([("Bệnh viện", own), ("tỉnh", answer("week", ("2025-12-29", 9, 9, 100.0)))])
    assert chart is not None
    assert axis(chart) == ["2025-12-22", "2025-12-29", "2026-01-05"]
    assert [row["Nơi"] for row in chart.rows] == ["Bệnh viện", "Bệnh viện", "tỉnh"]
    assert "Bệnh viện, tuần từ 22/12/25: 50% đúng ngày (2 / 4 hồ sơ)" in chart.told


def test_months_go_on_over_the_turn_of_the_year_and_one_alone_is_no_course() -> None:
    chart = course([("tỉnh", answer("month", ("2025-11", 4, 2, 50.0), ("2026-02", 3, 3, 100.0)))])
    assert axis(chart) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert course([("tỉnh", answer("month", ("2025-11", 4, 2, 50.0)))]) is None
    assert course([("tỉnh", answer("week"))]) is None


def test_days_without_dossiers_are_gaps() -> None:
    chart = daily([(date(2026, 7, 29), 12, 1), (date(2026, 7, 31), 7, 2)], date(2026, 7, 31))
    assert chart is not None
    assert [(row["Ngày"], row["Hồ sơ"]) for row in chart.rows] == [("2026-07-29", 12), ("2026-07-31", 7)]
    assert len(axis(chart)) == 31
    assert daily([], date(2026, 7, 31)) is None
