"""Units of tables: over a column, in a column of their own, behind a row's name, or under the caption."""

from __future__ import annotations

import re
from functools import lru_cache

from soyte.quantities import Unit, UnitKind, scan, unit_after

_BRACKET = re.compile(r"\(\s*(?:đơn vị(?: tính)?\s*:?|đvt\s*:?|tính theo\s*)?\s*([^()]{1,40}?)\s*\)", re.IGNORECASE)
_NOTE = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:\s*([^();.\n]{1,40})", re.IGNORECASE)
_PER = re.compile(r"(?:/|trên|một|1)\s*(?:1\s*)?(?:vạn|\d)", re.IGNORECASE)
_DENSITY_TAIL = re.compile(r"/\s*(?:1\s+)?vạn dân|(?:trên|bình quân) (?:một|1) vạn dân", re.IGNORECASE)
_THOUSAND = re.compile(r"1[.,]?000 đồng|nghìn đồng|ngàn đồng|1000đ", re.IGNORECASE)


def column_unit(words: str) -> Unit | None:
    """The unit in the brackets of a header, or announced in it: `(%)`, `(triệu đồng)`, `Tỷ lệ %`, `ĐVT: người`."""
    note = _NOTE.search(words)
    if note:
        return written_unit(note.group(1))
    for match in reversed(list(_BRACKET.finditer(words))):
        unit = written_unit(match.group(1))
        if unit is not None:
            return unit
    if "%" in words:
        return Unit("%", UnitKind.PERCENT)
    if "‰" in words:
        return Unit("‰", UnitKind.PERMILLE)
    return _density(words)


def caption_unit(words: str) -> Unit | None:
    """The unit that a caption announces for a whole table: `(đơn vị: người)`, `Bảng 2. Kinh phí (triệu đồng)`."""
    note = _NOTE.search(words)
    if note:
        return written_unit(note.group(1))
    brackets = [unit for match in _BRACKET.finditer(words) if (unit := written_unit(match.group(1))) is not None]
    return brackets[-1] if brackets else None


@lru_cache(maxsize=1024)
def written_unit(words: str) -> Unit | None:
    """The unit that these words are, all of them: `Lượt người`, `giường/vạn dân`, `1.000 đồng`, but not `lượt 1`."""
    words = words.strip(" .:")
    if _THOUSAND.fullmatch(words):
        return Unit("nghìn đồng", UnitKind.MONEY)
    if not words or len(words) > 40:
        return None
    unit = unit_after(words.lower())
    if unit is None or (words[0].isdigit() and unit.kind is not UnitKind.DENSITY):
        return None
    if unit.kind is UnitKind.COUNT and len(words.split()) > len(unit.name.split()) + 1:
        return None
    return unit


@lru_cache(maxsize=1024)
def label_unit(label: str) -> Unit | None:
    """The unit that a row's name states: `Tỷ lệ … (%)`, `Số giường bệnh/10.000 dân`."""
    density = _density(label)
    if density is not None:
        return density
    for match in reversed(list(_BRACKET.finditer(label))):
        unit = written_unit(match.group(1))
        if unit is not None:
            return unit
    return Unit("%", UnitKind.PERCENT) if re.match(r"(?:tỷ|tỉ) lệ %|%", label.lower()) else None


def _density(label: str) -> Unit | None:
    if not _PER.search(label):
        return None
    for ignored in reversed(scan(_DENSITY_TAIL.sub("/10.000 dân", label)).ignored):
        if ignored.kind == "unit" and ignored.unit.kind is UnitKind.DENSITY:
            return ignored.unit
    return None


def with_base(unit: Unit | None, label: Unit | None) -> Unit | None:
    """`giường` in the unit column beside `Số giường bệnh/10.000 dân`: the name holds the base."""
    if label is not None and label.kind is UnitKind.DENSITY and (unit is None or unit.kind is UnitKind.COUNT):
        return label
    return unit or label
