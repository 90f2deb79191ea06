"""Provinces before and since 1 July 2025, and where a text names one."""

from __future__ import annotations

from datetime import date

import pytest

from soyte.places import find_provinces, provinces
from soyte.text import normalise


def named(text: str) -> list[str]:
    return [mention.name for mention in find_provinces(normalise(text).text)]


def test_there_were_63_provinces_and_are_34() -> None:
    every = provinces().values()
    assert sum(p.valid_to is None for p in every) == 34
    before = [p for p in every if p.valid_from is None and (p.valid_to is None or p.valid_to > date(2025, 1, 1))]
    assert len(before) + 1 == 63  # and Huế, a city since 1 January 2025, before that Thừa Thiên Huế


def test_every_former_province_belongs_to_one_of_today() -> None:
    today = {p.name for p in provinces().values() if p.valid_to is None}
    assert {p.today for p in provinces().values()} == today


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("UBND tỉnh Thanh Hoá", "Thanh Hóa"),
        ("SỞ Y TẾ THANH HÓA", "Thanh Hóa"),
        ("Sở Y Tế Hà Tĩnh", "Hà Tĩnh"),
        ("HĐND TP. Huế Hà Văn Tuấn", "Huế"),
        ("tỉnh Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("TPHCM", "TP. Hồ Chí Minh"),
        ("TP.HCM", "TP. Hồ Chí Minh"),
        ("Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("tỉnh Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("tỉnh Đắc Lắc", "Đắk Lắk"),
        ("tỉnh Bắc Cạn", "Bắc Kạn"),
        ("CDC Hà Tĩnh", "Hà Tĩnh"),
        ("thành phố Cần\u00a0Thơ", "Cần Thơ"),
        ("Sở Y tế thành phố Đồng Nai", "Đồng Nai"),  # since 30 April 2026
        ("Sở Y tế thành phố Quảng Ninh", "Quảng Ninh"),  # since 1 September 2026
    ],
)
def test_a_province_is_found_however_it_is_written(written: str, name: str) -> None:
    assert named(written) == [name]


@pytest.mark.parametrize(
    "written",
    [
        "phường Thái Nguyên",
        "thành phố Thái Nguyên",
        "thành phố Bắc Ninh",  # a town until July 2025, the province since September 2026: not told apart yet
        "đường Điện Biên Phủ",
        "Biển Thái Bình Dương",
        "ông Nguyễn Thái Bình",
        "vì hòa bình thế giới",
        "Danh y Hải Thượng Lãn Ông",
        "Bệnh viện Mắt Huế",
        "Chủ tịch Hồ Chí Minh",
    ],
)
def test_what_only_sounds_like_one_is_none(written: str) -> None:
    assert named(written) == []


def test_a_former_province_says_so_and_keeps_its_last_day() -> None:
    one, other = find_provinces("Bình Dương (cũ) có 12 ca, Đồng Nai 3 ca")
    assert (one.name, one.former, one.valid_to) == ("Bình Dương", True, date(2025, 6, 30))
    assert (other.name, other.former, other.valid_to) == ("Đồng Nai", False, None)


def test_mentions_stand_where_the_text_names_them() -> None:
    text = "Tỉnh Lào Cai và tỉnh Yên Bái"
    assert [text[m.start : m.end] for m in find_provinces(text)] == ["Lào Cai", "Yên Bái"]
