"""Lines that say the same twice, and lines that contradict each other, however far apart they stand."""

from __future__ import annotations

import pytest

from intake.counts import count_tables
from intake.counts.count_tables import HEADER, read
from soyte.intake.counts import UnreadableCounts, spool
from soyte.intake.counts import reading as reading_module

A, B, A_OTHERWISE = "Hà Nội,2024,1,5", "Huế,2025,1,5", "01,2024,1,6"


@pytest.mark.parametrize(
    ("lines", "accepted", "aside"),
    [
        ([A, B, A], [2, 3], [(4, "duplicate")]),
        ([A, "HA NOI,2024,01,5"], [2], [(3, "duplicate")]),
        ([A, A, A], [2], [(3, "duplicate"), (4, "duplicate")]),
        ([A, B, A_OTHERWISE], [3], [(2, "contradiction"), (4, "contradiction")]),
        ([A, A, A_OTHERWISE], [], [(2, "contradiction"), (3, "contradiction"), (4, "contradiction")]),
        (["01,2024,1,", "01,2024,1,"], [2], [(3, "duplicate")]),
        (["01,2024,1,", "01,2024,1,0"], [], [(2, "contradiction"), (3, "contradiction")]),
        (["01,2024,1,-", "01,2024,1,NA"], [], [(2, "contradiction"), (3, "contradiction")]),
        ([A, "01,2024,1,năm"], [2], [(3, "not_a_number")]),
        ([A, "01,2024,2,5"], [2, 3], []),
    ],
)
def test_of_equal_cells_the_first_stays_and_of_different_ones_none(
    lines: list[str], accepted: list[int], aside: list[tuple[int, str]]
) -> None:
    told = read(HEADER + "\n".join(lines))
    assert [row["line"] for row in told.rows] == accepted
    assert [(fault["line"], fault["reason"]) for fault in told.faults] == aside


def test_each_of_them_names_the_line_to_compare_with() -> None:
    told = read(f"{HEADER}{A}\n{B}\n{A}\n{B[:-1]}6\n")
    assert [(fault["line"], fault["message"]) for fault in told.faults] == [
        (3, "Ô này và dòng 5 cho hai số khác nhau về cùng một điều."),
        (4, "Ô này lặp lại đúng số đã có ở dòng 2."),
        (5, "Ô này và dòng 3 cho hai số khác nhau về cùng một điều."),
    ]
    assert [fault["value"] for fault in told.faults] == ["5", "5", "6"]


def test_the_distance_between_them_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "CHUNK_LINES", 2)
    body = "".join(f"01,{year},{month},{year + month}\n" for year in range(2000, 2024) for month in range(1, 13))
    told = read(HEADER + body + "01,2000,1,2001\n01,2000,2,7\n")
    assert told.rows_in == 290
    assert [(fault["line"], fault["reason"]) for fault in told.faults] == [
        (3, "contradiction"),
        (290, "duplicate"),
        (291, "contradiction"),
    ]


def test_a_file_that_is_doubled_is_accepted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "CHUNK_LINES", 16)
    body = "".join(f"{place},2024,{month},{month}\n" for place in ("01", "02", "04", "46") for month in range(1, 13))
    once, twice = read(HEADER + body), read(HEADER + body + body)
    assert [(row["row_key"], row["value"]) for row in once.rows] == [
        (row["row_key"], row["value"]) for row in twice.rows
    ]
    assert len(twice.faults) == len(once.rows) == 48


def test_cells_that_wait_on_disk_come_back_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(f"{place},2024,{month},{month}\n" for place in ("01", "02", "04", "46") for month in range(1, 13))
    in_memory = read(HEADER + body + body)
    monkeypatch.setattr(spool, "SPOOL_BYTES", 100)
    monkeypatch.setattr(reading_module, "CHUNK_LINES", 10)
    assert read(HEADER + body + body) == in_memory


def test_a_full_disk_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool.Spool, "add", full)
    with pytest.raises(UnreadableCounts, match="máy hết chỗ ghi tạm; hãy giải phóng ổ đĩa"):
        read(f"{HEADER}{A}\n")


def test_persons_are_part_of_the_key() -> None:
    by = count_tables.mapping(identities={"person": {"column": "cccd", "kind": "citizen"}})
    header = "tinh,nam,thang,cccd,so_ca\n"
    told = read(header + "01,2024,1,001099000001,1\n01,2024,1,001099000002,1\n01,2024,1,001099000001,1\n", by)
    assert [row["line"] for row in told.rows] == [2, 3]
    assert told.reasons == [(4, "line", "duplicate")]
