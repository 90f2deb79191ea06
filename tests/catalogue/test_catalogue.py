"""The shipped data files: every one is valid, what they name exists, and a fault is said with file, key and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from soyte.catalogue import CatalogueError, load_catalogue
from soyte.catalogue.labels import LabelIndex
from soyte.catalogue.load import named_in, read_catalogue
from soyte.catalogue.model import Between, Ratio, Sum
from soyte.catalogue.units import compatible, dimensions

ENTRY = """domain: {domain}
indicators:
  - id: beds_total
    name_vi: Tổng số giường bệnh
    unit: giường
    numerator: Giường bệnh tại thời điểm chốt
    direction: {direction}
    rollup: last
    legal_source: TT 23/2025/TT-BYT
    certainty: looked_up
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "beds.yaml").write_text(ENTRY.format(domain="beds", direction="count_only"))
    (tmp_path / "relations.yaml").write_text("relations: []\n")
    return tmp_path


def test_the_catalogue_loads_and_holds_what_the_five_reports_state() -> None:
    catalogue = load_catalogue()
    assert len(catalogue) > 330
    assert {"beds_per_10000", "dengue_deaths", "third_child_births", "inspection_fine_amount_department"} <= {
        indicator.id for indicator in catalogue
    }
    assert catalogue.domains["dengue_cases"] == "preventive"


def test_every_rate_says_of_what_it_is_a_share() -> None:
    without = [i.id for i in load_catalogue() if i.rollup == "recompute" and i.multiplier and not i.denominator]
    assert without == ["births_change_abs", "third_child_change_abs"]


def test_nearly_every_indicator_has_a_name_in_reports() -> None:
    nameless = [i.id for i in load_catalogue() if not i.labels]
    scores = [i for i in nameless if i.startswith("commune_c") and i.endswith("_score")]
    assert len(scores) == 10  # points of a single criterion stand in the tables of communes, not in a report
    assert sorted(set(nameless) - set(scores)) == ["births_change_abs", "third_child_change_abs"]


def test_every_label_compiles() -> None:
    assert len(LabelIndex(load_catalogue()).labels) > 400


def test_bands_hold_the_values_of_the_real_reports() -> None:
    stated = {
        "beds_per_10000": (51.3, 61, 34),
        "doctors_per_10000": (15.4, 17.0, 14),
        "bhyt_coverage_rate": (95, 98.93),
        "sex_ratio_at_birth": (112.5,),
        "life_expectancy": (74.5,),
        "hiv_prevalence_rate": (0.34,),
        "stunting_u5_rate": (11.9,),
        "food_poisoning_incidence_100k": (7,),
    }
    for identifier, values in stated.items():
        band = load_catalogue().indicator(identifier).plausible
        assert band is not None
        assert all(band.low <= value <= band.high for value in values), identifier


def test_a_percentage_without_a_band_of_its_own_lies_between_0_and_100() -> None:
    band = load_catalogue().indicator("latrine_hygienic_rate").plausible
    assert band is not None
    assert (band.low, band.high) == (0, 100)
    assert load_catalogue().indicator("dengue_cases").plausible is None


def test_a_whole_and_its_parts_have_one_unit() -> None:
    catalogue = load_catalogue()
    for relation in catalogue.relations:
        if isinstance(relation, Sum | Between):
            units = [dimensions(catalogue.indicator(i).unit) for i in named_in(relation)]
            assert all(compatible(units[0], unit) for unit in units[1:]), relation


def test_a_ratio_has_the_multiplier_of_its_rate() -> None:
    catalogue = load_catalogue()
    for relation in catalogue.relations:
        if isinstance(relation, Ratio):
            assert catalogue.indicator(relation.rate).multiplier == relation.multiplier, relation


def test_the_ratio_of_a_rate_and_the_rate_of_a_part() -> None:
    catalogue = load_catalogue()
    ratio = catalogue.ratio_of("bhyt_claims_same_day_rate")
    assert ratio is not None
    assert (ratio.numerator, ratio.denominator) == ("bhyt_claims_same_day", "bhyt_claims_sent_total")
    assert catalogue.rate_of("investment_plan_amount") == "investment_disbursement_rate"
    assert catalogue.rate_of("population_mean") is None


def test_an_unknown_indicator_is_named() -> None:
    with pytest.raises(CatalogueError, match="không có chỉ tiêu 'beds_on_the_moon'"):
        load_catalogue().indicator("beds_on_the_moon")


def test_a_wrong_word_is_told_with_file_entry_key_and_choice(folder: Path) -> None:
    (folder / "indicators" / "beds.yaml").write_text(ENTRY.format(domain="beds", direction="upwards"))
    with pytest.raises(CatalogueError) as error:
        read_catalogue(folder)
    said = "indicators/beds.yaml, dòng 7, khóa “indicators › beds_total › direction”: cần một trong 'higher_better'"
    assert str(error.value).startswith(said)
    assert str(error.value).endswith("; nhận 'upwards'")


def test_all_faults_of_a_file_are_told_at_once(folder: Path) -> None:
    text = ENTRY.format(domain="beds", direction="count_only").replace("    rollup: last\n", "    colour: blue\n")
    (folder / "indicators" / "beds.yaml").write_text(text)
    with pytest.raises(CatalogueError) as error:
        read_catalogue(folder)
    assert "dòng 3, khóa “indicators › beds_total › rollup”: thiếu khóa này" in str(error.value)
    assert "dòng 8, khóa “indicators › beds_total › colour”: khóa lạ" in str(error.value)


def test_an_indicator_may_stand_in_one_file_only(folder: Path) -> None:
    (folder / "indicators" / "more.yaml").write_text(ENTRY.format(domain="more", direction="count_only"))
    with pytest.raises(CatalogueError, match=r"more\.yaml, dòng 3, .*: đã có ở indicators/beds\.yaml, dòng 3"):
        read_catalogue(folder)


def test_a_relation_between_unknown_indicators_is_refused(folder: Path) -> None:
    (folder / "relations.yaml").write_text(
        "relations:\n  - {kind: subset, whole: beds_total, parts: [beds_in_the_hall]}\n"
    )
    with pytest.raises(CatalogueError, match=r"relations\.yaml, dòng 2, .*: không có chỉ tiêu 'beds_in_the_hall'"):
        read_catalogue(folder)


def test_a_file_that_is_no_yaml_is_told_with_its_line(folder: Path) -> None:
    (folder / "relations.yaml").write_text("relations: [\n  - {kind\n")
    with pytest.raises(CatalogueError, match=r"relations\.yaml, dòng \d+: không phải YAML hợp lệ"):
        read_catalogue(folder)
