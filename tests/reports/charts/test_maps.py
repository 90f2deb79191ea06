"""Maps: quantiles, hatching where there is no number, and Hoàng Sa and Trường Sa on every national map."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import numpy as np
import pytest
from chart_examples import TODAY, point, provinces, spots, square
from hypothesis import given
from hypothesis import strategies as st

from soyte.places import units
from soyte.reports.charts import Chart
from soyte.reports.charts.classes import classes
from soyte.reports.charts.hatching import strokes
from soyte.reports.charts.maps import map_of
from soyte.reports.charts.points import Spot

SHAPES = {
    "type": "FeatureCollection",
    "features": [square("01", 105, 21), square("48", 108, 16), square("56", 109, 12)],
}


def spots_of(values: list[float | None]) -> list[Spot]:
    return [Spot(str(n), f"xã {n}", point(2024, value)) for n, value in enumerate(values)]


def rows(chart: Chart, kind: str) -> list[dict[str, Any]]:
    return [row for one in chart.spec["layer"] if one["mark"]["type"] == kind for row in one["data"]["values"]]


def written(chart: Chart) -> list[str]:
    return [row["nhan"] for row in rows(chart, "text")]


@pytest.mark.parametrize(
    ("shapes", "on"), [(SHAPES, TODAY), ({"features": []}, TODAY), (None, TODAY), (None, date(2024, 1, 1))]
)
def test_both_archipelagos_are_on_every_national_map(shapes: dict[str, Any] | None, on: date) -> None:
    there = [Spot(one.code, one.full_name, point(2024, n)) for n, one in enumerate(units("province", on))]
    chart = map_of(there, "%", "t", on, shapes=shapes, national=True)
    assert {"Hoàng Sa\n(thành phố Đà Nẵng)", "Trường Sa\n(tỉnh Khánh Hòa)"} <= set(written(chart))
    assert len(rows(chart, "point")) > 100
    assert chart.told.endswith("bản đồ có quần đảo Hoàng Sa và quần đảo Trường Sa.")


def test_they_are_there_even_if_nobody_names_their_provinces() -> None:
    chart = map_of(provinces()[:3], "%", "t", TODAY, national=True)
    assert {"Hoàng Sa", "Trường Sa"} <= set(written(chart))


@pytest.mark.parametrize(("province", "zone"), [("48", "đặc khu Hoàng Sa"), ("56", "đặc khu Trường Sa")])
def test_the_map_of_a_province_at_sea_has_its_special_zone_beside_it(province: str, zone: str) -> None:
    there = [
        Spot(one.code, one.full_name, point(2025, n % 9)) for n, one in enumerate(units("commune", TODAY, province))
    ]
    chart = map_of(there, "%", "t", TODAY)
    assert zone in written(chart)
    assert "chưa vẽ được" not in chart.subtitle


def test_islands_far_out_do_not_make_the_land_small() -> None:
    far = {"type": "Feature", "id": "56", "geometry": {"type": "MultiPolygon", "coordinates": [
        square("56", 108.5, 11.5)["geometry"]["coordinates"], square("56", 114, 9, 0.1)["geometry"]["coordinates"]]}}  # fmt: skip
    there = [Spot("56", "tỉnh Khánh Hòa", point(2024, 1))]
    chart = map_of(there, "%", "t", TODAY, shapes={"features": [far]}, national=True)
    (drawn,) = rows(chart, "geoshape")
    assert len(drawn["geometry"]["coordinates"]) == 1


def test_unknown_and_hidden_areas_are_hatched_and_named_apart() -> None:
    chart = map_of(spots(), "%", "t", TODAY)
    assert {"chưa có số liệu (1)", "bị ẩn vì quá ít (1)"} <= set(written(chart))
    hatched = [row for row in rows(chart, "geoshape") if row["geometry"]["type"] == "MultiLineString"]
    assert len(hatched) == 3  # one way for what is unknown, both ways for what is hidden
    assert not [row for row in chart.rows if row["Mã"] == "99010" and row["Giá trị"] is not None]


def test_units_without_a_shape_are_told() -> None:
    chart = map_of(provinces(), "%", "t", TODAY, shapes=SHAPES, credit="Ranh giới: A (MIT)", citation="Nguồn: B.")
    assert "chưa vẽ được: tỉnh Cao Bằng" in chart.subtitle
    assert chart.citation == "Nguồn: B. Ranh giới: A (MIT)"


@given(st.lists(st.none() | st.integers(0, 9), min_size=1, max_size=40))
def test_equal_values_are_of_one_class_and_every_place_of_just_one(values: list[float | None]) -> None:
    found = classes(spots_of(values))
    assert sorted(spot.code for one in found for spot in one.spots) == sorted(str(n) for n in range(len(values)))
    known = [[spot.point.number or 0 for spot in one.spots] for one in found if not one.hatched]
    assert len(known) <= 5
    assert all(max(one) < min(other) for one, other in itertools.pairwise(known))
    inks = [one.ink for one in found if not one.hatched]
    assert inks == sorted(set(inks))


def test_classes_are_named_by_the_values_in_them() -> None:
    assert [one.words for one in classes(spots_of([1, 2, 3, 4, 5, 6, None]), most=3)] == ["1 - 2", "3 - 4", "5 - 6", "chưa có số liệu"]  # fmt: skip
    assert [one.words for one in classes(spots_of([7, 7]))] == ["7"]


@given(st.booleans())
def test_strokes_stay_inside_and_leave_holes_free(falling: bool) -> None:
    outline = np.array([[0, 0], [40, 0], [40, 40], [0, 40]], dtype=float)
    hole = outline / 2 + 10
    found = strokes([[outline, hole]], falling=falling)
    assert len(found) > 10
    for (x, y), (x2, y2) in found:
        middle = (x + x2) / 2, (y + y2) / 2
        assert all(-0.1 <= one <= 40.1 for one in (x, y, x2, y2))
        assert not all(10.1 < one < 29.9 for one in middle)
