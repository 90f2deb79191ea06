"""What a unit measures: whether a figure in one unit can be a value of an indicator in another."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from soyte.catalogue.files import ROOT, read_yaml
from soyte.catalogue.words import canonical

_MONEY = re.compile(r"^(?:nghìn |ngàn |triệu |tỷ |nghìn tỷ )?(?:đồng|vnd|vnđ|đ)$|^tỷ$|^triệu$|^nghìn tỷ$")
_BASES = {
    "100.000": "100.000",
    "10.000": "10.000",
    "1.000": "1.000",
    "100": "100",
    "100000": "100.000",
    "1000": "1.000",
}
# What stands behind the slash of a density; else the slash joins two nouns (`huyện/thành phố`).
_BASE = re.compile(r"\d|\b(?:dân|người|lượt|phụ nữ|bà mẹ|ngày|tuần|tháng|năm|hộ|đợt)\b")
_SPLIT = re.compile(r"\s*/\s*|\s+trên\s+|\s+bình quân\s+")


class Vocabulary(BaseModel):
    """`vocabulary.yaml`: groups of words for labels, groups of counting nouns for units."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    words: dict[str, list[str]]
    units: dict[str, list[str]]


@cache
def vocabulary() -> Vocabulary:
    """The shipped groups."""
    return read_yaml(ROOT / "vocabulary.yaml", Vocabulary)


@cache
def _groups() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for group, nouns in vocabulary().units.items():
        for noun in nouns:
            found.setdefault(canonical(noun), set()).add(group)
    return {noun: frozenset(groups) for noun, groups in found.items()}


@lru_cache(maxsize=4096)
def dimensions(unit: str) -> frozenset[str]:
    """What figures in this unit can measure; two units are compatible when they share a dimension."""
    text = unit.strip().lower()
    if text in ("%", "điểm %", "điểm phần trăm", "phần trăm"):
        return frozenset({"%"})
    if text in ("‰", "%o", "%0", "phần nghìn"):
        return frozenset({"‰"})
    if _MONEY.match(text):
        return frozenset({"money"})
    parts = _SPLIT.split(text, maxsplit=1)
    if len(parts) == 2 and _BASE.search(parts[1]):
        return _density(parts[0], parts[1])
    return _counted(canonical(parts[0]))


def _density(noun: str, base: str) -> frozenset[str]:
    if _MONEY.match(noun.strip()):
        return frozenset({"money/" + " ".join(canonical(base))})
    words = canonical(base)
    per = next((_BASES[word] for word in words if word in _BASES), None) or " ".join(words)
    if not noun.strip():
        return frozenset({f"/{per}"})
    return frozenset(f"{group}/{per}" for group in _counted(canonical(noun)))


def _counted(words: tuple[str, ...]) -> frozenset[str]:
    groups = _groups()
    for length in range(len(words), 0, -1):
        found = groups.get(words[:length])
        if found:
            return found
    return frozenset({" ".join(words)})


def compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two units can be of one quantity; a density without its noun fits any with its base."""
    if one & other:
        return True
    bare = {d for d in one | other if d.startswith("/")}
    return any(d.endswith(base) for base in bare for d in one | other if d != base)
