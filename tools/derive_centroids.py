"""Derives `centroids.csv` and `islands.csv` of `src/soyte/places/data`: where units are, for maps without shapes.

    python tools/derive_centroids.py PACKAGE SHAPES.geojson.gz src/soyte/places/data

PACKAGE is the folder of vietnamadminunits 1.0.4 (MIT), SHAPES the communes of 2026 as GeoJSON with a `code` each (MIT,
thanglequoc/vietnamese-provinces-database). Provinces, communes of today, and provinces and districts that ended on
30 June 2025, to a hundredth of a degree (about a kilometre); the package's points are geocoded, those of provinces of
today its own. Islands of Hoàng Sa and Trường Sa are the middles of their shapes, one in every 0.15 degrees.
"""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST_DAY = "2025-07-01"
ISLANDS = {"20333": ("Hoàng Sa", "48", 110.9), "22736": ("Trường Sa", "56", 111.2)}
_TODAY = """
    SELECT provinceCode, provinceLon, provinceLat FROM admin_units
    UNION SELECT wardCode, wardLon, wardLat FROM admin_units ORDER BY 1"""
_BEFORE = """
    SELECT provinceCode, provinceLon, provinceLat FROM admin_units_legacy
    UNION SELECT districtCode, districtLon, districtLat FROM admin_units_legacy ORDER BY 1"""
Row = tuple[str, str, str, str, str]


def main(package: Path, shapes: Path, out: Path) -> None:
    with sqlite3.connect(package / "data" / "dataset.db") as database:
        rows = [*_rows(database, _BEFORE, "", "2025-06-30"), *_rows(database, _TODAY, FIRST_DAY, "")]
    _write(out / "centroids.csv", "code,valid_from,valid_to,lon,lat", rows)
    features = json.loads(gzip.decompress(shapes.read_bytes()))["features"]
    _write(out / "islands.csv", "group,province,commune,lon,lat", sorted(_islands(features)))


def _rows(database: sqlite3.Connection, query: str, start: str, end: str) -> Iterator[Row]:
    for code, lon, lat in database.execute(query):
        if lon is not None and lat is not None:
            yield code, start, end, f"{lon:.2f}", f"{lat:.2f}"


def _islands(features: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for feature in features:
        commune = feature["properties"]["code"]
        group, province, west = ISLANDS.get(commune, ("", "", 0.0))
        cells = set()
        for polygon in feature["geometry"]["coordinates"] if group else []:
            ring = polygon[0]
            lon, lat = (sum(point[axis] for point in ring) / len(ring) for axis in (0, 1))
            cell = (lon // 0.15, lat // 0.15)
            if lon > west and cell not in cells:
                cells.add(cell)
                yield group, province, commune, f"{lon:.2f}", f"{lat:.2f}"


def _write(path: Path, header: str, rows: list[Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
