"""Counts on the boundaries of one day: nothing is lost, parts stay whole, and what nobody reported is never zero."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from soyte.measures.where import Geography
from soyte.places import allocate, crosswalk
from soyte.places.allocation import divide
from soyte.places.shares import WHOLE, Share
from soyte.surveillance.series.walk import Walk, divided, restated, walk

EVE, NOW = date(2025, 6, 30), date(2025, 8, 24)


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=6),
    st.lists(st.integers(1, 900), min_size=2, max_size=5),
)
def test_division_by_largest_remainder_keeps_every_sum_and_equals_that_of_places(
    counts: list[int], parts: list[int]
) -> None:
    millionths = [part * WHOLE // sum(parts) for part in parts]
    millionths[-1] += WHOLE - sum(millionths)
    found = divided(np.array(counts, float), np.array(millionths))
    assert found.sum(axis=0).tolist() == counts
    shares = tuple(Share("cu", f"{number:02d}", part) for number, part in enumerate(millionths))
    for column, count in enumerate(counts):
        assert dict(zip((f"{n:02d}" for n in range(len(parts))), found[:, column], strict=True)) == divide(
            count, shares
        )


def test_the_sample_province_on_todays_boundaries_is_what_places_allocate() -> None:
    geography = Geography()
    old = sorted(geography.units("commune", EVE, "99"))
    counts = {code: 7 + number for number, code in enumerate(old)}
    way = walk(geography, [(code, geography.era(EVE)) for code in old], "commune", NOW)
    values = np.array([[counts[code]] for code in old], float)
    found = dict(zip(way.units, restated(values, np.ones_like(values, bool), way)[:, 0], strict=True))
    assert found == allocate(counts, crosswalk("commune", EVE, NOW, within="99")).parts
    province = walk(geography, [(code, geography.era(EVE)) for code in old], "province", NOW)
    assert restated(values, np.ones_like(values, bool), province)[:, 0].tolist() == [sum(counts.values())]


def test_a_unit_of_today_lies_in_the_district_that_held_all_of_it() -> None:
    geography = Geography()
    now = sorted(geography.units("commune", NOW, "99"))
    way = walk(geography, [(code, geography.era(NOW)) for code in now], "district", EVE)
    assert set(way.units) == set(geography.units("district", EVE, "99"))


TWO = Walk(("a", "b"), np.array([0, 0, 1]))
ALIVE = np.ones((3, 2), bool)


def test_a_unit_of_which_a_part_did_not_report_is_not_known_unless_few_may_be_missing() -> None:
    counts = np.array([[1, 2], [np.nan, 3], [4, 0]], float)
    assert np.array_equal(restated(counts, ALIVE, TWO), np.array([[np.nan, 5], [4, 0]]), equal_nan=True)
    assert restated(counts, ALIVE, TWO, 0.5).tolist() == [[1, 5], [4, 0]]


def test_a_place_that_did_not_exist_yet_is_not_missing() -> None:
    there = ALIVE.copy()
    there[1, 0] = False
    counts = np.array([[1, 2], [np.nan, 3], [4, 0]], float)
    assert restated(counts, there, TWO).tolist() == [[1, 5], [4, 0]]


def test_what_nobody_can_divide_hides_its_units_unless_it_is_zero() -> None:
    way = Walk(("a", "b"), np.array([0, 1, -1]), held=((2, np.array([0, 1])),))
    counts = np.array([[1, 2], [5, 3], [4, 0]], float)
    assert np.array_equal(restated(counts, ALIVE, way), np.array([[np.nan, 2], [np.nan, 3]]), equal_nan=True)
