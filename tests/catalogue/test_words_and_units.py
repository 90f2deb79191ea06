"""Words are compared written out; units by what they measure."""

from __future__ import annotations

import csv

import pytest

from soyte.catalogue.files import ROOT
from soyte.catalogue.units import compatible, dimensions, vocabulary
from soyte.catalogue.words import canonical, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lượt KCB BHYT", "lượt khám bệnh, chữa bệnh bảo hiểm y tế"),
        ("SXHD", "Sốt xuất huyết Dengue"),
        ("BS", "bác sỹ"),
        ("TYT xã", "Trạm y tế  xã"),
        ("giường bệnh/vạn dân", "giường / 10.000 dân"),
        ("trẻ em dưới 05 tuổi", "trẻ < 5 tuổi"),
        ("thuỷ đậu", "thủy đậu"),
        ("UBND tỉnh", "Uỷ ban nhân dân tỉnh"),
        ("vaccine", "vắc-xin"),
    ],
)
def test_spellings_of_one_thing_have_the_same_words(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_written_out_words_keep_the_place_of_what_was_written() -> None:
    assert words_of("đạt BHYT 95%")[1:5] == [(w, 4) for w in ("bảo", "hiểm", "y", "tế")]


def test_a_canonical_form_is_written_out_to_the_end() -> None:
    with (ROOT / "abbreviations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert canonical(row["canonical"]) == canonical(row["form"]), row


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ca", "trường hợp"),
        ("giường/10.000 dân", "giường bệnh/vạn dân"),
        ("bác sĩ/10.000 dân", "BS/10.000 dân"),
        ("triệu đồng", "tỷ đồng"),
        ("lượt", "lượt người"),
        ("trẻ trai/100 trẻ gái", "bé trai/100 bé gái"),
        ("%", "điểm phần trăm"),
        ("huyện/thành phố", "đơn vị"),
        ("người/100.000 dân", "ca/100.000 dân"),
        ("/10.000 dân", "bác sĩ/10.000 dân"),
        ("trạm y tế xã, phường", "trạm"),
    ],
)
def test_units_of_one_quantity_are_compatible(one: str, other: str) -> None:
    assert compatible(dimensions(one), dimensions(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "ca"),
        ("%", "‰"),
        ("giường", "giường/10.000 dân"),
        ("giường/10.000 dân", "bác sĩ/10.000 dân"),
        ("ca/100.000 dân", "ca/10.000 dân"),
        ("đồng", "nghìn đồng/lượt"),
        ("hộ", "người"),
        ("lớp", "người"),
        ("cơ sở", "ca"),
        ("tờ rơi", "ca"),
    ],
)
def test_units_of_two_quantities_are_not(one: str, other: str) -> None:
    assert not compatible(dimensions(one), dimensions(other))


def test_every_unit_group_has_its_own_nouns() -> None:
    for group, nouns in vocabulary().units.items():
        assert all(group in dimensions(noun) for noun in nouns if "/" not in noun), group
