"""Charts: the same bytes each time, Vietnamese numbers on axes, words that cannot become anything else."""

from __future__ import annotations

import re

import pytest
from hostile import NASTY
from lxml import etree

from soyte.reports.charts import PAPER, SCREEN, to_png, to_svg
from soyte.reports.charts.distances import Gap, distances
from soyte.reports.charts.places import Spot, places
from soyte.reports.charts.trends import Panel, Step, trends
from soyte.reports.safe_text import one_line


def panel(name: str, *values: float | None, target: float | None = None) -> Panel:
    steps = tuple(Step(2020 + n, value, f"{value}".replace(".", ",")) for n, value in enumerate(values))
    return Panel(name, "%", steps, target, missed=True)


def texts(svg: str) -> list[str]:
    return [" ".join(str(part) for part in text.itertext()) for text in etree.fromstring(svg).iter("{*}text")]


def strokes(svg: str) -> int:
    """Pieces of lines that are drawn."""
    return len(re.findall(r'class="mark-line', svg))


PANELS = [panel("Tỷ lệ bảo hiểm y tế", 90.4, 91.7, 93.1, target=95), panel("Tỷ lệ tiêm chủng", 88.0, None, 91.0)]
GAPS = [
    Gap("A", 1.5, "+1,5%", "vượt"),
    Gap("B", -7.5, "-7,5%", "không đạt", provisional=True),
    Gap("C", 0, "0,0%", "đạt"),
]


def test_axes_have_dots_between_thousands_and_commas_before_decimals() -> None:
    svg = to_svg(places([Spot("A", 12000, "12.000"), Spot("B", 15000, "15.000")], "lượt", SCREEN), "t", "d")
    assert "12.000" in texts(svg)
    assert not [text for text in texts(svg) if "," in text]
    svg = to_svg(places([Spot("A", 1.25, "1,25"), Spot("B", 1.5, "1,5")], "lượt", SCREEN), "t", "d")
    assert "1,3" in texts(svg) or "1,25" in texts(svg)


def test_the_same_specification_gives_the_same_bytes() -> None:
    assert to_png(trends(PANELS, PAPER)) == to_png(trends(PANELS, PAPER))
    assert to_svg(distances(GAPS, SCREEN), "t", "d") == to_svg(distances(GAPS, SCREEN), "t", "d")


def test_first_and_last_values_and_years_are_written_out() -> None:
    shown = texts(to_svg(trends(PANELS, SCREEN), "t", "d"))
    assert {"90,4", "93,1", "88,0", "91,0", "2020", "2022"} <= set(shown)
    assert "91,7" not in shown


def test_a_year_without_a_value_breaks_the_line() -> None:
    whole = to_svg(trends([panel("A", 1.0, 2.0, 3.0)], SCREEN), "t", "d")
    broken = to_svg(trends([panel("A", 1.0, None, 3.0)], SCREEN), "t", "d")
    assert strokes(broken) == strokes(whole) + 1


def test_distances_stand_worst_first_and_say_their_verdict_by_shape_and_word() -> None:
    shown = texts(to_svg(distances(GAPS, SCREEN), "t", "d"))
    assert [text for text in shown if text in "ABC"] == ["B", "C", "A"]
    assert {"không đạt", "đạt", "vượt", "-7,5% (tạm)"} <= set(shown)


@pytest.mark.parametrize("text", NASTY)
def test_words_stay_words(text: str) -> None:
    name = one_line(text)
    for svg in (
        to_svg(trends([panel(name, 1.0, 2.0)], SCREEN), name, name),
        to_svg(distances([Gap(name, 1, name, "đạt")], SCREEN), name, name),
        to_svg(places([Spot(name, 1, name)], name, SCREEN), name, name),
    ):
        root = etree.fromstring(svg)
        assert root.get("aria-label") == f"{name}. {name}"
        assert not root.xpath(
            "//*[local-name()='script' or local-name()='image' or local-name()='a'] | //@onerror | //@style"
        )


def test_a_picture_is_a_png() -> None:
    assert to_png(distances(GAPS, PAPER)).startswith(b"\x89PNG")
