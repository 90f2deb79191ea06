"""Conditions on arrays of places: months out of weeks, endemic or not, districts from their communes."""

from __future__ import annotations

from datetime import date

import numpy as np

from soyte.catalogue.detection import detection
from soyte.catalogue.thresholds import load_thresholds, thresholds
from soyte.periods import Calendar, month, week
from soyte.surveillance.law.endemic import NO, UNKNOWN, YES
from soyte.surveillance.law.judging import Months, districts, judge, months_of
from soyte.surveillance.series.feed import Block, Source
from soyte.surveillance.series.grid import Grid

SOURCE = Source("counts", "tuan", "week", Calendar.WEEK_MONDAY)


def weekly(counts: list[list[float]], last: tuple[int, int] = (2026, 30)) -> Block:
    values = np.array(counts, float)
    return Block(
        SOURCE, "dengue", "commune", tuple(map(str, range(len(values)))), Grid(week(*last), values.shape[1]), values
    )


def test_weeks_belong_to_the_month_of_their_fourth_day_and_an_unknown_week_leaves_the_month_unknown() -> None:
    made = months_of(weekly([[9, 1, 1, 1, 1, 2, 3, 4, 5], [9, 1, np.nan, 1, 1, 2, 3, 4, 5]]))
    assert made.grid.last == month(2026, 7)  # weeks 27–30; before them 22–26 with the beginning cut off
    assert made.counts[:, -1].tolist() == [14, 14]
    assert np.isnan(made.counts[:, 0]).all()


def test_where_nobody_knows_whether_a_disease_is_endemic_its_conditions_are_open() -> None:
    months = Months(Grid(month(2026, 7), 61), np.tile(np.r_[np.ones(60), 9.0], (3, 1)))
    rules = [one for one in thresholds(date(2026, 7, 26)) if one.id.startswith("tt15_2026_epidemic")]
    found = {one.threshold.id: one for one in judge(rules, None, months, np.array([YES, NO, UNKNOWN]), detection())}
    lasting, other = found["tt15_2026_epidemic_endemic"], found["tt15_2026_epidemic_linked"]
    assert lasting.met.tolist() == [True, False, False]
    assert lasting.open.tolist() == [False, False, True]
    assert other.applies.tolist() == [False, True, True]
    assert [other.judged.reason_of(place) for place in (1, 2)] == ["links_unknown", "links_unknown"]


def test_history_that_began_too_late_is_told_from_reports_that_are_missing() -> None:
    counts = np.ones((2, 40))
    counts[0, :10] = np.nan
    counts[1, 40 - 13] = np.nan  # July of last year
    counts[:, -1] = 9
    rules = [one for one in thresholds(date(2025, 7, 27)) if one.id == "qd02_2016_commune"]
    (found,) = judge(rules, None, Months(Grid(month(2025, 7), 40), counts), np.array([YES, YES]), detection())
    assert [found.judged.reason_of(place) for place in (0, 1)] == ["short_history", "not_reported"]


def test_a_district_is_judged_by_its_communes_and_stays_open_while_an_unknown_one_could_decide() -> None:
    known = load_thresholds()
    counts = np.tile(np.r_[np.ones(36), 9.0], (5, 1))
    counts[2, -1] = 1
    counts[4, -1] = np.nan
    months = Months(Grid(month(2025, 5), 37), counts)
    (communes,) = judge(known["qd02_2016_commune"], None, months, np.full(5, YES), detection())
    found = districts(known["qd02_2016_district"][0], communes, np.array([0, 0, 1, 2, 2]), 3)
    assert found.met.tolist() == [True, False, False]
    assert found.open.tolist() == [False, False, True]
