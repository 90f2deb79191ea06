"""The 63 provinces before 1 July 2025 and the 34 since (Resolution 202/2025/QH15), and where a text names one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from soyte.places.model import Unit
from soyte.places.shares import trace
from soyte.places.shipped import province_atlas, spellings
from soyte.text import fold

# Reports that Soyte reads speak of the provinces that existed on the eve of 2025 and of those since.
_SINCE = date(2024, 12, 31)
# In a text the bare name is a person's.
_PERSON = "Hồ Chí Minh"
# Cities now, but `thành phố …` in a text of before July 2025 is the town of that name.
_TOWN_UNTIL_2025 = frozenset({"Bắc Ninh"})
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
    """Every province-level unit by name, those of today and those that ended since the eve of 2025."""
    atlas = province_atlas()
    versions: dict[str, list[Unit]] = {}
    for unit in sorted(atlas.at_level("province"), key=lambda u: u.valid_from or date.min):
        if unit.valid_to is None or unit.valid_to >= _SINCE:
            versions.setdefault(_label(unit.name), []).append(unit)
    return {label: _province(label, versions[label]) for label in sorted(versions)}


def _province(label: str, versions: list[Unit]) -> Province:
    """From the versions of one name. `valid_from` stays open for what is older than the reports."""
    first, last = versions[0], versions[-1]
    begun = first.valid_from if first.valid_from is not None and first.valid_from > _SINCE else None
    (code,) = trace(province_atlas(), last.code, last.valid_to or date.max, date.max)
    today = province_atlas().unit(code, date.max)
    return Province(
        label,
        any(unit.kind == "thành phố" for unit in versions) and label not in _TOWN_UNTIL_2025,
        begun,
        last.valid_to,
        _label(today.name if today else last.name),
        spellings().get(last.name, ((), ()))[0],
    )


def _label(name: str) -> str:
    return f"TP. {name}" if name == _PERSON else name


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
