"""A site's definitions over the shipped ones: they win on their days, the rest stays, and wrong ones are told like files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.catalogue import CatalogueError
from soyte.catalogue.overlay import overlay, superseded
from soyte.catalogue.owners import Owner
from soyte.catalogue.versions import by_id, holds, on_day
from soyte.catalogue.whole import load_whole

BEDS: dict[str, Any] = {
    "name_vi": "Tổng số giường thực kê",
    "unit": "giường",
    "numerator": "Giường thực kê ngày 31/12",
    "direction": "count_only",
    "rollup": "last",
    "legal_source": "QĐ 12/QĐ-SYT",
    "certainty": "looked_up",
}


def indicator(name: str, **body: Any) -> dict[str, Any]:
    return {"kind": "indicator", "name": name, "body": {**BEDS, **body}}


def test_nothing_laid_over_leaves_all_as_it_is() -> None:
    assert overlay(load_whole(), []) == load_whole()


def test_a_site_definition_counts_from_its_day_and_the_shipped_one_before() -> None:
    laid = overlay(load_whole(), [indicator("beds_total", valid_from="2026-01-01")]).catalogue
    assert laid.indicator("beds_total", date(2025, 12, 31)).name_vi == "Tổng số giường bệnh"
    assert laid.indicator("beds_total", date(2026, 1, 1)).name_vi == "Tổng số giường thực kê"
    assert laid.domains["beds_total"] == "input_resources"
    assert load_whole().catalogue.indicator("beds_total", date(2026, 1, 1)).name_vi == "Tổng số giường bệnh"


def test_a_site_definition_for_some_days_leaves_the_shipped_one_before_and_after() -> None:
    laid = overlay(load_whole(), [indicator("beds_total", valid_from="2025-01-01", valid_to="2025-12-31")]).catalogue
    days = (date(2024, 12, 31), date(2025, 6, 1), date(2026, 1, 1))
    assert [laid.indicator("beds_total", day).rollup for day in days] == ["last"] * 3
    assert [laid.indicator("beds_total", day).legal_source for day in days][1] == "QĐ 12/QĐ-SYT"
    assert len(laid.versions["beds_total"]) == 3


def test_a_new_indicator_needs_a_domain_of_ours() -> None:
    laid = overlay(load_whole(), [indicator("stations_painted", domain="quality", unit="trạm")])
    assert laid.catalogue.domains["stations_painted"] == "quality"
    with pytest.raises(CatalogueError, match=r"số 1 \(indicator stations_painted\): domain: thiếu khóa này"):
        overlay(load_whole(), [indicator("stations_painted", unit="trạm")])


def test_bodies_that_set_targets_can_be_added() -> None:
    body = {"name_vi": "Ban Chỉ đạo 06 tỉnh", "roles": ["sets_targets"], "legal_source": "QĐ 1", "certainty": "memory"}
    laid = overlay(load_whole(), [{"kind": "owner", "name": "steering_06", "body": body}])
    assert "steering_06" in {one.id for one in laid.owners.with_role("sets_targets", date(2026, 1, 1))}


@pytest.mark.parametrize(
    ("definition", "told"),
    [
        ({"kind": "colour", "name": "x"}, "định nghĩa số 1 (colour x): kind cần một trong 'indicator', 'measure'"),
        (indicator("beds_total", direction="up"), "(indicator beds_total), khóa “direction”: cần một trong"),
        (
            indicator("beds_total", numeratr="x"),
            "khóa “numeratr”: khóa lạ, không có trong lược đồ; có phải “numerator”?",
        ),
        (indicator("Beds", domain="quality"), "khóa “id”: cần một mã gồm chữ thường"),
        (indicator("beds_total", id="beds"), "khóa “id”: phải trùng với name"),
        (indicator("beds_total", unit="cái"), "unit: units.csv không có đơn vị 'cái'"),
        (indicator("beds_total", formula={"measure": "beds"}), "formula: không có số đo 'beds'"),
        (indicator("beds_total", valid_from="hôm qua"), "khóa “valid_from”"),
        ({"kind": "indicator", "name": "beds_total"}, "khóa “name_vi”: thiếu khóa này"),
    ],
)
def test_a_wrong_definition_is_told_with_its_number_and_key(definition: dict[str, Any], told: str) -> None:
    with pytest.raises(CatalogueError) as error:
        overlay(load_whole(), [definition])
    assert told in str(error.value)


def test_faults_of_all_definitions_are_told_at_once_and_overlaps_among_them_too() -> None:
    with pytest.raises(CatalogueError) as error:
        overlay(
            load_whole(),
            [
                indicator("beds_total", direction="up"),
                indicator("doctors_total", unit="cái"),
                indicator("facilities_total"),
                indicator("facilities_total", valid_from="2026-01-01"),
            ],
        )
    said = str(error.value)
    assert "số 1 (indicator beds_total)" in said
    assert "số 2 (indicator doctors_total)" in said
    assert "số 4 (indicator facilities_total): hai định nghĩa cùng có hiệu lực ngày 01/01/2026" in said


FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(12)]


@st.composite
def versions(draw: st.DrawFn, name: str) -> list[Owner]:
    """Spans that do not meet, some open at an end."""
    cuts = sorted(draw(st.sets(st.integers(0, 11), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [
        Owner(
            id="one",
            name_vi=f"{name} {number}",
            roles=["owns"],
            valid_from=None if number == 0 and draw(st.booleans()) else DAYS[start],
            valid_to=None if number == len(spans) - 1 and draw(st.booleans()) else DAYS[end],
            legal_source="x",
            certainty="memory",
        )
        for number, (start, end) in enumerate(spans)
    ]


@given(versions("shipped"), versions("site"))
def test_on_every_day_the_site_wins_where_it_holds_and_the_shipped_one_elsewhere(
    shipped: list[Owner], own: list[Owner]
) -> None:
    laid = superseded(shipped, own)
    by_id(laid, str)  # no two hold on one day
    for day in [FIRST - timedelta(days=400), *DAYS, DAYS[-1] + timedelta(days=400)]:
        wanted = next((one for one in (*own, *shipped) if holds(one, day)), None)
        found = on_day(laid, day)
        assert (found and found.name_vi) == (wanted and wanted.name_vi)
