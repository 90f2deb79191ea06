"""The 63 provinces before 1 July 2025 and the 34 since (Resolution 202/2025/QH15), and where a text names one."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from soyte.text import fold

_HERE = Path(__file__).parent
# A name behind one of these is a smaller place, a road, a school or a river.
_SMALLER = re.compile(
    r"(?:phường|xã|thị trấn|thị xã|quận|huyện|đường|phố|sông|cầu|trường|thôn|bản|ấp|hồ|núi|chợ|khách sạn|ga|cảng)\s*$",
    re.IGNORECASE,
)
_TOWN = re.compile(r"(?:thành phố|tp)\.?\s*$", re.IGNORECASE)
# The last syllable of words that are written with a capital before a place; any other capital makes a person's name.
_TITLES = frozenset(
    ("tế", "tỉnh", "phố", "tp", "dân", "ngành", "sở", "báo", "đài", "vùng", "miền", "ban", "cục", "đoàn", "hội")
)
_NOT_FOLLOWED = {"Thái Bình": "Dương", "Hà Nam": "Ninh", "Điện Biên": "Phủ"}
_FORMER = re.compile(r"\s*\(cũ\)|\s+cũ\b")


@dataclass(frozen=True)
class Province:
    """A province-level unit. `today` is the unit its area belongs to now; `valid_to` its last day, if it has ended."""

    name: str
    city: bool
    valid_from: date | None
    valid_to: date | None
    today: str
    variants: tuple[str, ...]


@dataclass(frozen=True)
class PlaceMention:
    """A province named at `start:end`, with the days it existed; `former` when the text itself says `(cũ)`."""

    start: int
    end: int
    name: str
    valid_from: date | None
    valid_to: date | None
    former: bool = False


@cache
def provinces() -> dict[str, Province]:
    """Every province-level unit by name, those of today and those that ended."""
    with (_HERE / "provinces.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["name"]: Province(
            row["name"],
            row["kind"] == "city",
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            row["today"],
            tuple(v for v in row["variants"].split("|") if v),
        )
        for row in rows
    }


@cache
def _spellings() -> dict[str, str]:
    found = {}
    for province in provinces().values():
        for written in (province.name, *province.variants):
            found[_key(written)] = province.name
    return found


@cache
def _pattern() -> re.Pattern[str]:
    written = sorted({w for p in provinces().values() for w in (p.name, *p.variants)}, key=len, reverse=True)
    joined = "|".join(re.escape(w).replace(r"\ ", r"[ \n]+") for w in written)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _key(written: str) -> str:
    return " ".join(fold(written).replace("-", " ").replace(".", " ").split())


def find_provinces(text: str) -> list[PlaceMention]:
    """The provinces that a normalised text names, in order; no communes, streets or people called like one."""
    found = []
    for match in _pattern().finditer(text):
        written = match.group()
        if not all(word[0].isupper() for word in re.findall(r"\w+", written) if word.lower() != "phố"):
            continue
        province = provinces()[_spellings()[_key(written)]]
        before = text[max(0, match.start() - 25) : match.start()]
        if _is_something_else(province, before, text[match.end() : match.end() + 8]):
            continue
        former = bool(_FORMER.match(text, match.end()))
        found.append(
            PlaceMention(match.start(), match.end(), province.name, province.valid_from, province.valid_to, former)
        )
    return found


def _is_something_else(province: Province, before: str, after: str) -> bool:
    longer = _NOT_FOLLOWED.get(province.name)
    if longer and re.match(rf"\s*{longer}\b", after):
        return True
    if _TOWN.search(before):
        return not province.city
    if _SMALLER.search(before):
        return True
    previous = re.search(r"([^\W\d_]+) +$", before)
    if previous is None:
        return False
    word = previous[1]
    titled = word[0].isupper() and word[1:].islower()
    starts_sentence = not before[: previous.start()].strip() or before[: previous.start()].rstrip()[-1:] in ".\n:;-"
    return titled and not starts_sentence and word.lower() not in _TITLES
