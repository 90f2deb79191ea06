"""All series at once as one by one; false discovery; clusters of neighbours."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from soyte.catalogue.detection import detection
from soyte.periods import Calendar, week
from soyte.surveillance.detectors.outcome import Array
from soyte.surveillance.series.feed import Block, Source
from soyte.surveillance.series.grid import Grid
from soyte.surveillance.signals.clusters import clusters, neighbours_of
from soyte.surveillance.signals.statistics import LONGEST, WHY, examined, q_values

SOURCE = Source("counts", "tuan", "week", Calendar.WEEK_MONDAY)
GRID = Grid(week(2025, 34), LONGEST["week"])


def block(counts: Array) -> Block:
    return Block(SOURCE, "dengue", "commune", tuple(f"{n:05d}" for n in range(len(counts))), GRID, counts)


def some() -> Array:
    """Long and short histories, gaps, silent weeks, few cases, outbreaks."""
    counts = np.random.default_rng(4).poisson(3.0, (9, GRID.length)).astype(float)
    counts[0, -1] = 15
    counts[1, -1] = np.nan
    counts[2, :-20] = np.nan
    counts[3, :-4] = np.nan
    counts[4, ::2] = np.nan
    counts[5] = 0
    counts[6, -3] = np.nan
    counts[7, : -52 * 4] = np.nan
    return counts


def test_each_series_is_tested_by_what_its_history_allows_or_the_reason_is_said() -> None:
    found = examined(block(some()), detection())
    names = ["" if one < 0 else found.methods[one].method for one in found.method]
    assert names[:3] == ["farrington_flexible", "", "ears_c1"]
    assert [WHY[one] if one >= 0 else "" for one in found.why] == [
        "", "not_reported", "", "short_history", "gaps", "few_cases", "gaps", "", "",
    ]  # fmt: skip
    assert found.alarm.tolist() == [True] + [False] * 8
    assert names[7] == "farrington_flexible"  # three of its four years


def test_all_series_at_once_are_what_each_is_alone() -> None:
    counts = some()
    whole = examined(block(counts), detection())
    for number in range(len(counts)):
        alone = examined(block(counts[[number]]), detection())
        for name in ("method", "why", "expected", "bound", "p_value", "alarm"):
            assert np.allclose(getattr(whole, name)[[number]], getattr(alone, name), rtol=1e-9, equal_nan=True), name


@given(st.lists(st.one_of(st.just(float("nan")), st.floats(0, 1)), max_size=30))
def test_the_false_discovery_rate_is_that_of_the_definition(values: list[float]) -> None:
    p = np.array(values, float)
    known = sorted(one for one in values if one == one)  # noqa: PLR0124 (not NaN)
    expected = [
        min([1.0, *(other * len(known) / (rank + 1) for rank, other in enumerate(known) if other >= one)])
        if one == one  # noqa: PLR0124
        else float("nan")
        for one in values
    ]
    assert np.allclose(q_values(p), expected, equal_nan=True)


def test_a_cluster_of_neighbours_is_found_and_places_without_a_position_are_left_out() -> None:
    counts = np.random.default_rng(6).poisson(1.0, (30, GRID.length)).astype(float)
    counts[[3, 4, 5], -2:] += 6
    counts[7, -9] = np.nan
    made = block(counts)
    rule = detection().clusters
    at = {unit: (105.0 + number / 20, 21.0) for number, unit in enumerate(made.places) if number != 20}
    which, near = neighbours_of(made.places, at, rule)
    assert len(which) == 29
    (one,) = clusters(made, which, near, rule)
    assert {3, 4, 5} <= set(which[list(one.places)].tolist()) <= set(range(1, 9))
    assert clusters(block(np.ones_like(counts)), which, near, rule) == []
    assert clusters(made, *neighbours_of(made.places, {}, rule), rule) == []
