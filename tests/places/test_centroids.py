"""Where units are: points within the country, one a unit of today, and the islands at sea."""

from __future__ import annotations

from datetime import date

from soyte.places import units
from soyte.places.centroids import archipelagos, centroid

BEFORE, TODAY = date(2025, 6, 30), date(2026, 8, 1)


def test_every_province_and_commune_of_today_and_every_province_before_has_a_point_in_viet_nam() -> None:
    for level, on in (("province", TODAY), ("commune", TODAY), ("province", BEFORE), ("district", BEFORE)):
        found = {one.code: centroid(one.code, on) for one in units(level, on)}  # type: ignore[arg-type]
        assert not [code for code, at in found.items() if at is None], (level, on)
        assert all(at is not None and 102 < at[0] < 117 and 7 < at[1] < 23.5 for at in found.values())


def test_a_code_that_names_another_area_today_has_another_point() -> None:
    assert centroid("01", BEFORE) != centroid("01", TODAY)


def test_nobody_knows_where_invented_units_are() -> None:
    assert centroid("99001", TODAY) is None


def test_both_archipelagos_are_known_with_their_units() -> None:
    assert [(one.name, one.province, one.commune) for one in archipelagos()] == [
        ("Hoàng Sa", "48", "20333"),
        ("Trường Sa", "56", "22736"),
    ]
    assert all(lon > 110 for one in archipelagos() for lon, _ in one.islands)
