"""The whole folder: what the reference tables ask for is there, what files name of each other exists, all faults at once."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from soyte.catalogue import CatalogueError
from soyte.catalogue.diseases import load_diseases
from soyte.catalogue.files import ROOT
from soyte.catalogue.hashing import definition_hash
from soyte.catalogue.terms import CERTAINTIES
from soyte.catalogue.whole import load_whole, read_whole


def spec(seeds: Path, name: str) -> list[dict[str, str]]:
    with (seeds.parent / "specs" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OF_DOSSIERS = {
    *("bhyt_cost_per_inpatient", "bhyt_cost_per_outpatient", "bhyt_fund_paid_total", "bhyt_visit_share"),
    *("caesarean_rate", "care_cost_per_visit", "drug_cost_share", "drugs_per_prescription"),
    *("newborn_sex_ratio", "outpatient_antibiotic_rate", "prescriptions_per_visit"),
}  # what the claim feed adds to the reference


def test_every_indicator_of_the_reference_is_defined_as_it_says(seeds: Path) -> None:
    catalogue = load_whole().catalogue
    rows = spec(seeds, "indicators.csv")
    assert set(catalogue.indicators) - {row["id"] for row in rows} == OF_DOSSIERS
    assert len(rows) == 353
    for row in rows:
        one = catalogue.indicator(row["id"])
        said = {
            "domain": catalogue.domains[one.id],
            "name_vi": one.name_vi,
            "unit_vi": one.unit,
            "direction": one.direction,
            "rollup": one.rollup,
            "multiplier": str(one.multiplier or ""),
            "certainty": one.certainty,
            "period": str(one.frequency),
        }
        assert said == {key: row[key] for key in said}, one.id
        assert bool(one.denominator) == bool(row["denominator_vi"]), one.id
        assert len(one.seen_in) == len([seed for seed in row["seed"].split(";") if seed]), one.id
        assert bool(one.breakdowns) == bool(row["disaggregation"]), one.id


def test_every_disease_of_the_reference_is_defined(seeds: Path) -> None:
    known = {one.name_vi: one for one in load_diseases().all.values()}
    for row in spec(seeds, "notifiable_diseases.csv"):
        one = known[row["name_vi"]]
        now = next((listed.deadline for listed in one.listed if listed.list == "qd97_2026"), "none_2026")
        assert now == row["report_deadline"], one.id
        if row["report_deadline"] != "none_2026":
            last = [codes for codes in one.icd10 if codes.valid_to is None]
            assert [code for codes in last for code in codes.codes] == [c for c in row["icd10"].split(";") if c], one.id


def test_every_definition_has_owner_frequency_source_and_certainty() -> None:
    whole = load_whole()
    for versions in whole.catalogue.versions.values():
        for one in versions:
            assert one.owner, one.id
            assert one.frequency, one.id
            assert one.legal_source.strip(), one.id
            assert one.certainty in CERTAINTIES, one.id
    outside = {one.id for one in whole.catalogue if one.owner and one.owner.body != "department"}
    assert {one.id for one in whole.catalogue if one.rollup == "external"} <= outside
    assert {"bhyt_coverage_rate", "vneid_health_records", "life_expectancy", "investment_disbursed_amount"} <= outside


def test_domains_stand_in_the_order_of_reports_and_all_have_indicators() -> None:
    whole = load_whole()
    order = list(whole.tables.domains)
    assert order.index("preventive") < order.index("food_safety") < order.index("curative") < order.index("digital")
    assert set(whole.catalogue.domains.values()) == set(order)


def test_a_score_is_out_of_what_its_criterion_allows_and_together_they_make_a_hundred() -> None:
    whole = load_whole()
    bases = [
        whole.tables.units[one.unit].base or 0
        for one in whole.catalogue
        if one.id.startswith("commune_c") and one.id.endswith("_score") and one.id != "commune_criteria_score"
    ]
    assert (len(bases), sum(bases)) == (10, 100)


def test_a_density_is_scaled_by_the_number_in_its_unit() -> None:
    whole = load_whole()
    kinds = ("density", "percent", "per_thousand", "ratio")
    for one in whole.catalogue:
        unit = whole.tables.units[one.unit]
        if unit.kind in kinds and one.multiplier and one.denominator:
            assert one.multiplier == unit.base, one.id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped folder, to spoil."""
    return Path(shutil.copytree(ROOT, tmp_path / "danh-muc", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_of_the_folder_reads_like_the_shipped_one(folder: Path) -> None:
    assert read_whole(folder) == load_whole()


def test_faults_of_all_files_are_told_at_once_each_with_its_line(folder: Path) -> None:
    spoil(folder / "indicators" / "nutrition.yaml", "    direction: lower_better", "    direction: lower")
    spoil(folder / "indicators" / "quality.yaml", "frequency: annual", "frequency: yearly")
    spoil(folder / "diseases" / "notifiable.yaml", "codes: [A80]", "codes: [80]")
    spoil(folder / "regimes" / "statistics.yaml", "sender: commune_station", "sender: station")
    spoil(folder / "units.csv", "ban chỉ đạo,count", "ban chỉ đạo,counts")
    with pytest.raises(CatalogueError) as error:
        read_whole(folder)
    said = str(error.value).splitlines()
    for start in (
        "indicators/nutrition.yaml, dòng ",
        "indicators/quality.yaml, dòng ",
        "diseases/notifiable.yaml, dòng 8, khóa “diseases › polio › icd10 › mục 1 › codes › mục 1”: cần một",
        "regimes/statistics.yaml, dòng 3, khóa “regimes › tt37_2019_commune”: sender: owners.yaml không có 'station'",
        "units.csv, dòng 2, cột kind: cần một trong 'count'",
    ):
        assert any(line.startswith(start) for line in said), (start, said)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("indicators/insurance.yaml", "body: insurance", "body: insurence", "owners.yaml không có cơ quan 'insurence'"),
        ("indicators/insurance.yaml", "body: insurance", "body: cdc", "không có cơ quan 'cdc' với vai trò owns"),
        ("indicators/insurance.yaml", "domain: insurance", "domain: insurences", "domains.yaml không có 'insurences'"),
        ("indicators/hiv.yaml", '    unit: "%"', "    unit: phần trăm", "units.csv không có đơn vị 'phần trăm'"),
        (
            "indicators/hiv.yaml",
            "seen_in: [thai_nguyen_2024]",
            "seen_in: [no_2024]",
            "seen_reports.csv không có 'no_2024'",
        ),
        ("breakdowns.yaml", "      dengue:", "      denge:", "không có bệnh 'denge'"),
        ("seen_reports.csv", "hue_2025,", "thanh_hoa_2025,", "seen_reports.csv, dòng 3: thanh_hoa_2025 đã có"),
        ("domains.yaml", "{id: hiv,", "{id: ncd,", "dòng 8, khóa “domains › ncd”: đã có ở trên"),
    ],
)
def test_what_a_file_names_must_exist(folder: Path, file: str, old: str, new: str, told: str) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(CatalogueError) as error:
        read_whole(folder)
    assert told in str(error.value)


def test_a_worked_example_must_hold(folder: Path) -> None:
    spoil(folder / "indicators" / "investment.yaml", 'value: "91.64"', 'value: "91.46"')
    with pytest.raises(CatalogueError, match=r"example: tính lại được 91\.6385, khác 91\.46"):
        read_whole(folder)


CHANGED: list[tuple[dict[str, Any], bool]] = [
    ({"name_vi": "Số giường"}, True),
    ({"labels": ["giường"], "note": "x", "certainty": "memory", "legal_source": "x"}, True),
    ({"frequency": "monthly", "breakdowns": ["xã"], "owner": None, "seen_in": []}, True),
    ({"unit": "giường bệnh"}, False),
    ({"numerator": "Giường thực kê"}, False),
    ({"direction": "higher_better"}, False),
    ({"rollup": "sum"}, False),
    ({"multiplier": 10}, False),
]


@pytest.mark.parametrize(("update", "same"), CHANGED)
def test_a_hash_follows_the_meaning_and_not_the_words_around_it(update: dict[str, Any], same: bool) -> None:
    one = load_whole().catalogue.indicator("beds_total")
    assert (definition_hash(one.model_copy(update=update)) == definition_hash(one)) is same


def test_a_hash_follows_the_measures_under_a_definition_in_any_order() -> None:
    whole = load_whole()
    one = whole.catalogue.indicator("notifiable_incidence_100k")
    cases, population = whole.measures.measure("cases"), whole.measures.measure("population")
    assert definition_hash(one, [cases, population]) == definition_hash(one, [population, cases])
    changed = cases.model_copy(update={"aggregate": "distinct"})
    assert definition_hash(one, [changed, population]) != definition_hash(one, [cases, population])
    assert definition_hash(one) != definition_hash(one, [cases])


def test_a_hash_is_stable() -> None:
    beds = load_whole().catalogue.indicator("beds_total")
    assert definition_hash(beds) == "65e3e60867e6162008f3416910bbd862e3a6f07c3304dc236109c410f3f6b3af"
