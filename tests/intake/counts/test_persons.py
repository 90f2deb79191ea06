"""Persons are handed on apart, and a pseudonym takes their place in the row and in its key."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from intake.counts.count_tables import mapping, read
from soyte.intake.counts import IDENTITY, OBSERVATION, QUARANTINE, read_counts, replace_person

BY = mapping(
    identities={
        "person": {"column": "cccd", "kind": "citizen"},
        "phone": {"column": "dien_thoai", "kind": "phone"},
    }
)
TABLE = "tinh,nam,thang,cccd,dien_thoai,so_ca\n01,2024,1,001099000001,0900000001,1\n01,2024,1,,0900000002,2\n"


def test_identities_come_beside_the_rows_by_row_number() -> None:
    told = read(TABLE + "01,2024,1,001099000003,0900000003,a\n", BY)
    assert told.identities == [
        {"row_no": 0, "name": "person", "kind": "citizen", "value": "001099000001"},
        {"row_no": 0, "name": "phone", "kind": "phone", "value": "0900000001"},
        {"row_no": 1, "name": "phone", "kind": "phone", "value": "0900000002"},
    ]
    assert [row["person"] for row in told.rows] == ["001099000001", None]


def test_a_pseudonym_replaces_the_person_in_the_row_and_in_the_key(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, "utf-8")
    with read_counts(path, BY) as reading:
        rows = next(iter(reading.batches())).rows
    assert rows.column("row_key").to_pylist()[0].endswith("|001099000001")
    replaced = replace_person(rows, pa.array(["c|7", None], pa.string()))
    assert replaced.schema == OBSERVATION
    assert replaced.column("person").to_pylist() == ["c|7", None]
    assert replaced.column("row_key").to_pylist() == [
        "benh|cases|01|month|2024-01-01||dengue||||c%7C7",
        "benh|cases|01|month|2024-01-01||dengue||||",
    ]
    table = replace_person(pa.Table.from_batches([rows]), pa.chunked_array([["c|7"], [None]], pa.string()))
    assert table.to_pylist() == replaced.to_pylist()


def test_batches_have_exactly_the_schemas_that_are_promised_and_may_be_asked_for_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE + "x\n", "utf-8")
    with read_counts(path, BY) as reading:
        first, second = list(reading.batches()), list(reading.batches())
        assert reading.faults.schema == QUARANTINE
    assert [batch.rows for batch in first] == [batch.rows for batch in second]
    assert all(batch.rows.schema == OBSERVATION for batch in first)
    assert all(batch.identities is not None and batch.identities.schema == IDENTITY for batch in first)
    assert all(
        field.nullable or not column.null_count for field, column in zip(OBSERVATION, first[0].rows, strict=True)
    )
