"""Appointments matched with visits column-wise, against two loops."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from soyte.measures.care.births import sex_ratio
from soyte.measures.care.followups import kept

DAY = st.integers(20_000, 20_060)
PERSON = st.integers(0, 4)


@given(
    st.lists(st.tuples(PERSON, DAY, st.integers(0, 20)), max_size=30),
    st.lists(st.tuples(PERSON, DAY), max_size=60),
    st.integers(0, 15),
)
def test_somebody_came_near_the_day_and_after_the_discharge(
    appointments: list[tuple[int, int, int]], visits: list[tuple[int, int]], window: int
) -> None:
    made = np.array(appointments, np.int64).reshape(-1, 3).T
    came = np.array(visits, np.int64).reshape(-1, 2).T
    found = kept(made[0], made[1], made[1] - made[2], came[0], came[1], window)
    assert found.tolist() == [
        any(who == person and day - window <= at <= day + window and at > day - before for who, at in visits)
        for person, day, before in appointments
    ]


def test_the_interval_of_the_sex_ratio_is_wilsons() -> None:
    ratio, low, high = sex_ratio(530, 470)
    assert ratio is not None and low is not None and high is not None
    assert (round(ratio, 2), round(low, 1), round(high, 1)) == (112.77, 99.6, 127.7)
    assert sex_ratio(3, 0) == (None, None, None)
