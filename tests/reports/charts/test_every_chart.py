"""What holds for every chart: valid, complete in itself, drawn alike each time, in any theme, with words that stay words."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from altair.vegalite.v6.schema import core
from chart_examples import TODAY, examples, point
from hostile import NASTY
from lxml import etree

from soyte.reports.charts import Chart, render
from soyte.reports.charts.maps import map_of
from soyte.reports.charts.multiples import Panel, multiples
from soyte.reports.charts.over_time import over_time
from soyte.reports.charts.palette import DARK, LIGHT, inked
from soyte.reports.charts.points import Series, Spot
from soyte.reports.charts.ranking import ranking
from soyte.reports.charts.slope import Slope, slope
from soyte.reports.charts.sparkline import sparkline
from soyte.reports.safe_text import one_line

CHARTS = examples()


def texts(svg: str) -> list[str]:
    return [" ".join(str(part) for part in text.itertext()) for text in etree.fromstring(svg).iter("{*}text")]


def strings(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [text for one in inside for text in strings(one)]


@pytest.mark.parametrize("kind", CHARTS)
def test_the_specification_is_valid_and_needs_nothing_from_elsewhere(kind: str) -> None:
    specification = render.specification(CHARTS[kind])
    core.Root.from_dict(specification)
    assert not [text for text in strings(specification) if "://" in text and text != specification["$schema"]]
    assert not [text for text in strings(specification) if re.fullmatch(r"\$[a-z_0-9]+", text)], "an ink without colour"


@pytest.mark.parametrize("kind", CHARTS)
def test_a_picture_has_its_words_around_it_and_is_the_same_each_time(kind: str) -> None:
    chart = CHARTS[kind]
    svg = render.svg(chart)
    assert svg == render.svg(chart)
    assert etree.fromstring(svg).get("aria-label") == f"{chart.title}. {chart.told}"
    assert (chart.title in " ".join(texts(svg))) == (kind != "sparkline")
    assert not re.search(r"nan|undefined|Infinity", svg, re.IGNORECASE)


def test_themes_differ_in_inks_alone() -> None:
    light, dark = (render.svg(CHARTS["bars"], palette) for palette in (LIGHT, DARK))
    assert LIGHT.accent in light
    assert DARK.accent in dark
    for name, ink in LIGHT.inks.items():
        light = light.replace(ink, name)
    for name, ink in DARK.inks.items():
        dark = dark.replace(ink, name)
    assert light == dark


def test_every_theme_has_each_ink_once_so_that_print_can_change_them() -> None:
    for palette in (LIGHT, DARK):
        assert len(set(palette.inks.values())) == len(palette.inks)


def test_a_sender_cannot_name_an_ink() -> None:
    spec = {"mark": {"fill": "$accent"}, "data": {"values": [{"nhan": "$accent"}]}, "axis": {"values": [1, 2]}}
    assert inked(spec, LIGHT) == {**spec, "mark": {"fill": LIGHT.accent}}


@pytest.mark.parametrize("kind", CHARTS)
def test_words_stay_words_in_pictures_and_in_a_page(kind: str) -> None:
    text = one_line(" ".join(NASTY), 400)
    chart = examples(text)[kind]
    root = etree.fromstring(render.svg(chart))
    assert not root.xpath(
        "//*[local-name()='script' or local-name()='image' or local-name()='a'] | //@onerror | //@style"
    )
    written = render.json(chart)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["title"] == text


def test_a_png_is_larger_by_its_scale() -> None:
    sizes = [int.from_bytes(render.png(CHARTS["bars"], scale)[16:20], "big") for scale in (1, 2)]
    assert sizes[1] == pytest.approx(2 * sizes[0], abs=2)


def test_rows_hold_what_is_shown_for_a_table_beside_it() -> None:
    chart: Chart = CHARTS["bars"]
    assert [(row["TT"], row["Địa bàn"], row["Ghi"]) for row in chart.rows] == [
        (1, "xã Sao Mai", "96%"),
        (2, "xã Sao Hôm", "91,5%"),
        (None, "xã Vàm Gió", "chưa báo cáo"),
        (None, "xã Đồng Sao", "bị ẩn vì quá ít"),
    ]
    assert chart.rows[3]["Giá trị"] is None, "what is hidden is in no export"


def test_what_is_hidden_is_nowhere_in_what_leaves_the_server() -> None:
    hidden = point(2024, 987654, hidden=True)
    several = [Spot("99001", "xã A", hidden), Spot("99004", "xã B", point(2024, 5))]
    panel = Panel("xã A", (hidden,))
    for chart in (
        over_time([Series("xã A", (hidden,))], "ca", "t"),
        ranking(several, "ca", "t"),
        map_of(several, "ca", "t", TODAY),
        multiples([panel], "ca", "t"),
        sparkline((hidden,), "t"),
        slope([Slope("xã A", hidden, point(2025, 7))], "ca", "t"),
    ):
        assert not re.search(r"987.?654", f"{render.json(chart)} {chart.rows} {render.svg(chart)}")
