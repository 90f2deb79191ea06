"""The numbers that Word prints by itself in front of paragraphs, counted again from numbering.xml."""

from __future__ import annotations

import re
from dataclasses import dataclass

from soyte.intake.documents.docx_names import (
    ABSTRACT,
    ABSTRACT_ID,
    LEGAL,
    LEVEL,
    LVL,
    LVL_OVERRIDE,
    LVL_RESTART,
    LVL_TEXT,
    NUM,
    NUM_FORMAT,
    NUM_ID,
    NUM_STYLE_LINK,
    P_STYLE,
    START,
    START_OVERRIDE,
    STYLE_LINK,
    SUFFIX,
    VAL,
    Element,
    number,
    switched_on,
    value,
    whole,
)
from soyte.intake.documents.numerals import bullet, numeral

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "decimalZero": "01"}


@dataclass(frozen=True)
class _Level:
    start: int
    style: str
    text: str
    restart: int | None
    legal: bool
    suffix: str
    paragraph_style: str | None


@dataclass(frozen=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def level_of_style(self, num_id: str, style_id: str | None) -> int | None:
        """The level that a list ties to a paragraph style."""
        levels = self._lists[num_id].levels if num_id in self._lists else {}
        return next((i for i, level in levels.items() if style_id and level.paragraph_style == style_id), None)

    def label(self, num_id: str, index: int) -> str | None:
        """Count one paragraph and give what is printed before it, with the blank that parts it; None without a list."""
        listed = self._lists.get(num_id)
        level = listed.levels.get(index) if listed else None
        if listed is None or level is None:
            return None
        counts = self._counts.setdefault(listed.abstract, [None] * _LEVELS)
        before = counts[index]
        restarts = index in listed.starts and (num_id, index) not in self._started
        counts[index] = self._start(listed, index) if before is None or restarts else before + 1
        self._started.add((num_id, index))
        for deeper in range(index + 1, _LEVELS):
            below = listed.levels.get(deeper)
            if below is None or below.restart is None or index < below.restart:
                counts[deeper] = None
        text = _PLACE.sub(lambda place: self._numeral(listed, level, counts, int(place.group(1)) - 1), level.text)
        return text + level.suffix if text else ""

    def _numeral(self, listed: _List, shown: _Level, counts: list[int | None], index: int) -> str:
        level = listed.levels.get(index)
        if level is None or level.style in {"none", "bullet"}:
            return ""
        count = counts[index]
        count = self._start(listed, index) if count is None else count
        return numeral(count, "1" if shown.legal else _STYLES.get(level.style, "1"))

    @staticmethod
    def _start(listed: _List, index: int) -> int:
        return listed.starts.get(index, listed.levels[index].start)

    def _load(self, root: Element) -> None:
        abstracts: dict[str, Element] = {}
        by_style: dict[str, Element] = {}
        for element in root.iterchildren(ABSTRACT):
            abstracts[element.get(ABSTRACT_ID, "")] = element
            link = value(element, STYLE_LINK)
            if link is not None:
                by_style[link] = element
        levels = {
            key: _levels(by_style.get(value(item, NUM_STYLE_LINK) or "", item)) for key, item in abstracts.items()
        }
        for element in root.iterchildren(NUM):
            abstract = value(element, ABSTRACT_ID)
            if abstract not in levels:
                continue
            own, starts = dict(levels[abstract]), {}
            for override in element.iterchildren(LVL_OVERRIDE):
                index = whole(override.get(LEVEL))
                start = number(override, START_OVERRIDE)
                if index is None or not 0 <= index < _LEVELS:
                    continue
                replacement = override.find(LVL)
                if replacement is not None:
                    own[index] = _level(replacement)
                if start is not None and index in own:
                    starts[index] = start
            self._lists[element.get(NUM_ID, "")] = _List(abstract, own, starts)


def _levels(abstract: Element) -> dict[int, _Level]:
    found = {}
    for element in abstract.iterchildren(LVL):
        index = whole(element.get(LEVEL))
        if index is not None and 0 <= index < _LEVELS:
            found[index] = _level(element)
    return found


def _level(element: Element) -> _Level:
    text = element.find(LVL_TEXT)
    style = value(element, NUM_FORMAT) or "decimal"
    shown = text.get(VAL, "") if text is not None else ""
    if style == "bullet":
        shown = bullet(shown)
    return _Level(
        start=max(0, number(element, START) or 0) if element.find(START) is not None else 0,
        style=style,
        text=shown[:100],
        restart=number(element, LVL_RESTART),
        legal=switched_on(element, LEGAL),
        suffix="" if value(element, SUFFIX) == "nothing" else " ",
        paragraph_style=value(element, P_STYLE),
    )
