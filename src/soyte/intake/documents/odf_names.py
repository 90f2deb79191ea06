"""The names of OpenDocument that the readers know."""

from __future__ import annotations

from lxml import etree

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE = f"{{{_URN}office:1.0}}", f"{{{_URN}text:1.0}}", f"{{{_URN}table:1.0}}"
_STYLE, _DRAW, _SVG = f"{{{_URN}style:1.0}}", f"{{{_URN}drawing:1.0}}", f"{{{_URN}svg-compatible:1.0}}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

TEXT_BODY, SHEET_BODY = f"{_OFFICE}body/{_OFFICE}text", f"{_OFFICE}body/{_OFFICE}spreadsheet"
P, H, SPAN, S, TAB, LINE_BREAK = (
    _TEXT + "p",
    _TEXT + "h",
    _TEXT + "span",
    _TEXT + "s",
    _TEXT + "tab",
    _TEXT + "line-break",
)
LIST, LIST_ITEM, LIST_HEADER, SECTION = _TEXT + "list", _TEXT + "list-item", _TEXT + "list-header", _TEXT + "section"
NOTE, NOTE_BODY, HIDDEN_TEXT = _TEXT + "note", _TEXT + "note-body", _TEXT + "hidden-text"
TEXT_BOX, CUSTOM_SHAPE, FRAME = _DRAW + "text-box", _DRAW + "custom-shape", _DRAW + "frame"
TABLE, ROW, CELL, COVERED = _TABLE + "table", _TABLE + "table-row", _TABLE + "table-cell", _TABLE + "covered-table-cell"
HEADER_ROWS, ROWS, ROW_GROUP = _TABLE + "table-header-rows", _TABLE + "table-rows", _TABLE + "table-row-group"
OMITTED = frozenset(
    {
        _TEXT + "tracked-changes",
        _TEXT + "ruby-text",
        _TEXT + "note-citation",
        _OFFICE + "annotation",
        _OFFICE + "forms",
        _SVG + "title",
        _SVG + "desc",
        HIDDEN_TEXT,
        _TABLE + "shapes",
        _TEXT + "sequence-decls",
    }
)
INDEXES = frozenset(
    _TEXT + kind + "-index" for kind in ("illustration", "table", "object", "user", "alphabetical")
) | frozenset({_TEXT + "table-of-content", _TEXT + "bibliography"})

STYLE_NAME, COUNT, OUTLINE_LEVEL, TEXT_DISPLAY = (
    _TEXT + "style-name",
    _TEXT + "c",
    _TEXT + "outline-level",
    _TEXT + "display",
)
IS_LIST_HEADER, START_VALUE = _TEXT + "is-list-header", _TEXT + "start-value"
CONTINUE_LIST, CONTINUE_NUMBERING, LIST_ID = _TEXT + "continue-list", _TEXT + "continue-numbering", _XML_ID
ROWS_REPEATED, COLUMNS_REPEATED = _TABLE + "number-rows-repeated", _TABLE + "number-columns-repeated"
VISIBILITY, TABLE_NAME, TABLE_STYLE, TABLE_DISPLAY = (
    _TABLE + "visibility",
    _TABLE + "name",
    _TABLE + "style-name",
    _TABLE + "display",
)
STYLE, NAME, PARENT, LIST_STYLE_NAME = (
    _STYLE + "style",
    _STYLE + "name",
    _STYLE + "parent-style-name",
    _STYLE + "list-style-name",
)
TEXT_PROPERTIES, TABLE_PROPERTIES = _STYLE + "text-properties", _STYLE + "table-properties"
LIST_STYLE, OUTLINE_STYLE, LEVEL, BULLET = (
    _TEXT + "list-style",
    _TEXT + "outline-style",
    _TEXT + "level",
    _TEXT + "bullet-char",
)
NUM_FORMAT, NUM_PREFIX, NUM_SUFFIX = _STYLE + "num-format", _STYLE + "num-prefix", _STYLE + "num-suffix"
DISPLAY_LEVELS = _TEXT + "display-levels"
BULLET_LEVELS = frozenset({_TEXT + "list-level-style-bullet", _TEXT + "list-level-style-image"})

Element = etree._Element


def whole(text: str | None, otherwise: int) -> int:
    """A whole number of sane length from an attribute."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
