"""Word files (.docx, .docm, .dotx), read from their XML: python-docx leaves out what stands in content controls."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from soyte.intake.documents import docx_names as w
from soyte.intake.documents.builder import TOO_DEEP, Builder
from soyte.intake.documents.docx_numbering import Numbering
from soyte.intake.documents.docx_styles import Style, Styles, heading_of_outline, mentions_legacy_font
from soyte.intake.documents.docx_text import ParagraphText, TextReader, chosen, is_placeholder
from soyte.intake.documents.errors import damaged
from soyte.intake.documents.legacy import detect
from soyte.intake.documents.limits import BLOCK_SPAN, NESTED_TABLES
from soyte.intake.documents.markup import parse_xml
from soyte.intake.documents.model import BlockKind, Cell, Document
from soyte.intake.documents.package import Package

_WHAT = "Word (.docx)"
_TRANSPARENT = frozenset({w.SDT_CONTENT, w.CUSTOM_XML, w.SMART_TAG, w.INS, w.MOVE_TO, w.CHOICE, w.FALLBACK})
_LONGEST_HEADING = 400


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word package."""
    with Package(data, name, _WHAT) as package:
        main = _main_part(package, name)
        folder = posixpath.dirname(main)
        root = _part(package, main, name)
        body = root.find(w.BODY) if root is not None else None
        if body is None:
            raise damaged(name, _WHAT)
        parts = {key: _part(package, posixpath.join(folder, f"{key}.xml"), name) for key in _SIDE_PARTS}
    return _Reader(name, parts).read(body)


_SIDE_PARTS = ("styles", "numbering", "footnotes", "endnotes")


def _main_part(package: Package, name: str) -> str:
    if "_rels/.rels" in package:
        for relation in parse_xml(package.read("_rels/.rels"), name, _WHAT):
            if relation.get("Type", "").endswith("/officeDocument"):
                target = relation.get("Target", "").lstrip("/")
                if target in package:
                    return target
    return "word/document.xml"


def _part(package: Package, part: str, name: str) -> w.Element | None:
    if part not in package:
        return None
    data = package.read(part)
    if b"purl.oclc.org" in data[:4096]:
        for strict, transitional in w.STRICT:
            data = data.replace(strict, transitional)
    return parse_xml(data, name, _WHAT)


class _Reader:
    def __init__(self, name: str, parts: dict[str, w.Element | None]) -> None:
        self._builder = Builder(name)
        self._styles = Styles(parts["styles"])
        self._numbering = Numbering(parts["numbering"])
        self._notes = {w.FOOTNOTE_REFERENCE: parts["footnotes"], w.ENDNOTE_REFERENCE: parts["endnotes"]}
        self._text = TextReader(self._styles)
        self._referred: list[tuple[str, str]] = []
        self._tables = 0
        self._paragraphs = 0
        self._boxes = 0
        self._carried = ""  # text before a deleted paragraph mark: it belongs to the next paragraph

    def read(self, body: w.Element) -> Document:
        if self._styles.mention_legacy_font or mentions_legacy_font(body):
            self._text.legacy = detect(self._text.sample(body))
        if self._text.legacy:
            self._builder.warn(f"Có đoạn gõ bằng bảng mã cũ {self._text.legacy.value}, đã chuyển sang Unicode.")
        self._story(body, "đoạn")
        self._append_notes()
        return self._builder.document()

    def _story(self, container: w.Element, place: str, depth: int = 0) -> None:
        for element in self._contents(container):
            if element.tag == w.TBL:
                self._table(element, depth)
            else:
                self._paragraph(element, place, depth)

    def _contents(self, container: w.Element, wanted: frozenset[str] = frozenset({w.P, w.TBL})) -> Iterator[w.Element]:
        """The wanted children, through content controls and insertions, but not through a table of contents."""
        stack = list(reversed(container))
        while stack:
            element = stack.pop()
            if element.tag in wanted:
                yield element
            elif element.tag in _TRANSPARENT:
                stack.extend(reversed(element))
            elif element.tag == w.SDT:
                if not is_placeholder(element) and w.value(element, w.GALLERY) != "Table of Contents":
                    stack.extend(reversed(element))
            elif element.tag == w.ALTERNATE:
                stack.extend(chosen(element))
            elif element.tag == w.ALT_CHUNK:
                self._builder.warn(
                    "Tệp có phần nhúng từ tệp khác (altChunk) chưa được đọc; hãy mở bằng Word rồi lưu lại."
                )

    def _paragraph(self, element: w.Element, place: str, depth: int) -> None:
        properties = element.find(w.P_PR)
        style_id = w.value(properties, w.P_STYLE)
        style = self._styles.paragraph(style_id)
        if style.contents:
            return
        read = self._text.read(element, style)
        read.text, self._carried = self._carried + read.text, ""
        if properties is not None and _mark_deleted(properties):
            self._carried = read.text
            return
        label, level = self._label(properties, style, style_id)
        text = label + read.text.lstrip() if read.text.strip() else ""
        heading = _heading(properties, style)
        if place == "đoạn":
            self._paragraphs += bool(text)
            locator = f"đoạn {self._paragraphs}"
        else:
            locator = place
        if heading and len(text) <= _LONGEST_HEADING:
            self._builder.add(BlockKind.HEADING, text, locator, level=heading)
        elif label:
            self._builder.add(BlockKind.LIST_ITEM, text, locator, level=level + 1)
        else:
            self._builder.add(BlockKind.PARAGRAPH, text, locator)
        self._aside(read, depth)

    def _aside(self, read: ParagraphText, depth: int) -> None:
        self._referred.extend(read.notes)
        for box in read.boxes:
            self._boxes += 1
            if depth < NESTED_TABLES:
                self._story(box, f"khung chữ {self._boxes}", depth + 1)

    def _label(self, properties: w.Element | None, style: Style, style_id: str | None) -> tuple[str, int]:
        own = properties.find(w.NUM_PR) if properties is not None else None
        num_id = w.value(own, w.NUM_ID) or style.num_id
        if (
            num_id is None
            or num_id == "0"
            or (properties is not None and w.switched_on(properties.find(w.R_PR), w.VANISH))
        ):
            return "", 0
        level = w.number(own, w.LEVEL)
        if level is None:
            level = self._numbering.level_of_style(num_id, style_id)
        if level is None:
            level = style.num_level or 0
        level = min(max(level, 0), 8)
        return self._numbering.label(num_id, level) or "", level

    def _table(self, table: w.Element, depth: int) -> None:
        if depth > NESTED_TABLES:
            self._builder.warn(TOO_DEEP)
            return
        index = self._tables
        self._tables += 1
        merged: set[int] = set()  # columns covered by a cell that began in a row above
        row = 0
        for line in self._contents(table, frozenset({w.TR})):
            properties = line.find(w.TR_PR)
            if properties is not None and (
                properties.find(w.DEL) is not None or w.switched_on(properties, w.HIDDEN_ROW)
            ):
                continue
            column = _span(w.number(properties, w.GRID_BEFORE), least=0)
            header = w.switched_on(properties, w.TABLE_HEADER)
            for cell in self._contents(line, frozenset({w.TC})):
                shape = cell.find(w.TC_PR)
                width = _span(w.number(shape, w.GRID_SPAN))
                merge = shape.find(w.V_MERGE) if shape is not None else None
                continued = merge is not None and merge.get(w.VAL) != "restart"
                if not (continued and column in merged):
                    self._cell(cell, Cell(index, row, column, header), depth)
                (merged.add if merge is not None else merged.discard)(column)
                column += width
            row += 1

    def _cell(self, element: w.Element, cell: Cell, depth: int) -> None:
        locator = f"bảng {cell.table + 1}, dòng {cell.row + 1}, cột {cell.column + 1}"
        lines: list[str] = []
        for child in self._contents(element):
            if child.tag == w.TBL:
                self._builder.add(BlockKind.CELL, "\n".join(lines), locator, cell=cell)
                lines.clear()
                self._table(child, depth + 1)
            else:
                lines.extend(self._cell_lines(child, depth))
        self._builder.add(BlockKind.CELL, "\n".join(lines), locator, cell=cell)

    def _cell_lines(self, element: w.Element, depth: int) -> Iterable[str]:
        properties = element.find(w.P_PR)
        style_id = w.value(properties, w.P_STYLE)
        style = self._styles.paragraph(style_id)
        read = self._text.read(element, style)
        label, _ = self._label(properties, style, style_id)
        self._referred.extend(read.notes)
        text = label + read.text.strip()
        if text.strip():
            yield text.rstrip()
        for box in read.boxes:
            for inner in self._contents(box, frozenset({w.P})):
                if depth < NESTED_TABLES:
                    yield from self._cell_lines(inner, depth + 1)

    def _append_notes(self) -> None:
        notes = {
            (kind, note.get(w.ID)): note
            for kind, root in self._notes.items()
            if root is not None
            for note in root.iterchildren(w.FOOTNOTE, w.ENDNOTE)
        }
        done: set[tuple[str, str]] = set()
        for reference in self._referred:  # it grows when a note refers to a note
            note = notes.get(reference)
            if note is not None and reference not in done:
                done.add(reference)
                self._story(note, f"chú thích {len(done)}")


def _mark_deleted(properties: w.Element) -> bool:
    mark = properties.find(w.R_PR)
    return mark is not None and mark.find(w.DEL) is not None


def _heading(properties: w.Element | None, style: Style) -> int:
    outline = w.number(properties, w.OUTLINE)
    return heading_of_outline(outline) if outline is not None else style.heading or 0


def _span(number: int | None, least: int = 1) -> int:
    return min(max(number if number is not None else least, least), BLOCK_SPAN)
