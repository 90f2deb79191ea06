"""From blocks to segments: the logical lines of a report, each with the headings it stands under.

Reports come with hard line breaks inside sentences, with lists marked by `-`, `+`, `*` or numbers, and mostly without heading
styles. The outline mends the breaks, finds the markers and keeps for each segment the chain of lines above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from soyte.intake.documents.model import Block, BlockKind, Cell, Document
from soyte.intake.statements.tables.numbers import unwrapped
from soyte.intake.statements.tables.plain import with_tables
from soyte.text import NormalText, normalise

_TERMINAL = ".;:!?…"
_MARKER = re.compile(
    r"(?P<part>(?:Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?(?:\d+|[IVX]+|\w+)\b[.:]?)"
    r"|(?P<roman>[IVX]{1,5}\s?[.)/-](?!\w*\d))"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}[.)/](?!\d)|\d{1,2}(?:\.\d{1,2}){1,4}(?=\s))"
    r"|(?P<letter>[a-zđA-Z][.)](?=\s|[A-ZĐ]))"
    r"|(?P<star>\*\s?[.:]?(?=\s|\w))"
    r"|(?P<bullet>[•♦❖o]\s?[.:]?(?=\s|\w))"
    r"|(?P<dash>-)"
    r"|(?P<plus>\+)"
)
_O_BULLET = re.compile(r"o\s+[A-ZĐ]")
# Depth of each kind of marker; numbers go one deeper with every dot.
_DEPTH = {"part": 10, "roman": 20, "number": 30, "letter": 40, "star": 50, "bullet": 60, "dash": 60, "plus": 70}
_UNFINISHED = {
    "đạt", "là", "gồm", "năm", "còn", "có", "từ", "trên", "của", "với", "và", "chiếm", "tăng", "giảm", "khoảng", "gần", "được", "tại", "cho",
    "các", "những", "ghi", "nhận", "bằng", "so", "theo", "tháng", "ngày", "hơn", "do", "đến", "về", "trong", "cùng", "thực",
}  # fmt: skip
_WALL = "\ue000"  # a private code point: neither blank nor letter nor digit
_INTRODUCTION = 85
_TEXT = 99


@dataclass(frozen=True)
class Segment:
    """`text[start:end]` of the normalised copy: one paragraph, list line, heading or table cell.

    `depth` is its place in the outline (small is high), `body` where its words begin behind the marker, `parents` the
    texts of the lines it stands under, nearest first.
    """

    start: int
    end: int
    body: int
    depth: int
    heading: bool
    marker: str
    block: int
    parents: tuple[str, ...] = ()
    cell: Cell | None = None


@dataclass(frozen=True)
class Outline:
    """A document's normalised text and its segments in reading order."""

    normal: NormalText
    segments: tuple[Segment, ...]
    document: Document

    def text_of(self, segment: Segment) -> str:
        """The segment's words without its marker."""
        return self.normal.text[segment.body : segment.end]

    def title_of(self, segment: Segment) -> str:
        """The name under which the segment stands among the `parents` of the lines below it."""
        return _title(self.text_of(segment)) or segment.marker


def outline(document: Document) -> Outline:
    """The outline of a document, whatever its format."""
    document = with_tables(document)
    normal = normalise(_with_breaks_between(document))
    to_normal = _inverse(normal)
    segments = [
        _segment(normal.text, to_normal[b.start], to_normal[b.end], i, b) for i, b in enumerate(document.blocks)
    ]
    segments = _merge_wrapped(normal.text, [segment for segment in segments if segment.end > segment.start])
    normal = replace(normal, text=_in_one_line(normal.text, segments))
    return Outline(normal, tuple(_with_parents(normal.text, segments)), document)


def _with_breaks_between(document: Document) -> str:
    """The text with every gap between blocks as line ends, and a wall between cells: no figure takes its unit from the next."""
    pieces, position = [], 0
    for block in document.blocks:
        pieces.append(("\n" if block.cell is None else _WALL) * (block.start - position))
        words = document.text[block.start : block.end]
        pieces.append(unwrapped(words) if block.cell else words)
        position = block.end
    pieces.append("\n" * (len(document.text) - position))
    return "".join(pieces)


def _inverse(normal: NormalText) -> Sequence[int]:
    """Original offset → offset in the normalised copy."""
    if isinstance(normal.origin, range):
        return normal.origin  # nothing was displaced
    length = normal.origin[-1]
    inverse = [0] * (length + 1)
    position = 0
    for index, origin in enumerate(normal.origin):
        while position < origin:
            inverse[position] = index if index == 0 or position > normal.origin[index - 1] else index - 1
            position += 1
    inverse[length] = len(normal.origin) - 1
    for index, origin in enumerate(normal.origin):
        if index == 0 or normal.origin[index - 1] != origin:
            inverse[origin] = index
    return inverse


def _segment(text: str, start: int, end: int, number: int, block: Block) -> Segment:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    body, depth, marker = start, _TEXT, ""
    match = _MARKER.match(text, start, end) if block.kind is not BlockKind.CELL else None
    if match and match.lastgroup and not (match.group() == "o" and not _O_BULLET.match(text, start)):
        kind = match.lastgroup
        marker, body = match.group().strip(), match.end()
        if kind != "part" or end - start < 160:
            depth = _DEPTH[kind] + (marker.rstrip(".)/").count(".") if kind == "number" else 0)
    while body < end and text[body].isspace():
        body += 1
    if block.kind is BlockKind.HEADING:
        depth = min(depth, 2 + block.level if depth == _TEXT else depth)
    elif depth == _TEXT and block.kind is BlockKind.LIST_ITEM:
        depth = 60 + 10 * max(block.level, 0)
    return Segment(start, end, body, depth, block.kind is BlockKind.HEADING, marker, number, cell=block.cell)


def _merge_wrapped(text: str, segments: list[Segment]) -> list[Segment]:
    """Join a line that was broken inside a sentence to the line it goes on from."""
    width = _wrap_width(segments)
    merged: list[Segment] = []
    for segment in segments:
        if merged and _goes_on(text, merged[-1], segment, width):
            merged[-1] = replace(merged[-1], end=segment.end)
        else:
            merged.append(segment)
    return merged


def _in_one_line(text: str, segments: list[Segment]) -> str:
    """Line ends inside a segment become blanks: `297 triệu⏎đồng` is one unit, wherever the line was broken."""
    pieces, position = [], 0
    for segment in segments:
        words = text[segment.start : segment.end]
        pieces += [text[position : segment.start], words if segment.cell else words.replace("\n", " ")]
        position = segment.end
    pieces.append(text[position:])
    return "".join(pieces)


def _wrap_width(segments: list[Segment]) -> int:
    """The line length of a text with hard line ends; 0 for a text whose paragraphs are whole."""
    lengths = sorted(s.end - s.start for s in segments if s.cell is None)
    if len(lengths) < 8:
        return 0
    longest = lengths[int(len(lengths) * 0.95)]
    return longest if longest <= 140 and lengths[len(lengths) // 2] > longest * 0.6 else 0


def _goes_on(text: str, before: Segment, after: Segment, width: int) -> bool:
    if before.cell or after.cell or before.heading or after.heading or after.marker:
        return False
    last, first = text[before.end - 1], text[after.body]
    gap = text[before.end : after.start].count("\n")
    if gap > 2 or last in _TERMINAL:
        return False
    if text[after.body : after.body + 5].lower() in {"giao:", "giao "}:
        return True
    if first in "(%‰" or text[before.start : before.end].rsplit(None, 1)[-1].lower() in _UNFINISHED:
        return gap <= 2
    if first.islower() or last == ",":
        return before.end - before.start > 12
    if gap > 1 and not width:
        return False
    line = before.end - max(text.rfind("\n", 0, before.end), before.start)
    return (
        bool(width)
        and line >= width * 0.75
        and not text[after.start : after.end].isupper()
        and not text[before.start : before.end].isupper()
    )


def _with_parents(text: str, segments: list[Segment]) -> list[Segment]:
    """Give each segment the chain of lines it stands under."""
    stack: list[tuple[int, str]] = []
    done: list[Segment] = []
    for segment in segments:
        words = text[segment.body : segment.end]
        upper = words.isupper() and len(words) > 3
        depth = segment.depth
        if upper and depth == _TEXT and segment.cell is None:
            depth = 12
        if depth == _TEXT and segment.cell is None and words.rstrip().endswith(":"):
            depth = _INTRODUCTION if stack and stack[-1][0] >= 60 else 55
        stack = [entry for entry in stack if entry[0] < depth]
        if depth == _TEXT and done and segment.cell is None and text[done[-1].end - 1] != ":":
            stack = [entry for entry in stack if entry[0] < _DEPTH["dash"]]  # a plain paragraph ends a list
        heading = segment.heading or upper or (depth <= 50 and len(words) < 160 and words[-1:] not in ".;")
        done.append(
            replace(segment, depth=depth, heading=heading, parents=tuple(entry[1] for entry in reversed(stack)))
        )
        if depth < _TEXT and segment.cell is None:
            stack.append((depth, _title(words) or segment.marker))
    return done


def _title(words: str) -> str:
    """What a line says as a heading: its first clause, or the whole of a line that introduces others."""
    if words.endswith(":"):
        return " ".join(words[-300:].split())
    head = re.split(r":(?=\s|$)|(?<=[^\d.])\.(?=\s|$)|;", words, maxsplit=1)[0]
    return " ".join(head.split())[:240]
