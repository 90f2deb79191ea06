"""What `scan` finds in a text, as short rows that a table of examples can hold."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import NamedTuple

from soyte.quantities import Quantity, Unit, UnitKind, scan
from soyte.text import normalise


class Read(NamedTuple):
    """One quantity: digits as printed, value and precision as text, since trailing zeros matter."""

    digits: str
    value: str
    unit: str = ""
    qualifier: str = "exact"
    high: str | None = None
    form: str = "plain"


def row(quantity: Quantity) -> Read:
    """The row of one quantity."""
    return Read(
        quantity.digits,
        f"{quantity.value:f}",
        quantity.unit.name,
        quantity.qualifier,
        None if quantity.high is None else f"{quantity.high:f}",
        quantity.form.value,
    )


def read(text: str) -> list[Read]:
    """The quantities of a text as printed in a report."""
    return [row(quantity) for quantity in quantities(text)]


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities themselves, in offsets of the normalised text."""
    return scan(normalise(text).text).quantities


def left_out(text: str) -> list[tuple[str, str]]:
    """The digit strings that are no quantity, in text order: why, and what."""
    normal = normalise(text).text
    found = sorted(scan(normal).ignored, key=lambda ignored: ignored.start)
    return [(ignored.kind, normal[ignored.start : ignored.end]) for ignored in found]


def unit_rows() -> list[tuple[str, Unit]]:
    """The table of units: as written, and what it is."""
    raw = files("soyte.quantities").joinpath("units.csv").read_text(encoding="utf-8")
    return [(row["written"], Unit(row["canonical"], UnitKind(row["kind"]))) for row in csv.DictReader(raw.splitlines())]
