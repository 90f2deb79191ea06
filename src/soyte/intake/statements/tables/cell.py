"""The figures of one cell: roles, units, period and place from the headers."""

from __future__ import annotations

from dataclasses import replace

from soyte.intake.statements.figures import Sentence
from soyte.intake.statements.tables.context import CellContext
from soyte.intake.statements.when import label
from soyte.quantities import NO_UNIT, Form, Unit, UnitKind
from soyte.statements import Role, Statement

_RATES = (UnitKind.PERCENT, UnitKind.PERMILLE)


def give_roles(context: CellContext, sentence: Sentence) -> None:
    """The column says what the figures are; `a/b` is a part and its whole unless it is cases and deaths."""
    for index, figure in enumerate(sentence.figures):
        figure.role = context.role or Role.ACTUAL
        if context.pair:
            continue
        if figure.role is Role.ACTUAL and figure.quantity.form is Form.NUMERATOR:
            figure.role = Role.NUMERATOR
        elif figure.role is Role.ACTUAL and figure.quantity.form is Form.DENOMINATOR:
            figure.role = Role.DENOMINATOR
        elif figure.role is Role.ACTUAL and index and figure.bracket >= 0 and figure.quantity.unit.kind in _RATES:
            figure.role = Role.SHARE


def units_in_cell(context: CellContext, sentence: Sentence, found: list[Unit]) -> list[Unit]:
    """A unit printed in the cell, else that of column, row or caption, else the one `found` in the lines above."""
    units: list[Unit] = []
    for index, figure in enumerate(sentence.figures):
        unit = figure.quantity.unit
        if unit.kind is UnitKind.NONE:
            alone = index == 0 or figure.bracket < 0 or context.pair
            unit = (context.unit if alone else None) or NO_UNIT
            if unit is NO_UNIT and context.role is not Role.CHANGE and len(sentence.figures) == 1:
                unit = found[index]
        units.append(unit)
    return units


def in_cell(context: CellContext, statement: Statement) -> Statement:
    """The statement with what only its headers know."""
    period = label(context.period) if context.period else statement.period
    subject = " ".join(words for words in (context.row, context.column) if words)[:160]
    return replace(
        statement,
        period=period,
        as_of=None if context.period else statement.as_of,
        subject=subject or statement.subject,
        place=context.place or statement.place,
        estimate=statement.estimate or context.estimate,
    )
