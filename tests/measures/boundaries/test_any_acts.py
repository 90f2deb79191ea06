"""Whatever mergers and divisions are recorded in whatever order: nothing is lost, and every earlier moment stays as it was."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.boundaries.places_moved import new_ledger
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import record, site_atlas
from soyte.measures.boundaries.composing import Part, merge, split
from soyte.places import Act, Atlas, allocate, crosswalk

START = date(2026, 12, 31)


def communes(atlas: Atlas, on: date) -> list[str]:
    return [unit.code for unit in atlas.units("commune", on, "99")]


@st.composite
def deeds(draw: st.DrawFn) -> list[tuple[str, int, int, int]]:
    """Mergers and divisions, by the places of their units in the list of the day."""
    kinds = st.sampled_from(("merge", "split", "unmeasured"))
    numbers = st.integers(0, 30)
    return draw(st.lists(st.tuples(kinds, numbers, numbers, st.integers(1, 99)), min_size=1, max_size=4))


def act_of(atlas: Atlas, deed: tuple[str, int, int, int], number: int) -> Act:
    on = START + timedelta(days=30 * (number + 1))
    there = communes(atlas, on)
    kind, one, other, percent = deed
    first = there[one % len(there)]
    second = there[(there.index(first) + 1 + other % (len(there) - 1)) % len(there)]
    if kind == "merge":
        return merge(atlas, [first, second], second, on, f"NQ {number}")
    weight = Fraction(percent, 100) if kind == "split" else None
    rest = None if weight is None else 1 - weight
    into = f"99{900 + number}" if one % 2 else second
    name = f"phường Mới {number}" if one % 2 else ""
    return split(atlas, first, [Part(first, weight=rest), Part(into, name, weight)], on, f"NQ {number}")


def states(ledger: Ledger, found: list[tuple[str, int, int, int]]) -> list[Atlas]:
    """The atlas after each act."""
    atlases = [site_atlas(ledger)]
    for number, deed in enumerate(found):
        record(ledger, act_of(atlases[-1], deed, number), actor="người thử")
        atlases.append(site_atlas(ledger))
    return atlases


@pytest.mark.slow
@settings(max_examples=10)
@given(deeds(), st.lists(st.integers(0, 10**9), min_size=16, max_size=16))
def test_counts_of_any_place_are_all_there_afterwards(
    found: list[tuple[str, int, int, int]], numbers: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        atlas = states(new_ledger(Path(folder)), found)[-1]
    counts = dict(zip(communes(atlas, START), numbers, strict=True))
    end = START + timedelta(days=999)
    moved = allocate(counts, crosswalk("commune", START, end, within="99", atlas=atlas))
    assert sum(moved.parts.values()) + sum(moved.held_back.values()) == sum(numbers)
    assert set(moved.parts) <= set(communes(atlas, end))
    if all(kind != "unmeasured" for kind, *_ in found):
        assert moved.held_back == {}


@pytest.mark.slow
@settings(max_examples=8)
@given(deeds())
def test_every_moment_before_keeps_its_places(found: list[tuple[str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = new_ledger(Path(folder))
        then = states(ledger, found)
        again = Ledger.open(ledger.home.folder)
        for seq, atlas in enumerate(then):
            assert site_atlas(again, seq).all_units == atlas.all_units
            assert site_atlas(again, seq).successions == atlas.successions


@pytest.mark.slow
@settings(max_examples=8)
@given(deeds())
def test_taken_back_from_the_last_to_the_first_every_answer_returns(found: list[tuple[str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = new_ledger(Path(folder))
        then = states(ledger, found)
        for act in reversed(ledger.state().acts):
            then.pop()
            ledger.withdraw(act.submission_id, actor="người thử", reason="thử")
            assert site_atlas(ledger).all_units == then[-1].all_units
