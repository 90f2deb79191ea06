"""The indicators of figures in tables: the row's name and the column's measure stand in for the words of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from soyte.intake.statements.figures import Sentence
from soyte.intake.statements.matching import FigureContext, Matcher
from soyte.intake.statements.tables.context import CellContext
from soyte.intake.statements.tables.heads import Kind
from soyte.intake.statements.tables.rows import Line
from soyte.statements import Role, Statement

_BRACKET = re.compile(r"\([^()]*\)")
_CASES_DEATHS = ("số ca mắc", "số ca tử vong")


class Namer:
    """Names the figures of cells, and remembers a row's results for the shares and changes that speak of them."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._ask = lru_cache(maxsize=4096)(self._ask_matcher)
        self._row: tuple[int, int] = (-1, -1)
        self._named: list[tuple[str, str | None]] = []

    def name(self, context: CellContext, sentence: Sentence, made: list[Statement]) -> list[Statement]:
        """The statements of one cell with their indicators."""
        head, line, sheet = context.head, context.line, context.sheet
        if head is None or line is None or sheet is None:
            return made
        if self._row != (id(sheet), line.number):
            self._row, self._named = (id(sheet), line.number), []
        named: list[Statement] = []
        for index, statement in enumerate(made):
            measure = _CASES_DEATHS[min(index, 1)] if context.pair else head.measure
            if head.kind in (Kind.OF_PLAN, Kind.COMPARED):
                indicator = self._of_row(measure)
                if indicator is None:
                    unit = line.unit.name if line.unit else None
                    indicator = self._match(context, line, sentence, measure, unit, Role.ACTUAL)
            else:
                indicator = self._match(context, line, sentence, measure, statement.unit, statement.role)
                self._named.append((measure, indicator))
            named.append(replace(statement, indicator=indicator))
        return named

    def _of_row(self, measure: str) -> str | None:
        """The indicator of the result that a share or change of this row restates."""
        like = [
            name for words, name in self._named if name and (not measure or words.endswith(measure) or measure in words)
        ]
        if like:
            return like[0]
        names = {name for _, name in self._named}
        return names.pop() if len(names) == 1 else None

    def _match(
        self, context: CellContext, line: Line, sentence: Sentence, measure: str, unit: str | None, role: Role
    ) -> str | None:
        """Try the row's name with the measure, then with the rows above it, then with the caption."""
        place = "" if line.area or line.total or line.period else line.name
        above = line.above[:2] if place else ()
        shapes = [" ".join((place, measure)).strip()]
        if "(" in place:
            shapes.append(" ".join((_BRACKET.sub(" ", place), measure)).strip())
        if above:
            shapes.append(" ".join((*reversed(above), place, measure)))
        if not measure or not place:
            shapes.append(" ".join((place, measure, context.caption)).strip())
        if line.disease and place and not measure:
            shapes.append(f"{place} {_CASES_DEATHS[0]}")
        headings = tuple(h for h in (context.title, *above, context.caption, *sentence.segment.parents) if h)
        for words in dict.fromkeys(shapes):
            indicator = self._ask(words, headings, unit, role.value) if words else None
            if indicator is not None:
                return indicator
        return None

    def _ask_matcher(self, words: str, headings: tuple[str, ...], unit: str | None, role: str) -> str | None:
        spelt = f"{words}: "
        match = self._matcher.match(
            FigureContext(spelt, "", f"{spelt}0", headings, unit, role, at=len(spelt)),
        )
        return match.indicator if match else None
