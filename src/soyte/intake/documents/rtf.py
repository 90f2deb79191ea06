"""Rich Text Format (.rtf, often named .doc): paragraphs, list numbers as printed, simple tables, notes at the end."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from soyte.intake.documents.builder import Builder
from soyte.intake.documents.errors import too_big
from soyte.intake.documents.limits import MARKUP_BYTES
from soyte.intake.documents.model import BlockKind, Cell, Document

_TOKEN = re.compile(r"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,9})? ?|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL)
_SKIPPED = frozenset(
    """
    fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf fldinst
    listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl
    nonshppict bkmkstart bkmkend sp filetbl annotation atnid atnauthor ftnsep ftnsepc aftnsep aftnsepc pgptbl xe tc txe
    """.split()  # noqa: SIM905 - one list of words
)
_KEPT = frozenset({"shpinst", "shptxt", "footnote", "pntext", "listtext", "shprslt"})  # `\*` may stand before these
_SIGNS = {"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "bullet": "•"}
_SIGNS |= {"ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "-", "page": "\n"}
_CHARSETS = {"163": "cp1258", "128": "cp932", "134": "gbk", "204": "cp1251", "238": "cp1250", "2": "latin-1"}
_FONT = re.compile(r"\\f([0-9]{1,5})\b[^;{}]{0,200}?\\fcharset([0-9]{1,3})")
_TOKENS = 5_000_000
_DEEPEST = 2_000


@dataclass
class _State:
    """What a group sets, and what its end takes back."""

    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    replaced: int = 1  # characters that stand in for a `\u` for old readers
    encoding: str = "cp1252"
    note: bool = False


@dataclass
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    outline: int = 0
    in_table: bool = False
    listed: bool = False


def read_rtf(data: bytes, name: str) -> Document:
    """Read an RTF file."""
    if len(data) > MARKUP_BYTES:
        raise too_big(name, "tệp RTF quá lớn")
    reader = _Reader(name, data.decode("latin-1"))
    return reader.read()


class _Reader:
    def __init__(self, name: str, source: str) -> None:
        self._builder = Builder(name)
        self._source = source
        self._fonts = {font: _CHARSETS[kind] for font, kind in _FONT.findall(source[:500_000]) if kind in _CHARSETS}
        self._state = _State()
        self._base = "cp1252"
        self._stack: list[_State] = []
        self._paragraph = _Paragraph()
        self._notes: list[str] = []
        self._note: list[str] = []
        self._to_skip = 0
        self._paragraphs = 0
        self._table, self._row, self._column = -1, 0, 0
        self._cell: list[str] = []

    def read(self) -> Document:
        starred = False
        for count, token in enumerate(_TOKEN.finditer(self._source)):
            if count > _TOKENS:
                raise too_big(self._builder.name, "tệp RTF quá lớn")
            code, word, number, sign, brace, text = token.groups()
            if brace:
                self._brace(brace)
            elif sign == "*":
                starred = True
                continue
            elif word:
                if starred and word not in _KEPT:
                    self._state.skipped = True
                self._word(word, number)
            elif code:
                self._say(bytes([int(code, 16)]).decode(self._state.encoding, errors="replace"), replaceable=True)
            elif sign:
                self._say(sign if sign in "\\{}" else _SIGNS.get(sign, ""))
            elif text:
                self._say(text, replaceable=True)
            starred = False
        self._end_paragraph()
        for number, note in enumerate(self._notes, 1):
            self._builder.add(BlockKind.PARAGRAPH, note, f"chú thích {number}")
        return self._builder.document()

    def _brace(self, brace: str) -> None:
        self._to_skip = 0
        if brace == "{":
            if len(self._stack) < _DEEPEST:
                self._stack.append(replace(self._state))
        elif self._stack:
            before = self._stack.pop()
            if self._state.note and not before.note:
                self._notes.append("".join(self._note))
                self._note = []
            self._state = before

    def _say(self, text: str, *, replaceable: bool = False) -> None:
        if replaceable and self._to_skip:
            dropped = min(self._to_skip, len(text))
            self._to_skip -= dropped
            text = text[dropped:]
        state = self._state
        if text and not (state.skipped or state.hidden or state.deleted):
            (self._note if state.note else self._paragraph.pieces).append(text)

    def _word(self, word: str, number: str | None) -> None:
        state, switched_on = self._state, number != "0"
        if word in _SKIPPED:
            state.skipped = True
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "u" and number:
            self._say(_code_point(int(number)))
            self._to_skip = state.replaced
        elif word == "uc":
            state.replaced = min(int(number or 1), 10) if number is None or not number.startswith("-") else 1
        elif word == "v":
            state.hidden = switched_on
        elif word == "deleted":
            state.deleted = switched_on
        elif word == "plain":
            state.hidden = state.deleted = False
            state.encoding = self._base
        elif word == "f":
            state.encoding = self._fonts.get(number or "", self._base)
        elif word == "ansicpg":
            self._base = state.encoding = _code_page(number)
        elif word in {"footnote", "annotation"}:
            state.note = True
        elif not state.skipped:
            self._layout(word, number)

    def _layout(self, word: str, number: str | None) -> None:
        if word in {"par", "sect"}:
            if self._state.note:
                self._note.append("\n")
            else:
                self._end_paragraph()
        elif word in {"cell", "nestcell"}:
            self._end_cell()
        elif word in {"row", "nestrow"}:
            self._row, self._column = self._row + 1, 0
        elif word == "pard":
            self._paragraph.outline, self._paragraph.in_table = 0, False
        elif word == "intbl":
            self._paragraph.in_table = True
        elif word == "outlinelevel" and number:
            self._paragraph.outline = int(number) + 1 if 0 <= int(number) < 9 else 0
        elif word in {"listtext", "pntext"}:
            self._paragraph.listed = True

    def _text(self) -> str:
        paragraph, self._paragraph = self._paragraph, _Paragraph(outline=self._paragraph.outline)
        self._paragraph.in_table = paragraph.in_table
        text = "".join(paragraph.pieces)
        return text.lstrip().replace("\t", " ", 1) if paragraph.listed else text

    def _end_paragraph(self) -> None:
        before = self._paragraph
        text = self._text()
        if before.in_table:
            self._cell.append(text.strip())
            return
        if self._row or self._column:
            self._row = self._column = 0
        if not text.strip():
            return
        self._paragraphs += 1
        kind = BlockKind.HEADING if before.outline else BlockKind.LIST_ITEM if before.listed else BlockKind.PARAGRAPH
        self._builder.add(kind, text, f"đoạn {self._paragraphs}", level=before.outline)

    def _end_cell(self) -> None:
        if self._row == self._column == 0:
            self._table += 1
        lines = [*self._cell, self._text().strip()]
        self._cell = []
        cell = Cell(self._table, self._row, self._column)
        locator = f"bảng {cell.table + 1}, dòng {cell.row + 1}, cột {cell.column + 1}"
        self._builder.add(BlockKind.CELL, "\n".join(line for line in lines if line), locator, cell=cell)
        self._column += 1


def _code_point(number: int) -> str:
    code = number % 65536
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _code_page(number: str | None) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
