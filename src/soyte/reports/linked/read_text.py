"""What stands in the controls and bookmarks of a document's XML, as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from soyte.intake.documents import docx_names as w
from soyte.intake.documents import odf_names as o

_W = w.P[:-1]
_TAG, _ALIAS = f"{w.SDT_PR}/{_W}tag", f"{w.SDT_PR}/{_W}alias"
_START, _END, _NAME = _W + "bookmarkStart", _W + "bookmarkEnd", _W + "name"
_NOT_PRINTED = frozenset({w.DEL, w.MOVE_FROM, w.SDT_PR, w.RUBY_TEXT, w.FALLBACK, w.P_PR, _W + "instrText"})
_PLAIN = {w.TAB: " ", w.P_TAB: " ", w.BR: " ", w.CR: " ", w.NO_BREAK_HYPHEN: "-"}

_TEXT_NS = o.S[:-1]
_ODT_START, _ODT_END, _ODT_NAME = _TEXT_NS + "bookmark-start", _TEXT_NS + "bookmark-end", _TEXT_NS + "name"


@dataclass
class Found:
    """The text of a control (known by its tag) or of a bookmark, and the paragraph in which it begins."""

    place: str
    tagged: bool
    paragraph: list[str] = field(default_factory=list)
    before: int = 0  # parts of the paragraph that stand before it
    _parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Blanks at the ends and in rows say nothing."""
        return _tidy(self._parts)

    @property
    def context(self) -> tuple[str, str]:
        """What stands before it in its paragraph, and the whole paragraph."""
        return _tidy(self.paragraph[: self.before]), _tidy(self.paragraph)

    def append(self, text: str | None) -> None:
        """More of it."""
        if text:
            self._parts.append(text)


def _tidy(parts: list[str]) -> str:
    return " ".join("".join(parts).replace("\N{NO-BREAK SPACE}", " ").split())


def in_word(root: etree._Element) -> list[Found]:
    """Tagged controls, and the bookmarks that no control is tagged like, in the order in which they begin."""
    found: list[Found] = []
    bookmarks: dict[str, Found] = {}
    controls: list[tuple[etree._Element, Found]] = []
    paragraph: list[str] = []
    for begins, element in _walk(root):
        tag = element.tag
        if not begins:
            if controls and controls[-1][0] is element:
                controls.pop()
        elif tag == w.P:
            paragraph = []
        elif tag == _START:
            one = Found(element.get(_NAME, ""), False, paragraph, len(paragraph))
            bookmarks[element.get(w.ID, "")] = _added(found, one)
        elif tag == _END:
            bookmarks.pop(element.get(w.ID, ""), None)
        elif tag == w.SDT:
            name = w.value(element, _TAG) or w.value(element, _ALIAS)
            if name:
                one = Found(name, True, paragraph, len(paragraph))
                controls.append((element, _added(found, one)))
        elif tag == w.T or tag in _PLAIN:
            text = _PLAIN.get(tag) or element.text
            paragraph.append(text or "")
            for one in (*bookmarks.values(), *(control for _, control in controls)):
                one.append(text)
    tags = {one.place.casefold() for one in found if one.tagged}
    return [one for one in found if one.tagged or one.place.casefold() not in tags]


def in_odt(root: etree._Element) -> list[Found]:
    """Bookmarks with an extent, in the order in which they begin."""
    found: list[Found] = []
    bookmarks: dict[str, Found] = {}
    paragraph: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        begins, name, omitted = event == "start", element.get(_ODT_NAME, ""), element.tag in o.OMITTED
        if omitted:
            skipped += 1 if begins else -1
        text = element.text if begins and not omitted else None if begins else element.tail
        if begins and element.tag in (o.P, o.H):
            paragraph = []
        if begins and element.tag == _ODT_START:
            bookmarks[name] = _added(found, Found(name, False, paragraph, len(paragraph)))
        elif begins and element.tag == _ODT_END:
            bookmarks.pop(name, None)
        elif begins and element.tag in (o.S, o.TAB, o.LINE_BREAK):
            text = " "
        if not skipped:
            paragraph.append(text or "")
            for one in bookmarks.values():
                one.append(text)
    return found


def _added(found: list[Found], one: Found) -> Found:
    found.append(one)
    return one


def _walk(root: etree._Element) -> Iterator[tuple[bool, etree._Element]]:
    """Elements as they begin (True) and end, without what is not printed."""
    stack = [(True, root)]
    while stack:
        begins, element = stack.pop()
        yield begins, element
        if begins:
            stack.append((False, element))
            if element.tag == w.R and w.switched_on(element.find(w.R_PR), w.VANISH):
                continue
            stack.extend((True, child) for child in reversed(element) if child.tag not in _NOT_PRINTED)
