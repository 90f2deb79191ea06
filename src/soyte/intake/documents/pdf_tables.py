"""Tables drawn with ruling lines: lines that touch make a grid, and what no line parts is one merged cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from soyte.intake.documents.pdf_rules import Rules

_TOUCH = 3.0  # points
_LINES = 400  # more after merging is a drawing
_CELLS = 20_000
_KERNING = 1.5  # points between letters of one word
_CROSSING_SHARE = 25  # letters for each word that may run across a line
Span = tuple[float, float, float]
Place = tuple[int, int]


@dataclass
class Grid:
    """A ruled table. `xs` run from the left, `ys` from the foot; `owner` maps a square to its cell."""

    xs: list[float]
    ys: list[float]
    owner: dict[Place, Place]
    _texts: dict[Place, list[str]] = field(default_factory=dict)
    _last: Place | None = None
    _parted: bool = False
    _end: float = -1000.0
    _letters: int = 0
    _crossings: int = 0

    @property
    def used(self) -> bool:
        """Whether a letter stands in it."""
        return bool(self._texts)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def put(self, letter: str, box: tuple[float, float, float, float]) -> None:
        """Add a letter to the cell in which it was printed."""
        x0, y0, x1, y1 = box
        column = _space(self.xs, (x0 + x1) / 2)
        row = len(self.ys) - 2 - _space(self.ys, (y0 + y1) / 2)
        cell = self.owner[row, column]
        letters = self._texts.setdefault(cell, [])
        if cell != self._last and not self._parted and abs(x0 - self._end) < _KERNING:
            self._crossings += 1
        if letters and (self._parted or cell != self._last):
            letters.append(" ")
        letters.append(letter)
        self._letters += 1
        self._last, self._parted, self._end = cell, False, x1

    def blank(self) -> None:
        """A blank or line end followed the last letter."""
        self._parted = True

    def texts(self) -> Iterator[tuple[Place, str]]:
        """The cells that hold text, row by row."""
        for cell in sorted(self._texts):
            yield cell, "".join(self._texts[cell])

    def is_table(self) -> bool:
        """At least two cells are filled, and words do not run across the lines; all else is a frame or a chart."""
        return len(self._texts) > 1 and self._crossings * _CROSSING_SHARE <= self._letters

    def emptied(self) -> Grid:
        """The same grid without text."""
        return Grid(self.xs, self.ys, self.owner)


def find_grids(rules: Rules) -> list[Grid]:
    """The tables of a page, the smallest first, so that one inside another gets its own text."""
    horizontal, vertical = _merged(rules.horizontal), _merged(rules.vertical)
    if not horizontal or not vertical or len(horizontal) > _LINES or len(vertical) > _LINES:
        return []
    grids = [grid for group in _touching(horizontal, vertical) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]))


def _merged(spans: list[Span]) -> list[Span]:
    """Pieces that lie on one line and touch are one line."""
    result: list[Span] = []
    for line in _by_position(sorted(spans)):
        position = sum(span[0] for span in line) / len(line)
        pieces = sorted((start, end) for _, start, end in line)
        start, end = pieces[0]
        for following, until in pieces[1:]:
            if following <= end + _TOUCH:
                end = max(end, until)
            else:
                result.append((position, start, end))
                start, end = following, until
        result.append((position, start, end))
    return result


def _by_position(spans: list[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for span in spans:
        if group and span[0] - group[0][0] > _TOUCH:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _touching(horizontal: list[Span], vertical: list[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Groups of lines that hang together."""
    waiting_h, waiting_v = set(range(len(horizontal))), set(range(len(vertical)))
    while waiting_h:
        found_h, found_v = {min(waiting_h)}, set[int]()
        waiting_h -= found_h
        fresh_h = set(found_h)
        while fresh_h:
            fresh_v = {v for v in waiting_v if any(_cross(horizontal[h], vertical[v]) for h in fresh_h)}
            waiting_v -= fresh_v
            found_v |= fresh_v
            fresh_h = {h for h in waiting_h if any(_cross(horizontal[h], vertical[v]) for v in fresh_v)}
            waiting_h -= fresh_h
            found_h |= fresh_h
        if found_v and len(found_h) > 1:
            yield [horizontal[h] for h in sorted(found_h)], [vertical[v] for v in sorted(found_v)]


def _cross(horizontal: Span, vertical: Span) -> bool:
    y, x0, x1 = horizontal
    x, y0, y1 = vertical
    return x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - _TOUCH <= y <= y1 + _TOUCH


def _grid(horizontal: list[Span], vertical: list[Span]) -> Grid | None:
    xs = _positions([x for x, _, _ in vertical] + [end for _, x0, x1 in horizontal for end in (x0, x1)])
    ys = _positions([y for y, _, _ in horizontal] + [end for _, y0, y1 in vertical for end in (y0, y1)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or not 2 <= rows * columns <= _CELLS:
        return None
    walls = {(_index(xs, x), row) for x, y0, y1 in vertical for row in _covered(ys, y0, y1)}
    floors = {(_index(ys, y), column) for y, x0, x1 in horizontal for column in _covered(xs, x0, x1)}
    return Grid(xs, ys, _Squares(rows, columns, walls, floors).owners())


@dataclass
class _Squares:
    """The squares between all lines. `walls` and `floors` are the stretches where a line was really drawn."""

    rows: int
    columns: int
    walls: set[Place]
    floors: set[Place]

    def owners(self) -> dict[Place, Place]:
        """Each square, and the first one in reading order that can be reached from it without crossing a line."""
        owner: dict[Place, Place] = {}
        for row in range(self.rows):
            for column in range(self.columns):
                stack = [(row, column)]
                while stack:
                    square = stack.pop()
                    if square not in owner:
                        owner[square] = (row, column)
                        stack.extend(near for near in self._open_to(*square) if near not in owner)
        return owner

    def _open_to(self, row: int, column: int) -> Iterator[Place]:
        up = self.rows - 1 - row  # squares are counted from the top, lines from the foot
        if column + 1 < self.columns and (column + 1, up) not in self.walls:
            yield row, column + 1
        if column > 0 and (column, up) not in self.walls:
            yield row, column - 1
        if row + 1 < self.rows and (up, column) not in self.floors:
            yield row + 1, column
        if row > 0 and (up + 1, column) not in self.floors:
            yield row - 1, column


def _space(positions: list[float], value: float) -> int:
    return min(max(bisect_right(positions, value) - 1, 0), len(positions) - 2)


def _positions(values: list[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > 2 * _TOUCH:
            result.append(value)
    return result


def _index(positions: list[float], value: float) -> int:
    return min(range(len(positions)), key=lambda i: abs(positions[i] - value))


def _covered(positions: list[float], start: float, end: float) -> list[int]:
    """The spaces between positions whose middle a line runs past."""
    middles = [(one + other) / 2 for one, other in pairwise(positions)]
    return [i for i, middle in enumerate(middles) if start <= middle <= end]
