"""Words that set a figure's place apart from the document's: the country, a kind of area, a commune or district."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soyte.places.provinces import provinces

NATIONWIDE = "cả nước"
_COUNTRY = re.compile(r"(?:(?:bình quân|trung bình)(?: chung)?(?: của)? )?(?:cả nước|toàn quốc)(?!\w)", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?:khu vực|vùng|miền)\s+(?:thành thị|nông thôn|đô thị|miền núi|đồng bằng|trung du|ven biển|phía nam|phía bắc|"
    r"miền trung|tây nguyên|biên giới|dân tộc thiểu số)\b|\b(?:thành thị|nông thôn)\b(?! mới)",
    re.IGNORECASE,
)
_RANK = r"(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|TP\.?|đặc khu|thôn|ấp|buôn|khóm|tổ dân phố|tổ|khu phố)"
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper())
_WORD = rf"[{_CAPITALS}][\w']*"
_NAMED = rf"(?i:\b{_RANK})[ ]*(?:\d+|{_WORD}(?:[ -]{_WORD}){{0,3}})"  # in `xã Suối Ngàn 4 ca` the number is a figure
# Behind these words the name is of a body or a person, not of where something happened.
_BODY = re.compile(r"(?:UBND|HĐND|ủy ban nhân dân|uỷ ban nhân dân|lãnh đạo|chủ tịch|bí thư)\s*$", re.IGNORECASE)
_PLACE = re.compile(rf"{_NAMED}(?:(?:,? *| *- *|\n)(?:{_NAMED}))*")
_BARE_NUMBER = re.compile(r"(?i:^(?:tổ|khu phố|tổ dân phố|thôn|ấp|xã|huyện|bản)) ?\d+$")


@dataclass(frozen=True)
class ScopeMention:
    """Words at `start:end` that limit or widen the place; `name` as written, `cả nước` for the country.

    `kind` is `country`, `area` or `place`.
    """

    start: int
    end: int
    name: str
    kind: str


def find_scope(text: str) -> list[ScopeMention]:
    """All such words of a normalised text, in order."""
    found = [ScopeMention(m.start(), m.end(), NATIONWIDE, "country") for m in _COUNTRY.finditer(text)]
    found += [ScopeMention(m.start(), m.end(), m.group(), "area") for m in _AREA.finditer(text)]
    for match in _PLACE.finditer(text):
        name = " ".join(match.group().split())
        body = _BODY.search(text, max(0, match.start() - 25), match.start())
        if not body and not _is_province(name) and not _BARE_NUMBER.match(name):
            found.append(ScopeMention(match.start(), match.end(), name, "place"))
    return sorted(found, key=lambda mention: mention.start)


def _is_province(name: str) -> bool:
    """A city that is itself a province is no narrower place."""
    bare = re.sub(r"^(?:thành phố|TP\.?) *", "", name, flags=re.IGNORECASE)
    cities = (p.name.removeprefix("TP. ") for p in provinces().values() if p.city)
    return bare != name and any(bare.startswith(city) for city in (*cities, "HCM"))
