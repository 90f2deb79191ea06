"""The ruling lines of a page: strokes, and the thin filled boxes that Word draws for them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from soyte.intake.documents.limits import PDF_PAGE_OBJECTS
from soyte.intake.documents.pdf_geometry import Turn

_THIN = 3.0  # points
_SEGMENTS = 2_000  # of one path: a drawing has more, a table less
Point = tuple[float, float]


@dataclass
class Rules:
    """Horizontal lines as (y, x0, x1) and vertical lines as (x, y0, y1)."""

    horizontal: list[tuple[float, float, float]] = field(default_factory=list)
    vertical: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, one: Point, other: Point) -> None:
        """Keep a line that runs along the page or across it."""
        (x0, y0), (x1, y1) = min(one, other), max(one, other)
        if abs(y1 - y0) <= 1 < x1 - x0:
            self.horizontal.append(((y0 + y1) / 2, x0, x1))
        elif abs(x1 - x0) <= 1 < abs(y1 - y0):
            self.vertical.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def ruling_lines(page: pypdfium2.PdfPage, turn: Turn) -> tuple[Rules, bool]:
    """The lines on a page, and whether there are pictures on it."""
    rules, pictures = Rules(), False
    for index in range(min(pdfium.FPDFPage_CountObjects(page), PDF_PAGE_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            pictures = True
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(item, turn, rules)
    return rules, pictures


def _read_path(path: object, turn: Turn, rules: Rules) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for points in _outlines(path, turn):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if min(right - left, high - low) <= _THIN:
            across = right - left >= high - low
            middle = (low + high) / 2 if across else (left + right) / 2
            rules.add(*(((left, middle), (right, middle)) if across else ((middle, low), (middle, high))))
        elif stroke.value:
            for one, other in pairwise(points):
                rules.add(one, other)


def _outlines(path: object, turn: Turn) -> Iterator[list[Point]]:
    """The straight-sided outlines of a path; one with curves is no ruling line."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    count = pdfium.FPDFPath_CountSegments(path)
    for index in range(count if count <= _SEGMENTS else 0):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        seen = turn.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = [seen]
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            points.append(seen)
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        else:
            points = [seen]
    if len(points) > 1:
        yield points
