"""Coordinates of a page as it is looked at: pages may be stored turned by a quarter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """A page turned clockwise by `degrees`; `width` and `height` are those of the page as seen."""

    degrees: int
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a stored point is seen, from the lower left corner."""
        match self.degrees:
            case 90:
                return y, self.height - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.width - y, x
            case _:
                return x, y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Where a stored box is seen: left, bottom, right, top."""
        if self.degrees == 0:
            return x0, y0, x1, y1
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
