"""Writes the tables of the invented province in the forms in which they arrive: UTF-8, TCVN3, a workbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from soyte.places import facilities
from soyte.sample.counts.tcvn3 import encode_tcvn3
from soyte.sample.counts.world import DISEASES, PROVINCE, World

MAPPINGS = Path(__file__).parent / "mappings"
_CASES = ("Mã xã", "Tên xã", "Năm", "Tháng", "Bệnh", "Số mắc", "Số chết", "Tình trạng")
_MADE = datetime(2026, 11, 2, 8, 0, 0)
Rows = list[tuple[str, ...]]


@dataclass(frozen=True)
class SampleTable:
    """A file of counts and the mapping file that explains it."""

    file: Path
    mapping: Path


def write_counts(
    folder: Path, *, seed: int = 20261101, first_year: int = 2024, until: tuple[int, int] = (2026, 10)
) -> tuple[SampleTable, ...]:
    """Write all tables and mappings into an existing folder, from January of a year until a month of another.

    The same arguments give the same bytes. Figures are invented; the last month is provisional.
    """
    world = World(seed)
    years = range(first_year, until[0] + 1)
    mappings = {}
    for name in ("ca-benh", "dan-so", "luot-kham"):
        mappings[name] = Path(shutil.copyfile(MAPPINGS / f"{name}.yaml", folder / f"{name}.yaml"))
    written = []
    for year in years:
        rows = _cases(world, year, until)
        file = folder / f"ca-benh-{year}{'.xlsx' if year == until[0] else '.csv'}"
        if year == until[0]:
            _write_workbook(file, [_CASES, *rows])
        else:  # one office still saves with an old font
            text = _csv([_CASES, *rows], ",")
            file.write_bytes(encode_tcvn3(text) if year == until[0] - 1 else text.encode())
        written.append(SampleTable(file, mappings["ca-benh"]))
    people = folder / "dan-so.csv"
    people.write_text(_csv(_people(world, years), ";"), "utf-8-sig", newline="")
    visits = folder / "luot-kham.csv"
    visits.write_text(_csv(_visits(world, years, until), ","), "utf-8", newline="")
    return (*written, SampleTable(people, mappings["dan-so"]), SampleTable(visits, mappings["luot-kham"]))


def _months(year: int, until: tuple[int, int]) -> range:
    return range(1, (until[1] if year == until[0] else 12) + 1)


def _cases(world: World, year: int, until: tuple[int, int]) -> Rows:
    rows: Rows = []
    for month in _months(year, until):
        status = "Sơ bộ" if (year, month) == until else "Chính thức"
        for commune in world.communes(year, month):
            sends = world.sends()
            for disease in DISEASES:
                cases, deaths = world.cases(disease, commune.code, year, month)
                cells = (world.written(cases), world.written(deaths)) if sends else ("", "")
                rows.append((commune.code, commune.name, str(year), str(month), disease.name, *cells, status))
    return rows


def _people(world: World, years: Iterable[int]) -> Rows:
    rows: Rows = [("xa", "ten_xa", "nam", "nam_gioi", "nu_gioi")]
    for year in years:
        for commune in world.communes(year, 12):
            men, women = world.sex(world.people(commune.code, year))
            rows.append((commune.code, commune.name, str(year), world.written(men), world.written(women)))
    return rows


def _visits(world: World, years: Iterable[int], until: tuple[int, int]) -> Rows:
    rows: Rows = [("Mã cơ sở", "Tên cơ sở", "Mã xã", "Kỳ", "Ngoại trú", "Nội trú")]
    for year in years:
        for month in _months(year, until):
            for facility in facilities(date(year, month, 1), PROVINCE):
                outside, inside = world.visits(facility.kind)
                cells = world.written(outside), "x" if inside is None else world.written(inside)
                if not world.sends():
                    cells = "", ""
                rows.append((facility.code, facility.name, facility.commune, f"T{month}/{year}", *cells))
    return rows


def _csv(rows: Iterable[tuple[str, ...]], delimiter: str) -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


def _write_workbook(path: Path, rows: Rows) -> None:
    """Numbers as numbers, dashes and empty cells as they are."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "Soyte", "created": _MADE})
    page = book.add_worksheet("Số liệu")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            digits = cell.replace(".", "")
            if column >= 2 and digits.isdecimal():
                page.write_number(row, column, int(digits))
            elif cell:
                page.write_string(row, column, cell)
    book.close()
