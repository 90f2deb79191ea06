"""Places side by side: order, what cannot be compared, and the three forms."""

from __future__ import annotations

import json

import lxml.html
import pytest
from scorecard.examples import result

from soyte.measures.targets.model import Status
from soyte.reports.compare import Comparison, Entry, render_json, render_png, render_svg, render_table

UNIT = "giường/10.000 dân"


def entry(code: str, name: str, value: str | None, unit: str = UNIT, year: int = 2024, **more: object) -> Entry:
    return Entry(code, name, result("beds", value, unit, year=year, **more))  # type: ignore[arg-type]


BEDS = Comparison(
    "beds",
    "Số giường bệnh trên 10.000 dân",
    UNIT,
    2024,
    (
        entry("19", "tỉnh Bình Sơn", "34.5", document="Báo cáo số 120/BC-SYT"),
        entry("02", "tỉnh Hà Giang Mới", "51.3", status=Status.ESTIMATE),
        entry("48", "thành phố Cửa Lớn", "29.8"),
        entry("15", "tỉnh Yên Thịnh", "90", "%"),
        Entry("14", "tỉnh Đại An", None),
        entry("25", "tỉnh Cao Nguyên", "31.1", year=2023),
        entry("27", "tỉnh Bắc Lĩnh", "34.5"),
    ),
    128,
    "19",
)
NOTHING = Comparison("beds", "Số giường bệnh", UNIT, 2024, (Entry("14", "tỉnh Đại An", None),), 3)


def test_highest_first_equal_values_share_a_rank_and_the_rest_follows_with_its_reason() -> None:
    rows = [(BEDS.place_number(one), one.place_name, BEDS.hindrance(one)) for one in BEDS.ordered]
    assert rows == [
        (1, "tỉnh Hà Giang Mới", ""),
        (2, "tỉnh Bình Sơn", ""),
        (2, "tỉnh Bắc Lĩnh", ""),
        (4, "thành phố Cửa Lớn", ""),
        (None, "tỉnh Cao Nguyên", "thời gian khác: năm 2023"),
        (None, "tỉnh Yên Thịnh", "đơn vị khác: %"),
        (None, "tỉnh Đại An", ""),
    ]


def test_the_table_says_who_states_what_and_who_says_nothing() -> None:
    lines = render_table(BEDS).splitlines()
    assert lines[0] == "Số giường bệnh trên 10.000 dân (giường/10.000 dân), năm 2024"
    assert lines[3].split("  ")[0:1] == [" 1"]
    assert "ước 51,3" in lines[3]
    assert "tỉnh Bình Sơn *" in lines[4]
    assert "Báo cáo số 120/BC-SYT" in lines[4]
    assert lines[9].split() == ["tỉnh", "Đại", "An", "chưa", "báo", "cáo"]
    assert lines[-1].startswith("So sánh được 4 trên 7 giá trị")


def test_columns_stand_under_each_other() -> None:
    lines = render_table(BEDS).splitlines()[2:10]
    at = lines[0].index("Giá trị") + len("Giá trị")
    assert {line[at - 1] for line in lines[1:7]} <= set("0123456789")


def test_the_json_has_decimals_as_strings_and_nothing_invented() -> None:
    places = json.loads(render_json(BEDS))["places"]
    assert [(one["rank"], one["value"]) for one in places][:2] == [(1, "51.3"), (2, "34.5")]
    assert (places[-1]["value"], places[-1]["period"], places[-1]["status"]) == (None, None, None)


def test_the_picture_names_every_place_it_draws_and_is_the_same_each_time() -> None:
    svg = render_svg(BEDS)
    assert svg is not None
    assert svg == render_svg(BEDS)
    root = lxml.html.fragment_fromstring(svg)
    assert root.get("aria-label", "").startswith("Số giường bệnh trên 10.000 dân, năm 2024. tỉnh Hà Giang Mới ước 51,3")
    assert "tỉnh Đại An" not in svg


def test_a_place_with_two_sources_has_two_lines() -> None:
    twice = (*BEDS.entries, entry("19", "tỉnh Bình Sơn", "34.1", document="Niên giám thống kê"))
    svg = render_svg(Comparison("beds", "Giường", UNIT, 2024, twice, 1)) or ""
    assert "tỉnh Bình Sơn (Báo cáo số 120/BC-SYT)" in svg
    assert "tỉnh Bình Sơn (Niên giám thống kê)" in svg


@pytest.mark.parametrize("render", [render_svg, render_png])
def test_nothing_to_draw_is_no_picture(render: object) -> None:
    assert render(NOTHING) is None  # type: ignore[operator]


def test_nothing_to_compare_still_is_a_table() -> None:
    assert "So sánh được 0 trên 1 giá trị" in render_table(NOTHING)
