"""Conditions of the law as data: each formula gives what the examples beside its text say; which holds when."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from soyte.catalogue.detection import detection
from soyte.catalogue.threshold_model import Threshold, Vector
from soyte.catalogue.thresholds import load_thresholds, thresholds
from soyte.surveillance.detectors.outcome import Array, Flags
from soyte.surveillance.law.endemic import NO, UNKNOWN, YES, endemic, epidemic_years
from soyte.surveillance.law.formulas import MET, NOT_MET, UNTESTED, Known, judged

EXAMPLES = [
    pytest.param(one, vector, id=f"{one.id}-{number}")
    for versions in load_thresholds().values()
    for one in versions
    for number, vector in enumerate(one.vectors)
]


def row(values: list[float | None]) -> Array | None:
    return np.array([[np.nan if one is None else one for one in values]], float) if values else None


def said(value: int | None) -> Array | None:
    return None if value is None else np.array([float(value)])


@pytest.mark.parametrize(("one", "example"), EXAMPLES)
def test_a_formula_gives_what_the_example_beside_its_text_says(one: Threshold, example: Vector) -> None:
    past = row(example.past)
    epidemic: Flags | None = None if past is None else np.isin(np.arange(past.shape[1]), example.epidemic)[None]
    known = Known(
        np.array([example.count]),
        past,
        row(example.recent),
        epidemic,
        linked=said(example.linked),
        confirmed=said(example.confirmed),
    )
    found = judged(one.formula, known)
    wanted = UNTESTED if example.reason else MET if example.met else NOT_MET
    assert (found.verdict[0], found.reason_of(0), bool(found.above[0])) == (wanted, example.reason, example.above)
    if example.bound is not None:
        assert found.bound[0] == pytest.approx(example.bound, abs=1e-3)


def of_law(day: date) -> list[str]:
    return [one.id for one in thresholds(day) if one.kind == "law"]


def test_a_week_is_judged_by_the_conditions_of_its_own_day() -> None:
    assert of_law(date(2025, 6, 30)) == ["qd02_2016_group_a", "qd02_2016_commune", "qd02_2016_district"]
    assert of_law(date(2025, 8, 24)) == ["qd02_2016_group_a", "qd02_2016_commune"]
    after = of_law(date(2026, 7, 1))
    assert len(after) == 5
    assert all(one.startswith("tt15_2026") for one in after)


def test_every_condition_of_the_law_names_its_article_and_rules_of_thumb_are_called_something_else() -> None:
    every = [one for versions in load_thresholds().values() for one in versions]
    assert all(one.article for one in every if one.kind == "law")
    assert {one.says for one in every if one.kind == "practice"} == {"unusual"}


@pytest.mark.parametrize(
    ("yearly", "answer"),
    [
        ([3, 1, 0, 2, 5], YES),
        ([3, 0, 0, 2, 5], NO),
        ([3, 1, np.nan, 2, np.nan], UNKNOWN),
        ([0, 0, np.nan, 2, 5], NO),
        ([3, 1, 2], UNKNOWN),
    ],
)
def test_a_disease_is_endemic_where_most_years_had_it_and_years_of_which_nobody_knows_leave_it_open(
    yearly: list[float], answer: int
) -> None:
    assert endemic(np.array(yearly), detection().endemic) == answer


def test_a_year_is_epidemic_if_it_stands_out_from_the_others() -> None:
    past = np.array([[10, 12, 8, 60, 9], [10, 12, 8, 14, 9], [0, 0, 4, 0, 0], [3, np.nan, 2, 30, 3]], float)
    found = epidemic_years(past, detection().epidemic_years)
    assert [list(np.flatnonzero(one)) for one in found] == [[3], [], [], [3]]
