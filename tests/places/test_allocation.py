"""Counts on other boundaries: whole parts, equal totals, whatever merged and split in between."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.places import Act, Atlas, Crosswalk, Move, Share, Unit, allocate, crosswalk
from soyte.places.allocation import divide
from soyte.places.columns import allocate_columns

EVE, NOW = date(2025, 6, 30), date(2026, 11, 1)
DAY = date(2025, 7, 1)


def walk(*shares: tuple[str, str, int | None]) -> Crosswalk:
    """A crosswalk of old code, new code, per cent."""
    return Crosswalk("commune", EVE, DAY, tuple(Share(o, n, None if p is None else p * 10_000) for o, n, p in shares))


@pytest.mark.parametrize(
    ("count", "parts"),
    [
        (100, {"A": 65, "B": 35}),
        (10, {"A": 7, "B": 3}),  # 6.5 and 3.5: the larger part gets the unit that is left
        (1, {"A": 1, "B": 0}),
        (3, {"A": 2, "B": 1}),  # 1.95 and 1.05
        (0, {"A": 0, "B": 0}),
        (-3, {"A": -2, "B": -1}),
        (Decimal("0.1"), {"A": Decimal("0.1"), "B": Decimal("0.0")}),
        (Decimal("12.50"), {"A": Decimal("8.13"), "B": Decimal("4.37")}),
    ],
)
def test_a_count_of_a_divided_commune_goes_by_largest_remainder(count: Any, parts: dict[str, Any]) -> None:
    shares = walk(("old", "A", 65), ("old", "B", 35))
    assert divide(count, shares.of("old")) == parts


def test_decimals_keep_their_digits_and_their_sum() -> None:
    found = allocate({"x": Decimal("0.5"), "y": Decimal("1.25")}, walk(("x", "A", 100), ("y", "A", 50), ("y", "B", 50)))
    assert found.parts == {"A": Decimal("1.13"), "B": Decimal("0.62")}


def test_counts_that_come_together_are_added() -> None:
    found = allocate({"x": 4, "y": 5, "z": 10}, walk(("x", "A", 100), ("y", "A", 100), ("z", "A", 50), ("z", "B", 50)))
    assert found.parts == {"A": 14, "B": 5}


def test_what_nobody_measured_and_what_is_unknown_is_held_back_and_not_lost() -> None:
    found = allocate({"x": 4, "y": 5, "?": 1}, walk(("x", "A", 100), ("y", "A", None), ("y", "B", None)))
    assert (found.parts, found.held_back) == ({"A": 4}, {"y": 5, "?": 1})


def test_columns_say_which_row_each_part_came_from() -> None:
    shares = walk(("x", "A", 65), ("x", "B", 35), ("y", "A", 100), ("z", "A", None), ("z", "B", None))
    table = allocate_columns(pa.array(["y", "x", "z", "x", None]), pa.array([4, 10, 7, None, 1]), shares)
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        (0, "A", 4),
        (1, "A", 7),
        (1, "B", 3),
        (2, None, 7),
        (3, "A", None),
        (3, "B", None),
        (4, None, 1),
    ]


def test_nothing_in_nothing_out() -> None:
    empty: dict[str, int] = {}
    assert allocate(empty, walk()).parts == {}
    assert allocate_columns(pa.array([], pa.string()), pa.array([], pa.int64()), walk()).num_rows == 0


# ------------------------------------------------------------------------------------------------------- properties


@st.composite
def weights(draw: st.DrawFn, parts: int) -> list[Fraction | None]:
    """Shares that sum to one, or none of them measured."""
    if draw(st.integers(0, 5)) == 0:
        return [None] * parts
    sizes = draw(st.lists(st.integers(1, 97), min_size=parts, max_size=parts))
    return [Fraction(size, sum(sizes)) for size in sizes]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Atlas, list[date]]:
    """A few communes and some years of mergers and divisions, with the days in between."""
    start = [Unit(f"c{i}", f"C{i}", "xã", "commune", "VN") for i in range(draw(st.integers(2, 6)))]
    atlas = Atlas((Unit("VN", "Việt Nam", "", "country", ""), *start), ())
    days = [date(2000, 1, 1)]
    for year in range(2001, 2001 + draw(st.integers(1, 5))):
        on = date(year, 7, 1)
        living = [u.code for u in atlas.units("commune", on)]
        opened = [Unit(f"n{year}{i}", f"N{year}{i}", "xã", "commune", "VN") for i in range(3)]
        if draw(st.booleans()) and len(living) > 1:
            olds = draw(st.lists(st.sampled_from(living), min_size=2, max_size=4, unique=True))
            new = draw(st.sampled_from([opened[0].code, olds[0], *living]))
            moves = [Move(old, new) for old in olds]
        else:
            old = draw(st.sampled_from(living))
            news = draw(
                st.lists(st.sampled_from([*living, *(u.code for u in opened)]), min_size=2, max_size=3, unique=True)
            )
            moves = [Move(old, new, weight) for new, weight in zip(news, draw(weights(len(news))), strict=True)]
        atlas = atlas.with_acts([Act(on, tuple(moves), tuple(opened))])
        days.append(date(year, 12, 31))
    return atlas, days


@given(worlds(), st.data())
def test_totals_survive_any_mergers_and_divisions_in_both_directions(
    world: tuple[Atlas, list[date]], data: st.DataObject
) -> None:
    atlas, days = world
    start, end = data.draw(st.sampled_from(days)), data.draw(st.sampled_from(days))
    shares = crosswalk("commune", start, end, atlas=atlas)
    counts = {u.code: data.draw(st.integers(0, 999)) for u in atlas.units("commune", start)}
    found = allocate(counts, shares)
    assert sum(found.parts.values()) + sum(found.held_back.values()) == sum(counts.values())
    assert set(found.parts) <= {u.code for u in atlas.units("commune", end)}
    assert min(found.parts.values(), default=0) >= 0
    for code in counts:
        known = [s.millionths for s in shares.of(code)]
        assert None in known or sum(k or 0 for k in known) == 1_000_000


@given(worlds(), st.data())
def test_columns_and_dictionaries_allocate_alike(world: tuple[Atlas, list[date]], data: st.DataObject) -> None:
    atlas, days = world
    shares = crosswalk("commune", days[0], days[-1], atlas=atlas)
    counts = {u.code: data.draw(st.integers(0, 999)) for u in atlas.units("commune", days[0])}
    table = allocate_columns(pa.array(list(counts)), pa.array(list(counts.values()), pa.int64()), shares)
    parts: dict[str | None, int] = {}
    for row in table.to_pylist():
        parts[row["to_code"]] = parts.get(row["to_code"], 0) + row["part"]
    found = allocate(counts, shares)
    held = parts.pop(None, 0)
    assert (parts, held) == (found.parts, sum(found.held_back.values()))


@given(worlds())
def test_on_every_day_the_communes_are_just_those_that_hold_the_area(world: tuple[Atlas, list[date]]) -> None:
    atlas, days = world
    for day in days:
        shares = crosswalk("commune", days[0], day, atlas=atlas).shares
        assert {s.new for s in shares} == {u.code for u in atlas.units("commune", day)}


@given(st.lists(st.integers(0, 10_000), min_size=40, max_size=40))
def test_the_invented_province_keeps_its_totals_over_the_reform(sizes: list[int]) -> None:
    shares = crosswalk("commune", EVE, NOW, frame="sample")
    counts = dict(zip(sorted({s.old for s in shares.shares}), sizes, strict=True))
    found = allocate(counts, shares)
    assert (sum(found.parts.values()), len(found.parts), found.held_back) == (sum(sizes), 16, {})
