"""Lines joined to paragraphs: a line ends one when the next word would still have fitted, or the layout says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from soyte.intake.documents.pdf_page import SOFT_HYPHEN, Line, Page
from soyte.intake.documents.pdf_tables import Grid

_MARKER = re.compile(
    r"(?:[-–—+•*●▪➢✓\uf000-\uf0ff]\s*\S|(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđA-ZĐ])[.)](?:\s+\S|[^\s\d.]))"
)
_RANGE = re.compile(r"[-–—]\s*\d")
_ENDED = re.compile(r"[.:;!?…][\"'”’)]*$")
_COLUMN = 60.0  # points by which the lines of one column may start apart
_LINES = 400  # looked at to learn what is usual
_EVIDENCE = 8  # lines that tell where a column ends
_WIDER = 1.3  # times the usual distance of lines


@dataclass
class Item:
    """A paragraph or a table, and the page on which it begins."""

    page: int
    content: str | Grid


@dataclass
class _Sheet:
    """What is usual on a page, and in the document where the page alone says too little."""

    lines: list[Line]
    width: float
    distance: float
    others: list[Line]

    def right_edge(self, line: Line) -> float:
        """Where the lines of a column end."""
        here = max((other.x1 for other in self._column(self.lines, line)), default=line.x1)
        ends = sorted(other.x1 for other in self._column(self.others, line))
        if len(ends) < _EVIDENCE:
            return max(here, self.width - self.left_edge(line))  # margins are much the same on both sides
        return max(here, ends[len(ends) * 9 // 10])

    def left_edge(self, line: Line) -> float:
        """Where the lines of a column begin."""
        return min((other.x0 for other in self._column(self.lines, line)), default=line.x0)

    @staticmethod
    def _column(lines: list[Line], line: Line) -> list[Line]:
        return [other for other in lines if abs(other.x0 - line.x0) < _COLUMN]


def paragraphs(pages: list[Page]) -> Iterator[Item]:
    """The text of all pages, a paragraph at a time, also across the ends of pages."""
    open_lines: list[Line] = []
    others = [line for page in pages for line in page.lines()]
    step = max(1, len(others) // _LINES)
    opened_on, sheet = 1, _Sheet([], 0, 0, [])
    for page in pages:
        previous, sheet = sheet, _sheet(page, others[::step])
        first = True
        for item in page.content:
            if isinstance(item, Grid):
                if open_lines:
                    yield Item(opened_on, _joined(open_lines))
                open_lines = []
                yield Item(page.number, item)
            elif open_lines and (
                _runs_over(open_lines[-1], item, previous, sheet) if first else _runs_on(open_lines, item, sheet)
            ):
                open_lines.append(item)
            else:
                if open_lines:
                    yield Item(opened_on, _joined(open_lines))
                open_lines, opened_on = [item], page.number
            first = False
    if open_lines:
        yield Item(opened_on, _joined(open_lines))


def _sheet(page: Page, others: list[Line]) -> _Sheet:
    lines = page.lines()[:_LINES]
    steps = sorted(one.baseline - other.baseline for one, other in pairwise(lines) if one.baseline > other.baseline)
    return _Sheet(lines, page.width, steps[len(steps) // 4] if steps else 0, others)


def _runs_on(lines: list[Line], line: Line, sheet: _Sheet) -> bool:
    """Whether `line` continues the paragraph that ends with the last of `lines`, on the same page."""
    last = lines[-1]
    step = last.baseline - line.baseline
    usual = min(sheet.distance, 2 * last.size)
    if step <= 0 or step > max(_WIDER * usual, 1.2 * last.size):
        return False
    if _differ(last, line) or _starts_item(last, line) or _word_fitted(last, line, sheet.right_edge(last)):
        return False
    indent = line.x0 - last.x0
    return indent < 0.5 * last.size or (len(lines) == 1 and indent < _COLUMN and _hangs(last))


def _runs_over(last: Line, line: Line, before: _Sheet, sheet: _Sheet) -> bool:
    """Whether the first line of a page continues the paragraph that ended the page before."""
    if _differ(last, line) or _starts_item(last, line) or _word_fitted(last, line, before.right_edge(last)):
        return False
    if line.x0 - sheet.left_edge(line) > 0.5 * line.size:
        return False
    return not _ENDED.search(last.text) or line.text[:1].islower()


def _differ(one: Line, other: Line) -> bool:
    """Whether two lines look different: another size of letters, or a title in capitals above plain text."""
    return abs(one.size - other.size) > 0.12 * one.size or (_capitals(one) and not _capitals(other))


def _capitals(line: Line) -> bool:
    return line.text.isupper()


def _starts_item(last: Line, line: Line) -> bool:
    if _RANGE.match(line.text) and not _ENDED.search(last.text):
        return False
    return bool(_MARKER.match(line.text))


def _hangs(line: Line) -> bool:
    """A list item's further lines stand to the right of its mark."""
    return bool(_MARKER.match(line.text))


def _word_fitted(last: Line, line: Line, right_edge: float) -> bool:
    word = line.text.split(" ", 1)[0]
    letter = (last.x1 - last.x0) / max(len(last.text), 1)
    return right_edge - last.x1 > letter * (len(word) + 2)


def _joined(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines).replace(f"{SOFT_HYPHEN} ", "-")
