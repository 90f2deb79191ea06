"""Files of boundaries: what is taken for the shape of which unit, and what is refused in which words."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intake.boundaries.drawing import drawn, feature, square
from soyte.intake.boundaries import BoundaryReading, read_boundaries
from soyte.intake.documents.model import UnreadableDocument
from soyte.places import shipped_atlas

NOW = date(2026, 7, 25)
HANOI, THAI_NGUYEN = (
    feature("01", "Thành phố Hà Nội", square(105.8, 21)),
    feature("19", "Thái Nguyên", square(105.8, 21.5)),
)


def rounded(ring: list[list[float]]) -> list[list[float]]:
    return [[round(x, 4), round(y, 4)] for x, y in ring]


def read(path: Path, on: date = NOW) -> BoundaryReading:
    return read_boundaries(path, shipped_atlas(), on, name=path.name)


def test_shapes_go_to_the_units_of_the_day_by_code(tmp_path: Path) -> None:
    reading = read(drawn(tmp_path, HANOI, THAI_NGUYEN))
    assert (reading.level, list(reading.shapes), reading.faults) == ("province", ["01", "19"], ())
    assert json.loads(reading.shapes["01"])["coordinates"] == [[rounded(square(105.8, 21))]]
    assert reading.warnings[0].startswith("32 đơn vị cấp tỉnh không có trong tệp: ")


@pytest.mark.parametrize("name", ["Hoà Bình", "TỈNH HÒA BÌNH", "Hoa Binh", ""])
def test_names_may_be_written_differently(tmp_path: Path, name: str) -> None:
    reading = read(drawn(tmp_path, feature("17", name, square(105.2, 20.6))), date(2020, 1, 1))
    assert list(reading.shapes) == ["17"]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (
            feature("06978", "Xã Ba Chẽ", square(107.2, 21.2)),
            "nào mang mã này vào ngày 25/07/2026; xã Ba Chẽ có mã 06970",
        ),
        (feature("06973", "Ba Chẽ", square(107.2, 21.2)), "xã Ba Chẽ có mã 06970"),
        (
            feature("06970", "Xã Lương Minh", square(107.2, 21.2)),
            "mã này ngày 25/07/2026 là xã Ba Chẽ; xã Lương Minh có mã",
        ),
        (feature("", "Ba Chẽ", square(107.2, 21.2)), "Ba Chẽ (mã trống)"),
        (feature("06970", "Ba Chẽ", square(2.3, 48.8)), "nằm ngoài Việt Nam"),
        (feature("06970", "Ba Chẽ", square(21.2, 107.2)), "kinh độ và vĩ độ bị đổi chỗ"),
        (feature("06970", "Ba Chẽ", square(612345, 2345678)), "có thể là VN-2000"),
        (feature("06970", "Ba Chẽ", square(107.2, 21.2)[:-1]), "không khép kín"),
        (feature("06970", "Ba Chẽ", square(107.2, 21.2)[:3]), "ít hơn 4 điểm"),
        (feature("06970", "Ba Chẽ", square(107.2, 21.2, 0.00001)), "vùng quá nhỏ"),
        (feature("06970", "Ba Chẽ", [[1.0]] * 4), "không phải hai số"),
        ({**HANOI, "geometry": {"type": "Point", "coordinates": [1, 2]}}, "không phải Polygon"),
        ({**HANOI, "geometry": None}, "không phải Polygon"),
        ("vùng", "không phải một vùng"),
    ],
)
def test_what_is_no_unit_of_the_day_is_set_aside_with_the_reason(tmp_path: Path, one: Any, why: str) -> None:
    good = feature("07030", "Bình Liêu", square(107.4, 21.5))
    good["properties"]["code"] = next(
        unit.code for unit in shipped_atlas().units("commune", NOW, "22") if unit.name == "Bình Liêu"
    )
    reading = read_boundaries(drawn(tmp_path, good, one), shipped_atlas(), NOW, name="x", level="commune")
    assert len(reading.shapes) == 1
    assert reading.rows_in == 2
    assert why in reading.faults[0].message


def test_a_code_twice_is_one_shape_and_a_fault(tmp_path: Path) -> None:
    reading = read(drawn(tmp_path, HANOI, feature("01", "Hà Nội", square(105, 21))))
    assert [fault.message for fault in reading.faults] == ["trùng mã 01 với vùng số 1"]


def test_the_day_decides_which_units_are_meant(tmp_path: Path) -> None:
    path = drawn(tmp_path, HANOI, feature("06", "Bắc Kạn", square(105.8, 22.1)))
    assert list(read(path, date(2025, 6, 30)).shapes) == ["01", "06"]
    assert list(read(path).shapes) == ["01"]


def test_a_packed_file_is_read_too(tmp_path: Path) -> None:
    path = drawn(tmp_path, HANOI)
    packed = tmp_path / "ranh-gioi.geojson.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert read(packed).shapes == read(path).shapes


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tệp trống"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"\x1f\x8bxxxx", "tệp nén bị hỏng"),
        (b"[1]", "không phải một FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "không có vùng nào"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN không phải một số"),
        (b"[" * 100_000, "lồng nhau quá sâu"),
        (b'{"type": "FeatureCollection", "features": [{}]}', "không vùng nào có mã đơn vị"),
        (
            b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3405"}}, "features": [{}]}',
            "hệ toạ độ khác",
        ),
    ],
)
def test_a_file_that_is_no_map_is_refused_in_one_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument) as refused:
        read(path)
    assert why in str(refused.value)
    assert str(refused.value).startswith("x.geojson: ")


def test_a_file_without_any_unit_of_the_day_says_what_the_first_one_was(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"không vùng nào là đơn vị cấp tỉnh .*Bắc Kạn \(mã 06\)"):
        read(drawn(tmp_path, feature("06", "Bắc Kạn", square(105.8, 22.1))))


def test_too_many_shapes_or_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drawn(tmp_path, HANOI, THAI_NGUYEN)
    for limit, value, why in (
        ("MOST_SHAPES", 1, "hơn 1 vùng"),
        ("MOST_POINTS", 5, "hơn 5 điểm"),
        ("LARGEST", 10, "lớn hơn"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"soyte.intake.boundaries.geojson.{limit}", value)
            with pytest.raises(UnreadableDocument, match=why):
                read(path)
