"""Words that narrow or widen the place of a figure."""

from __future__ import annotations

import pytest

from soyte.places import find_scope


def scopes(text: str) -> list[tuple[str, str]]:
    return [(mention.name, mention.kind) for mention in find_scope(text)]


@pytest.mark.parametrize("text", ["cả nước", "toàn quốc", "bình quân chung cả nước", "trung bình của toàn quốc"])
def test_the_whole_country_has_one_name(text: str) -> None:
    assert scopes(f"cao hơn {text}: 34 giường") == [("cả nước", "country")]


def test_kinds_of_area_are_returned_as_written() -> None:
    text = "ở khu vực thành thị là 96%, khu vực nông thôn là 88%"
    assert scopes(text) == [("khu vực thành thị", "area"), ("khu vực nông thôn", "area")]
    assert scopes("xây dựng nông thôn mới") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(tử vong 01 tại xã Tân Tiến, huyện Yên Sơn)", "xã Tân Tiến, huyện Yên Sơn"),
        (
            "tại Tổ dân phố Cây Đa, phường Hòa Lạc thành phố Phú Bình với",
            "Tổ dân phố Cây Đa, phường Hòa Lạc thành phố Phú Bình",
        ),
        ("ổ dịch ở quận 7", "quận 7"),
        ("tại TP Thái Nguyên có", "TP Thái Nguyên"),
    ],
)
def test_a_place_is_returned_with_all_its_parts(text: str, name: str) -> None:
    assert scopes(text) == [(name, "place")]


@pytest.mark.parametrize(
    "text",
    [
        "các huyện, thành phố",
        "Phó Chủ tịch UBND thành phố Trần Văn Bình",
        "HĐND TP. Huế Hà Văn Tuấn",
        "thành phố Huế",
        "TP. Hồ Chí Minh",
        "số xã đạt Bộ tiêu chí",
        "95% số xã",
    ],
)
def test_bodies_people_and_provinces_are_no_narrower_place(text: str) -> None:
    assert scopes(text) == []


def test_mentions_stand_where_the_text_has_them() -> None:
    text = "Tại xã Hòa An: 3 ca; cả nước: 90 ca"
    assert [text[m.start : m.end] for m in find_scope(text)] == ["xã Hòa An", "cả nước"]
