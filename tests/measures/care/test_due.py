"""Due days on the working calendar, and how late something came, against a loop over days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.catalogue.working_days import load_working_days
from soyte.measures.care.due import CLASSES, EPOCH, WORKING_DAYS, Calendar, classes

FIRST, LAST = date(2025, 1, 1), date(2026, 11, 30)
CALENDAR = Calendar.around(FIRST, LAST)


def number(day: date) -> int:
    return (day - EPOCH).days


def judged(ended: date, came: date) -> str:
    """The same in plain Python."""
    works = load_working_days()
    due = ended if works.works(ended) else works.after(ended, 1)
    if came <= due:
        return "on_time"
    if came <= due + timedelta(days=1):
        return "next_day"
    return "within_7" if came <= works.after(ended, WORKING_DAYS) else "later"


@given(st.lists(st.tuples(st.dates(FIRST, LAST), st.integers(-3, 30)), min_size=1, max_size=40))
def test_columns_of_days_are_judged_as_one_by_one(cases: list[tuple[date, int]]) -> None:
    ended = [day for day, _ in cases]
    came = [day + timedelta(days=later) for day, later in cases]
    found = classes(np.array([*map(number, ended)]), np.array([*map(number, came)]), CALENDAR)
    assert [CLASSES[one] for one in found] == [judged(*pair) for pair in zip(ended, came, strict=True)]


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        (date(2025, 8, 1), date(2025, 8, 1)),  # a Friday
        (date(2025, 8, 2), date(2025, 8, 4)),  # a Saturday
        (date(2025, 9, 1), date(2025, 9, 3)),  # the national day
        (date(2026, 2, 16), date(2026, 2, 23)),  # Tết
    ],
)
def test_what_ends_on_a_day_off_is_due_on_the_next_working_day(ended: date, due: date) -> None:
    assert CALENDAR.due(np.array([number(ended)])).tolist() == [number(due)]
