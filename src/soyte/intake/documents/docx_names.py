"""The names of WordprocessingML that the reader knows, and small helpers on its elements."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# Strict files use other names for the same things; the transitional ones are put in their place before parsing.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIP_ID[1:-3].encode()),
)

BODY, P, TBL, TR, TC = _W + "body", _W + "p", _W + "tbl", _W + "tr", _W + "tc"
P_PR, R_PR, TR_PR, TC_PR = _W + "pPr", _W + "rPr", _W + "trPr", _W + "tcPr"
R, T, TAB, P_TAB, BR, CR, SYM = _W + "r", _W + "t", _W + "tab", _W + "ptab", _W + "br", _W + "cr", _W + "sym"
NO_BREAK_HYPHEN, FIELD_CHAR, FIELD_CHAR_TYPE = _W + "noBreakHyphen", _W + "fldChar", _W + "fldCharType"
SDT, SDT_PR, SDT_CONTENT, PLACEHOLDER = _W + "sdt", _W + "sdtPr", _W + "sdtContent", _W + "showingPlcHdr"
GALLERY = f"{SDT_PR}/{_W}docPartObj/{_W}docPartGallery"
INS, DEL, MOVE_FROM, MOVE_TO = _W + "ins", _W + "del", _W + "moveFrom", _W + "moveTo"
CUSTOM_XML, SMART_TAG, ALT_CHUNK = _W + "customXml", _W + "smartTag", _W + "altChunk"
BOX = _W + "txbxContent"
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
MATH_TEXT, MATH_DENOMINATOR = _M + "t", _M + "den"
FOOTNOTE, ENDNOTE = _W + "footnote", _W + "endnote"
FOOTNOTE_REFERENCE, ENDNOTE_REFERENCE = _W + "footnoteReference", _W + "endnoteReference"
VAL, ID, TYPE, CHAR = _W + "val", _W + "id", _W + "type", _W + "char"
STYLE, STYLE_ID, NAME, BASED_ON, DEFAULT = _W + "style", _W + "styleId", _W + "name", _W + "basedOn", _W + "default"
P_STYLE, R_STYLE, OUTLINE, NUM_PR, NUM_ID, LEVEL = (
    _W + "pStyle",
    _W + "rStyle",
    _W + "outlineLvl",
    _W + "numPr",
    _W + "numId",
    _W + "ilvl",
)
VANISH, FONTS, ASCII_FONT, HIGH_FONT = _W + "vanish", _W + "rFonts", _W + "ascii", _W + "hAnsi"
DEFAULT_RUN = f"{_W}docDefaults/{_W}rPrDefault/{R_PR}"
GRID_SPAN, GRID_BEFORE, V_MERGE, TABLE_HEADER, HIDDEN_ROW = (
    _W + "gridSpan",
    _W + "gridBefore",
    _W + "vMerge",
    _W + "tblHeader",
    _W + "hidden",
)
RUBY_TEXT = _W + "rt"
ABSTRACT, ABSTRACT_ID, NUM, LVL = _W + "abstractNum", _W + "abstractNumId", _W + "num", _W + "lvl"
STYLE_LINK, NUM_STYLE_LINK = _W + "styleLink", _W + "numStyleLink"
LVL_OVERRIDE, START_OVERRIDE = _W + "lvlOverride", _W + "startOverride"
START, NUM_FORMAT, LVL_TEXT, LVL_RESTART, LEGAL, SUFFIX = (
    _W + "start",
    _W + "numFmt",
    _W + "lvlText",
    _W + "lvlRestart",
    _W + "isLgl",
    _W + "suff",
)

Element = etree._Element


def value(parent: Element | None, tag: str) -> str | None:
    """The `w:val` of a child."""
    child = parent.find(tag) if parent is not None else None
    return child.get(VAL) if child is not None else None


def number(parent: Element | None, tag: str) -> int | None:
    """The `w:val` of a child as a whole number, if it is one."""
    return whole(value(parent, tag))


def whole(text: str | None) -> int | None:
    """A whole number of sane length, or None."""
    try:
        return int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None


def switched_on(parent: Element | None, tag: str) -> bool:
    """Whether a child is there that is not switched off by its value."""
    child = parent.find(tag) if parent is not None else None
    return child is not None and child.get(VAL, "1").lower() not in {"0", "false", "off", "none"}
