"""The values this room hands out: quantities read in a text, and digit strings that are none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit measures; it decides which readings of a number are possible."""

    COUNT = "count"
    PERCENT = "percent"
    PERMILLE = "permille"
    POINTS = "points"
    DENSITY = "density"
    MONEY = "money"
    MEASURE = "measure"
    TIMES = "times"
    NONE = "none"


@dataclass(frozen=True)
class Unit:
    """`name` is canonical in spelling but keeps the scale as written: `triệu đồng`, `giường/10.000 dân`, `%`, `ca`."""

    name: str
    kind: UnitKind


NO_UNIT = Unit("", UnitKind.NONE)


class Form(StrEnum):
    """How the text writes the quantity."""

    PLAIN = "plain"
    RANGE = "range"
    NUMERATOR = "numerator"  # the a of a/b
    DENOMINATOR = "denominator"  # the b of a/b
    LIST = "list"  # one of "mức 4,5"


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, in a normalised text. `start:end` covers digits (or words), scale word and adjacent unit.

    `value` is in `unit`; `precision` is the size of the last printed place, in the same unit; `digits` is the number as
    printed. `readings` lists every value the separators allow, the chosen one first; more than one means that style and
    size did not settle it. `inclusive` tells ≥ and ≤ from > and <.
    """

    start: int
    end: int
    digits: str
    value: Decimal
    precision: Decimal
    unit: Unit
    qualifier: str = "exact"
    form: Form = Form.PLAIN
    high: Decimal | None = None
    estimate: bool = False
    inclusive: bool = False
    readings: tuple[Decimal, ...] = ()
    notes: tuple[str, ...] = ()
    lead: int = 0  # where the qualifier words in front begin


@dataclass(frozen=True)
class Ignored:
    """Digits that are not a quantity, and why (`document`, `date`, `section`, `name`, `definition`, `strength`, `unit`)."""

    start: int
    end: int
    kind: str
    unit: Unit = NO_UNIT  # for kind "unit": the unit that the words announce


@dataclass(frozen=True)
class Scan:
    """All digit strings of a text: what is a quantity, and what is not."""

    quantities: tuple[Quantity, ...]
    ignored: tuple[Ignored, ...]
