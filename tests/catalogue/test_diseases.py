"""Diseases by day: which must be reported and how fast, what a code means, and what a wrong file is told."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from repository import ROOT
from soyte.catalogue import CatalogueError
from soyte.catalogue.diseases import load_diseases, read_diseases
from soyte.catalogue.measure_load import load_measures

BEFORE, NOW = date(2026, 6, 30), date(2026, 7, 1)


def test_the_list_of_2026_has_81_diseases_18_within_a_day_17_within_two_46_a_week() -> None:
    listed = load_diseases().diseases(NOW)
    assert len(listed) == 81
    assert Counter(one.deadline for one in listed) == {"24h": 18, "48h": 17, "weekly": 46}
    assert Counter(one.group for one in listed) == {"A": 15, "B": 47, "C": 19}
    assert {one.list.id for one in listed if one.list} == {"qd97_2026"}


def test_the_list_before_it_has_42() -> None:
    listed = load_diseases().diseases(BEFORE)
    assert Counter(one.deadline for one in listed) == {"24h": 20, "48h": 14, "monthly": 8}
    assert load_diseases().diseases(date(2016, 6, 30)) == ()


def test_every_fact_names_its_source_and_how_well_it_is_known() -> None:
    diseases = load_diseases()
    for listed in diseases.lists.values():
        assert listed.legal_source
        assert listed.certainty in ("looked_up", "memory", "uncertain", "seed_only")
    for one in diseases.all.values():
        assert one.listed or one.groups or one.kind != "disease", one.id
        assert one.kind != "disease" or one.icd10 or one.id == "emerging_unknown", one.id


@pytest.mark.parametrize(
    ("code", "day", "means"),
    [
        ("A91", BEFORE, ["dengue"]),
        ("A90", date(2010, 1, 1), ["dengue"]),
        ("A91", NOW, []),
        ("A97", NOW, ["dengue"]),
        ("A97.1", NOW, ["dengue"]),
        ("a971", NOW, ["dengue"]),
        ("A83.0", NOW, ["japanese_encephalitis"]),
        ("A83.2", NOW, ["encephalitis"]),
        ("B83.0", NOW, ["toxocariasis"]),
        ("B83.1", NOW, ["helminthiases"]),
        ("B66.4", NOW, ["lung_fluke"]),
        ("A33", BEFORE, ["neonatal_tetanus"]),
        ("A33", NOW, ["tetanus"]),
        ("A39.0", BEFORE, ["meningitis"]),
        ("A39.0", NOW, ["meningococcal"]),
        ("J09", NOW, ["influenza_h5n1", "influenza_h5n6", "influenza_h7n9", "influenza_h9n2"]),
        ("A9", NOW, []),
        ("Z00", NOW, []),
    ],
)
def test_a_code_means_the_disease_with_the_nearest_code_of_that_day(code: str, day: date, means: list[str]) -> None:
    assert [one.id for one in load_diseases().by_icd10(code, day)] == means


def test_a_column_is_coded_by_its_distinct_codes() -> None:
    assert load_diseases().meanings(["A97.1", "Z00", "A83.0", ""], NOW) == {
        "A97.1": ("dengue",),
        "Z00": (),
        "A83.0": ("japanese_encephalitis",),
        "": (),
    }


def test_a_group_changes_by_decision_and_a_deadline_with_the_list() -> None:
    diseases = load_diseases()
    groups = [diseases.disease("covid19", day).group for day in (date(2020, 1, 28), date(2023, 10, 19), BEFORE)]
    assert groups == [None, "A", "B"]
    dengue = [diseases.disease("dengue", day) for day in (date(2012, 1, 1), BEFORE, NOW)]
    assert [one.deadline for one in dengue] == [None, "24h", "48h"]
    assert [one.icd10 for one in dengue] == [("A90", "A91"), ("A90", "A91", "A97"), ("A97",)]


def test_groups_of_diseases_know_their_parts() -> None:
    assert load_diseases().parts("hepatitis") == (
        "hepatitis_a",
        "hepatitis_b",
        "hepatitis_c",
        "hepatitis_d",
        "hepatitis_e",
        "hepatitis_other",
    )


def test_the_names_of_counts_and_breakdowns_are_diseases_of_the_catalogue() -> None:
    diseases = load_diseases()
    assert set(load_measures().breakdowns["disease"].values) <= set(diseases.all)
    mapping = yaml.safe_load((ROOT / "tests/intake/counts/mappings/gdpm.yaml").read_text(encoding="utf-8"))
    named = {to if isinstance(to, str) else to["to"] for to in mapping["unpivot"]["columns"].values()}
    assert len(named) == 18
    assert named <= set(diseases.all)
    assert {"dengue", "hfmd", "measles", "influenza", "diarrhoea", "chickenpox"} <= set(diseases.all)


def test_an_unknown_disease_is_named() -> None:
    with pytest.raises(CatalogueError, match="không có bệnh 'dengu'"):
        load_diseases().disease("dengu", NOW)
    assert load_diseases().name("dengu") == "dengu"
    assert load_diseases().name("hfmd") == "Tay chân miệng"


LISTS = """lists:
  - id: one
    name_vi: Danh mục
    valid_from: 2020-01-01
    suspected_within_hours: 24
    death_within_hours: 24
    legal_source: TT 1/2020
    certainty: memory
"""
DISEASES = """diseases:
  - id: flu
    name_vi: Cúm
    name_en: Flu
    icd10:
      - {codes: [J10], legal_source: TT 1/2020, certainty: memory}
    listed:
      - {list: one, deadline: weekly}
    groups:
      - {group: B, valid_from: 2020-01-01, legal_source: TT 1/2020, certainty: memory}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "codes: [J10]",
            "codes: [j10]",
            "dòng 6, khóa “diseases › flu › icd10 › mục 1 › codes › mục 1”: cần một mã ICD-10",
        ),
        ("list: one", "list: two", "dòng 2, khóa “diseases › flu”: listed: lists.yaml không có danh mục 'two'"),
        (
            "deadline: weekly",
            "deadline: daily",
            "dòng 8, khóa “diseases › flu › listed › mục 1 › deadline”: cần một trong",
        ),
        ("name_en: Flu", "name_en: Flu\n    part_of: colds", "part_of: không có bệnh 'colds'"),
        (
            "  - id: flu",
            "  - {id: flu, name_vi: Cúm, name_en: Flu}\n  - id: flu",
            "dòng 3, khóa “diseases › flu”: bệnh này đã có ở trên",
        ),
        (
            "    groups:\n",
            "    groups:\n      - {group: A, valid_from: 2019-01-01, legal_source: x, certainty: memory}\n",
            "hai nhóm cùng có hiệu lực ngày 01/01/2020",
        ),
    ],
)
def test_a_wrong_file_is_told_with_line_and_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = tmp_path / "diseases"
    folder.mkdir()
    (folder / "lists.yaml").write_text(LISTS)
    (folder / "some.yaml").write_text(DISEASES)
    assert set(read_diseases(tmp_path).all) == {"flu"}
    assert old in DISEASES
    (folder / "some.yaml").write_text(DISEASES.replace(old, new, 1))
    with pytest.raises(CatalogueError) as error:
        read_diseases(tmp_path)
    assert str(error.value).startswith("diseases/some.yaml, dòng ")
    assert told in str(error.value)
