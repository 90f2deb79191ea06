"""Walks the tree of a web page, without recursion, and turns it into headings, paragraphs, list items and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from soyte.intake.documents.builder import Builder
from soyte.intake.documents.html_parts import HEADINGS, List, is_layout, links, list_of, span, weight, whole
from soyte.intake.documents.model import BlockKind, Cell
from soyte.intake.documents.numerals import numeral

_BLOCK_TAGS = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
form header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split()) | frozenset(HEADINGS)
_BOILERPLATE = frozenset({"nav", "header", "footer", "aside"})
_OFFICE_MARGINS = frozenset({"header", "footer"})  # how LibreOffice writes them
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_NESTED_WRAPPERS = 8  # weighed; each takes a look at the whole page
_GRID_STEPS = 5_000_000


@dataclass
class _Context:
    """A heading, list item or cell that is open."""

    kind: BlockKind
    level: int = 0
    label: str = ""
    cell: Cell | None = None
    lines: list[str] = field(default_factory=list)


@dataclass
class _Table:
    index: int
    row: int = -1
    column: int = 0
    covered: dict[int, int] = field(default_factory=dict)  # column -> first row that no cell from above covers


class Walker:
    """One pass over one page."""

    def __init__(self, builder: Builder, root: etree._Element, *, everything: bool) -> None:
        self._builder = builder
        self._root = root
        self._everything = everything
        self._total = weight(root)
        self._buffer: list[str] = []
        self._contexts: list[_Context] = []
        self._tables: list[_Table | None] = []  # None is a table that only lays out the page
        self._lists: list[List] = []
        self._table_count = 0
        self._paragraphs = 0
        self._steps = 0
        self._preformatted = 0
        self._heavy = 0

    def walk(self) -> None:
        """Read the page into the builder."""
        stack: list[tuple[str, etree._Element]] = [("enter", self._root)]
        while stack:
            event, element = stack.pop()
            if event == "tail":
                self._say(element.tail)
            elif event == "exit":
                self._exit(element)
            elif isinstance(element.tag, str) and not self._skipped(element):
                self._enter(element)
                self._say(element.text)
                stack.append(("exit", element))
                for child in reversed(element):
                    stack.append(("tail", child))
                    stack.append(("enter", child))
        self._flush()

    def _say(self, text: str | None) -> None:
        if text:
            self._buffer.append(text if self._preformatted else _BLANKS.sub(" ", text))

    def _skipped(self, element: etree._Element) -> bool:
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
            return True
        if self._everything or element is self._root:
            return False
        tag = element.tag
        if tag == "header" and next(element.iterancestors("article", "main"), None) is not None:
            return False
        if tag in _BOILERPLATE or element.get("role") == "navigation" or element.get("title") in _OFFICE_MARGINS:
            return True
        if tag == "form":
            return self._light(element)
        return tag in {"ul", "ol"} and self._onlylinks(element)

    def _light(self, element: etree._Element) -> bool:
        """Whether most words are elsewhere: some portals put the whole page into one form."""
        light = self._heavy < _NESTED_WRAPPERS and 2 * weight(element) < self._total
        self._heavy += not light
        return light

    def _onlylinks(self, element: etree._Element) -> bool:
        if self._contexts or len(element) < 2 or 2 * weight(element) > self._total:
            return False
        return all(weight(link) > 0 and float(weight(item)) <= 1.1 * weight(link) for item, link in links(element))

    def _enter(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._buffer.append("\n")
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag in HEADINGS:
            self._contexts.append(_Context(BlockKind.HEADING, HEADINGS[tag]))
        elif tag == "li":
            self._contexts.append(_Context(BlockKind.LIST_ITEM, max(1, len(self._lists)), self._label(element)))
        elif tag in {"ul", "ol"}:
            self._lists.append(list_of(element) if tag == "ol" else List(None))
        elif tag == "table":
            self._open_table(element)
        elif tag == "tr" and self._tables and self._tables[-1]:
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag in {"td", "th"}:
            self._open_cell(element)
        elif tag == "pre":
            self._preformatted += 1

    def _exit(self, element: etree._Element) -> None:
        tag = element.tag
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag in HEADINGS or tag == "li":
            self._contexts.pop()
        elif tag in {"ul", "ol"}:
            self._lists.pop()
        elif tag == "table":
            self._tables.pop()
        elif tag in {"td", "th"} and self._tables and self._tables[-1]:
            done = self._contexts.pop()
            cell = done.cell
            if cell is not None:
                locator = f"bảng {cell.table + 1}, dòng {cell.row + 1}, cột {cell.column + 1}"
                self._builder.add(BlockKind.CELL, "\n".join(done.lines), locator, cell=cell)
        elif tag == "pre":
            self._preformatted -= 1

    def _open_table(self, element: etree._Element) -> None:
        inside_cell = any(context.cell for context in self._contexts)
        if inside_cell or is_layout(element):
            self._tables.append(None)
            return
        self._tables.append(_Table(self._table_count))
        self._table_count += 1

    def _open_cell(self, element: etree._Element) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        table.row = max(table.row, 0)
        while table.covered.get(table.column, 0) > table.row and self._steps < _GRID_STEPS:
            table.column += 1
            self._steps += 1
        width, height = span(element.get("colspan")), span(element.get("rowspan"))
        if height > 1 and self._steps < _GRID_STEPS:
            self._steps += width
            for column in range(table.column, table.column + width):
                table.covered[column] = table.row + height
        cell = Cell(table.index, table.row, table.column, element.tag == "th")
        table.column += width
        self._contexts.append(_Context(BlockKind.CELL, cell=cell))

    def _label(self, element: etree._Element) -> str:
        listed = self._lists[-1] if self._lists else None
        if listed is None or listed.style is None:
            return ""
        listed.number = whole(element.get("value"), listed.number)
        label = f"{numeral(listed.number, listed.style)}. "
        listed.number += listed.step
        return label

    def _flush(self) -> None:
        text = "".join(self._buffer)
        self._buffer.clear()
        if not self._preformatted:
            text = _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", text))
        context = self._contexts[-1] if self._contexts else _Context(BlockKind.PARAGRAPH)
        text = text.strip()
        if not text:
            return
        text, context.label = context.label + text, ""
        cell = next((outer for outer in reversed(self._contexts) if outer.cell), None)
        if cell is not None:
            cell.lines.append(text)
            return
        self._paragraphs += 1
        self._builder.add(context.kind, text, f"đoạn {self._paragraphs}", level=context.level)
