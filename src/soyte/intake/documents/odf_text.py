"""The text of one OpenDocument paragraph as it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from soyte.intake.documents import odf_names as o
from soyte.intake.documents.odf_styles import Styles

_BLANKS = re.compile(r"[ \t\r\n]+")
_LONGEST_GAP = 100


@dataclass
class ParagraphText:
    """What one paragraph shows, the text boxes anchored in it and its notes."""

    text: str
    boxes: list[o.Element] = field(default_factory=list)
    notes: list[o.Element] = field(default_factory=list)


class TextReader:
    """Reads paragraphs with the help of the styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: o.Element) -> ParagraphText:
        """The text of a paragraph or heading, without what is hidden or deleted."""
        result = ParagraphText("")
        if self._styles.hidden(paragraph.get(o.STYLE_NAME)):
            return result
        parts = [_plain(paragraph.text)]
        stack: list[tuple[o.Element, bool]] = []  # an element, and whether only its tail is still to come

        def push(parent: o.Element) -> None:
            for child in reversed(parent):
                stack.append((child, True))
                stack.append((child, False))

        push(paragraph)
        while stack:
            element, tail = stack.pop()
            tag = element.tag
            if tail:
                parts.append(_plain(element.tail))
            elif tag == o.S:
                parts.append(" " * min(o.whole(element.get(o.COUNT), 1), _LONGEST_GAP))
            elif tag == o.TAB:
                parts.append("\t")
            elif tag == o.LINE_BREAK:
                parts.append("\n")
            elif tag == o.NOTE:
                result.notes.extend(element.iterchildren(o.NOTE_BODY))
            elif tag in (o.TEXT_BOX, o.CUSTOM_SHAPE):
                result.boxes.append(element)
            elif tag in o.OMITTED or (tag == o.SPAN and self._styles.hidden(element.get(o.STYLE_NAME))):
                continue
            else:
                parts.append(_plain(element.text))
                push(element)
        result.text = "".join(parts)
        return result


def _plain(text: str | None) -> str:
    return _BLANKS.sub(" ", text) if text else ""
