"""What a period is called, and what a label means."""

from __future__ import annotations

from datetime import date

import pytest

from soyte.periods import (
    Calendar,
    Period,
    PeriodError,
    day,
    month,
    months,
    parse,
    quarter,
    span,
    until,
    week,
    year,
    years,
)

ADMIN, HIV = Calendar.ADMINISTRATIVE, Calendar.HIV


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (year(2024), "Năm 2024"),
        (quarter(2025, 1), "Quý I/2025"),
        (quarter(2025, 4), "Quý IV/2025"),
        (month(2024, 12), "Tháng 12/2024"),
        (month(2024, 2), "Tháng 02/2024"),
        (months(2024, 11), "11 tháng năm 2024"),
        (months(2025, 6), "6 tháng đầu năm 2025"),
        (months(2025, 9), "9 tháng đầu năm 2025"),
        (months(2025, 6, last=True), "6 tháng cuối năm 2025"),
        (week(2025, 34), "Tuần 34/2025"),
        (day(date(2024, 12, 17)), "Ngày 17/12/2024"),
        (day(date(2025, 3, 5)), "Ngày 05/3/2025"),
        (day(date(2025, 2, 5)), "Ngày 05/02/2025"),
        (until(date(2024, 12, 17)), "Tính đến 17/12/2024"),
        (span(date(2025, 5, 3), date(2025, 5, 10)), "Từ 03/5/2025 đến 10/5/2025"),
        (years(2021, 2025), "Giai đoạn 2021 - 2025"),
        (year(2025, ADMIN), "Năm 2025 (kỳ báo cáo hành chính)"),
        (quarter(2025, 1, HIV), "Quý I/2025 (kỳ báo cáo HIV)"),
        (week(2025, 34, Calendar.WEEK_FRIDAY), "Tuần 34/2025 (thứ Sáu - thứ Năm)"),
        (week(2025, 34, Calendar.WEEK_SUNDAY), "Tuần 34/2025 (Chủ nhật - thứ Bảy)"),
    ],
)
def test_label(period: Period, label: str) -> None:
    assert period.label_vi == label
    assert period.phrase_vi[1:] == label[1:]
    assert period.phrase_vi[0] == label[0].lower()
    assert parse(label) == parse(period.phrase_vi) == parse(label.upper()) == period


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("quý 3 năm 2025", quarter(2025, 3)),
        ("Quí III-2025", quarter(2025, 3)),
        ("12 tháng đầu năm 2024", year(2024)),
        ("nửa cuối năm 2024", months(2024, 6, last=True)),
        ("T12/2024", month(2024, 12)),
        ("tuần thứ 34 năm 2025", week(2025, 34)),
        ("17/12/2024", day(date(2024, 12, 17))),
        ("2024", year(2024)),
        ("năm hành chính 2025", year(2025, ADMIN)),
        ("2024-12", month(2024, 12)),
        ("2024-12-17", day(date(2024, 12, 17))),
        ("2024-Q1", quarter(2024, 1)),
        ("2025-W37", week(2025, 37)),
        ("2024-01-01/2024-12-17", until(date(2024, 12, 17))),
        ("  Giai\u00a0đoạn 2021\u20132025 ", years(2021, 2025)),
        ("tháng 1 - 6/2025", months(2025, 6)),
        ("từ tháng 10 đến tháng 12/2025", quarter(2025, 4)),
        ("đến hết quý III/2025", until(date(2025, 9, 30))),
    ],
)
def test_parse(label: str, period: Period) -> None:
    assert parse(label) == period


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("6 tháng đầu năm", months(2025, 6)),
        ("tháng 12", month(2025, 12)),
        ("quý IV", quarter(2025, 4)),
        ("20/12", day(date(2025, 12, 20))),
        ("năm nay", year(2025)),
        ("năm trước", year(2024)),
        ("tuần trước", week(2025, 32)),
        ("tháng trước", month(2025, 7)),
        ("từ đầu năm đến nay", until(date(2025, 8, 17))),
        ("năm 2023", year(2023)),
    ],
)
def test_parse_with_an_anchor(label: str, period: Period) -> None:
    assert parse(label, anchor=date(2025, 8, 17)) == period


@pytest.mark.parametrize(
    "label",
    [
        "",
        "quý IV",
        "tháng 13/2025",
        "31/02/2025",
        "hôm kia",
        "năm 2024 và 2025",
        "2025-W53",
        "2025-13",
        "2024-02-30/2024-03-01",
        "2024-03-01/2024-02-01",
        "tuần 53/2025",
        "0000",
        "1250 ca",
        "năm 2025 tại tỉnh",
    ],
)
def test_labels_without_meaning_are_refused(label: str) -> None:
    with pytest.raises(PeriodError, match=r"kỳ"):
        parse(label)


def test_whole_years_are_read_back_as_the_years_that_were_written() -> None:
    assert parse(years(2021, 2025).iso) == years(2021, 2025)
    assert parse("2021-01-01/2025-12-30") == span(date(2021, 1, 1), date(2025, 12, 30))
