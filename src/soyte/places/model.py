"""The records of the room: a unit with its days, what followed it, and what a person is told about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

Level = Literal["country", "province", "district", "commune"]
LEVELS: tuple[Level, ...] = ("country", "province", "district", "commune")
Frame = Literal["real", "sample"]
# From this day on the shipped lists of a level are complete; before it they hold what is known, not what was.
KNOWN_SINCE: Mapping[Level, date] = MappingProxyType(
    {
        "country": date(1976, 7, 2),
        "province": date(1993, 1, 1),
        "district": date(2025, 3, 1),
        "commune": date(2025, 3, 1),
    }
)
LEVEL_OF_KIND: Mapping[str, Level] = MappingProxyType(
    {
        "tỉnh": "province",
        "huyện": "district",
        "quận": "district",
        "thị xã": "district",
        "xã": "commune",
        "phường": "commune",
        "thị trấn": "commune",
        "đặc khu": "commune",
    }
)
SuccessionKind = Literal["merge", "split", "part", "rename", "keep"]
Basis = Literal["whole", "overlap", "declared", ""]
Certainty = Literal["looked_up", "memory", "uncertain"]


class PlaceError(ValueError):
    """What a person asked about places cannot be answered; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit as it was from `valid_from` to `valid_to`, both days included; None is open.

    `code` is the GSO code (province 2 digits, district 3, commune 5), or a word for provinces that ended before those
    codes. One code may name different areas one after the other: a unit is its code and its days. `parent` is the code
    of the unit above, to be looked up on the same day. `name` is bare: `Thái Nguyên`, `1` for Phường 1.
    """

    code: str
    name: str
    kind: str
    level: Level
    parent: str
    valid_from: date | None = None
    valid_to: date | None = None
    invented: bool = False

    @property
    def full_name(self) -> str:
        """`tỉnh Thái Nguyên`, `phường 1`; only the country has no kind."""
        return f"{self.kind} {self.name}" if self.kind else self.name

    def exists(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """On day `on` the area of `old`, or `weight` of it, became `new`: the unit of code `old` the day before, `new` since.

    `kind` is `merge` (all of it, into something larger), `split` (one of several parts), `part` (a piece left, or the
    rest stayed), `rename` (same area, new name or kind) or `keep` (same area and name, another parent). The weights of
    one predecessor sum to 1; None is a share that nobody has measured. `basis` says where a weight comes from:
    `whole`, `overlap` (estimated by area) or `declared`. `source` is the id of a `Document`.
    """

    on: date
    old: str
    new: str
    kind: SuccessionKind
    weight: Fraction | None
    basis: Basis = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A legal source with its certainty; `seen_in` says where it was looked up."""

    id: str
    number: str
    title: str
    issued: date | None
    in_force: date | None
    certainty: Certainty
    seen_in: str = ""


@dataclass(frozen=True, slots=True)
class Facility:
    """A health facility in a commune: the code of the commune is that of the day one asks about."""

    code: str
    name: str
    kind: str
    commune: str
    valid_from: date | None = None
    valid_to: date | None = None
    invented: bool = False

    def exists(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def frame_of(code: str | None, frame: Frame | None = None) -> Frame:
    """The frame asked for, else the invented one for codes that begin with 99, else the real one."""
    if frame is not None:
        return frame
    return "sample" if code is not None and code.startswith("99") else "real"


def vietnamese_date(day: date) -> str:
    return f"{day:%d/%m/%Y}"
