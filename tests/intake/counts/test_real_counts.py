"""Real monthly counts of Vietnam, 1994-2017: all cells accounted for, the sums those of Python's own CSV reader."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from soyte.intake.counts import CountReading, read_counts, read_mapping

MAPPINGS = Path(__file__).parent / "mappings"
Lines = list[dict[str, str]]


@pytest.fixture(scope="module")
def gdpm(seeds: Path) -> Iterator[tuple[CountReading, Lines]]:
    """Eighteen columns of diseases, by province and month."""
    path = seeds.parent / "reference" / "data" / "gdpm_vn_monthly_2000_2017.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    with read_counts(path, read_mapping(MAPPINGS / "gdpm.yaml")) as reading:
        yield reading, lines


@pytest.fixture(scope="module")
def opendengue(seeds: Path) -> Iterator[tuple[CountReading, Lines]]:
    """Dengue, with the first and the last day of each month."""
    path = seeds.parent / "reference" / "data" / "opendengue_vn_admin1_monthly_1994_2010.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    with read_counts(path, read_mapping(MAPPINGS / "opendengue.yaml")) as reading:
        yield reading, lines


def rows(reading: CountReading) -> list[dict[str, Any]]:
    return [row for batch in reading.batches() for row in batch.rows.to_pylist()]


def sums(cells: list[dict[str, Any]], *by: str) -> dict[Any, int]:
    found: dict[Any, int] = defaultdict(int)
    for cell in cells:
        if cell["value"] is not None:
            found[tuple(cell[name] for name in by)] += int(cell["value"])
    return dict(found)


RENAMED = {"diarrhea": "diarrhoea", "diphteria": "diphtheria", "ili": "influenza_like", "rabies": "rabies_exposure"}


def test_every_cell_of_the_yearbooks_is_accepted_and_sums_as_the_file_does(gdpm: tuple[CountReading, Lines]) -> None:
    reading, lines = gdpm
    diseases = [name for name in lines[0] if name not in ("province", "year", "month")]
    accepted = rows(reading)
    assert len(accepted) == reading.rows_in == reading.rows_accepted == len(lines) * 18
    expected: dict[Any, int] = defaultdict(int)
    missing = 0
    for line in lines:
        for disease in diseases:
            if line[disease]:
                start = date(int(line["year"]), int(line["month"]), 1)
                expected[(RENAMED.get(disease, disease), start)] += int(line[disease])
            else:
                missing += 1
    assert sums(accepted, "disease", "period_start") == expected
    assert sum(row["state"] == "not_reported" for row in accepted) == missing
    assert {row["state"] for row in accepted} == {"reported", "not_reported"}


def test_provinces_that_split_or_merged_have_rows_for_the_years_in_which_they_were(
    gdpm: tuple[CountReading, Lines],
) -> None:
    months = Counter((row["place"], row["period_start"].year) for row in rows(gdpm[0]) if row["disease"] == "dengue")
    years = {place: sorted(year for p, year in months if p == place) for place, _ in months}
    assert len(years) == 61  # of 64, three being kept out of the file
    assert (years["67"][0], years["67"][-1]) == (2004, 2017)  # Đắk Nông
    assert (years["28"][0], years["28"][-1]) == (2000, 2007)  # Hà Tây
    assert (years["66"][0], years["66"][-1]) == (2000, 2017)  # Đắk Lắk, which the file spells in two ways
    assert set(months.values()) == {12}


def test_a_row_leads_back_to_its_line_and_column(gdpm: tuple[CountReading, Lines]) -> None:
    reading, lines = gdpm
    columns = {renamed: name for name, renamed in RENAMED.items()}
    for row in rows(reading)[::997]:
        line = lines[row["line"] - 2]
        assert row["column"] == columns.get(row["disease"], row["disease"])
        assert line[row["column"]] == ("" if row["value"] is None else str(int(row["value"])))
        assert (int(line["year"]), int(line["month"])) == (row["period_start"].year, row["period_start"].month)


def test_cells_of_dengue_are_accepted_or_belong_to_provinces_that_did_not_exist_yet(
    opendengue: tuple[CountReading, Lines],
) -> None:
    reading, lines = opendengue
    accepted, faults = rows(reading), reading.faults.to_pylist()
    assert reading.rows_in == len(lines) == len(accepted) + len(faults)
    aside = {fault["line"] - 2 for fault in faults}
    expected: dict[Any, int] = defaultdict(int)
    for number, line in enumerate(lines):
        if number not in aside:
            expected[(date.fromisoformat(line["start_date"]),)] += int(line["dengue_total"])
    assert sums(accepted, "period_start") == expected
    assert {fault["reason"] for fault in faults} == {"place_not_in_period"}
    # Eight provinces that the partition of 1 January 1997 made, given here for the years before it.
    assert {lines[number]["province"] for number in aside} == {
        "BAC GIANG",
        "BINH DUONG",
        "CA MAU",
        "HAI DUONG",
        "NAM DINH",
        "QUANG NAM",
        "THAI NGUYEN",
        "VINH PHUC",
    }
    assert all(lines[number]["start_date"] < "1997-01-01" for number in aside)


def test_both_sources_agree_on_dengue_where_both_have_a_value(
    gdpm: tuple[CountReading, Lines], opendengue: tuple[CountReading, Lines]
) -> None:
    def dengue(reading: CountReading) -> dict[Any, int]:
        return sums([row for row in rows(reading) if row["disease"] == "dengue"], "place", "period_start")

    one, other = dengue(gdpm[0]), dengue(opendengue[0])
    both = one.keys() & other.keys()
    assert len(both) == 7_872
    assert {key for key in both if one[key] != other[key]} == set()
