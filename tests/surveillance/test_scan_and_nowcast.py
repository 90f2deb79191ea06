"""Clusters in space and time, and cases that are still to be reported."""

from __future__ import annotations

import numpy as np
import pytest

from soyte.surveillance.detectors.nowcast import nowcast, triangle
from soyte.surveillance.detectors.scan import nearest, scan


def grid() -> tuple[np.ndarray, np.ndarray]:
    """100 places, 0.1 degree apart."""
    rows, columns = np.divmod(np.arange(100), 10)
    return 10 + rows / 10, 106 + columns / 10


def test_the_nearest_places_of_a_place_begin_with_itself() -> None:
    found = nearest(*grid(), most=5)
    assert found[:, 0].tolist() == list(range(100))
    assert set(found[55].tolist()) == {45, 54, 55, 56, 65}
    assert (nearest(*grid(), most=5, radius=5)[:, 1:] == -1).all()


def test_a_cluster_of_neighbours_is_found_and_an_even_season_is_not() -> None:
    around = nearest(*grid(), most=12)
    data = np.random.default_rng(1).poisson(0.3, (100, 20)).astype(float)
    assert scan(data, around, np.random.default_rng(2), replications=99) == []
    data[:, -3:] *= 2  # more cases everywhere are no cluster
    data[[45, 54, 55, 56, 65], -2:] += 4
    first, *_ = scan(data, around, np.random.default_rng(2), replications=99)
    assert set(first.places) >= {45, 54, 55, 56, 65}
    assert first.length == 2
    assert first.cases >= 40
    assert (first.p_value, first.recurrence) == (0.01, 100)


def test_the_log_ratio_of_a_cylinder_by_hand() -> None:
    data = np.array([[0.0, 0, 0, 6], [5, 5, 4, 0]])
    (found,) = scan(data, np.array([[0], [1]]), np.random.default_rng(1), longest=1, replications=99)
    due = 6 * 6 / 20
    assert found.expected == pytest.approx(due)
    assert found.log_ratio == pytest.approx(6 * np.log(6 / due) + 14 * np.log(14 / (20 - due)))


def test_reports_that_are_late_are_expected() -> None:
    """Half of all cases are reported at once, half of them a period later."""
    complete = np.repeat(np.arange(40), 20)
    found = nowcast(triangle(complete, complete + np.tile([0, 1], 400), 39, 1))
    assert found.reported[0, -1] == 10
    assert found.share[0, -1] == pytest.approx(0.5)
    assert found.expected[0, -1] == pytest.approx(20)
    assert found.lower[0, -1] < 20 < found.upper[0, -1]
    assert (found.expected[0, :-1] == found.upper[0, :-1]).all()


def test_sampled_bounds_hold_the_truth_as_often_as_they_say() -> None:
    chance = np.random.default_rng(5)
    inside = []
    for _ in range(40):
        event = np.repeat(np.arange(30), chance.poisson(15, 30))
        report = event + chance.choice(4, len(event), p=[0.4, 0.3, 0.2, 0.1])
        found = nowcast(triangle(event, report, 29, 3), samples=400, generator=chance)
        true = np.bincount(event, minlength=30)[-3:]
        inside += ((found.lower[0, -3:] <= true) & (true <= found.upper[0, -3:])).tolist()
    assert 0.9 <= np.mean(inside) <= 1


def test_an_unknown_cell_makes_its_period_unknown() -> None:
    event = np.repeat(np.arange(10), 6)
    data = triangle(event, event + np.tile([0, 0, 1], 20), 9, 1)
    data[0, 4, 0] = np.nan
    found = nowcast(data)
    assert np.isnan(found.expected[0, 4])
    assert found.expected[0, 9] == pytest.approx(6)
