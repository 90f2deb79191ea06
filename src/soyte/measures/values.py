"""Formulas over cells: exact sums, differences and ratios, with the reason where there is no number.

Zero, none and not reported stay apart: a part that nobody reported makes the whole not reported, and says which part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal

from soyte.catalogue.formula import Formula
from soyte.measures.cells import Cell
from soyte.measures.figure import Presence

# Exact for every sum of DECIMAL(38, 6); a ratio keeps so many digits that no display can tell.
EXACT = Context(prec=76)
RATIO = Context(prec=34)


@dataclass(frozen=True)
class Value:
    """What a formula gives for one source, place, breakdown and period. `cells` are those that took part."""

    number: Decimal | None
    state: Presence
    cells: tuple[tuple[Formula, Cell | None], ...] = ()
    notes: tuple[str, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def status(self) -> str | None:
        """That of the least final part."""
        found = {cell.status for _, cell in self.cells if cell is not None}
        return next((name for name in ("estimate", "provisional", "final") if name in found), None)


@dataclass(frozen=True)
class Evaluation:
    """Evaluates formulas. `above` and `below` give the cell of a leaf over and under the line."""

    above: Callable[[Formula], Cell | None]
    below: Callable[[Formula], Cell | None]
    say: Callable[[Formula], str]
    whole: Mapping[str, bool] = field(default_factory=dict)

    def value(self, formula: Formula, factor: int = 1) -> Value:
        """The formula's value; `factor` scales a ratio, or whatever else it is."""
        found = self._of(formula, self.above, factor if formula.ratio else 1)
        if factor == 1 or formula.ratio or found.number is None:
            return found
        return Value(EXACT.multiply(found.number, Decimal(factor)), found.state, found.cells, found.notes)

    def _of(self, formula: Formula, cell_of: Callable[[Formula], Cell | None], factor: int = 1) -> Value:
        if formula.measure is not None:
            return self._leaf(formula, cell_of(formula))
        if formula.ratio:
            return self._ratio(formula.ratio, cell_of, factor)
        parts = [self._of(part, cell_of) for part in formula.parts]
        cells = tuple(cell for part in parts for cell in part.cells)
        notes = tuple(note for part in parts for note in part.notes)
        silent = [part for part in parts if part.state in (Presence.NOT_REPORTED, Presence.NOT_APPLICABLE)]
        if silent:
            missing = [self.say(f) for f, part in zip(formula.parts, parts, strict=True) if part in silent]
            return Value(None, silent[0].state, cells, (*notes, f"Chưa tính được vì thiếu: {', '.join(missing)}"))
        if all(part.state is Presence.NONE for part in parts):
            return Value(None, Presence.NONE, cells, notes)
        numbers = [part.number or Decimal(0) for part in parts]
        total = numbers[0]
        for number in numbers[1:]:
            total = EXACT.subtract(total, number) if formula.minus else EXACT.add(total, number)
        return Value(total, Presence.REPORTED, cells, notes)

    def _leaf(self, leaf: Formula, cell: Cell | None) -> Value:
        if cell is None:
            return Value(None, Presence.NOT_REPORTED, ((leaf, None),))
        state = state_of(cell.counts)
        number = plain(cell.value) if state is Presence.REPORTED and cell.value is not None else None
        if number is not None and leaf.per:
            number = plain(EXACT.divide(number, Decimal(leaf.per)))
        return Value(number, state, ((leaf, cell),), _notes(cell))

    def _ratio(self, parts: Sequence[Formula], cell_of: Callable[[Formula], Cell | None], factor: int) -> Value:
        over, under = self._of(parts[0], cell_of), self._of(parts[1], self.below)
        cells, notes = (*over.cells, *under.cells), (*over.notes, *under.notes)

        def none(state: Presence, *more: str) -> Value:
            return Value(None, state, cells, (*notes, *more), over.number, under.number)

        if over.number is None:
            return none(over.state)
        if under.number is None:
            return none(Presence.NOT_REPORTED, f"Chưa tính được vì thiếu mẫu số: {self.say(parts[1])}")
        if not under.number:
            return none(Presence.NOT_APPLICABLE, f"Không tính được vì mẫu số bằng 0: {self.say(parts[1])}")
        number = RATIO.divide(EXACT.multiply(over.number, Decimal(factor)), under.number)
        return Value(number, Presence.REPORTED, cells, notes, over.number, under.number)


def state_of(counts: Mapping[str, int]) -> Presence:
    """Reported if one row is; else none if one says so, else not applicable if all that answered say so."""
    if counts["n_reported"]:
        return Presence.REPORTED
    if counts["n_none"]:
        return Presence.NONE
    if counts["n_not_applicable"] and not counts["n_not_reported"]:
        return Presence.NOT_APPLICABLE
    return Presence.NOT_REPORTED


def plain(number: Decimal) -> Decimal:
    """The number without trailing zeros behind the point."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1), context=EXACT)
    return number.normalize(EXACT)


_GRAINS = {"year": "năm", "half": "nửa năm", "quarter": "quý", "month": "tháng", "week": "tuần", "day": "ngày"}
_LEVELS = {"country": "cả nước", "province": "tỉnh", "district": "huyện", "commune": "xã"}


def _notes(cell: Cell) -> tuple[str, ...]:
    notes = []
    for left in cell.left_out:
        grain, level = left.split("/")
        notes.append(f"Không cộng thêm số theo {_GRAINS[grain]} của cấp {_LEVELS[level]} có trong cùng tập số liệu")
    if not cell.inside:
        notes.append(f"Dùng số của {_GRAINS[cell.grain]} {cell.first.year}")
    return tuple(notes)
