"""Who issued a document: the province of the department that speaks, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from soyte.places import issuing_province
from soyte.text import normalise


def issuer(text: str) -> str | None:
    return issuing_province(text[:1500], text)


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("SỞ Y TẾ TỈNH PHÚ YÊN\nBÁO CÁO\nKết quả công tác y tế năm 2023", "Phú Yên"),
        ("UBND TỈNH KON TUM\nSỞ Y TẾ\nBÁO CÁO 9 tháng đầu năm 2022", "Kon Tum"),
        ("Chiều nay, ngành y tế Hà Tĩnh tổng kết năm. Đoàn Nghệ An tham dự.", "Hà Tĩnh"),
        ("Trung tâm Kiểm soát bệnh tật tỉnh Đồng Tháp: bản tin tuần 35", "Đồng Tháp"),
        ("Trên địa bàn tỉnh Gia Lai ghi nhận 12 ca. Toàn tỉnh Gia Lai có 5 ổ dịch.", "Gia Lai"),
        ("Sở Y tế TP.HCM cho biết tuần qua có 120 ca sởi, trong khi Bình Dương (cũ) 12 ca.", "TP. Hồ Chí Minh"),
        ("UBND TP. Huế, HĐND TP. Huế. Trước đây là tỉnh Thừa Thiên Huế.", "Huế"),
        ("Sở Y tế tỉnh Phú Thọ (gồm Vĩnh Phúc, Hòa Bình cũ): kết quả 6 tháng của tỉnh Phú Thọ", "Phú Thọ"),
    ],
)
def test_the_department_that_speaks_gives_the_province(text: str, province: str) -> None:
    assert issuer(text) == province


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế tổ chức hội nghị tổng kết công tác năm.",
        "Sở Y tế Hà Nội và Sở Y tế Hải Phòng báo cáo tình hình dịch.",
        "Nhiều tỉnh như Nghệ An, Thanh Hóa, Quảng Bình có mưa lớn.",
        "Khách từ Đà Nẵng đến dự.",
    ],
)
def test_none_rather_than_a_guess(text: str) -> None:
    assert issuer(text) is None


@pytest.mark.needs_shared
@pytest.mark.parametrize(
    ("number", "province"),
    [("000", "Thanh Hóa"), ("001", "Huế"), ("002", "Thái Nguyên"), ("003", None), ("004", "Hà Tĩnh")],
)
def test_the_real_reports(seeds: Path, number: str, province: str | None) -> None:
    (path,) = seeds.glob(f"{number}_*.txt")
    assert issuer(normalise(path.read_text(encoding="utf-8")).text) == province
