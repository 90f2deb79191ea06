"""A province as large as the largest one, generated: monthly counts of its communes as they were each month, by disease, sex, age.

Thành phố Hồ Chí Minh (79): 440 communes of three former provinces until June 2025, 168 since; nearly four years, sixteen
diseases, two sexes, four age groups: two million rows. Population by commune, year and sex, and targets of two years.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from soyte.ledger.ledger import Ledger
from soyte.places import ancestors, units
from soyte.receiving import Order, receive
from soyte.sample import year

HOME = "79"
PARTS = ("79", "74", "77")  # what became one province on 1 July 2025
YEARS = (2023, 2024, 2025, 2026)
LAST = (2026, 10)
DISEASES = (
    *("dengue", "hfmd", "measles", "influenza", "diarrhoea", "rubella", "malaria", "tetanus", "pertussis", "cholera"),
    *("rabies", "diphtheria", "zika", "hepatitis_a", "anthrax", "covid19"),
)
SEXES, AGES = ("male", "female"), ("0-4", "5-14", "15-59", "60-99")
CASES = f"""\
dataset: ca_benh_xa
title: Số ca mắc theo xã, tháng, giới, nhóm tuổi
owner: CDC
measure: cases
grain: month
status: final
place: {{column: xa, level: commune, codes: true}}
period: {{year: nam, month: thang}}
dimensions:
  disease: {{column: benh, values: {{{", ".join(f"{one}: {one}" for one in DISEASES)}}}}}
  sex: {{column: gioi, values: {{male: male, female: female}}}}
  age_group: {{column: tuoi, values: {{{", ".join(f"{one}: {one}" for one in AGES)}}}}}
value: {{column: so_ca, numbers: plain}}
"""
PEOPLE = """\
dataset: dan_so_xa
title: Dân số trung bình theo xã, năm, giới
owner: Chi cục Dân số
measure: population
grain: year
place: {column: xa, level: commune, codes: true, boundaries: end}
period: {year: nam}
status: final
value: {numbers: plain}
unpivot:
  dimension: sex
  columns: {nam_gioi: male, nu_gioi: female}
"""


def communes(day: date) -> list[str]:
    """The communes of the province, or of what became it, on a day."""
    every = units("commune", day)
    return sorted(unit.code for unit in every if any(above.code in PARTS for above in ancestors(unit, day)))


def build(folder: Path, *, months: int | None = None) -> tuple[Ledger, int]:
    """A ledger in `folder`/kho and how many rows were taken in; with `months` only the last so many."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger.create(folder / "kho", name="Sở Y tế TP. Hồ Chí Minh (số liệu sinh ra)", place=HOME)
    (folder / "ca.yaml").write_text(CASES, "utf-8")
    (folder / "dan-so.yaml").write_text(PEOPLE, "utf-8")
    random = np.random.default_rng(2026)
    every = [(y, m) for y in YEARS for m in range(1, 13) if (y, m) <= LAST][-(months or 999) :]
    rows = 0
    for one in sorted({y for y, _ in every}):
        for mapping, table in (
            (folder / "ca.yaml", _cases(one, every, random)),
            (folder / "dan-so.yaml", _people(one, random)),
        ):
            file = folder / f"{mapping.stem}-{one}.csv"
            pacsv.write_csv(table, file)
            receive(ledger, Order(file, actor="bench", sender="CDC", mapping=mapping))
            rows += table.num_rows
    targets = folder / "chi-tieu.csv"
    targets.write_text(year.targets().read_text("utf-8").replace(",99,", f",{HOME},"), "utf-8")
    receive(ledger, Order(targets, actor="bench", sender="UBND", targets=True))
    receive(ledger, Order(year.report(), actor="bench", sender="Sở Y tế"))
    return ledger, rows


def _cases(of: int, months: list[tuple[int, int]], random: np.random.Generator) -> pa.Table:
    parts = [_month(y, m, random) for y, m in months if y == of]
    return pa.concat_tables(parts)


def _month(of: int, month: int, random: np.random.Generator) -> pa.Table:
    codes = communes(date(of, month, 15))
    cells = [(d, s, a) for d in DISEASES for s in SEXES for a in AGES]
    disease, sex, age = (np.tile(np.array(column), len(codes)) for column in zip(*cells, strict=True))
    count = len(codes) * len(cells)
    season = 1 + 0.6 * np.cos(2 * np.pi * (month - 9) / 12)
    return pa.table(
        {
            "xa": np.repeat(np.array(codes), len(cells)),
            "nam": np.full(count, of),
            "thang": np.full(count, month),
            "benh": disease,
            "gioi": sex,
            "tuoi": age,
            "so_ca": random.poisson(0.4 * season, count),
        }
    )


def _people(of: int, random: np.random.Generator) -> pa.Table:
    codes = communes(date(of, 12, 31) if (of, 12) <= LAST else date(of, 6, 30))
    each = random.integers(4_000, 60_000, (2, len(codes)))
    return pa.table({"xa": codes, "nam": np.full(len(codes), of), "nam_gioi": each[0], "nu_gioi": each[1]})
