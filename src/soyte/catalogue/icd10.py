"""Chapters and groups of ICD-10: where a code of diagnosis belongs. Data in `icd10/`, codes of three characters, both ends included.

Ranges: WHO, ICD-10 (2019), tabular list; names after the ministry's translation (TT 06/2026/TT-BYT), shortened.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from soyte.catalogue.files import ROOT

SOURCE = "ICD-10 của WHO (bản 2019), tên theo bản dịch của Bộ Y tế"
UNKNOWN = "?"  # what no chapter holds: an empty or a wrong code


@dataclass(frozen=True)
class Part:
    """A stretch of codes: a chapter (`XIX`) or a group (`A90-A99`)."""

    code: str
    first: str
    last: str
    name_vi: str


@dataclass(frozen=True)
class Parts:
    """Stretches that do not overlap, in the order of their first codes."""

    all: tuple[Part, ...]

    def of(self, code: str | None) -> Part | None:
        """The stretch that holds a code of diagnosis, written with or without its point."""
        three = (code or "").strip().upper()[:3]
        place = bisect_right([one.first for one in self.all], three) - 1
        return self.all[place] if len(three) == 3 and place >= 0 and three <= self.all[place].last else None

    def codes(self, codes: Iterable[str | None]) -> Mapping[str | None, str]:
        """The code of the part of each of these, `?` where there is none: a column is cut by its distinct codes."""
        return {code: part.code if (part := self.of(code)) else UNKNOWN for code in codes}

    def name(self, code: str) -> str:
        """What a part is called."""
        return next((one.name_vi for one in self.all if one.code == code), "Mã bệnh trống hoặc không thuộc ICD-10")


@cache
def chapters() -> Parts:
    """The 22 chapters."""
    return _read("chapters")


@cache
def groups() -> Parts:
    """The groups (blocks) within chapters."""
    return _read("groups")


def _read(name: str) -> Parts:
    rows = csv.DictReader((ROOT / "icd10" / f"{name}.csv").read_text("utf-8").splitlines())
    parts = [
        Part(
            row.get("chapter") or _span(row["code_from"], row["code_to"]),
            row["code_from"],
            row["code_to"],
            row["name_vi"],
        )
        for row in rows
    ]
    return Parts(tuple(sorted(parts, key=lambda part: part.first)))


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
