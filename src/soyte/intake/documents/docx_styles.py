"""What the styles of a Word file say of a paragraph: heading level, table of contents, hidden, numbering, font."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from soyte.intake.documents.docx_names import (
    ASCII_FONT,
    BASED_ON,
    DEFAULT,
    DEFAULT_RUN,
    FONTS,
    HIGH_FONT,
    LEVEL,
    NAME,
    NUM_ID,
    NUM_PR,
    OUTLINE,
    P_PR,
    R_PR,
    STYLE,
    STYLE_ID,
    TYPE,
    VANISH,
    Element,
    number,
    switched_on,
    value,
)
from soyte.intake.documents.legacy import of_font

_HEADING = re.compile(r"(?:heading|đầu đề|tiêu đề|đề mục|mục)\s*([1-9])$")
_CONTENTS = re.compile(r"(?:toc|mục lục)\s*(?:\d|heading)|table of figures")
_TITLES = {"title": 1, "tiêu đề": 1, "tên": 1, "subtitle": 2, "tiêu đề phụ": 2, "phụ đề": 2}
_DEPTH = 20


@dataclass(frozen=True)
class Style:
    """A style with everything that it inherits. `heading` is 0 for body text, None when nothing says."""

    heading: int | None = None
    contents: bool = False
    hidden: bool | None = None
    num_id: str | None = None
    num_level: int | None = None
    font: str | None = None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default_font: str | None = None
        self._default_paragraph = ""
        self.mention_legacy_font = root is not None and mentions_legacy_font(root)
        if root is None:
            return
        self.default_font = font_of(root.find(DEFAULT_RUN))
        for element in root.iterchildren(STYLE):
            style_id = element.get(STYLE_ID)
            if style_id is not None:
                self._elements[style_id] = element
                if element.get(DEFAULT) in {"1", "true"} and element.get(TYPE) == "paragraph":
                    self._default_paragraph = style_id

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph; without an id the default one."""
        return self.get(style_id or self._default_paragraph)

    def get(self, style_id: str | None) -> Style:
        """The style with this id, and an empty one for an unknown id."""
        if style_id is None:
            return Style()
        found = self._resolved.get(style_id)
        if found is None:
            found = self._resolved[style_id] = self._resolve(style_id)
        return found

    def _resolve(self, style_id: str) -> Style:
        result = Style()
        current: str | None = style_id
        for _ in range(_DEPTH):
            element = self._elements.get(current) if current else None
            if element is None:
                return _inherit(result, _named(current or ""))
            result = _inherit(result, _own(element))
            current = value(element, BASED_ON)
        return result


def _inherit(own: Style, base: Style) -> Style:
    return replace(
        own,
        heading=base.heading if own.heading is None else own.heading,
        contents=own.contents or base.contents,
        hidden=base.hidden if own.hidden is None else own.hidden,
        num_id=base.num_id if own.num_id is None else own.num_id,
        num_level=base.num_level if own.num_level is None else own.num_level,
        font=own.font or base.font,
    )


def _named(name: str) -> Style:
    name = name.strip().lower()
    match = _HEADING.match(name)
    heading = int(match.group(1)) if match else _TITLES.get(name)
    return Style(heading=heading, contents=bool(_CONTENTS.match(name)))


def _own(element: Element) -> Style:
    paragraph, run = element.find(P_PR), element.find(R_PR)
    named = _named(value(element, NAME) or "")
    outline = number(paragraph, OUTLINE)
    numbering = paragraph.find(NUM_PR) if paragraph is not None else None
    hidden = switched_on(run, VANISH) if run is not None and run.find(VANISH) is not None else None
    return Style(
        heading=heading_of_outline(outline) if outline is not None else named.heading,
        contents=named.contents,
        hidden=hidden,
        num_id=value(numbering, NUM_ID),
        num_level=number(numbering, LEVEL),
        font=font_of(run),
    )


def heading_of_outline(outline: int) -> int:
    """Outline levels count from 0; 9 is body text."""
    return outline + 1 if 0 <= outline < 9 else 0


def font_of(run: Element | None) -> str | None:
    """The font that a run property names for Western text."""
    fonts = run.find(FONTS) if run is not None else None
    return (fonts.get(ASCII_FONT) or fonts.get(HIGH_FONT)) if fonts is not None else None


def mentions_legacy_font(root: Element) -> bool:
    """Whether a font of the time before Unicode is named anywhere."""
    return any(of_font(fonts.get(ASCII_FONT) or fonts.get(HIGH_FONT) or "") for fonts in root.iter(FONTS))
