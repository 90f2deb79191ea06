"""Small cells: one to four patients or deaths beside the name of a commune or village can be recognised by neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from soyte.checks.document.sheet import Sheet
from soyte.checks.document.wording import listed, stated
from soyte.places import find_scope
from soyte.statements import Finding, Qualifier, Role, Statement

KIND = "small_cell"
_LARGEST = 4
_PERSON_UNITS = {"ca", "người", "trường hợp", "bệnh nhân", "người bệnh", "trẻ", "ca bệnh", None}
_PERSONAL = re.compile(
    r"tử vong|chết|mắc|nhiễm|dương tính|ca bệnh|người bệnh|bệnh nhân|phơi nhiễm|tự tử|bạo hành|dại\b"
)
_NARROW = re.compile(r"(?i:\b(?:xã|phường|thị trấn|thôn|ấp|bản|buôn|khóm|làng|tổ dân phố|tổ|khu phố|đặc khu))\s+\S")
_NAMES_BEFORE = re.compile(r"(?:các|một số|những) (?:xã|phường|thôn|khu phố)|xã, phường")
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper())
_IN_BRACKETS = re.compile(rf"([{_CAPITALS}]\w*(?: [{_CAPITALS}]\w*){{0,3}})\s*\($")


def judge_privacy(sheet: Sheet) -> Iterator[Finding]:
    """One note for each sentence."""
    found = [(s, place) for s in sheet.figures if _is_small(sheet, s) and (place := _narrow_place(sheet, s))]
    for _, group in groupby(found, key=lambda pair: (pair[0].block, pair[0].sentence)):
        pairs = list(group)
        cells = tuple(s for s, _ in pairs)
        names = listed(list(dict.fromkeys(place for _, place in pairs)))
        message = (
            f"Số ca nhỏ ({listed([stated(s) for s in cells])}) nêu cùng tên {names} có thể làm lộ người bệnh. Trước khi công khai nên bỏ tên "
            "thôn, xã hoặc gộp lên phạm vi rộng hơn (cả tỉnh, nhiều xã); bản nội bộ thì hạn chế người nhận."
        )
        yield sheet.note(cells, KIND, stated(cells[0]), "", message)


def _is_small(sheet: Sheet, statement: Statement) -> bool:
    value = statement.value
    if not 1 <= value <= _LARGEST or value != value.to_integral_value() or statement.high is not None:
        return False
    if statement.qualifier is not Qualifier.EXACT or statement.unit not in _PERSON_UNITS:
        return False
    if statement.role not in (Role.ACTUAL, Role.NUMERATOR, Role.SHARE, Role.PREVIOUS):
        return False
    indicator = sheet.indicator(statement)
    if indicator is not None:
        return indicator.unit in {"ca", "người", "trường hợp"} and bool(_PERSONAL.search(indicator.name_vi.lower()))
    return bool(_PERSONAL.search(f"{sheet.before(statement)} {sheet.after(statement, 30)}"))


def _narrow_place(sheet: Sheet, statement: Statement) -> str:
    """The commune, ward or village that the figure speaks of."""
    if statement.place and statement.place != sheet.reading.place and _NARROW.match(statement.place):
        return re.sub(rf"\s+{re.escape(statement.value_text)}$", "", statement.place)
    low, high = sheet.sentence(statement.start)
    behind = sheet.reading.text[statement.end : min(high, statement.end + 60)]
    for mention in find_scope(behind):
        if (
            mention.kind == "place"
            and _NARROW.match(mention.name)
            and re.fullmatch(r"[^\d.;()]*\b(?:tại|ở|thuộc)\s+", behind[: mention.start])
        ):
            return mention.name
    bracket = _IN_BRACKETS.search(sheet.reading.text, max(low, statement.start - 60), statement.start)
    if bracket and bracket.end() == statement.start and _NAMES_BEFORE.search(sheet.before(statement)):
        return f"xã, phường {bracket[1]}"
    return ""
