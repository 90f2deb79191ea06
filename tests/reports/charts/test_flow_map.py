"""Transfers as arrows on a map: as wide as they are many, none lost, and whoever leaves the province goes to its edge."""

from __future__ import annotations

from typing import Any

import pytest
from chart_examples import TODAY, flow_chart, square

from soyte.reports.charts import Chart
from soyte.reports.charts.flow_lines import Node, arrow, widths
from soyte.reports.charts.flow_map import UNKNOWN, Flow, Site, flow_map
from soyte.reports.charts.maps import WIDTH

SHAPES = {"type": "FeatureCollection", "features": [square("99001", 105, 20), square("99004", 106, 20)]}
COMMUNES = {"99001": "xã Sao Hôm", "99004": "xã Sao Mai"}
SITES = {"A": Site("Bệnh viện", "99001"), "B": Site("Trung tâm", "99004"), "C": Site("Phòng khám")}


def drawn(*flows: Flow, shapes: dict[str, Any] | None = None) -> Chart:
    chart = flow_map(flows, SITES, COMMUNES, "Chuyển cơ sở", TODAY, shapes=shapes)
    assert chart is not None
    return chart


def arrows(chart: Chart) -> dict[tuple[str, str], dict[str, Any]]:
    every = [row for one in chart.spec["layer"] for row in one["data"]["values"]]
    return {(row["tu"], row["den"]): row for row in every if "tu" in row}


def words(chart: Chart) -> set[str]:
    return {row["nhan"] for one in chart.spec["layer"] for row in one["data"]["values"] if "nhan" in row}


def test_facilities_of_one_commune_are_one_arrow_that_names_them() -> None:
    sites = SITES | {"D": Site("Trạm", "99004")}
    chart = flow_map([Flow("B", "A", 5), Flow("D", "A", 2)], sites, COMMUNES, "", TODAY)
    assert chart is not None
    (one,) = arrows(chart).values()
    assert one["n"] == 7
    assert "Trung tâm → Bệnh viện 5; Trạm → Bệnh viện 2" in one["noi_dung"]


def test_no_transfer_disappears_from_the_words_beneath() -> None:
    chart = drawn(Flow("B", "A", 5), Flow("C", "A", 2), Flow("A", "01001", 4, "Hà Nội"), Flow("A", "A", 3))
    found = {pair: row["n"] for pair, row in arrows(chart).items()}
    assert found == {
        ("xã Sao Mai", "xã Sao Hôm"): 5,
        ("Chưa rõ địa bàn", "xã Sao Hôm"): 2,
        ("xã Sao Hôm", "Hà Nội"): 4,
    }
    assert {(row["Từ"], row["Đến"]): row["Lượt"] for row in chart.rows} == found
    assert "3 lượt trong cùng một nơi không vẽ" in chart.subtitle
    assert "Chưa rõ địa bàn" in chart.subtitle
    assert {"Hà Nội", "Sao Hôm", "Sao Mai", "Chưa rõ địa bàn"} <= words(chart)


@pytest.mark.parametrize("shapes", [SHAPES, None], ids=["shapes", "no shapes"])
def test_what_leaves_the_province_goes_to_the_right_of_its_land(shapes: dict[str, Any] | None) -> None:
    found = arrows(drawn(Flow("B", "A", 5), Flow("A", "01001", 4, "Hà Nội"), shapes=shapes))
    ends = {pair[1]: max(x for x, _ in row["geometry"]["coordinates"][0]) for pair, row in found.items()}
    assert ends["xã Sao Hôm"] < 260 < ends["Hà Nội"] < WIDTH


def test_a_commune_without_a_shape_counts_as_unknown() -> None:
    one = {"type": "FeatureCollection", "features": [square("99001", 105, 20)]}
    assert set(arrows(drawn(Flow("B", "A", 5), shapes=one))) == {("Chưa rõ địa bàn", "xã Sao Hôm")}


def test_nothing_that_flows_is_no_map() -> None:
    assert flow_map([Flow("A", "A", 9)], SITES, COMMUNES, "", TODAY) is None
    assert flow_map([], SITES, COMMUNES, "", TODAY) is None
    assert UNKNOWN not in COMMUNES


def test_the_width_is_in_proportion_and_the_way_back_lies_beside_the_way() -> None:
    assert widths([100, 50, 1]) == [9, 4.5, 1]
    there, back = (arrow(Node(a, 0), Node(b, 0), 4) for a, b in (((0, 0), (100, 0)), ((100, 0), (0, 0))))
    assert there is not None
    assert back is not None
    assert min(y for _, y in there["coordinates"][0]) > max(y for _, y in back["coordinates"][0]) - 20
    assert arrow(Node((5, 5), 3), Node((5, 5), 3), 4) is None


def test_one_specification_serves_page_and_document() -> None:
    chart = flow_chart("xã Sao Hôm", SHAPES)
    assert chart.fit == "scale"
    assert chart.citation == "xã Sao Hôm"
    assert chart.told.startswith("xã Sao Mai → xã Sao Hôm: 8 lượt")
