"""Time axes by calendar, and one person's visits as one case."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.catalogue.detection import episodes
from soyte.catalogue.diseases import load_diseases
from soyte.periods import Calendar, Kind, holding, month
from soyte.surveillance.series.coding import group_of, meanings, name_of
from soyte.surveillance.series.episodes import first_visits, windows_of
from soyte.surveillance.series.grid import Grid, numbered

WEEKS = st.sampled_from([Calendar.WEEK_MONDAY, Calendar.WEEK_FRIDAY, Calendar.WEEK_SUNDAY])


@given(WEEKS, st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
def test_every_day_lies_in_the_step_whose_period_holds_it(calendar: Calendar, day: date, back: int) -> None:
    grid = Grid(holding(day, Kind.WEEK, calendar), 300)
    other = day - timedelta(days=back)
    step = int(grid.index(np.array([numbered(other)]))[0])
    assert step == -1 if other < grid.starts[0] else grid.period(step).contains(other)
    assert grid.period(step).calendar is calendar


def test_the_same_week_of_the_years_before_goes_by_number_and_a_week_53_by_the_last() -> None:
    grid = Grid(holding(date(2020, 12, 31), Kind.WEEK, Calendar.WEEK_MONDAY), 200)
    assert [grid.period(step).iso for step in grid.same_time_before(3)] == ["2019-W52", "2018-W52", "2017-W52"]
    months = Grid(month(2025, 8), 20)
    assert [step >= 0 for step in months.same_time_before(2)] == [True, False]


VISITS = [  # disease, person, day
    (0, 7, 100), (0, 7, 125), (0, 7, 150), (0, 7, 200),  # three within thirty days of the one before, then a new case
    (0, 8, 110), (1, 7, 101),  # another person, another disease
    (0, -1, 100), (0, -1, 101),  # nobody knows who
]  # fmt: skip


@given(st.randoms(use_true_random=False))
def test_visits_that_follow_closely_are_one_case_in_whichever_order_rows_come(chance: random.Random) -> None:
    order = list(range(len(VISITS)))
    chance.shuffle(order)
    disease, person, day = (np.array([VISITS[at][column] for at in order]) for column in range(3))
    found = first_visits(disease, person, day, np.array(order), np.array([30, 30]))
    assert sorted(np.array(order)[found].tolist()) == [0, 3, 4, 5, 6, 7]


def test_the_window_of_a_disease_is_data() -> None:
    assert windows_of(["dengue", "hiv", "dengue+tuberculosis"], episodes()).tolist() == [30, 36500, 365]


@pytest.mark.parametrize(
    ("code", "day", "series"),
    [
        ("A97.1", date(2025, 8, 24), "dengue"),
        ("A91", date(2026, 8, 24), "dengue"),  # what it last meant: the series does not break where the code did
        ("J09", date(2026, 8, 24), "influenza_h5n1+influenza_h5n6+influenza_h7n9+influenza_h9n2"),
    ],
)
def test_a_code_means_a_disease_and_one_that_several_share_is_a_series_of_all(
    code: str, day: date, series: str
) -> None:
    assert meanings(load_diseases(), [code, "I10"], day) == {code: series}


def test_a_series_of_several_diseases_says_so_and_has_the_group_of_the_most_dangerous_one() -> None:
    assert name_of(load_diseases(), "mers+measles").endswith("(chung mã bệnh)")
    assert group_of(load_diseases(), "mers+measles", date(2026, 8, 1)) == "A"
