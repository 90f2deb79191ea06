"""The one shape of every answer about care: a small table, what it rests on, and how to get to the dossiers behind a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "count", "number", "money", "percent", "date"]
Value = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Field:
    """A column: its name for programs, its heading, and what its values are.

    `percent` is from 0 to 100, `money` in đồng. `asks` is the name by which `Selection` (and an option of `soyte care dossiers`)
    narrows dossiers to a value of this column; empty where it does not. `narrows`: what the dossiers that a number counts have
    beside what their row has, often nothing; None for numbers that count no dossiers.
    """

    name: str
    label: str
    kind: Kind = "text"
    asks: str = ""
    narrows: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class Pedigree:
    """Where an answer comes from: the act it is as of, how many submissions and dossiers it rests on, how it is defined."""

    as_of: int
    moment: datetime | None
    submissions: int
    dossiers: int
    period: str
    months: str | None  # the period as an option is written: 2025-01..2025-06
    facility: str | None
    tables: tuple[str, ...]
    definition: str
    source: str
    hash: str


@dataclass(frozen=True)
class Answer:
    """Rows of values in the order of `fields`. `totals` are said above the table, label to value with its kind."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    pedigree: Pedigree
    totals: tuple[tuple[str, Value, Kind], ...] = ()
    notes: tuple[str, ...] = ()
    common: Mapping[str, str] = field(default_factory=dict)  # what all rows have, to select dossiers by

    def records(self) -> Iterator[dict[str, Value]]:
        """Each row by the names of its fields."""
        names = [one.name for one in self.fields]
        for row in self.rows:
            yield dict(zip(names, row, strict=True))

    def selects(self, row: tuple[Value, ...]) -> dict[str, str]:
        """What to select the dossiers behind a row by; nothing where no dossiers lie behind it."""
        asked = {
            one.asks: str(value)
            for one, value in zip(self.fields, row, strict=True)
            if one.asks and value is not None and value != ""
        }
        told = {"period": self.pedigree.months, "facility": self.pedigree.facility}
        scope = {name: value for name, value in told.items() if value}
        return {**scope, **self.common, **asked} if asked else {}

    def selects_of(self, row: tuple[Value, ...], field: Field) -> dict[str, str]:
        """What to select the dossiers behind one number of a row by; nothing where it counts none, or no dossiers of its own."""
        at = self.fields.index(field)
        selects = self.selects(row) if field.narrows is not None and row[at] else {}
        return {**selects, **dict(field.narrows or ())} if selects else {}


def share(part: float | Decimal | None, whole: float | Decimal | None) -> float | None:
    """part ÷ whole in per cent; None where there is nothing to divide by."""
    return None if not whole or part is None else 100 * float(part) / float(whole)


def ratio(part: float | Decimal | None, whole: float | Decimal | None) -> float | None:
    """part ÷ whole; None where there is nothing to divide by."""
    return None if not whole or part is None else float(part) / float(whole)
