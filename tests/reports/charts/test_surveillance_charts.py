"""Charts of surveillance: what is the matter stands in the title, and nothing is told by colour alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from altair.vegalite.v6.schema import core
from hostile import NASTY
from lxml import etree
from watch_examples import charts, watch

from soyte.reports.charts import Chart, render
from soyte.reports.charts.surveillance import epidemic_curve, heat_map
from soyte.reports.safe_text import one_line

KINDS = ["curve", "channel", "delays", "heat", "signals", "small"]
every = pytest.mark.parametrize("kind", KINDS)


@cache
def made() -> dict[str, Chart]:
    return charts()


@cache
def drawn(kind: str) -> str:
    """The picture of an example, drawn once."""
    return render.svg(made()[kind])


def test_every_kind_is_looked_at() -> None:
    assert list(made()) == KINDS


def texts(kind: str) -> list[str]:
    return [" ".join(str(part) for part in one.itertext()) for one in etree.fromstring(drawn(kind)).iter("{*}text")]


def marks(part: Any) -> list[dict[str, Any]]:
    """All layers with their marks, wherever they stand."""
    found = [part] if "mark" in part else []
    inside = [*part.get("layer", ()), *part.get("hconcat", ()), *([part["spec"]] if "spec" in part else [])]
    return [*found, *(one for each in inside for one in marks(each))]


@every
@pytest.mark.slow
def test_each_keeps_to_the_schema(kind: str) -> None:
    core.Root.from_dict(render.specification(made()[kind]))


@every
def test_each_is_drawn_with_its_words(kind: str) -> None:
    chart = made()[kind]
    svg = drawn(kind)
    assert chart.title.split(":")[0] in " ".join(texts(kind))
    assert not re.search(r"nan|undefined|Infinity|\$[a-z]", svg)
    assert chart.rows


@every
def test_an_alarm_has_a_shape_of_its_own(kind: str) -> None:
    shapes = {one["mark"].get("shape", "") for one in marks(made()[kind].spec)}
    if kind != "delays":
        assert any(shape.startswith("triangle") for shape in shapes)


def test_every_name_stays_a_word() -> None:
    for kind, chart in charts(one_line(" ".join(NASTY), 200)).items():
        assert etree.fromstring(render.svg(chart)) is not None, kind


def test_the_title_says_what_is_the_matter() -> None:
    assert made()["curve"].title == "Sởi, phường Ánh Sao: vượt ngưỡng 3 tuần liền, Tuần 34/2025 có 23 ca (dự kiến 1,9)"
    assert made()["channel"].title == "Sởi, tỉnh Sao Mai, năm 2025: 6 kỳ ở vùng dịch, T8 ở vùng dịch"
    assert re.match(r"Sởi, tỉnh Sao Mai: Tuần 34 mới báo 3 ca, dự kiến \d", made()["delays"].title)
    assert made()["heat"].title == "Tuần 34/2025: 2 chuỗi vượt ngưỡng: Sởi, Sởi 3"
    assert "2 địa bàn có tín hiệu" in made()["signals"].title


def test_what_was_not_tested_is_no_all_clear() -> None:
    said = texts("curve")
    assert said.count("?") == 5
    assert said.count("×") == 1
    one = watch(outbreak=False)
    silent = replace(one, tested=(False,) * len(one.periods), alarm=(False,) * len(one.periods))
    assert epidemic_curve(silent).title.endswith("Tuần 34/2025 chưa xét được")
    unreported = replace(one, counts=(*one.counts[:-1], None))
    assert epidemic_curve(unreported).title.endswith("Tuần 34/2025 chưa báo cáo")


def test_series_of_different_weeks_do_not_share_a_heat_map() -> None:
    one = watch()
    short = replace(
        one, **{name: getattr(one, name)[1:] for name in ("periods", "counts", "expected", "upper", "alarm", "tested")}
    )
    with pytest.raises(ValueError, match="same periods"):
        heat_map([one, short])
