"""Measures as dated data: what the shipped files hold, which version holds when, and what a wrong file is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from soyte.catalogue import CatalogueError, load_catalogue
from soyte.catalogue.load import read_catalogue
from soyte.catalogue.measure_load import load_measures, read_measures

INDICATOR = """
  - id: {id}
    name_vi: Số ca mắc
    unit: ca
    numerator: Ca mắc trong kỳ
    direction: lower_better
    rollup: sum
    formula: {formula}
    legal_source: TT 23/2025/TT-BYT
    certainty: looked_up
"""
MEASURE = """
  - id: {id}
    name_vi: Số ca mắc
    unit: ca
    table: observation
    where: {{field: measure, is: {id}}}
    aggregate: sum
    of: value
    breakdowns: [disease, sex]
    legal_source: TT 23/2025/TT-BYT
    certainty: looked_up
"""
BREAKDOWNS = """breakdowns:
  disease: {name_vi: Bệnh, open: true}
  sex: {name_vi: Giới, values: {male: Nam, female: Nữ}}
"""


def shipped(folder: Path, *, formula: str = "{measure: cases}", measures: str = MEASURE.format(id="cases")) -> None:
    """A small catalogue in `folder`, read and checked."""
    for name in ("indicators", "measures"):
        (folder / name).mkdir()
    (folder / "indicators" / "some.yaml").write_text(
        "domain: some\nindicators:" + INDICATOR.format(id="dengue_cases", formula=formula)
    )
    (folder / "measures" / "some.yaml").write_text("domain: some\nmeasures:" + measures)
    (folder / "breakdowns.yaml").write_text(BREAKDOWNS)
    (folder / "relations.yaml").write_text("relations: []\n")
    read_measures(folder, read_catalogue(folder))


def test_the_shipped_measures_load_and_every_formula_fits_them() -> None:
    measures = load_measures()
    assert {"cases", "deaths", "population", "visits", "inpatients", "births", "persons", "reporting_units"} <= set(
        measures
    )
    assert measures.measure("population").over_time == "last"
    assert measures.measure("cases").breakdowns[:3] == ["disease", "sex", "age_group"]
    with_formula = [indicator.id for indicator in load_catalogue() if indicator.formula]
    assert len(with_formula) > 40
    assert {"dengue_cases", "measles_deaths", "notifiable_incidence_100k", "crude_birth_rate"} <= set(with_formula)


def test_every_ratio_has_the_factor_that_scales_it() -> None:
    ratios = [indicator for indicator in load_catalogue() if indicator.formula and indicator.formula.ratio]
    assert ratios
    assert [indicator.id for indicator in ratios if indicator.multiplier is None] == []


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        (
            "{measure: casez}",
            "indicators/some.yaml, dòng 3, khóa “indicators › dengue_cases”: formula: không có số đo 'casez'",
        ),
        ("{measure: cases, where: {village: x}}", "số đo 'cases' không phân tổ theo 'village'"),
        ("{measure: cases, where: {sex: men}}", "sex không có mã men"),
        ("{measure: cases, sum: [{measure: cases}, {measure: cases}]}", "mỗi công thức gồm đúng một trong"),
        ("{ratio: [{measure: cases}]}", "dengue_cases › formula › ratio"),
        ("{minus: [{measure: cases}, {measure: nothing}]}", "không có số đo 'nothing'"),
    ],
)
def test_a_formula_that_no_measure_can_give_is_refused(tmp_path: Path, formula: str, told: str) -> None:
    with pytest.raises(CatalogueError) as error:
        shipped(tmp_path, formula=formula)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("measures", "told"),
    [
        (MEASURE.format(id="cases").replace("disease, sex", "disease, village"), "breakdowns.yaml không có 'village'"),
        (
            MEASURE.format(id="cases").replace("aggregate: sum", "aggregate: mean"),
            "cần một trong 'sum', 'count', 'distinct'",
        ),
        (
            MEASURE.format(id="dengue_cases"),
            "measures/some.yaml, dòng 3, khóa “measures › dengue_cases”: đã là tên của một chỉ tiêu",
        ),
        (MEASURE.format(id="cases").replace("is: cases", "is: cases, in: [x]"), "mỗi điều kiện gồm"),
        (
            MEASURE.format(id="cases") * 2,
            "measures/some.yaml, dòng 14, khóa “measures › cases”: hai định nghĩa cùng có hiệu lực",
        ),
    ],
)
def test_a_measure_that_cannot_be_is_refused_with_its_file(tmp_path: Path, measures: str, told: str) -> None:
    with pytest.raises(CatalogueError) as error:
        shipped(tmp_path, measures=measures)
    assert told in str(error.value)


def test_a_definition_may_have_versions_and_the_day_chooses(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    old = INDICATOR.format(id="dengue_cases", formula="{measure: cases}") + "    valid_to: 2025-12-31\n"
    new = INDICATOR.format(id="dengue_cases", formula="{measure: visits}") + "    valid_from: 2026-01-01\n"
    (tmp_path / "indicators" / "some.yaml").write_text("domain: some\nindicators:" + new + old)
    (tmp_path / "relations.yaml").write_text("relations: []\n")
    catalogue = read_catalogue(tmp_path)
    formulas = [catalogue.indicator("dengue_cases", day).formula for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert [formula.measure for formula in formulas if formula] == ["cases", "visits"]
    assert catalogue.indicator("dengue_cases").valid_from == date(2026, 1, 1)
    assert len(catalogue) == 1


def test_an_indicator_outside_its_days_is_refused_with_the_day() -> None:
    catalogue = load_catalogue()
    assert catalogue.indicator("third_child_births", date(2026, 6, 30)).valid_to == date(2026, 6, 30)
    with pytest.raises(CatalogueError, match="'third_child_births' không có hiệu lực vào ngày 01/07/2026"):
        catalogue.indicator("third_child_births", date(2026, 7, 1))
