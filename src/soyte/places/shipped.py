"""The shipped files of the room, read once and only when asked for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import cast

from soyte.places.atlas import Atlas
from soyte.places.model import Basis, Certainty, Document, Facility, Level, Succession, SuccessionKind, Unit

DATA = Path(__file__).parent / "data"
COUNTRY = Unit("VN", "Việt Nam", "", "country", "")


@cache
def atlas() -> Atlas:
    """Every unit that Soyte knows, the invented ones among them."""
    units = (
        *province_atlas().all_units,
        *_units("districts.csv", "district"),
        *_units("communes.csv", "commune"),
        *_units("sample_units.csv", None, invented=True),
    )
    successions = (
        *province_atlas().successions,
        *_successions("succession_communes.csv"),
        *_successions("sample_succession.csv"),
    )
    return Atlas(units, successions, province_atlas().spellings)


@cache
def province_atlas() -> Atlas:
    """The country and its provinces alone: small, for whoever needs no communes."""
    written = {name: in_texts + elsewhere for name, (in_texts, elsewhere) in spellings().items()}
    units = (COUNTRY, *_units("provinces.csv", "province"))
    return Atlas(units, tuple(_successions("succession_provinces.csv")), written)


@cache
def spellings() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Province name → other spellings found in reports, and others that only tables and other languages use."""
    return {row["name"]: (_listed(row["in_texts"]), _listed(row["elsewhere"])) for row in _rows("province_names.csv")}


@cache
def documents() -> dict[str, Document]:
    """The legal sources by id."""
    return {
        row["id"]: Document(
            row["id"],
            row["number"],
            row["title"],
            _day(row["issued"]),
            _day(row["in_force"]),
            cast(Certainty, row["certainty"]),
            row["seen_in"],
        )
        for row in _rows("documents.csv")
    }


@cache
def all_facilities() -> tuple[Facility, ...]:
    """The facilities that are shipped: invented ones only."""
    return _facilities("sample_facilities.csv")


@cache
def all_senders() -> tuple[Facility, ...]:
    """Those that send dossiers: the facilities, and others of which nobody expects counts."""
    return (*all_facilities(), *_facilities("sample_senders.csv"))


def _facilities(file: str) -> tuple[Facility, ...]:
    return tuple(
        Facility(
            row["code"],
            row["name"],
            row["kind"],
            row["commune"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            invented=True,
        )
        for row in _rows(file)
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("|") if word)


@cache
def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def _weight(cell: str) -> Fraction | None:
    return Fraction(cell) if cell else None


_LEVEL_OF_LENGTH: dict[int, Level] = {2: "province", 3: "district", 5: "commune"}


def _units(file: str, level: Level | None, *, invented: bool = False) -> list[Unit]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [
            Unit(code, name, kind, level or _LEVEL_OF_LENGTH[len(code)], parent, _day(start), _day(end), invented)
            for code, kind, name, parent, start, end in rows
        ]


def _successions(file: str) -> list[Succession]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return [
            Succession(
                date.fromisoformat(on),
                old,
                new,
                cast(SuccessionKind, kind),
                _weight(weight),
                cast(Basis, basis),
                source,
                note,
            )
            for on, old, new, kind, weight, basis, source, note in rows
        ]
