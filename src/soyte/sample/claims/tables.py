"""The lists of the invented province: facilities, conditions, drugs, services, results, supplies. Codes have the right
shape, names and prices are made up."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

DATA = Path(__file__).parent / "data"
R = TypeVar("R")


@dataclass(frozen=True)
class Facility:
    """`level`: province, district, private or station. `area`: the district of before the reform that it serves, or none."""

    code: str
    name: str
    level: str
    commune: str
    area: str


@dataclass(frozen=True)
class Condition:
    """A disease: `who` gets it, how often among outpatients and inpatients, the month of its `peak` and its `swing`, days of
    `stay`, keys of `drugs` and `tests`, key of an `operation`, and a `note` that says what kind of care it is."""

    icd: str
    name: str
    who: str
    outpatient: float
    inpatient: float
    department: str
    peak: int
    swing: float
    stay: int
    drugs: str
    tests: str
    operation: str
    note: str


@dataclass(frozen=True)
class Drug:
    """`price` in đồng a unit; `dose` units a time, so many `times` a day; `use` at home, on the ward, or with a scan."""

    key: str
    code: str
    name: str
    strength: str
    unit: str
    route: str
    form: str
    price: int
    dose: int
    times: int
    use: str
    share: int


@dataclass(frozen=True)
class Service:
    """`group` as in MA_NHOM; `minutes` it takes; `machine` as in MA_MAY_NHOM; `repeat`: every so many days of a stay."""

    key: str
    code: str
    name: str
    group: int
    price: int
    minutes: int
    machine: str
    icd9: str
    repeat: str


@dataclass(frozen=True)
class Index:
    """A value that a laboratory service yields, between `low` and `high`."""

    service: str
    code: str
    name: str
    unit: str
    low: float
    high: float
    decimals: int


@dataclass(frozen=True)
class Supply:
    """`ceiling` in đồng: what the fund pays at most, or empty."""

    key: str
    code: str
    name: str
    unit: str
    price: int
    ceiling: str
    use: str


@cache
def facilities() -> tuple[Facility, ...]:
    """Every facility of the invented province, by code."""
    return _read("facilities.csv", Facility)


@cache
def conditions() -> tuple[Condition, ...]:
    """What people come for."""
    return _read("conditions.csv", Condition)


@cache
def drugs() -> tuple[Drug, ...]:
    """The approved drugs, the same everywhere."""
    return _read("drugs.csv", Drug)


@cache
def services() -> tuple[Service, ...]:
    """The approved services, the same everywhere."""
    return _read("services.csv", Service)


@cache
def indices() -> tuple[Index, ...]:
    """The values of laboratory services."""
    return _read("indices.csv", Index)


@cache
def supplies() -> tuple[Supply, ...]:
    """The approved supplies."""
    return _read("supplies.csv", Supply)


def places_of(keys: Sequence[str]) -> dict[str, int]:
    """Key → its place in a list."""
    return {key: place for place, key in enumerate(keys)}


def _read(file: str, kind: type[R]) -> tuple[R, ...]:
    types: dict[str, Any] = {"int": int, "float": float, "str": str}
    casts = {field.name: types[str(field.type)] for field in fields(kind)}  # type: ignore[arg-type]
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return tuple(kind(**{name: casts[name](value) for name, value in row.items()}) for row in csv.DictReader(lines))
