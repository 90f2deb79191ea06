"""The figures of one table by row and column, as the claims look at them, with arithmetic that knows about rounding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from soyte.intake.statements.tables.context import Sheet
from soyte.intake.statements.tables.heads import Head, Kind
from soyte.intake.statements.tables.rows import Line
from soyte.statements import Claim, ClaimKind, Role, Statement

_RATES = ("%", "‰", "điểm phần trăm")


@dataclass(frozen=True)
class Series:
    """A column of figures; `part` 1 is the second figure of cells that hold two (deaths, or the whole of `a/b`)."""

    head: Head
    part: int = 0

    @property
    def rated(self) -> bool:
        """Are its figures percentages?"""
        return self.head.unit is not None and self.head.unit.name in _RATES


@dataclass
class Values:
    """`cells[line number, column]` are the statements of one cell; `signs` the directions that cells give."""

    sheet: Sheet
    cells: dict[tuple[int, int], list[Statement]] = field(default_factory=dict)
    signs: dict[tuple[int, int], str] = field(default_factory=dict)
    doubled: set[int] = field(default_factory=set)  # columns most of whose cells hold two figures

    def close(self) -> None:
        """All cells are in: see which columns hold pairs."""
        filled = Counter(column for _, column in self.cells)
        pairs = Counter(column for (_, column), found in self.cells.items() if len(found) == 2)
        self.doubled = {column for column, times in pairs.items() if times * 2 > filled[column]}

    def at(self, line: Line, series: Series) -> Statement | None:
        """The figure of a row in a series, if it is printed."""
        found = self.cells.get((line.number, series.head.column), [])
        return found[series.part] if len(found) > series.part else None

    def series(self, *kinds: Kind) -> list[Series]:
        """Every series of the columns of these kinds, from the left."""
        made: list[Series] = []
        for column, head in sorted(self.sheet.heads.items()):
            if head.kind not in kinds:
                continue
            made.append(Series(head))
            if column in self.doubled:
                made.append(Series(head, 1))
        return made

    def results(self, role: Role) -> list[Series]:
        """The series of results, targets or earlier results."""
        return [s for s in self.series(Kind.FIGURES) if (s.head.role or Role.ACTUAL) is role]


def size(statement: Statement) -> float:
    """The printed value."""
    return float(statement.value)


def half(statement: Statement) -> float:
    """How far the printed value may lie from the true one."""
    whole = statement.precision == 1 and (statement.unit is None or "đồng" not in statement.unit)
    return 0.0 if whole else float(statement.precision) / 2


def is_rate(statement: Statement) -> bool:
    """A percentage, per-mille or density: nothing that adds up."""
    unit = statement.unit or ""
    return unit in _RATES or "/1" in unit


def near(stated: Statement, low: float, high: float) -> bool:
    """Does the stated figure agree with a result between `low` and `high`, rounded or cut off?"""
    slack = float(stated.precision) * 1.0001
    return low - slack <= abs(size(stated)) <= high + slack


def quotient(top: Statement, bottom: Statement) -> tuple[float, float] | None:
    """The least and greatest quotient of two printed figures, or None where the divisor may be 0."""
    a, b, da, db = size(top), size(bottom), half(top), half(bottom)
    if b - db <= 0 or a < 0:
        return None
    return max(0.0, a - da) / (b + db), (a + da) / (b - db)


def claim(
    kind: ClaimKind, operands: Iterable[tuple[str, Statement]], assertion: str = "", traits: Iterable[str] = ()
) -> Claim:
    """A claim over statements of a table; its span covers them all."""
    parts = list(operands)
    start, end = min(s.start for _, s in parts), max(s.end for _, s in parts)
    return Claim(kind, start, end, tuple((name, s.number) for name, s in parts), assertion, frozenset(traits))
