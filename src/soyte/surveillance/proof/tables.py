"""Results of a back-test and of a comparison as rows with Vietnamese headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from soyte.quantities import write_number
from soyte.surveillance.proof.back_test import Line
from soyte.surveillance.proof.comparison import Tally, rates

Row = dict[str, Any]


def back_test_rows(lines: Iterable[Line], frequency: int) -> list[Row]:
    """A row a line: numbers as they are, None where nothing was there to count."""
    unit = "tuần" if frequency > 12 else "tháng"
    return [
        {
            "Phương pháp": one.detector, "Định nghĩa đợt dịch": one.definition, "Bệnh": one.disease, "Địa bàn": one.place,
            "Số đợt": one.score.outbreaks, "Phát hiện": one.score.detection, f"Trong {unit} đầu hoặc kế tiếp": one.score.at_once,
            f"Chậm trung bình ({unit})": one.score.delay, "Báo động giả mỗi chuỗi-năm": one.score.false_per_year,
            "Đợt không xét được": one.score.untested, "Tỷ lệ kỳ xét được": one.score.tested,
        }
        for one in lines
    ]  # fmt: skip


def comparison_rows(tallies: Iterable[Tally], by: Sequence[str] = ("detector",)) -> list[Row]:
    """A row for each value of the fields `by` (`detector`, `scenario`, `past`, `current`)."""
    names = {
        "detector": "Phương pháp",
        "scenario": "Kịch bản",
        "past": "Dịch cũ (độ lệch chuẩn)",
        "current": "Dịch mới (độ lệch chuẩn)",
    }
    groups: dict[tuple[Any, ...], list[Tally]] = {}
    for one in tallies:
        groups.setdefault(tuple(getattr(one, name) for name in by), []).append(one)
    rows = []
    for key, several in groups.items():
        found = rates(several)
        rows.append(
            {names[name]: value for name, value in zip(by, key, strict=True)}
            | {
                "Báo động giả (FPR)": found.false_positive, "Phát hiện (POD)": found.detection, "Tuần đầu": found.first_week,
                "Độ nhạy theo tuần": found.sensitivity, "Giá trị dự báo dương": found.predictive,
                "Tỷ lệ tuần xét được": sum(one.tested for one in several) / len(several),
            }
        )  # fmt: skip
    return rows


def printed(rows: Sequence[Row], *, markdown: bool = False) -> str:
    """Rows as a table in text."""
    if not rows:
        return "Không có dòng nào."
    heads, *lines = printed_cells(rows)
    if markdown:
        written = ["| " + " | ".join(line) + " |" for line in (heads, *lines)]
        return "\n".join([written[0], "|" + " --- |" * len(heads), *written[1:]])
    widths = [max(len(line[n]) for line in (heads, *lines)) for n in range(len(heads))]
    left = [isinstance(rows[0][head], str) for head in heads]
    return "\n".join(
        "  ".join(
            text.ljust(wide) if side else text.rjust(wide) for text, wide, side in zip(line, widths, left, strict=True)
        ).rstrip()
        for line in (heads, *lines)
    )


def printed_cells(rows: Sequence[Row]) -> list[list[str]]:
    """Headings, then each row as it is written; columns that are empty in all rows are left out."""
    heads = [head for head in rows[0] if any(row[head] not in ("", None) for row in rows)]
    return [heads, *([_cell(head, row[head]) for head in heads] for row in rows)]


def _cell(head: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return write_number(Decimal(value))
    digits = 1 if head.startswith("Chậm") else 4 if "FPR" in head else 2
    return write_number(Decimal(f"{value:.{digits}f}"))
