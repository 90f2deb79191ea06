"""What the headers of a table say about one of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.intake.statements.outline import Outline, Segment
from soyte.intake.statements.when import Clock
from soyte.periods import Period
from soyte.quantities import Unit
from soyte.statements import Role


@dataclass(frozen=True)
class CellContext:
    """Headers over and beside a cell. `skip`: its digits are no figures (running numbers, years in headers, codes)."""

    skip: bool = False
    row: str = ""
    column: str = ""
    caption: str = ""
    unit: Unit | None = None
    role: Role | None = None
    period: Period | None = None


class TableMap:
    """The tables of an outline, asked cell by cell."""

    def __init__(self, outline: Outline, folded: str, clock: Clock) -> None:
        self.outline, self.folded, self.clock = outline, folded, clock

    def context(self, segment: Segment) -> CellContext:
        """What the headers say about the figures of this cell."""
        return CellContext()
