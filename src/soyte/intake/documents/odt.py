"""OpenDocument files: text (.odt) and sheets (.ods), both from content.xml, which holds what was shown."""

from __future__ import annotations

from collections.abc import Iterator

from soyte.intake.documents import odf_names as o
from soyte.intake.documents.builder import TOO_DEEP, Builder
from soyte.intake.documents.errors import damaged, unreadable
from soyte.intake.documents.limits import NESTED_TABLES
from soyte.intake.documents.markup import parse_xml
from soyte.intake.documents.model import BlockKind, Document
from soyte.intake.documents.odf_styles import Counter, Styles
from soyte.intake.documents.odf_tables import Row, rows
from soyte.intake.documents.odf_text import TextReader
from soyte.intake.documents.package import Package

_WHAT = "OpenDocument"


def read_odf(data: bytes, name: str) -> Document:
    """Read a text document or a workbook."""
    with Package(data, name, _WHAT) as package:
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise unreadable(name, "tệp đặt mật khẩu", "hãy bỏ mật khẩu rồi gửi lại")
        content = parse_xml(package.read("content.xml"), name, _WHAT)
        styles = parse_xml(package.read("styles.xml"), name, _WHAT) if "styles.xml" in package else None
    builder = Builder(name)
    reader = _Reader(builder, Styles(styles, content))
    body, sheets = content.find(o.TEXT_BODY), content.find(o.SHEET_BODY)
    if body is not None:
        reader.read_text(body)
    elif sheets is not None:
        reader.read_sheets(sheets)
    else:
        raise damaged(name, _WHAT)
    return builder.document()


class _Lists:
    """The numbering of lists: which list goes on counting where which one stopped."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_id: dict[str, Counter] = {}
        self._by_style: dict[str, Counter] = {}

    def open(self, element: o.Element, style: str | None) -> Counter:
        """The counter of a list that stands in no other list."""
        counter = self._by_id.get(element.get(o.CONTINUE_LIST, ""))
        if counter is None and element.get(o.CONTINUE_NUMBERING) == "true":
            counter = self._by_style.get(style or "")
        counter = counter or Counter()
        self._by_style[style or ""] = counter
        if element.get(o.LIST_ID):
            self._by_id[element.get(o.LIST_ID, "")] = counter
        return counter


class _Place:
    """A list that is being read: its counter, style and depth, and whether its item has printed its label."""

    def __init__(self, counter: Counter, style: str | None, depth: int) -> None:
        self.counter = counter
        self.style = style
        self.depth = depth
        self.waiting = False
        self.start: int | None = None


class _Reader:
    def __init__(self, builder: Builder, styles: Styles) -> None:
        self._builder = builder
        self._styles = styles
        self._text = TextReader(styles)
        self._lists = _Lists(styles)
        self._outline = Counter()
        self._tables = 0
        self._paragraphs = 0
        self._boxes = 0
        self._notes: list[o.Element] = []

    def read_text(self, body: o.Element) -> None:
        self._story(body, "đoạn", 0)
        for number, note in enumerate(self._notes, 1):  # it grows when a note holds a note
            self._story(note, f"chú thích {number}", 0)

    def read_sheets(self, sheets: o.Element) -> None:
        for sheet in sheets.iterchildren(o.TABLE):
            name = sheet.get(o.TABLE_NAME, "")
            if self._styles.hidden_sheet(sheet.get(o.TABLE_STYLE)):
                self._builder.warn(f"Trang tính ẩn “{name}” không được đọc.")
                continue
            self._table(sheet, 0, name)

    def _story(self, container: o.Element, place: str, depth: int) -> None:
        for element, label, level in self._contents(container):
            if element.tag == o.TABLE:
                self._table(element, depth)
                continue
            read = self._text.read(element)
            self._notes.extend(read.notes)
            if place == "đoạn":
                self._paragraphs += bool(read.text.strip())
            locator = f"đoạn {self._paragraphs}" if place == "đoạn" else place
            heading = _heading(element, self._styles)
            text = label + read.text.lstrip() if read.text.strip() else ""
            if heading:
                self._builder.add(BlockKind.HEADING, text, locator, level=heading)
            elif level:
                self._builder.add(BlockKind.LIST_ITEM, text, locator, level=level)
            else:
                self._builder.add(BlockKind.PARAGRAPH, text, locator)
            for box in read.boxes if depth < NESTED_TABLES else ():
                self._boxes += 1
                self._story(box, f"khung chữ {self._boxes}", depth + 1)

    def _contents(self, container: o.Element) -> Iterator[tuple[o.Element, str, int]]:
        """Paragraphs, headings and tables with their label and list level, through lists and sections."""
        stack: list[tuple[o.Element, _Place | None]] = [(child, None) for child in reversed(container)]
        while stack:
            element, place = stack.pop()
            tag = element.tag
            if tag in (o.P, o.H):
                label = self._label(element, place)
                yield element, label, place.depth if place else 0
            elif tag == o.TABLE:
                yield element, "", 0
            elif tag == o.LIST:
                style = (
                    element.get(o.STYLE_NAME)
                    or (place.style if place else None)
                    or _style_inside(element, self._styles)
                )
                counter = place.counter if place else self._lists.open(element, style)
                inner = _Place(counter, style, place.depth + 1 if place else 1)
                stack.extend((child, inner) for child in reversed(element))
            elif tag in (o.LIST_ITEM, o.LIST_HEADER):
                item = _Place(place.counter, place.style, place.depth) if place else None
                if item is not None and tag == o.LIST_ITEM:
                    item.waiting = True
                    item.start = o.whole(element.get(o.START_VALUE), 0) if element.get(o.START_VALUE) else None
                stack.extend((child, item) for child in reversed(element))
            elif tag == o.SECTION and element.get(o.TEXT_DISPLAY) == "none":
                continue
            elif tag not in o.INDEXES and tag not in o.OMITTED:
                stack.extend((child, place) for child in reversed(element))

    def _label(self, element: o.Element, place: _Place | None) -> str:
        if place is not None:
            if not place.waiting:
                return ""
            place.waiting = False
            return place.counter.label(self._styles.list_levels(place.style), place.depth, place.start)
        if element.tag == o.H and element.get(o.IS_LIST_HEADER) != "true":
            return self._outline.label(self._styles.outline, o.whole(element.get(o.OUTLINE_LEVEL), 1))
        return ""

    def _table(self, table: o.Element, depth: int, sheet: str = "") -> None:
        if depth > NESTED_TABLES:
            self._builder.warn(TOO_DEEP)
            return
        index = self._tables
        self._tables += 1
        for row in rows(table):
            row.emit(self._builder, index, sheet, self._cell_text)
            self._nested(row, depth)

    def _nested(self, row: Row, depth: int) -> None:
        for cell in row.cells:
            stack = list(reversed(cell.element))
            while stack:
                element = stack.pop()
                if element.tag == o.TABLE:
                    self._table(element, depth + 1)
                elif element.tag not in (o.P, o.H):
                    stack.extend(reversed(element))

    def _cell_text(self, cell: o.Element) -> str:
        lines: list[str] = []
        for element, label, _ in self._contents(cell):
            if element.tag != o.TABLE:
                read = self._text.read(element)
                self._notes.extend(read.notes)
                lines.append((label + read.text).strip())
                lines.extend(self._text.read(inner).text for box in read.boxes for inner in box.iter(o.P, o.H))
        return "\n".join(line for line in lines if line)


def _heading(element: o.Element, styles: Styles) -> int:
    if element.tag == o.H:
        return min(max(o.whole(element.get(o.OUTLINE_LEVEL), 1), 1), 9)
    return styles.title_level(element.get(o.STYLE_NAME))


def _style_inside(element: o.Element, styles: Styles) -> str | None:
    paragraph = next(element.iter(o.P, o.H), None)
    return styles.list_style_of(paragraph.get(o.STYLE_NAME)) if paragraph is not None else None
