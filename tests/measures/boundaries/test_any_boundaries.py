"""Whatever happened to places and whatever was reported: on any boundaries all figures together are the same."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.boundaries.places_moved import months, new_ledger
from measures.boundaries.test_any_acts import START, communes, deeds, states
from soyte.ledger.ledger import Ledger
from soyte.measures import Figures, figures, trace
from soyte.measures.compute import Boundaries

MONTHS = ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05")
ENDS = (date(2026, 11, 1), date(2027, 2, 15), date(2027, 12, 31))


@st.composite
def reports(draw: st.DrawFn) -> list[tuple[int, str, int | None]]:
    """(number of a commune, month, cases); None was not reported."""
    cell = st.tuples(st.integers(0, 15), st.sampled_from(MONTHS), st.none() | st.integers(0, 1000))
    return draw(st.lists(cell, min_size=1, max_size=25, unique_by=lambda one: one[:2]))


def totals(found: Figures) -> dict[tuple[str, date], Decimal]:
    """By dataset and period."""
    sums: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for one in found.computed:
        if one.value:
            sums[one.dataset, one.period.start] += one.value
    return sums


def asked(ledger: Ledger, boundaries: Boundaries, cut: str) -> Figures:
    return figures(ledger, "cases", by=[cut, "month"], period="2026-11..2027-05", boundaries=boundaries)


@pytest.mark.slow
@settings(max_examples=8)
@given(deeds(), reports())
def test_own_figures_and_those_of_any_day_sum_to_the_same(
    found: list[tuple[str, int, int, int]], rows: list[tuple[int, str, int | None]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = new_ledger(Path(folder))
        atlas = states(ledger, found)[-1]
        there = communes(atlas, START)
        months(ledger, {(there[number], month): value for number, month, value in rows})
        own, of_provinces = asked(ledger, "own", "commune"), totals(asked(ledger, "own", "province"))
        for day in ENDS:
            moved = asked(ledger, day, "commune")
            assert totals(moved) == totals(own)
            assert {one.value % 1 for one in moved.computed if one.value is not None} <= {0}
            held = {one.period.start for one in moved if one.state == "held_back"}
            assert held <= {one.period.start for one in moved.held_back}
            assert totals(asked(ledger, day, "province")) == of_provinces
        for one in [one for one in moved if one.value is not None][:4]:
            told = trace(ledger, one.id)
            assert told.adds_up
            assert told.figure == one
