"""Places in order: best first, what has no number below with its reason, verdicts by word and shape."""

from __future__ import annotations

from chart_examples import point, spots

from soyte.reports.charts.points import Spot
from soyte.reports.charts.ranking import ranking
from soyte.reports.charts.slope import Slope, slope

NAMES = ["xã Sao Mai", "xã Sao Hôm", "xã Vàm Gió", "xã Đồng Sao"]


def test_the_best_stands_first_and_what_has_no_number_last() -> None:
    assert [row["Địa bàn"] for row in ranking(spots(), "%", "t").rows] == NAMES
    lower = ranking(spots(), "%", "t", lower_is_better=True)
    assert [row["Địa bàn"] for row in lower.rows] == [NAMES[1], NAMES[0], *NAMES[2:]]
    assert "thấp là tốt" in lower.subtitle


def test_equal_values_share_a_rank() -> None:
    several = [Spot(str(n), f"xã {n}", point(2024, value)) for n, value in enumerate((5, 7, 5, 3))]
    assert [row["TT"] for row in ranking(several, "ca", "t").rows] == [1, 2, 2, 4]


def test_verdicts_have_a_shape_and_a_word() -> None:
    (judged,) = (one for one in ranking(spots(), "%", "t").spec["layer"] if "shape" in one["encoding"])
    assert judged["encoding"]["shape"]["scale"] == {"domain": ["không đạt", "vượt"], "range": ["cross", "triangle-up"]}
    assert [row["muc"] for row in judged["data"]["values"]] == ["vượt", "không đạt"]


def test_bars_begin_at_zero_and_dots_need_not() -> None:
    def domain(bars: bool) -> list[float]:
        scales = (one["encoding"]["x"].get("scale") for one in ranking(spots(), "%", "t", bars=bars).spec["layer"])
        found: list[float] = next(scale for scale in scales if scale)["domain"]
        return found

    assert domain(bars=True)[0] == 0
    assert domain(bars=False)[0] > 80


def test_a_slope_names_what_it_cannot_draw() -> None:
    chart = slope([Slope("xã A", point(2023, 1), point(2024, 2)), Slope("xã B", point(2023, None), point(2024, 2))], "%", "t")  # fmt: skip
    assert "thiếu số liệu một trong hai kỳ: xã B" in chart.subtitle
    assert chart.told == "xã A: Năm 2023 1%, Năm 2024 2%, tăng; xã B: Năm 2023 chưa báo cáo, Năm 2024 2%."
