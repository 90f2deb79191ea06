"""The names of provinces in real series of counts, each on its days."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest

from soyte.places import resolve

# Before 1997 the source writes the counts of a divided province under the name of one of its parts.
WRITTEN_EARLY = {
    "BAC GIANG": "Hà Bắc",
    "BINH DUONG": "Sông Bé",
    "CA MAU": "Minh Hải",
    "HAI DUONG": "Hải Hưng",
    "NAM DINH": "Nam Hà",
    "QUANG NAM": "Quảng Nam - Đà Nẵng",
    "THAI NGUYEN": "Bắc Thái",
    "VINH PHUC": "Vĩnh Phú",
}


@pytest.fixture
def series(seeds: Path) -> Path:
    """The folder of the real series, beside the real reports."""
    folder = seeds.parent / "reference" / "data"
    if not folder.is_dir():
        pytest.skip(f"the real series are not in {folder}")
    return folder


def test_every_province_and_month_of_18_diseases_is_found(series: Path) -> None:
    with gzip.open(series / "gdpm_vn_monthly_2000_2017.csv.gz", "rt", encoding="utf-8") as file:
        named = {(r["province"], date(int(r["year"]), int(r["month"]), 1)) for r in csv.DictReader(file)}
    assert [key for key in sorted(named) if resolve(*key, level="province").unit is None] == []


def test_every_province_and_month_of_dengue_is_found_except_names_used_too_early(series: Path) -> None:
    with (series / "opendengue_vn_admin1_monthly_1994_2010.csv").open(encoding="utf-8", newline="") as file:
        named = {(r["province"], date.fromisoformat(r["start_date"])) for r in csv.DictReader(file)}
    lost = {key: resolve(*key, level="province") for key in named if resolve(*key, level="province").unit is None}
    assert {(name, *(u.name for u in found.suggestions)) for (name, _), found in lost.items()} == set(
        WRITTEN_EARLY.items()
    )
    assert max(on for _, on in lost) == date(1996, 12, 1)
