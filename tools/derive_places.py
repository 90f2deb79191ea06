"""Derives the districts and communes of `src/soyte/places/data` and what followed them on 1 July 2025.

Run it with the Python of a throw-away environment that holds vietnamadminunits 1.0.4 (MIT; it brings shapely):

    python tools/derive_places.py PACKAGE SHAPES.geojson.gz src/soyte/places/data

PACKAGE is the folder of the installed package, SHAPES the communes of 2026 as GeoJSON with a `code` each (MIT,
thanglequoc/vietnamese-provinces-database). Three things are done that the package does not do itself:

- *False splits.* The package matched old communes by name within a merged province, so communes of one name in two
  districts share their successors (`Tân Thành` of Thới Lai and of Long Phú). Of such namesakes only those stay whose
  district, else whose province, is that of the successor's undivided parts. 31 of 10,602 pairs fall away.
- *Weights.* A commune that was divided gives each successor the share of its bounding box (as geocoded) that lies in the
  successor's shape, in hundredths and at least 0.01. It is an estimate by area, not by people; basis `overlap`.
- *Changes of 2026.* Communes that became wards, listed below with the resolution.
"""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapely.geometry import box, shape  # type: ignore[import-untyped,import-not-found,unused-ignore]

LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
KINDS = ("Thị trấn", "Đặc khu", "Thành phố", "Thị xã", "Huyện", "Quận", "Phường", "Xã")
# Resolution of the Standing Committee of the National Assembly for each province of today, 16 June 2025.
RESOLUTIONS = {
    "01": 1656, "04": 1657, "08": 1684, "11": 1661, "12": 1670, "14": 1681, "15": 1673, "19": 1683, "20": 1672,
    "22": 1679, "24": 1658, "25": 1676, "31": 1669, "33": 1666, "37": 1674, "38": 1686, "40": 1678, "42": 1665,
    "44": 1680, "46": 1675, "48": 1659, "51": 1677, "52": 1664, "56": 1667, "66": 1660, "68": 1671, "75": 1662,
    "79": 1685, "80": 1682, "82": 1663, "86": 1687, "91": 1654, "92": 1668, "96": 1655,
}  # fmt: skip
NEW_WARDS = {
    ("2026-04-29", "2026-04-30", "237-nq-ubtvqh16"): (
        "25270 25357 25363 26116 26170 26248 26326 26368 26425 26485"  # Đồng Nai
    ),
    ("2026-09-19", "2026-09-20", "388-nq-ubtvqh16"): (
        "07294 07375 07399 07444 07840 09193 09292 09313 09319 09454 09475 09496"  # Bắc Ninh
    ),
}
Pair = tuple[str, tuple[str, str]]


def main(package: Path, shapes: Path, out: Path) -> None:
    old, new = _tables(package / "data" / "dataset.db")
    divided = _pairs(package / "data" / "converter_2025.json")
    followed = _without_false_splits(divided)
    weights = _weights(followed, old, new, _shapes(shapes))
    renamed = {code: key for key, codes in NEW_WARDS.items() for code in codes.split()}
    _write_districts(out / "districts.csv", old)
    _write_communes(out / "communes.csv", old, new, renamed)
    _write_successions(out / "succession_communes.csv", old, new, weights, renamed)
    print(f"{len(divided)} pairs of the package, {len(weights)} kept")


def _tables(database: Path) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str], dict[str, Any]]]:
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        old = [dict(row) for row in connection.execute("select * from admin_units_legacy")]
        new = [dict(row) for row in connection.execute("select * from admin_units")]
    return (
        {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": r for r in old},
        {(r["provinceKey"], r["wardKey"]): r for r in new},
    )


def _pairs(converter: Path) -> dict[Pair, bool]:
    """(old, new) → whether the old commune was divided."""
    data = json.loads(converter.read_text("utf-8"))
    pairs: dict[Pair, bool] = {}
    for province, successors in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        pairs |= {(old, (province, new)): False for new, olds in successors.items() for old in olds}
    for province, parts in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        pairs |= {(old, (province, part["newWardKey"])): True for old, news in parts.items() for part in news}
    return pairs


def _without_false_splits(pairs: dict[Pair, bool]) -> set[Pair]:
    whole, every = defaultdict(set), defaultdict(set)
    for (old, new), divided in pairs.items():
        every[new].add(old)
        if not divided:
            whole[new].add(tuple(old.split("_")[:2]))
    kept = set()
    for (old, new), divided in pairs.items():
        namesakes = [other for other in every[new] if other.split("_", 2)[2] == old.split("_", 2)[2]]
        nearness = {}
        for other in namesakes:
            province, district, _ = other.split("_", 2)
            nearness[other] = ((province, district) in whole[new], province in {p for p, _ in whole[new]})
        if not divided or nearness[old] == max(nearness.values()):
            kept.add((old, new))
    return kept


def _shapes(path: Path) -> dict[str, Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    codes = {"06978": "06970"}  # Ba Chẽ, corrected by the source in its version 5.0.0
    return {
        codes.get(f["properties"]["code"], f["properties"]["code"]): shape(f["geometry"]).buffer(0) for f in features
    }


def _weights(
    pairs: set[Pair], old: dict[str, dict[str, Any]], new: dict[tuple[str, str], dict[str, Any]], shapes: dict[str, Any]
) -> dict[Pair, float]:
    successors = defaultdict(list)
    for key, to in sorted(pairs):
        successors[key].append(to)
    weights: dict[Pair, float] = {}
    for key, tos in successors.items():
        if len(tos) == 1:
            weights[key, tos[0]] = 1.0
            continue
        (south, west), (north, east) = (
            tuple(map(float, corner.split(","))) for corner in old[key]["wardBounds"].split(" – ")
        )
        bounds = box(west, south, east, north)
        areas = [shapes[new[to]["wardCode"]].intersection(bounds).area for to in tos]
        total = sum(areas)
        hundredths = [max(1, int(100 * area / total)) if total else 100 // len(tos) for area in areas]
        hundredths[areas.index(max(areas))] += 100 - sum(hundredths)
        weights |= {(key, to): part / 100 for to, part in zip(tos, hundredths, strict=True)}
    return weights


def _kind_and_name(written: str) -> tuple[str, str]:
    kind = next(kind for kind in KINDS if written.casefold().startswith(kind.casefold() + " "))
    return kind.lower(), written[len(kind) :].strip()


def _write(path: Path, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(rows))


UNIT_HEADER = "code,kind,name,parent,valid_from,valid_to"


def _write_districts(path: Path, old: dict[str, dict[str, Any]]) -> None:
    rows = {(r["districtCode"], *_kind_and_name(r["district"]), r["provinceCode"], "", LAST_DAY) for r in old.values()}
    _write(path, UNIT_HEADER, rows)


def _write_communes(
    path: Path,
    old: dict[str, dict[str, Any]],
    new: dict[tuple[str, str], dict[str, Any]],
    renamed: dict[str, tuple[str, str, str]],
) -> None:
    rows = [
        (r["wardCode"], *_kind_and_name(r["ward"]), r["districtCode"], "", LAST_DAY) for r in old.values() if r["ward"]
    ]
    for r in new.values():
        code, (kind, name), parent = r["wardCode"], _kind_and_name(r["ward"]), r["provinceCode"]
        last, first, _ = renamed.get(code, ("", "", ""))
        rows.append((code, kind, name, parent, FIRST_DAY, last))
        if first:
            rows.append((code, "phường", name, parent, first, ""))
    _write(path, UNIT_HEADER, rows)


def _write_successions(
    path: Path,
    old: dict[str, dict[str, Any]],
    new: dict[tuple[str, str], dict[str, Any]],
    weights: dict[Pair, float],
    renamed: dict[str, tuple[str, str, str]],
) -> None:
    parts: dict[tuple[str, str], int] = defaultdict(int)
    for _, to in weights:
        parts[to] += 1
    rows = []
    for (key, to), weight in weights.items():
        before, after = old[key], new[to]
        same = before["ward"] == after["ward"]
        kind = "split" if weight < 1 else "merge" if parts[to] > 1 else "keep" if same else "rename"
        source = f"{RESOLUTIONS[after['provinceCode']]}-nq-ubtvqh15"
        code = before["wardCode"] or before["districtCode"]  # five island districts had no communes
        share = ("1", "whole") if weight == 1 else (f"{weight:.2f}", "overlap")
        rows.append((FIRST_DAY, code, after["wardCode"], kind, *share, source, ""))
    for code, (_, first, source) in renamed.items():
        rows.append((first, code, code, "rename", "1", "whole", source, ""))
    _write(path, "date,from,to,kind,weight,basis,source,note", rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
