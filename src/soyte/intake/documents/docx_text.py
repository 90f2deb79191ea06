"""The text of one Word paragraph as it is printed: results of fields, insertions, nothing deleted or hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from soyte.intake.documents import docx_names as w
from soyte.intake.documents.docx_styles import Style, Styles, font_of
from soyte.intake.documents.legacy import Legacy, from_font, of_font

_OMITTED = frozenset({w.P_PR, w.R_PR, w.DEL, w.MOVE_FROM, w.SDT_PR, w.RUBY_TEXT})
_WORDS = frozenset({w.T, w.MATH_TEXT})
_NOTES = frozenset({w.FOOTNOTE_REFERENCE, w.ENDNOTE_REFERENCE})
_PLAIN = {w.TAB: "\t", w.P_TAB: "\t", w.BR: "\n", w.CR: "\n", w.NO_BREAK_HYPHEN: "-"}
_BROKEN = re.compile(r"[\t\r\n]+")


@dataclass
class ParagraphText:
    """What one paragraph prints, the text boxes anchored in it and the notes that it refers to."""

    text: str
    boxes: list[w.Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class TextReader:
    """Reads paragraphs with the help of the styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.legacy: Legacy | None = None  # set when runs in old fonts proved to be typed in an old encoding

    def read(self, paragraph: w.Element, style: Style) -> ParagraphText:
        """The text of `paragraph`. A field is over at the end of its paragraph, so that none can swallow the rest."""
        parts: list[str] = []
        result = ParagraphText("")
        fields: list[bool] = []  # for each open field: are we in its instruction?
        stack = [paragraph]
        hidden, font = style.hidden is True, style.font if self.legacy else None
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in _WORDS:
                if element.text and not hidden and not any(fields):
                    parts.append(self._as_seen(_BROKEN.sub(" ", element.text), font))
                continue
            if tag == w.R:
                properties = element.find(w.R_PR)
                hidden = self._hidden(properties, style)
                font = self._font(properties, style) if self.legacy else None
            elif tag in _OMITTED:
                continue
            elif tag == w.FIELD_CHAR:
                _field(fields, element.get(w.FIELD_CHAR_TYPE))
                continue
            elif tag in _PLAIN or tag == w.SYM:
                if not hidden and not any(fields):
                    parts.append(_PLAIN.get(tag) or _symbol(element))
                continue
            elif tag in _NOTES:
                result.notes.append((tag, element.get(w.ID, "")))
                continue
            elif tag == w.BOX:
                result.boxes.append(element)
                continue
            elif tag == w.SDT and is_placeholder(element):
                continue
            elif tag == w.ALTERNATE:
                stack.extend(chosen(element))
                continue
            elif tag == w.MATH_DENOMINATOR:
                parts.append("/")
            stack.extend(reversed(element))
        result.text = "".join(parts)
        return result

    def sample(self, body: w.Element) -> str:
        """Text of the runs that an old Vietnamese font is set for."""
        found: list[str] = []
        for paragraph in body.iter(w.P):
            style = self._styles.paragraph(w.value(paragraph.find(w.P_PR), w.P_STYLE))
            for run in paragraph.iter(w.R):
                font = self._font(run.find(w.R_PR), style)
                if font and of_font(font):
                    found.extend(text.text or "" for text in run.iterchildren(w.T))
            found.append(" ")
        return "".join(found)

    def _hidden(self, properties: w.Element | None, style: Style) -> bool:
        if properties is None:
            return style.hidden is True
        vanish, named = properties.find(w.VANISH), properties.find(w.R_STYLE)
        if vanish is not None:
            return w.switched_on(properties, w.VANISH)
        character = self._styles.get(named.get(w.VAL)).hidden if named is not None else None
        return (style.hidden if character is None else character) is True

    def _font(self, properties: w.Element | None, style: Style) -> str | None:
        character = self._styles.get(w.value(properties, w.R_STYLE))
        return font_of(properties) or character.font or style.font or self._styles.default_font

    def _as_seen(self, text: str, font: str | None) -> str:
        return from_font(text, font) if font else text


def is_placeholder(sdt: w.Element) -> bool:
    """Whether a content control shows only its prompt (`Bấm vào đây để nhập văn bản`)."""
    return w.switched_on(sdt.find(w.SDT_PR), w.PLACEHOLDER)


def chosen(alternate: w.Element) -> Iterator[w.Element]:
    """The first branch with words in it: the drawing that new Word shows, else the fallback for old Word."""
    for branch in alternate.iterchildren(w.CHOICE, w.FALLBACK):
        if next(branch.iter(w.T, w.BOX), None) is not None:
            yield branch
            return


def _field(fields: list[bool], mark: str | None) -> None:
    if mark == "begin":
        fields.append(True)
    elif mark == "separate" and fields:
        fields[-1] = False
    elif mark == "end" and fields:
        fields.pop()


def _symbol(element: w.Element) -> str:
    try:
        code = int(element.get(w.CHAR, ""), 16)
    except ValueError:
        return ""
    # Only a sign that the builder can translate to Unicode is worth keeping.
    return chr(code if code >= 0xF000 else 0xF000 + code) if 0 < code <= 0xF0FF else ""
