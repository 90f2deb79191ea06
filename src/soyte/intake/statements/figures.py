"""Figures in their sentences: the quantities of a report with the words around them, ready to be given a role."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from soyte.intake.statements.outline import Outline, Segment
from soyte.quantities import Quantity, Scan
from soyte.statements import Role

_ABBREVIATIONS = {
    "tp",
    "ts",
    "ths",
    "bs",
    "pgs",
    "gs",
    "ks",
    "cn",
    "tx",
    "tt",
    "q",
    "p",
    "h",
    "đ/c",
    "ths.bs",
    "bscki",
    "bsckii",
    "ds",
}
# No person writes so many figures into one sentence; longer ones are cut, for their cost grows with the square.
MOST = 200
_STOP = re.compile(r"[.!?…](?=\s+[\"'(]?[A-ZÀ-ỴĐ\d\-+*]|\s*$)|\n(?=[ \n]*\n)|[.;](?=\s*\n)|;(?=\s*[-+*•])")


@dataclass
class Figure:
    """One quantity in its sentence. `gap` is the folded text back to the figure before (or the sentence's start),
    `post` the folded text up to the next one (or the sentence's end); `bracket` is where the open bracket stands, or -1.
    """

    quantity: Quantity
    gap: str
    post: str
    bracket: int
    role: Role = Role.ACTUAL
    partner: int | None = None  # position in the sentence of the figure this one modifies


@dataclass
class Sentence:
    """A sentence of a segment: `text[start:end]` of the normalised copy, with its figures in order."""

    number: int
    segment: Segment
    start: int
    end: int
    folded: str
    figures: list[Figure] = field(default_factory=list)


def sentences(outline: Outline, folded: str, scan: Scan) -> Iterator[Sentence]:
    """Every sentence of the outline, with the figures that stand in it."""
    starts = [quantity.start for quantity in scan.quantities]
    number = 0
    for segment in outline.segments:
        for start, end in _cut(outline.normal.text, segment.body, segment.end):
            first, last = bisect_left(starts, start), bisect_right(starts, end - 1)
            for one in range(first, max(last, first + 1), MOST):
                begin = start if one == first else starts[one]
                stop = starts[one + MOST] if one + MOST < last else end
                sentence = Sentence(number, segment, begin, stop, folded[begin:stop])
                sentence.figures = _figures(folded, sentence, list(scan.quantities[one : min(one + MOST, last)]))
                number += 1
                yield sentence


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentence spans of one segment; abbreviations such as `TP.` end no sentence."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        word = re.search(r"[\w/.]*$", text[max(begin, match.start() - 12) : match.start()])
        if text[match.start()] == "." and word and word.group().lower() in _ABBREVIATIONS:
            continue
        if text[match.start()] == "\n":
            continue
        yield begin, match.end()
        begin = match.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _figures(folded: str, sentence: Sentence, quantities: list[Quantity]) -> list[Figure]:
    figures: list[Figure] = []
    for index, quantity in enumerate(quantities):
        left = quantities[index - 1].end if index else sentence.start
        lead = max(left, min(quantity.lead, quantity.start))
        right = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
        figures.append(
            Figure(
                quantity,
                " ".join(folded[left:lead].replace('"', " ").split()),
                " ".join(folded[quantity.end : max(right, quantity.end)].split()),
                _open_bracket(folded, sentence.start, quantity.start),
            )
        )
    return figures


def _open_bracket(text: str, start: int, position: int) -> int:
    """Where the innermost bracket that is open at `position` was opened, or -1."""
    depth = 0
    for index in range(position - 1, start - 1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(":
            if depth == 0:
                return index
            depth -= 1
    return -1
