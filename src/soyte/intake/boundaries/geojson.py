"""A GeoJSON file as shapes in whole ten-thousandths of a degree (about eleven metres), or a refusal that says what is wrong.

Only longitude and latitude of WGS 84 are read, as RFC 7946 has it. Rounding to the grid makes neighbours that were drawn
from one source meet in the same points.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from soyte.intake.documents.model import UnreadableDocument

GRID = 10_000
LARGEST = 64 << 20
MOST_SHAPES = 20_000
MOST_POINTS = 2_000_000
Point = tuple[int, int]
Ring = tuple[Point, ...]  # the first point is not repeated at the end
Polygon = tuple[Ring, ...]  # the outline, then holes

_WGS84 = ("crs84", "epsg::4326", "epsg:4326")
_CODES = ("code", "ma", "ma_xa", "maxa", "ma_tinh", "matinh", "id")
_NAMES = ("name", "ten", "ten_xa", "tenxa", "ten_tinh", "tentinh")


@dataclass(frozen=True)
class Feature:
    """One feature of the file: its number from 1, what it calls itself, its polygons; or `fault`, if it is no shape."""

    number: int
    code: str
    name: str
    polygons: tuple[Polygon, ...] = ()
    fault: str = ""


def read_geojson(path: Path, name: str) -> list[Feature]:
    """The features of a file. UnreadableDocument if it is no GeoJSON of shapes in longitude and latitude."""
    content = _content(path, name)
    try:
        parsed = json.loads(content, parse_constant=_no_number)
    except RecursionError:
        raise refusal(name, "các phần lồng nhau quá sâu", "hãy xuất lại tệp từ phần mềm bản đồ") from None
    except ValueError as error:
        raise refusal(name, f"không phải GeoJSON ({str(error)[:80]})", "hãy xuất lại dạng GeoJSON (RFC 7946)") from None
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection":
        raise refusal(name, "không phải một FeatureCollection", "hãy xuất lại dạng GeoJSON (RFC 7946)")
    _check_crs(parsed.get("crs"), name)
    features = parsed.get("features")
    if not isinstance(features, list) or not features:
        raise refusal(name, "không có vùng nào", "hãy kiểm tra lớp dữ liệu đã chọn khi xuất")
    if len(features) > MOST_SHAPES:
        raise refusal(name, f"có hơn {MOST_SHAPES} vùng", "hãy chỉ xuất các đơn vị hành chính của một cấp")
    found, points = [], 0
    for number, one in enumerate(features, 1):
        feature = _feature(number, one)
        points += sum(len(ring) for polygon in feature.polygons for ring in polygon)
        if points > MOST_POINTS:
            raise refusal(name, f"có hơn {MOST_POINTS} điểm", "hãy xuất bản đơn giản hoá (khoảng 20–50 m)")
        found.append(feature)
    return found


def refusal(name: str, why: str, remedy: str) -> UnreadableDocument:
    """One sentence about the whole file."""
    return UnreadableDocument(f"{name}: {why}; {remedy}.")


def _content(path: Path, name: str) -> str:
    raw = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    if raw[:2] == b"\x1f\x8b":
        try:
            with gzip.open(path) as file:
                raw = file.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error):
            raise refusal(name, "tệp nén bị hỏng", "hãy tải lại tệp") from None
    if not raw or len(raw) > LARGEST:
        raise refusal(name, f"tệp trống hoặc lớn hơn {LARGEST >> 20} MB", "hãy xuất bản đơn giản hoá")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(name, "không phải chữ UTF-8", "hãy xuất lại với mã hoá UTF-8") from None


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} không phải một số")


def _check_crs(crs: Any, name: str) -> None:
    if crs is None:
        return
    said = json.dumps(crs)[:200]
    if not any(known in said.casefold() for known in _WGS84):
        raise refusal(name, f"dùng hệ toạ độ khác ({said})", "hãy chuyển sang WGS 84 (EPSG:4326) rồi xuất lại")


def _feature(number: int, one: Any) -> Feature:
    if not isinstance(one, dict):
        return Feature(number, "", "", fault="không phải một vùng")
    said = one.get("properties")
    lower = {str(key).casefold(): value for key, value in said.items()} if isinstance(said, dict) else {}
    code = _text(next((lower[key] for key in _CODES if lower.get(key) not in (None, "")), one.get("id")))
    name = _text(next((lower[key] for key in _NAMES if lower.get(key)), ""))
    try:
        return Feature(number, code, name, tuple(_polygons(one.get("geometry"))))
    except _NoShape as error:
        return Feature(number, code, name, fault=str(error))


class _NoShape(Exception):
    pass


def _text(value: Any) -> str:
    return str(value).strip()[:120] if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _polygons(geometry: Any) -> Iterator[Polygon]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _NoShape("không phải Polygon hay MultiPolygon")
    coordinates = geometry.get("coordinates")
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    if not isinstance(polygons, list) or not polygons:
        raise _NoShape("không có toạ độ")
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise _NoShape("có phần không có đường biên")
        rings = [ring for ring in map(_ring, polygon) if ring]
        if rings:
            yield tuple(rings)


def _ring(positions: Any) -> Ring:
    """A ring on the grid, without repeated points; empty if nothing of it is left there."""
    if not isinstance(positions, list) or len(positions) < 4:
        raise _NoShape("có đường biên ít hơn 4 điểm")
    if positions[0] != positions[-1]:
        raise _NoShape("có đường biên không khép kín")
    found: list[Point] = []
    for position in positions:
        point = _point(position)
        if not found or found[-1] != point:
            found.append(point)
    while len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return tuple(found) if len(found) >= 3 else ()


def _point(position: Any) -> Point:
    if not isinstance(position, list) or len(position) < 2:
        raise _NoShape("có điểm không phải hai số")
    x, y = position[:2]
    if not _number(x) or not _number(y):
        raise _NoShape("có điểm không phải hai số")
    if abs(x) > 180 or abs(y) > 90:
        if abs(x) <= 90 and abs(y) <= 180:
            raise _NoShape("kinh độ và vĩ độ bị đổi chỗ")
        raise _NoShape(f"toạ độ ({x:.6g}; {y:.6g}) không phải độ: có thể là VN-2000, hãy chuyển sang WGS 84")
    return round(x * GRID), round(y * GRID)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
