"""Styles of an OpenDocument file: hidden text, hidden sheets, titles, list styles, and the numbers that lists print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from soyte.intake.documents import odf_names as o
from soyte.intake.documents.numerals import bullet, numeral

_LEVELS = 10
_DEPTH = 20
_TITLES = {"title": 1, "subtitle": 2}
_CODE = re.compile(r"_([0-9a-f]{1,4})_")  # a blank in a style name is written `_20_`


@dataclass(frozen=True)
class _Level:
    style: str
    prefix: str
    suffix: str
    start: int
    shown: int
    bullet: str | None


class Styles:
    """The styles of content.xml and styles.xml together."""

    def __init__(self, *roots: o.Element | None) -> None:
        self._styles: dict[str, o.Element] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self.outline: dict[int, _Level] = {}
        for root in roots:
            if root is None:
                continue
            for style in root.iter(o.STYLE):
                self._styles[style.get(o.NAME, "")] = style
            for style in root.iter(o.LIST_STYLE):
                self._lists[style.get(o.NAME, "")] = _levels(style)
            for style in root.iter(o.OUTLINE_STYLE):
                self.outline = _levels(style)

    def hidden(self, name: str | None) -> bool:
        """Whether text in this style is not shown."""
        return self._lookup(name, o.TEXT_PROPERTIES, o.TEXT_DISPLAY) == "none"

    def hidden_sheet(self, name: str | None) -> bool:
        """Whether a sheet in this style is not shown."""
        return self._lookup(name, o.TABLE_PROPERTIES, o.TABLE_DISPLAY) == "false"

    def title_level(self, name: str | None) -> int:
        """1 for a title, 2 for a subtitle, else 0."""
        for style_name in self._chain(name):
            plain = _CODE.sub(lambda code: chr(int(code.group(1), 16)), style_name).lower()
            if plain in _TITLES:
                return _TITLES[plain]
        return 0

    def list_levels(self, name: str | None) -> dict[int, _Level]:
        """The levels of a list style, counted from 1."""
        return self._lists.get(name or "", {})

    def list_style_of(self, paragraph_style: str | None) -> str | None:
        """The list style that a paragraph style brings along."""
        for name in self._chain(paragraph_style):
            style = self._styles.get(name)
            found = style.get(o.LIST_STYLE_NAME) if style is not None else None
            if found is not None:
                return found
        return None

    def _chain(self, name: str | None) -> list[str]:
        chain: list[str] = []
        while name and len(chain) < _DEPTH:
            chain.append(name)
            style = self._styles.get(name)
            name = style.get(o.PARENT) if style is not None else None
        return chain

    def _lookup(self, name: str | None, properties: str, attribute: str) -> str | None:
        for style_name in self._chain(name):
            style = self._styles.get(style_name)
            found = style.find(properties) if style is not None else None
            value = found.get(attribute) if found is not None else None
            if value is not None:
                return value
        return None


@dataclass
class Counter:
    """How far one list, with the lists inside it, has counted."""

    counts: list[int | None] = field(default_factory=lambda: [None] * (_LEVELS + 1))

    def label(self, levels: dict[int, _Level], index: int, start: int | None = None) -> str:
        """Count one item of a level and give what is printed before it, with the blank that parts it."""
        index = min(index, _LEVELS)
        level = levels.get(index)
        if level is None:
            return ""
        if level.bullet is not None:
            return f"{level.bullet} "
        before = self.counts[index]
        self.counts[index] = start if start is not None else level.start if before is None else before + 1
        self.counts[index + 1 :] = [None] * (_LEVELS - index)
        if not level.style:
            return ""
        numbers = [self._number(levels, place) for place in range(max(1, index - level.shown + 1), index + 1)]
        return f"{level.prefix}{'.'.join(number for number in numbers if number)}{level.suffix} "

    def _number(self, levels: dict[int, _Level], index: int) -> str:
        level = levels.get(index)
        if level is None or level.bullet is not None or not level.style:
            return ""
        count = self.counts[index]
        return numeral(level.start if count is None else count, level.style)


def _levels(style: o.Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in style:
        index = o.whole(element.get(o.LEVEL), 0)
        if 1 <= index <= _LEVELS:
            sign = bullet(element.get(o.BULLET, "")) if element.tag in o.BULLET_LEVELS else None
            found[index] = _Level(
                element.get(o.NUM_FORMAT, ""),
                element.get(o.NUM_PREFIX, "")[:40],
                element.get(o.NUM_SUFFIX, "")[:40],
                o.whole(element.get(o.START_VALUE), 1),
                o.whole(element.get(o.DISPLAY_LEVELS), 1),
                sign,
            )
    return found
