"""How figures, targets and comparisons become what charts draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from soyte.measures.figure import Completeness, Figure, Presence
from soyte.measures.targets.model import Body, Operator, Result, Source, Status, Target
from soyte.periods import year
from soyte.reports.charts import render
from soyte.reports.charts.compared import compared
from soyte.reports.charts.points import goals, point, series, spots
from soyte.reports.compare.model import Comparison, Entry

FIGURE = Figure(
    id="dengue_cases@99/2024",
    indicator="dengue_cases",
    name="Số ca mắc sốt xuất huyết",
    place="99",
    place_name="tỉnh Sao Mai",
    period=year(2024),
    breakdown=(),
    value=Decimal(312),
    unit="ca",
    state=Presence.REPORTED,
    status="final",
    completeness=None,
    numerator=None,
    denominator=None,
    as_of=3,
    moment=None,
    definition_hash="",
    owner="CDC",
    dataset="counts",
)


def test_figures_become_a_series_for_each_owner_and_documents_stay_apart() -> None:
    figures = [
        replace(FIGURE, period=year(2023), value=Decimal(275)),
        FIGURE,
        replace(FIGURE, owner="Sở Y tế", value=Decimal(310)),
        replace(FIGURE, owner="Sở Y tế", kind="stated", value=Decimal(311), notes=("Nêu trong báo cáo",)),
    ]
    found = series(figures)
    assert [(one.name, one.stated, [p.printed for p in one.points]) for one in found] == [
        ("CDC", False, ["275", "312"]),
        ("Sở Y tế", False, ["310"]),
        ("Sở Y tế", True, ["311"]),
    ]
    assert found[0].points[1].address == FIGURE.id
    assert found[2].points[0].note == "Nêu trong báo cáo"


def test_a_figure_of_which_reports_are_missing_is_provisional() -> None:
    partly = replace(FIGURE, completeness=Completeness(1, 2, 11, 12, 11, 12, "month"))
    assert point(partly).status is Status.PROVISIONAL
    assert point(partly).printed == "sơ bộ 312"
    assert point(replace(FIGURE, status="estimate")).printed == "ước 312"


def test_why_there_is_no_number_is_kept() -> None:
    words = {
        Presence.NOT_REPORTED: "chưa báo cáo",
        Presence.NONE: "không phát sinh",
        Presence.NOT_APPLICABLE: "không áp dụng",
        Presence.HELD_BACK: "chưa tách được cho đơn vị này",
    }
    for presence, said in words.items():
        (spot,) = spots([replace(FIGURE, value=None, state=presence)], looked_at="99")
        assert (spot.point.printed, spot.point.number, spot.emphasised) == (said, None, True)
    assert point(replace(FIGURE, value=Decimal(0))).number == 0


def test_targets_become_lines_named_by_who_assigned_them() -> None:
    plan = Target("t", "i", Operator.AT_LEAST, Decimal(95), "%", year(2024), "99", Body.COUNCIL)
    several = [
        plan,
        replace(
            plan,
            operator=Operator.AT_MOST,
            strict=True,
            value=Decimal("7.50"),
            step=Decimal("0.01"),
            body=Body.MINISTRY,
        ),
        replace(plan, operator=Operator.BETWEEN, high=Decimal(97), body=Body.UNKNOWN),
        replace(plan, value=None),
    ]
    assert [one.words for one in goals(several, "UBND tỉnh Sao Mai")] == [
        "HĐND tỉnh: ≥ 95%",
        "Bộ Y tế: < 7,50%",
        "Chỉ tiêu: 95 - 97%",
    ]


def test_a_place_is_ranked_among_what_other_provinces_state() -> None:
    def entry(place: str, name: str, value: str | None) -> Entry:
        if value is None:
            return Entry(place, name, None)
        source = Source(document=f"Báo cáo của {name}", as_of=date(2024, 12, 15))
        return Entry(place, name, Result("i", Decimal(value), "%", year(2024), place, source=source))

    entries = (entry("99", "tỉnh Sao Mai", "92.2"), entry("19", "tỉnh A", "95"), entry("20", "tỉnh B", "90"), entry("22", "tỉnh C", None))  # fmt: skip
    chart = compared(Comparison("i", "Tiêm chủng đầy đủ", "%", 2024, entries, 3, "99"))
    assert chart is not None
    assert chart.title == "Tiêm chủng đầy đủ, năm 2024: tỉnh Sao Mai thứ 2 trên 3, kể từ cao"
    assert [row["Địa bàn"] for row in chart.rows] == ["tỉnh A", "tỉnh Sao Mai", "tỉnh B"]
    assert "Báo cáo của tỉnh A" in render.json(chart)
    assert compared(Comparison("i", "x", "%", 2024, (entry("22", "C", None),), 3)) is None
