"""Series over time: what is drawn for a value, for none, for what was not reported; targets, owners and documents."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from chart_examples import goal, point, points
from hypothesis import given
from hypothesis import strategies as st

from soyte.measures.figure import Presence
from soyte.measures.where import Break
from soyte.periods import month, week, year
from soyte.reports.charts import Chart
from soyte.reports.charts.labels import spread
from soyte.reports.charts.multiples import Panel, multiples
from soyte.reports.charts.over_time import over_time
from soyte.reports.charts.points import Series
from soyte.reports.charts.sparkline import inline
from soyte.reports.charts.time_axis import TimeAxis


def layers(chart: Chart, **looks: Any) -> list[list[dict[str, Any]]]:
    """The rows of each layer whose mark looks so."""
    found = [one for one in chart.spec["layer"] if looks.items() <= one["mark"].items()]
    return [one["data"]["values"] for one in found]


def words(chart: Chart, field: str = "nhan") -> list[str]:
    return [row[field] for rows in layers(chart, type="text") for row in rows if field in row]


def drawn(values: Iterable[float | None], **more: Any) -> Chart:
    return over_time([Series("Sở Y tế", points(*values))], "%", "t", **more)


def test_zero_is_a_point_and_a_period_without_a_number_breaks_the_line() -> None:
    (rows,) = layers(drawn([2, 0, None, 3]), type="line")
    assert [(row["y"], row["doan"]) for row in rows] == [(2, 0), (0, 0), (3, 1)]


def test_what_is_missing_carries_its_own_sign_and_the_subtitle_explains_it() -> None:
    why = (Presence.NOT_REPORTED, Presence.NONE, Presence.HELD_BACK)
    missing = tuple(point(2021 + n, None, why=one) for n, one in enumerate(why))
    chart = over_time([Series("A", (point(2020, 1), *missing, point(2024, 5, hidden=True)))], "ca", "t")
    assert words(chart, "dau") == ["×", "–", "≈", "*"]
    assert chart.subtitle == (
        "Đơn vị: ca; *: bị ẩn vì quá ít; ×: chưa báo cáo; –: không phát sinh; ≈: chưa tách được cho đơn vị này"
    )
    assert not [row for row in chart.rows if row["Ghi"] == "bị ẩn vì quá ít" and row["Giá trị"] is not None]


def test_estimates_are_hollow() -> None:
    chart = drawn([1, 2])
    assert [row["y"] for rows in layers(chart, type="point", fill="$paper") for row in rows] == [2]
    assert "dấu rỗng: ước hoặc sơ bộ" in chart.subtitle


def test_two_owners_stand_side_by_side_and_what_documents_state_has_no_line() -> None:
    several = [Series("CDC", points(1, 2)), Series("Sở Y tế", points(2, 3)), Series("BC", points(2), stated=True)]
    chart = over_time(several, "%", "t")
    assert len(layers(chart, type="line")) == 2
    assert len(layers(chart, type="point", shape="diamond")) == 1
    assert words(chart) == ["CDC: ước 2%", "Sở Y tế: ước 3%", "BC: ước 2%"]


def test_each_body_has_its_dashes_its_years_and_its_name_at_the_end() -> None:
    chart = drawn([90, 91], goals=[goal(2020, 92), goal(2021, 93), goal(2021, 95, "Bộ Y tế"), goal(2030, 99)])
    council, ministry = (rows for rows in layers(chart, type="rule") if "x2" in rows[0])
    assert [row["y"] for row in council] == [92, 93]
    assert [row["y"] for row in ministry] == [95]
    assert words(chart)[1:] == ["HĐND tỉnh: ≥ 93%", "Bộ Y tế: ≥ 95%"]
    assert not [row for row in chart.rows if "99" in row["Ghi"]], "a target of another time is not drawn"


def test_breaks_of_the_series_are_marked_once_with_their_day() -> None:
    broken = [Break(place, date(2021, 7, 1), "nhập xã A vào xã B") for place in ("99001", "99004")]
    assert words(drawn([1, 2, 3], breaks=broken))[0] == "địa giới đổi 01/07/2021"
    assert not [text for text in words(drawn([1, 2], breaks=[Break("99", date(2030, 1, 1), "")])) if "địa giới" in text]


def test_a_series_without_any_number_is_still_a_chart_that_says_so() -> None:
    assert words(drawn([None, None]), "dau") == ["×", "×"]
    with pytest.raises(ValueError, match="at least one period"):
        drawn([])


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([year(2023), year(2024)], ["2023", "2024"]),
        ([month(2024, 1), month(2024, 2)], ["T1", "T2"]),
        ([month(2023, 12), month(2024, 1)], ["T12/2023", "T1/2024"]),
        ([month(2022 + n // 12, n % 12 + 1) for n in range(30)], ["2022", "2023", "2024"]),
        ([week(2024, n) for n in (1, 2)], ["Tuần 1", "Tuần 2"]),
    ],
)
def test_periods_are_named_as_shortly_as_they_can_be(periods: list[Any], expected: list[str]) -> None:
    assert [text for _, text in TimeAxis.of(periods)._named()] == expected


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 12)), min_size=1, max_size=8))
def test_labels_never_lie_on_each_other(boxes: list[tuple[float, float]]) -> None:
    wanted, sizes = [one for one, _ in boxes], [size for _, size in boxes]
    middles = spread(wanted, sizes, 0, 100)
    ends = sorted((m - size / 2, m + size / 2) for m, size in zip(middles, sizes, strict=True))
    assert all(one[1] <= other[0] + 1e-6 for one, other in itertools.pairwise(ends))
    assert ends[-1][1] <= 100 + 1e-6


def test_panels_say_their_verdict_and_share_one_scale() -> None:
    chart = multiples([Panel("xã A", points(1, 2)), Panel("xã B", points(None))], "%", "t")
    assert {row["nhan"] for row in chart.spec["data"]["values"] if "nhan" in row} == {"2", "chưa báo cáo"}
    assert "cùng một thang đo" in chart.subtitle


def test_a_sparkline_in_a_table_is_small_and_names_its_values() -> None:
    svg = inline(points(1, None, 3), "Tiêm chủng", goal=goal(2022, 2))
    assert len(svg) < 700
    assert 'aria-label="Tiêm chủng. Năm 2020 1, Năm 2021 chưa báo cáo, Năm 2022 ước 3; HĐND tỉnh: ≥ 2%"' in svg
    assert "spark-estimate" in svg
    assert "style=" not in svg
