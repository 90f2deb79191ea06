"""Which unit of the day a shape is: by its code, and its name must be the unit's; never by name alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from soyte.intake.boundaries.geojson import GRID, Feature, Point
from soyte.places import Atlas, Level, Unit, resolve
from soyte.places.model import vietnamese_date
from soyte.places.names import loose_key, read_name

LEVEL_OF_DIGITS: dict[int, Level] = {2: "province", 3: "district", 5: "commune"}
LEVEL_WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
_AROUND = (100.0, 4.0, 120.0, 25.0)  # Viet Nam with its islands: west, south, east, north


@dataclass(frozen=True)
class Fault:
    """Why a feature is no shape of a unit."""

    feature: Feature
    field: str
    reason: str
    message: str
    remedy: str


def level_of(features: list[Feature]) -> Level | None:
    """The level that most codes belong to by their digits; None if none does."""
    lengths = [len(one.code) for one in features if one.code.isdecimal() and len(one.code) in LEVEL_OF_DIGITS]
    return LEVEL_OF_DIGITS[max(set(lengths), key=lengths.count)] if lengths else None


def matched(
    features: list[Feature], atlas: Atlas, level: Level, on: date
) -> tuple[list[tuple[Unit, Feature]], list[Fault]]:
    """Units with their shapes, in the order of the file, and what is none."""
    found: list[tuple[Unit, Feature]] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for feature in features:
        unit = atlas.unit(feature.code, on) if feature.code else None
        fault = _fault(feature, unit, atlas, level, on)
        if fault is None and unit is not None:
            if unit.code in seen:
                message = f"trùng mã {unit.code} với vùng số {seen[unit.code]}"
                fault = Fault(feature, "code", "duplicate", message, "hãy gộp các phần thành một MultiPolygon.")
            else:
                seen[unit.code] = feature.number
                found.append((unit, feature))
        if fault is not None:
            faults.append(fault)
    return found, faults


def _fault(feature: Feature, unit: Unit | None, atlas: Atlas, level: Level, on: date) -> Fault | None:
    words = f"{feature.name or 'không tên'} (mã {feature.code or 'trống'})"
    if feature.fault:
        return Fault(feature, "geometry", "shape", f"{words}: {feature.fault}", "hãy sửa vùng này rồi xuất lại.")
    if not feature.polygons:
        return Fault(
            feature, "geometry", "shape", f"{words}: vùng quá nhỏ, không còn gì", "hãy xuất với độ chính xác cao hơn."
        )
    day = vietnamese_date(on)
    if unit is None or unit.level != level:
        hint = _named_so(feature, atlas, level, on)
        why = f"{words}: không có đơn vị cấp {LEVEL_WORDS[level]} nào mang mã này vào ngày {day}"
        return Fault(
            feature,
            "code",
            "unknown_code",
            why + hint,
            "hãy sửa mã trong tệp, hoặc ghi đúng ngày mà ranh giới vẽ theo.",
        )
    if feature.name and not _same_name(feature.name, unit):
        hint = _named_so(feature, atlas, level, on)
        why = f"{words}: mã này ngày {day} là {unit.full_name}{hint}"
        return Fault(
            feature,
            "name",
            "other_unit",
            why,
            "hãy sửa mã hoặc tên trong tệp, hoặc ghi đúng ngày mà ranh giới vẽ theo.",
        )
    if not unit.invented and not all(_near(ring[0]) for polygon in feature.polygons for ring in polygon):
        return Fault(
            feature, "geometry", "elsewhere", f"{words}: nằm ngoài Việt Nam", "hãy kiểm tra hệ toạ độ của tệp."
        )
    return None


def _same_name(written: str, unit: Unit) -> bool:
    """Names of sources differ in where a mark sits and in the kind in front: both are let pass."""
    keys = {loose_key(name) for name in read_name(written).plain}
    return bool(keys & {loose_key(name) for full in (unit.name, unit.full_name) for name in read_name(full).plain})


def _named_so(feature: Feature, atlas: Atlas, level: Level, on: date) -> str:
    if not feature.name:
        return ""
    found = resolve(feature.name, on, level=level, atlas=atlas)
    if found.unit is not None:
        return f"; {found.unit.full_name} có mã {found.unit.code}"
    if found.outcome == "several":
        return "; tên này có ở các mã " + ", ".join(one.code for one in found.candidates[:5])
    return ""


def _near(point: Point) -> bool:
    west, south, east, north = _AROUND
    return west <= point[0] / GRID <= east and south <= point[1] / GRID <= north
