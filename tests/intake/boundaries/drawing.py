"""Small maps: squares of a tenth of a degree, as GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def square(x: float, y: float, size: float = 0.1) -> list[list[float]]:
    """A closed ring from its south-western corner."""
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def feature(code: str, name: str, *rings: list[list[float]], **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"code": code, "name": name, **properties}, "geometry": geometry}


def drawn(folder: Path, *features: Any, **more: Any) -> Path:
    """A file of these features."""
    path = folder / "ranh-gioi.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **more}), encoding="utf-8")
    return path
