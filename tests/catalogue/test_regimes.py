"""Reporting regimes by day, working days, and by when a report must be sent."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte import periods
from soyte.catalogue import CatalogueError
from soyte.catalogue.owners import load_owners
from soyte.catalogue.regimes import (
    deadline,
    deadline_of_event,
    load_regimes,
    read_regimes,
    reminder,
    rule_in_words,
)
from soyte.catalogue.terms import CERTAINTIES
from soyte.catalogue.working_days import load_working_days, read_working_days
from soyte.periods import Calendar, Period

ADMINISTRATIVE = Calendar.ADMINISTRATIVE


def test_every_regime_names_its_source_and_how_well_it_is_known() -> None:
    for versions in load_regimes().versions.values():
        for one in versions:
            assert one.legal_source
            assert one.certainty in CERTAINTIES
            assert rule_in_words(one.deadline)
            assert one.deadline or one.note, f"{one.id}: why is there no deadline?"


@pytest.mark.parametrize(
    ("name", "period", "due"),
    [
        ("tt23_2025", periods.month(2026, 3), date(2026, 4, 7)),
        ("tt23_2025", periods.month(2026, 4), date(2026, 5, 8)),  # 1 May is no working day
        ("tt23_2025", periods.month(2026, 1), date(2026, 2, 6)),
        ("tt23_2025", periods.year(2025), date(2026, 1, 8)),
        ("tt23_2025", periods.month(2027, 2), date(2027, 3, 5)),  # due after the circular has expired
        ("tt23_2025_form2", periods.year(2025), date(2026, 1, 15)),
        ("tt37_2019_commune", periods.month(2024, 8), date(2024, 9, 10)),  # 2 and 3 September are days off
        ("qd97_2026_week", periods.week(2026, 30), date(2026, 7, 28)),
        ("tt13_2026_month", periods.month(2026, 10), date(2026, 11, 2)),
        ("tt13_2026_year", periods.year(2026), date(2027, 1, 12)),
        ("tt12_2026_btc", periods.month(2026, 12), date(2027, 1, 15)),
        ("tt48_2017_month", periods.month(2026, 10), date(2026, 11, 4)),
        ("tt35_2024_year", periods.year(2025), date(2026, 3, 31)),
        ("tt54_2017_year", periods.year(2026), date(2026, 12, 31)),
        ("nd331_2026_police", periods.year(2026, ADMINISTRATIVE), date(2026, 12, 25)),
        ("nd09_2019", periods.year(2026, ADMINISTRATIVE), None),
        ("tt05_2023_quarter", periods.quarter(2026, 1, Calendar.HIV), None),
    ],
)
def test_a_report_of_a_period_is_in_time_until(name: str, period: Period, due: date | None) -> None:
    assert deadline(load_regimes().regime(name), period) == due


def test_software_reminds_by_the_stricter_reading() -> None:
    regime = load_regimes().regime("tt23_2025")
    assert deadline(regime, periods.month(2026, 4)) == date(2026, 5, 8)
    assert reminder(regime, periods.month(2026, 4)) == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("name", "period", "told"),
    [
        ("tt23_2025", periods.quarter(2026, 1), "không có kỳ quý I/2026: cần kỳ tháng, năm, lịch thống kê"),
        ("nd09_2019", periods.year(2026), "cần kỳ tháng, quý, 6 tháng, 9 tháng, năm, lịch hành chính"),
        ("tt23_2025", periods.month(2025, 6), "không có hiệu lực vào ngày 30/06/2025, ngày cuối của tháng 6/2025"),
        ("tt23_2025", periods.month(2027, 3), "không có hiệu lực vào ngày 31/03/2027"),
    ],
)
def test_a_period_that_a_regime_does_not_ask_for_is_refused(name: str, period: Period, told: str) -> None:
    with pytest.raises(CatalogueError) as error:
        deadline(load_regimes().regime(name), period)
    assert told in str(error.value)


def test_an_event_has_hours_or_days() -> None:
    regime = load_regimes().regime
    at = datetime(2026, 8, 3, 9, 30)
    assert deadline_of_event(regime("qd97_2026_case_24h"), at) == datetime(2026, 8, 4, 9, 30)
    assert deadline_of_event(regime("tt48_2017_adjust"), at) == datetime(2026, 8, 13)
    assert deadline_of_event(regime("tt48_2017_visit"), at) is None
    with pytest.raises(CatalogueError, match="theo kỳ, không theo sự kiện"):
        deadline_of_event(regime("tt23_2025"), at)


def test_regimes_change_with_the_day() -> None:
    def names(day: date) -> set[str]:
        return {one.id for one in load_regimes().regimes(day)}

    assert {"tt37_2019_commune", "tt54_2015_case_24h"} <= names(date(2025, 6, 30))
    assert {"tt23_2025", "tt54_2015_case_24h"} <= names(date(2025, 7, 1))
    assert "tt37_2019_commune" not in names(date(2025, 7, 1))
    assert "tt23_2025" not in names(date(2027, 3, 1))


def test_a_saturday_worked_for_a_bridge_is_a_working_day() -> None:
    days = load_working_days()
    assert days.works(date(2026, 8, 22))
    assert not days.works(date(2026, 8, 31))
    assert not days.works(date(2026, 2, 17))  # the new year of the moon
    assert days.after(date(2026, 8, 28), 1) == date(2026, 9, 3)


@given(st.dates(date(2016, 1, 1), date(2029, 12, 1)), st.integers(0, 15))
def test_counting_working_days_never_ends_on_a_day_off(day: date, count: int) -> None:
    days = load_working_days()
    last = days.after(day, count)
    assert last == day or days.works(last)
    assert sum(days.works(date.fromordinal(n)) for n in range(day.toordinal() + 1, last.toordinal() + 1)) == count


def test_a_year_whose_days_off_are_unknown_is_refused() -> None:
    with pytest.raises(CatalogueError, match="chưa có ngày nghỉ của năm 2031"):
        load_working_days().works(date(2031, 1, 2))


REGIME = """regimes:
  - id: one
    name_vi: Báo cáo
    sender: facility
    recipient: cdc
    frequency: [month]
    calendar: statistics
    deadline: {working_days: 5}
    legal_source: TT 1/2020
    certainty: memory
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sender: facility", "sender: nobody", "dòng 2, khóa “regimes › one”: sender: owners.yaml không có 'nobody'"),
        (
            "{working_days: 5}",
            "{working_days: 5, days: 5}",
            "dòng 8, khóa “regimes › one › deadline”: cần đúng một trong",
        ),
        ("{working_days: 5}", "{days: 5, before: true}", "before chỉ đi cùng day, weekday, date"),
        ("{working_days: 5}", "{hours: 5}", "hours chỉ đi cùng frequency: [event]"),
        ("{working_days: 5}", "{date: 40/01}", "không đúng dạng"),
        ("[month]", "[months]", "dòng 6, khóa “regimes › one › frequency › mục 1”: cần một trong 'event', 'day'"),
        ("    deadline: {working_days: 5}\n", "", "khóa “regimes › one › deadline”: thiếu khóa này"),
    ],
)
def test_a_wrong_regime_is_told_with_line_and_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = tmp_path / "regimes"
    folder.mkdir()
    assert old in REGIME
    (folder / "some.yaml").write_text(REGIME.replace(old, new, 1))
    with pytest.raises(CatalogueError) as error:
        read_regimes(tmp_path, load_owners())
    assert str(error.value).startswith("regimes/some.yaml, dòng ")
    assert told in str(error.value)


def test_every_wrong_line_of_the_days_off_is_told(tmp_path: Path) -> None:
    (tmp_path / "regimes").mkdir()
    (tmp_path / "regimes" / "holidays.csv").write_text(
        "day,kind,name_vi,certainty\n2026-01-01,off,a,memory\n01/05/2026,off,b,memory\n2026-09-02,free,c,memory\n"
    )
    with pytest.raises(CatalogueError) as error:
        read_working_days(tmp_path)
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == [
        "regimes/holidays.csv, dòng 3, cột day",
        "regimes/holidays.csv, dòng 4, cột kind",
    ]


def test_bodies_have_roles_and_names_of_their_day() -> None:
    owners = load_owners()
    assert owners.name("district_centre", date(2025, 6, 30)) == "Trung tâm Y tế huyện"
    with pytest.raises(CatalogueError, match="'district_centre' không tồn tại vào ngày 01/07/2025"):
        owners.owner("district_centre", date(2025, 7, 1))
    setting = {one.id for one in owners.with_role("sets_targets", date(2026, 1, 1))}
    assert {"party_committee", "peoples_council", "province", "ministry"} <= setting
