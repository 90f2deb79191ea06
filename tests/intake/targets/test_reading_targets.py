"""Lists of assigned targets: what each row becomes, and what is set aside with which reason."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from soyte.catalogue import load_catalogue
from soyte.intake.documents.model import UnreadableDocument
from soyte.intake.targets import TargetReading, read_targets

HEADER = "Chỉ tiêu;Địa bàn;Kỳ;Dấu;Mức giao;Đến;Đơn vị tính;Cơ quan giao;Văn bản giao;Đơn vị chủ trì;Hạn;Ghi chú"
CATALOGUE = load_catalogue()


def read(folder: Path, *lines: str, header: str = HEADER) -> TargetReading:
    path = folder / "chi-tieu.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8-sig")
    return read_targets(path, CATALOGUE, name=path.name)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "bhyt_coverage_rate;Thái Nguyên;2025;>=;95,25;;%;HĐND tỉnh;NQ 10/NQ-HĐND;BHXH tỉnh;31/12/2025;",
            ("bhyt_coverage_rate", "19", "2025", ">=", Decimal("95.25"), None, "%", "council"),
        ),
        (
            "bhyt_coverage_rate;19;2025;;95;;;;;;;",
            ("bhyt_coverage_rate", "19", "2025", ">=", Decimal(95), None, "%", None),
        ),
        (
            "stunting_u5_rate;19;2025;;12;;;UBND;;;;",
            ("stunting_u5_rate", "19", "2025", "<=", Decimal(12), None, "%", "committee"),
        ),
        (
            "Tỷ lệ dân số tham gia bảo hiểm y tế;19;2021-2025;từ-đến;90;95;;Tỉnh ủy;;;;",
            ("bhyt_coverage_rate", "19", "2021-01-01/2025-12-31", "between", Decimal(90), Decimal(95), "%", "party"),
        ),
        (
            "births_total;19;2025;theo kế hoạch;;;;;;;;",
            ("births_total", "19", "2025", "as_planned", None, None, "trẻ", None),
        ),
        ("births_total;19;2025;=;1.234;;;;;;;", ("births_total", "19", "2025", "=", Decimal(1234), None, "trẻ", None)),
    ],
)
def test_a_row_becomes_a_target(tmp_path: Path, line: str, expected: tuple[object, ...]) -> None:
    (row,) = read(tmp_path, line).rows
    names = ("indicator", "place", "period", "operator", "value", "high", "unit", "body")
    assert tuple(row[name] for name in names) == expected
    assert row["line"] == 2


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("số giường;19;2025;;1;;;;;;;", "indicator", "unknown_indicator"),
        ("bhyt_coverage_rate;Atlantis;2025;;95;;;;;;;", "place", "unknown_place"),
        ("bhyt_coverage_rate;19;sang năm sau;;95;;;;;;;", "period", "bad_period"),
        ("bhyt_coverage_rate;19;2025;~;95;;;;;;;", "operator", "unknown_operator"),
        ("bhyt_coverage_rate;19;2025;>=;nhiều;;;;;;;", "value", "not_a_number"),
        ("bhyt_coverage_rate;19;2025;>=;;;;;;;;", "value", "not_a_number"),
        ("bhyt_coverage_rate;19;2025;>=;95;;;Hội phụ lão;;;;", "body", "unknown_body"),
        ("bhyt_coverage_rate;19;2025;>=;95;;;;;;hôm nào;", "deadline", "bad_day"),
    ],
)
def test_what_is_not_understood_is_set_aside_and_the_next_row_comes_in(
    tmp_path: Path, line: str, field: str, reason: str
) -> None:
    reading = read(tmp_path, line, "bhyt_coverage_rate;19;2024;;95;;;;;;;")
    (fault,) = reading.faults
    assert (fault["field"], fault["reason"], fault["line"], reading.rows_in, len(reading.rows)) == (
        field,
        reason,
        2,
        2,
        1,
    )


def test_the_same_target_twice_is_set_aside(tmp_path: Path) -> None:
    line = "bhyt_coverage_rate;19;2025;;95;;;;;;;"
    (fault,) = read(tmp_path, line, line).faults
    assert (fault["reason"], "dòng 2" in fault["message"]) == ("duplicate", True)


def test_the_same_target_of_two_bodies_is_two(tmp_path: Path) -> None:
    lines = (f"bhyt_coverage_rate;19;2025;;95;;;{body};;;;" for body in ("HĐND", "UBND"))
    assert len(read(tmp_path, *lines).rows) == 2


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="thiếu cột Kỳ, Mức giao"):
        read(tmp_path, "x;y", header="Chỉ tiêu;Địa bàn")


def test_a_workbook_reads_like_the_text(tmp_path: Path) -> None:
    path = tmp_path / "chi-tieu.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(";"))
        sheet.write_row(1, 0, ["bhyt_coverage_rate", "Thái Nguyên", "2025", ">=", 95.25])
    (row,) = read_targets(path, CATALOGUE, name=path.name).rows
    assert (row["indicator"], row["value"], row["line"]) == ("bhyt_coverage_rate", Decimal("95.25"), 2)
