"""Ways to read a comparing column, tried on the rows: a quotient, a change in percent, a difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from soyte.intake.statements.tables.rows import Line
from soyte.intake.statements.tables.values import Series, Values, half, near, quotient, size
from soyte.statements import Statement

_SAMPLE, _PAIRS = 40, 120  # rows and pairs of columns tried

_LARGE = 30

Operands = tuple[Statement, Statement, Statement]  # result, base, comparison
Formula = Callable[[Statement, Statement, Statement], bool]


@dataclass(frozen=True)
class Reading:
    """One way to read a comparing column, with the rows that have all operands and those that bear it out."""

    formula: str
    rows: list[tuple[Line, Operands]]
    fits: int
    telling: int  # fits that chance does not explain

    def stands(self, choices: int) -> bool:
        """Is it borne out well enough to be taken for the rows that do not fit? The more `choices`, the more it takes."""
        if self.fits == len(self.rows):
            return self.telling > 0 or (choices == 1 and self.fits > 0)
        if self.fits * 2 < len(self.rows):
            return False
        return self.telling >= 2 or (choices == 1 and self.telling + self.fits >= 2)


def _relative(result: Statement, base: Statement, stated: Statement) -> bool:
    ratio = quotient(result, base)
    if ratio is None:
        return False
    low, high = sorted((abs(ratio[0] - 1) * 100, abs(ratio[1] - 1) * 100))
    return near(stated, low, high)


def _difference(result: Statement, base: Statement, stated: Statement) -> bool:
    gap, slack = abs(size(result) - size(base)), half(result) + half(base)
    return near(stated, gap - slack, gap + slack)


def _ratio(result: Statement, base: Statement, stated: Statement) -> bool:
    ratio = quotient(result, base)
    factor = 1000 if stated.unit == "‰" else 100
    return ratio is not None and near(stated, ratio[0] * factor, ratio[1] * factor)


_FORMULAS: dict[str, Formula] = {"ratio": _ratio, "relative": _relative, "difference": _difference}


def best_reading(
    values: Values, series: Series, pairs: list[tuple[Series, Series]], formulas: tuple[str, ...]
) -> Reading | None:
    """The reading that fits the most rows, if it stands; the nearest columns win a tie. A sample of the rows chooses."""
    choices = len({frozenset((id(a.head), a.part, id(b.head), b.part)) for a, b in pairs})
    best: tuple[tuple[int, int], Series, Series, str] | None = None
    sample = values.sheet.lines[:_SAMPLE]
    for result, base in pairs[:_PAIRS]:
        rows = rows_of(values, sample, series, result, base)
        for formula in formulas:
            reading = read_as(formula, rows)
            if reading.stands(choices) and (best is None or (reading.fits, reading.telling) > best[0]):
                best = (reading.fits, reading.telling), result, base, formula
    if best is None:
        return None
    reading = read_as(best[3], rows_of(values, values.sheet.lines, series, best[1], best[2]))
    return reading if reading.stands(choices) else None


def rows_of(
    values: Values, lines: list[Line], series: Series, result: Series, base: Series
) -> list[tuple[Line, Operands]]:
    found: list[tuple[Line, Operands]] = []
    for line in lines:
        a, b, c = values.at(line, result), values.at(line, base), values.at(line, series)
        if a is not None and b is not None and c is not None and len({a.number, b.number, c.number}) == 3:
            found.append((line, (a, b, c)))
    return found


def read_as(formula: str, rows: list[tuple[Line, Operands]]) -> Reading:
    test = _FORMULAS[formula]
    fitting = [operands for _, operands in rows if test(*operands)]
    return Reading(formula, rows, len(fitting), sum(_tells(operands) for operands in fitting))


def _tells(operands: Operands) -> bool:
    """A figure of several digits that fits is no accident among large numbers; 0, 5 or 100 may be, and 1 in 3 often is."""
    result, base, stated = operands
    digits = stated.value_text.strip("0.,").replace(",", "").replace(".", "")
    large = max(size(result), size(base)) >= _LARGE
    return len(digits) >= 2 and large and size(result) != size(base) and size(stated) != 100
