"""Which province's department issued a document: by its letter head and the bodies it names, or none."""

from __future__ import annotations

import re
from collections import Counter

from soyte.places.provinces import PlaceMention, find_provinces, provinces
from soyte.text import fold

_RANK = r"(?:\s+(?:tỉnh|thành phố|tp\.?))?\s*$"
# A body of the province directly before its name, with what that is worth.
_BODIES = (
    (re.compile(r"(?:sở y tế|\bsyt)" + _RANK), 5),
    (re.compile(r"ngành y tế" + _RANK), 4),
    (
        re.compile(
            r"(?:ubnd|hđnd|uỷ ban nhân dân|hội đồng nhân dân|tỉnh uỷ|thành uỷ|đảng bộ|bhxh|bảo hiểm xã hội)" + _RANK
        ),
        3,
    ),
    (re.compile(r"(?:cdc|trung tâm kiểm soát bệnh tật|chi cục [\w ,-]{3,60})" + _RANK), 3),
    (re.compile(r"(?:bệnh viện|trung tâm y tế)[\w ,-]{0,40}" + _RANK), 1),
    (re.compile(r"(?:toàn tỉnh|địa bàn tỉnh|của tỉnh|tại tỉnh|trong tỉnh|\btỉnh)\s*$"), 2),
)
_HEAD_FACTOR = 2
_LEAST = 4
_DOMINANCE = 2.0


def issuing_province(text_head: str, whole_text: str) -> str | None:
    """The province whose department speaks, from the head of the text (title, letter head) and the whole of it.

    Two provinces that are named about as strongly give none, and so does a text that names no body of a province.
    """
    worth: Counter[str] = Counter()
    strong: set[str] = set()
    for text, factor in ((text_head, _HEAD_FACTOR), (whole_text, 1)):
        for mention in find_provinces(text):
            value = _worth(text, mention)
            worth[mention.name] += factor * value
            if value >= 2:
                strong.add(mention.name)
    ranked = [pair for pair in _one_per_area(worth) if pair[0] in strong]
    if not ranked or ranked[0][1] < _LEAST:
        return None
    rivals = [value for name, value in ranked[1:] if provinces()[name].today != provinces()[ranked[0][0]].today]
    if rivals and ranked[0][1] < _DOMINANCE * max(rivals):
        return None
    return ranked[0][0]


def _worth(text: str, mention: PlaceMention) -> int:
    before = fold(text[max(0, mention.start - 90) : mention.start].replace("\n", " "))
    best = next((value for pattern, value in _BODIES if pattern.search(before)), 0)
    return best if best else 0 if mention.former else 1


def _one_per_area(worth: Counter[str]) -> list[tuple[str, int]]:
    """`Huế` counts for `Thừa Thiên Huế` where a text uses both."""
    merged = Counter(worth)
    if merged["Huế"] and merged["Thừa Thiên Huế"]:
        both = merged["Huế"] + merged["Thừa Thiên Huế"]
        kept = max(("Huế", "Thừa Thiên Huế"), key=lambda name: merged[name])
        del merged["Huế"], merged["Thừa Thiên Huế"]
        merged[kept] = both
    return sorted(merged.items(), key=lambda pair: (-pair[1], pair[0]))
