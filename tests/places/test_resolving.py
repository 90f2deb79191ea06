"""From a name or a code to a unit, as people, tables and other languages write them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.places import Frame, Level, Unit, resolve, shipped_atlas

NOW, BEFORE = date(2026, 11, 1), date(2020, 1, 1)


def found(written: str, on: date = NOW, level: Level | None = "province", within: str | None = None) -> str | None:
    unit = resolve(written, on, level=level, within=within).unit
    return unit.full_name if unit else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Thanh Hoá", "tỉnh Thanh Hóa"),
        ("Thanh Hóa", "tỉnh Thanh Hóa"),
        ("THANH HOÁ", "tỉnh Thanh Hóa"),
        (unicodedata.normalize("NFD", "tỉnh Thanh Hóa"), "tỉnh Thanh Hóa"),
        ("Tỉnh Thanh\u00a0Hóa", "tỉnh Thanh Hóa"),
        ("TP. Huế", "thành phố Huế"),
        ("Thành phố Huế", "thành phố Huế"),
        ("T.P Huế", "thành phố Huế"),
        ("TP HCM", "thành phố Hồ Chí Minh"),
        ("TPHCM", "thành phố Hồ Chí Minh"),
        ("TP.Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("HO CHI MINH CITY", "thành phố Hồ Chí Minh"),
        ("Sài Gòn", "thành phố Hồ Chí Minh"),
        ("Hanoi", "thành phố Hà Nội"),
        ("DA NANG CITY", "thành phố Đà Nẵng"),
        ("dong nai", "thành phố Đồng Nai"),
        ("Dak Lak", "tỉnh Đắk Lắk"),
        ("Dack Lak", "tỉnh Đắk Lắk"),
        ("Đăk Lăk", "tỉnh Đắk Lắk"),
        ("Đắc Lắc", "tỉnh Đắk Lắk"),
        ("Lao Cai province", "tỉnh Lào Cai"),
        ("  Lào  Cai ", "tỉnh Lào Cai"),
        ("19", "tỉnh Thái Nguyên"),
        ("1", "thành phố Hà Nội"),  # a spreadsheet ate the zero
    ],
)
def test_a_province_of_today_is_found_however_it_is_written(written: str, meant: str) -> None:
    assert found(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("BA RIA - VUNG TAU", "tỉnh Bà Rịa - Vũng Tàu"),
        ("BA RIA-VUNG TAU", "tỉnh Bà Rịa - Vũng Tàu"),
        ("BR-VT", "tỉnh Bà Rịa - Vũng Tàu"),
        ("THUA THIEN - HUE", "tỉnh Thừa Thiên Huế"),
        ("TT-Huế", "tỉnh Thừa Thiên Huế"),
        ("Bac Can", "tỉnh Bắc Kạn"),
        ("Dac Nong", "tỉnh Đắk Nông"),
        ("Kontum", "tỉnh Kon Tum"),
        ("Hoà Bình", "tỉnh Hòa Bình"),
        ("CAN THO CITY", "thành phố Cần Thơ"),
    ],
)
def test_a_province_of_2020_is_found_however_it_is_written(written: str, meant: str) -> None:
    assert found(written, BEFORE) == meant


def test_a_word_for_its_kind_does_not_hide_what_a_place_was_then() -> None:
    assert found("CAN THO CITY", date(1995, 6, 1)) == "tỉnh Cần Thơ"


def test_a_name_of_another_time_says_when_it_was_and_whose_area_it_is() -> None:
    gone = resolve("Bắc Kạn", NOW, level="province")
    assert (gone.outcome, gone.unit) == ("elsewhen", None)
    assert [u.full_name for u in gone.suggestions] == ["tỉnh Thái Nguyên"]
    assert gone.message == (
        "“Bắc Kạn” không có vào ngày 01/11/2026: tỉnh Bắc Kạn từ 01/01/1997 đến 30/06/2025. "
        "Địa bàn này ngày 01/11/2026 thuộc tỉnh Thái Nguyên (mã 19)."
    )
    early = resolve("NAM DINH", date(1995, 1, 1), level="province")
    assert (early.outcome, [u.code for u in early.suggestions]) == ("elsewhen", ["nam-ha"])


def test_a_name_that_says_it_is_a_former_one_is_that_one() -> None:
    former = resolve("Bình Dương (cũ)", NOW, level="province")
    assert former.unit is not None
    assert (former.unit.code, former.unit.valid_to, former.former) == ("74", date(2025, 6, 30), True)
    smaller = resolve("Thái Nguyên (cũ)", NOW, level="province")
    assert smaller.unit is not None and smaller.unit.valid_to == date(2025, 6, 30)
    assert found("Thái Nguyên (mới)") == "tỉnh Thái Nguyên"


def test_the_kind_decides_between_namesakes() -> None:
    assert resolve("Thái Nguyên", BEFORE).outcome == "several"
    assert found("tỉnh Thái Nguyên", BEFORE, level=None) == "tỉnh Thái Nguyên"
    assert found("TP Thái Nguyên", BEFORE, level="district") == "thành phố Thái Nguyên"
    assert found("xã Thái Nguyên", BEFORE, level=None) == "xã Thái Nguyên"
    assert found("tỉnh Thái Nguyên", BEFORE, level="commune") is None


def test_diacritics_are_taken_at_their_word_before_they_are_let_go() -> None:
    assert found("Hà Giang", BEFORE) == "tỉnh Hà Giang"
    assert found("Hậu Giang", BEFORE) == "tỉnh Hậu Giang"
    assert found("Long Trì", BEFORE, "commune", within="80") == "xã Long Trì"
    assert found("Long Trì", BEFORE, "commune", within="93") == "xã Long Trị"  # nothing there is written so


def test_what_is_written_without_marks_means_what_exists_on_that_day() -> None:
    assert found("XA NA HANG", NOW, "commune", within="08") == "xã Nà Hang"  # Na Hang was a town until 2025
    assert resolve("Na Hang", NOW, level="commune", within="08").unit is not None
    assert resolve("Xã Na Hang", NOW, level="commune", within="08").outcome == "elsewhen"


def test_every_unit_is_found_by_its_full_name_within_what_it_lies_in() -> None:
    every = [u for u in shipped_atlas().all_units if u.level != "country"]

    def meant(u: Unit) -> Unit | None:
        on = u.valid_to or u.valid_from or NOW
        frame: Frame = "sample" if u.invented else "real"
        return resolve(u.full_name.upper(), on, level=u.level, within=u.parent, frame=frame).unit

    assert [u.full_name for u in every if meant(u) != u] == []


@given(st.text(max_size=40) | st.sampled_from(["(cũ)", "tỉnh ", "TP.", "- -", "xã (cũ)", "０１", "²"]))
def test_any_words_get_an_answer(written: str) -> None:
    answer = resolve(written, NOW, level="province")
    assert answer.outcome in ("one", "several", "elsewhen", "none")
    assert answer.message.startswith(("“", "Không có"))


@pytest.mark.parametrize("written", ["Phường 5", "P.5", "P5", "phường 05", "PHUONG 5", "Ward 5"])
def test_a_numbered_ward_is_found_within_its_district(written: str) -> None:
    expected = None if written == "Ward 5" else "27046"
    unit = resolve(written, BEFORE, level="commune", within="768").unit
    assert (unit.code if unit else None) == expected


def test_names_with_apostrophes_are_found_without() -> None:
    assert found("Ea HLeo", NOW, "commune", within="66") == "xã Ea H'Leo"
    assert found("Cư M’gar", NOW, "commune", within="66") == "xã Cư M'gar"


def test_what_nobody_knows_is_none_with_the_nearest_names() -> None:
    wrong = resolve("Thái Nguyenn", NOW, level="province")
    assert wrong.outcome == "none"
    assert [u.name for u in wrong.suggestions][:1] == ["Thái Nguyên"]
    assert wrong.message.startswith("Không có địa danh “Thái Nguyenn” vào ngày 01/11/2026. Gần giống: tỉnh Thái Nguyên")
    assert resolve("", NOW, level="province").outcome == "none"


def test_codes_are_looked_up_on_their_day() -> None:
    assert found("15", BEFORE) == "tỉnh Yên Bái"
    assert found("15", NOW) == "tỉnh Lào Cai"
    ended = resolve("28", NOW)
    assert (ended.outcome, [u.full_name for u in ended.suggestions]) == ("elsewhen", ["thành phố Hà Nội"])
    assert resolve("98", NOW).outcome == "none"


def test_invented_places_are_found_only_within_their_frame() -> None:
    assert resolve("Sao Mai", NOW).outcome == "none"
    assert resolve("Sao Mai", NOW, frame="sample").unit is not None
    assert found("Bến Mây", NOW, "commune", within="99") == "phường Bến Mây"
    assert found("99", NOW) == "tỉnh Sao Mai"
    assert resolve("Hà Nội", NOW, frame="sample").outcome == "none"
