"""A file of boundaries as rows: one for each unit that it draws, and a fault for each feature that is no unit of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from soyte.intake.boundaries.geojson import read_geojson, refusal
from soyte.intake.boundaries.matching import LEVEL_WORDS, Fault, level_of, matched
from soyte.intake.boundaries.sizing import geometry, simplified
from soyte.places import Atlas, Level, Unit
from soyte.places.model import vietnamese_date

# What a page with all provinces, or with the communes of one province, may weigh.
LARGEST_PAGE: dict[Level, int] = {"province": 290_000, "district": 900_000, "commune": 900_000}
_SHOWN = 8


@dataclass(frozen=True)
class BoundaryReading:
    """`shapes` by code: a MultiPolygon as GeoJSON text. `missing` are units of the day that the file does not draw."""

    level: Level
    rows_in: int
    shapes: dict[str, str]
    faults: tuple[Fault, ...]
    missing: tuple[Unit, ...]
    threshold: float

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to tell whoever hands the file in."""
        if not self.missing:
            return ()
        named = ", ".join(f"{one.full_name} (mã {one.code})" for one in self.missing[:_SHOWN])
        more = "…" if len(self.missing) > _SHOWN else ""
        return (f"{len(self.missing)} đơn vị cấp {LEVEL_WORDS[self.level]} không có trong tệp: {named}{more}",)


def read_boundaries(path: Path, atlas: Atlas, on: date, *, name: str, level: Level | None = None) -> BoundaryReading:
    """The shapes of the units of a day, simplified for a page. UnreadableDocument if nothing of the file is one."""
    features = read_geojson(path, name)
    meant = level or level_of(features)
    if meant is None:
        raise refusal(
            name,
            "không vùng nào có mã đơn vị (tỉnh 2 chữ số, huyện 3, xã 5)",
            "hãy ghi mã vào thuộc tính “code” hoặc “id” của từng vùng",
        )
    found, faults = matched(features, atlas, meant, on)
    if not found:
        first = f" ({faults[0].message})" if faults else ""
        day = vietnamese_date(on)
        raise refusal(
            name, f"không vùng nào là đơn vị cấp {LEVEL_WORDS[meant]} của ngày {day}{first}", "hãy xem lại mã và ngày"
        )
    # Below provinces a page shows the units of one province.
    pages = [_province(unit, atlas, on) for unit, _ in found]
    shapes, threshold = simplified([feature.polygons for _, feature in found], pages, LARGEST_PAGE[meant])
    drawn = {unit.code: geometry(one) for (unit, _), one in zip(found, shapes, strict=True)}
    missing = _missing(atlas, meant, on, found)
    return BoundaryReading(meant, len(features), drawn, tuple(faults), missing, threshold)


def _province(unit: Unit, atlas: Atlas, on: date) -> str:
    if unit.level == "province":
        return ""
    return next((above.code for above in atlas.ancestors(unit, on) if above.level == "province"), "")


def _missing(atlas: Atlas, level: Level, on: date, found: Sequence[tuple[Unit, object]]) -> tuple[Unit, ...]:
    """Units of the provinces that the file draws anything of."""
    drawn = {unit.code for unit, _ in found}
    pages = {_province(unit, atlas, on) for unit, _ in found}
    frames = {unit.invented for unit, _ in found}
    every = [unit for unit in atlas.at_level(level) if unit.exists(on) and unit.invented in frames]
    return tuple(u for u in every if u.code not in drawn and _province(u, atlas, on) in pages)
