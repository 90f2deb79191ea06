"""The invented tables of counts: the same bytes each time, read without loss, with what real ones have in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from soyte.intake.counts import CountReading, read_counts, read_mapping
from soyte.sample.counts import SampleTable, write_counts


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[SampleTable, ...]:
    return write_counts(tmp_path_factory.mktemp("counts"), seed=7)


def rows(table: SampleTable) -> list[dict[str, Any]]:
    """Every row of a table; nothing of it may be set aside."""
    with read_counts(table.file, read_mapping(table.mapping)) as reading:
        assert_whole(reading)
        return [row for batch in reading.batches() for row in batch.rows.to_pylist()]


def assert_whole(reading: CountReading) -> None:
    assert reading.faults.to_pylist() == []
    assert reading.rows_in == reading.rows_accepted > 0


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(
    tables: tuple[SampleTable, ...], tmp_path: Path
) -> None:
    again = write_counts(tmp_path, seed=7)
    contents = [table.file.read_bytes() for table in tables]
    assert [table.file.read_bytes() for table in again] == contents
    assert [table.file.read_bytes() for table in write_counts(tmp_path, seed=8)] != contents


def test_there_is_a_file_of_each_form(tables: tuple[SampleTable, ...]) -> None:
    names = [table.file.name for table in tables]
    assert names == ["ca-benh-2024.csv", "ca-benh-2025.csv", "ca-benh-2026.xlsx", "dan-so.csv", "luot-kham.csv"]
    with read_counts(tables[1].file, read_mapping(tables[1].mapping)) as reading:
        assert "TCVN3" in reading.warnings[0]


def test_cases_and_deaths_cover_all_communes_of_each_month_on_its_own_boundaries(
    tables: tuple[SampleTable, ...],
) -> None:
    cells = [row for table in tables[:3] for row in rows(table)]
    assert {row["measure"] for row in cells} == {"cases", "deaths"}
    assert {row["disease"] for row in cells} == {"dengue", "hfmd", "measles", "influenza", "diarrhoea", "chickenpox"}
    communes: dict[Any, set[str]] = defaultdict(set)
    for row in cells:
        communes[row["period_start"].year, row["period_start"].month].add(row["place"])
    sizes = [len(communes[month]) for month in sorted(communes)]
    assert sizes == [40] * 18 + [16] * 16
    states = Counter(row["state"] for row in cells)
    assert states["none"] and states["not_reported"]
    assert any(row["state"] == "reported" and row["value"] == 0 for row in cells)
    assert {row["status"] for row in cells if row["period_start"].isoformat() == "2026-10-01"} == {"provisional"}


def test_the_population_stays_the_same_people_over_the_reform(tables: tuple[SampleTable, ...]) -> None:
    people: dict[int, int] = defaultdict(int)
    for row in rows(tables[3]):
        people[row["period_start"].year] += int(row["value"])
    assert 1.005 < people[2025] / people[2024] < 1.015
    assert 1.005 < people[2026] / people[2025] < 1.015


def test_a_health_station_has_no_beds_to_count(tables: tuple[SampleTable, ...]) -> None:
    states = {(row["facility"], row["measure"]): row["state"] for row in rows(tables[4])}
    assert states["99921", "inpatient_visits"] == "not_applicable"
    assert states["99901", "inpatient_visits"] == "reported"
