"""The one way of writing an identifier: what counts as the same, and what does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.ledger.vault import IdentityKind, patient_values
from soyte.ledger.vault.canonical import canonical

SAME = [
    (IdentityKind.CITIZEN, "001090012345", ["001 090 012 345", "001.090.012.345", "1090012345", "1090012345.0", "００1090012345"]),
    (IdentityKind.CITIZEN, "012090012345", ["12090012345", "12090012345.0", " 012090012345\n"]),
    (IdentityKind.CITIZEN, "012345678", ["012 345 678", "CMND 012345678"]),
    (IdentityKind.CARD, "DN4790123456789", ["dn4790123456789", "DN 4 79 01 234 56789", "DN-4-79-01-234-56789", "DN4790123456789\u200b"]),
    (IdentityKind.PATIENT, "79001|BN0012", ["79001|bn0012", "79001 | BN 0012"]),
    (IdentityKind.PERSON, "đỗ thị thử", ["ĐỖ THỊ THỬ", "Ðỗ  Thị\tThử ", unicodedata.normalize("NFD", "Đỗ Thị Thử"), "Đỗ\u00a0Thị Thử"]),
    (IdentityKind.PHONE, "0912345678", ["0912 345 678", "+84 912 345 678", "(+84) 0912.345.678", "0084912345678", "912345678"]),
    (IdentityKind.PHONE, "02838291234", ["028 3829 1234", "+84 28 3829 1234", "2838291234"]),
    (IdentityKind.ADDRESS, "số 5, tổ 3, xã thử", ["Số 5,  tổ 3,\nXã Thử"]),
    (IdentityKind.TEXT, "Khám lại sau 2 tuần", [" Khám lại sau 2 tuần\n", unicodedata.normalize("NFD", "Khám lại sau 2 tuần")]),
]  # fmt: skip
DIFFERENT = [
    (IdentityKind.CITIZEN, ["001090012345", "001090012346", "012345678", "12345678"]),
    (IdentityKind.CARD, ["DN4790123456789", "ĐN4790123456789", "0123456789"]),
    (IdentityKind.PATIENT, ["79001|23", "7900|123", "7900123"]),
    (IdentityKind.PERSON, ["Đỗ Thị Thử", "Đo Thi Thu", "Đỗ Thị Thứ", "Đỗ Thị", "ĐỗThị Thử"]),
    (IdentityKind.PHONE, ["0912345678", "0912345679", "19001234", "115"]),
    (IdentityKind.ADDRESS, ["Tổ 3", "Tổ 4"]),
    (IdentityKind.TEXT, ["Khám lại", "khám lại"]),
]


def of(kind: IdentityKind, values: Sequence[str | None]) -> list[str | None]:
    written: list[str | None] = canonical(kind, pa.array(values, pa.string())).to_pylist()
    return written


@pytest.mark.parametrize(("kind", "canon", "written"), SAME)
def test_ways_of_writing_the_same(kind: IdentityKind, canon: str, written: list[str]) -> None:
    assert of(kind, [canon, *written]) == [canon] * (len(written) + 1)


@pytest.mark.parametrize(("kind", "written"), DIFFERENT)
def test_what_is_not_the_same(kind: IdentityKind, written: list[str]) -> None:
    assert len(set(of(kind, [*written]))) == len(written)


@pytest.mark.parametrize(("kind", "nothing"), [
    (IdentityKind.CITIZEN, ["", " ", "không có", "-", None]),
    (IdentityKind.CARD, ["", " - ", "\u200b", None]),
    (IdentityKind.PHONE, ["không", "", None]),
    (IdentityKind.PERSON, ["", " \t", None]),
    (IdentityKind.TEXT, ["\n", None]),
])  # fmt: skip
def test_what_says_nothing_is_null(kind: IdentityKind, nothing: list[str | None]) -> None:
    assert of(kind, nothing) == [None] * len(nothing)


def test_a_patient_is_a_facility_and_a_number_there() -> None:
    facilities, numbers = pa.array(["79001", "79001", None]), pa.array(["BN1", None, "BN1"])
    assert patient_values(facilities, numbers).to_pylist() == ["79001|BN1", None, None]


ANY = st.text(st.characters(codec="utf-8"), max_size=40)
NAMES = st.text("AăÂđĐÐỗộƠưỷ ễỹ\u0301\u0323\u0302\u00a0\t-.", max_size=30)


@given(st.sampled_from(IdentityKind), st.lists(ANY | NAMES | st.none(), max_size=5))
def test_writing_canonically_twice_is_writing_once(kind: IdentityKind, values: list[str | None]) -> None:
    once = of(kind, values)
    assert of(kind, once) == once
    assert "" not in once


@given(st.sampled_from([IdentityKind.PERSON, IdentityKind.ADDRESS]), NAMES)
def test_neither_capitals_nor_composition_nor_blanks_tell_names_apart(kind: IdentityKind, name: str) -> None:
    ways = [name, name.upper(), unicodedata.normalize("NFD", name), f" {name}  ", name.replace(" ", " \t")]
    assert len(set(of(kind, [*ways]))) == 1


@given(st.integers(0, 10**12 - 1).map(lambda n: f"{n:012d}"), st.lists(st.integers(0, 12), max_size=4))
def test_separators_do_not_tell_numbers_apart(number: str, places: list[int]) -> None:
    written = number
    for place in sorted(places, reverse=True):
        written = f"{written[:place]} {written[place:]}"
    assert of(IdentityKind.CITIZEN, [written]) == [number]


@given(st.sampled_from(list(IdentityKind)), st.text(st.characters(max_codepoint=127), max_size=12))
def test_what_stands_beside_a_value_does_not_change_how_it_is_written(kind: IdentityKind, value: str) -> None:
    """Columns of plain letters take a shorter way."""
    assert of(kind, [value]) == of(kind, [value, "Đ １"])[:1]


@pytest.mark.parametrize("kind", IdentityKind)
def test_every_plain_sign_is_treated_alike_on_the_shorter_way(kind: IdentityKind) -> None:
    signs = [f"1{chr(code)}2" for code in range(128)]
    assert of(kind, signs) == of(kind, [*signs, "Đ １"])[:-1]
