"""One PDF page as pdfium gives it, character by character, put into lines and into the cells of ruled tables."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from soyte.intake.documents.limits import PDF_PAGE_CHARACTERS
from soyte.intake.documents.pdf_geometry import Turn
from soyte.intake.documents.pdf_rules import ruling_lines
from soyte.intake.documents.pdf_tables import Grid, find_grids

SOFT_HYPHEN = "\ufffe"  # how pdfium marks a hyphen at the end of a line
_SAME_LINE = 0.5  # share of the letter size by which the baselines of two pieces of one line may differ


@dataclass
class Line:
    """A printed line from `x0` to `x1`. `baseline` is its height above the foot of the page."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float


@dataclass
class Page:
    """What is printed on a page, in the order of its content."""

    number: int
    width: float
    height: float
    content: list[Line | Grid] = field(default_factory=list)
    characters: int = 0
    unmapped: int = 0
    pictures: bool = False
    cut: bool = False

    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.content if isinstance(item, Line)]

    def clear(self) -> None:
        """Forget what was read."""
        self.content.clear()
        self.characters = self.unmapped = 0


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Load a page, read it and let it go."""
    page = document[index]
    try:
        turn = Turn(page.get_rotation(), *page.get_size())
        result = Page(index + 1, turn.width, turn.height)
        rules, result.pictures = ruling_lines(page, turn)
        text = page.get_textpage()
        try:
            grids = find_grids(rules)
            _Collector(result, grids).collect(text, turn)
            if any(
                grid.used and not grid.is_table() for grid in grids
            ):  # frames and charts: their words are plain text
                again = [grid.emptied() for grid in grids if grid.is_table()]
                result.clear()
                _Collector(result, again).collect(text, turn)
        finally:
            text.close()
        return result
    finally:
        page.close()


class _Collector:
    def __init__(self, page: Page, grids: list[Grid]) -> None:
        self._page = page
        self._grids = grids
        self._line: Line | None = None

    def collect(self, text: pypdfium2.PdfTextPage, turn: Turn) -> None:
        """Deal out the characters to lines and cells, in the order of the content."""
        count = text.count_chars()
        self._page.cut = count > PDF_PAGE_CHARACTERS
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        grid: Grid | None = None
        for i in range(min(count, PDF_PAGE_CHARACTERS)):
            code = pdfium.FPDFText_GetUnicode(text, i)
            if code in (10, 13):
                self._end_line()
                if grid is not None:
                    grid.blank()
                continue
            letter = _letter(code)
            if letter.isspace():
                if grid is not None:
                    grid.blank()
                elif self._line is not None:
                    self._line.text += " "
                continue
            self._page.characters += 1
            self._page.unmapped += letter == "\ufffd" or "\ue000" <= letter <= "\uefff" or letter < " "
            pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
            x0, y0, x1, y1 = turn.box(left.value, bottom.value, right.value, top.value)
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            grid = next((candidate for candidate in self._grids if candidate.holds(x, y)), None)
            if grid is not None:
                self._end_line()
                if not grid.used:
                    self._page.content.append(grid)
                grid.put(letter, (x0, y0, x1, y1))
                continue
            if self._line is not None and not -0.4 * self._line.size < y - self._line.baseline < 1.2 * self._line.size:
                self._end_line()  # pdfium gives no line end after a hyphen
            if self._line is None:
                self._line = Line("", x0, x1, *_stand(text, i, turn, y1 - y0))
            self._line.text += letter
            self._line.x0 = min(self._line.x0, x0)
            self._line.x1 = max(self._line.x1, x1)
        self._end_line()

    def _end_line(self) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        line.text = line.text.strip()
        before = self._page.content[-1] if self._page.content else None
        if isinstance(before, Line) and _continues(before, line):
            gap = line.x0 - before.x1
            before.text += ("" if gap < 0.1 * before.size else " ") + line.text
            before.x1 = max(before.x1, line.x1)
        else:
            self._page.content.append(line)


def _continues(before: Line, line: Line) -> bool:
    """Whether two pieces were printed side by side on one line."""
    smaller = min(before.size, line.size)
    return abs(before.baseline - line.baseline) < _SAME_LINE * smaller and line.x0 >= before.x1 - 0.2 * smaller


def _stand(text: pypdfium2.PdfTextPage, index: int, turn: Turn, height: float) -> tuple[float, float]:
    """The baseline and the size of a letter."""
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    size = pdfium.FPDFText_GetFontSize(text, index)
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return turn.point(x.value, y.value)[1], max(size, height, 1.0) if size < 1 else size


def _letter(code: int) -> str:
    if code in (0xFFFE, 2):
        return SOFT_HYPHEN
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
