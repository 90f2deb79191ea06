"""The indicators of figures in tables: the row's name and the column's measure stand in for the words of a sentence."""

from __future__ import annotations

from dataclasses import replace

from soyte.intake.statements.figures import Sentence
from soyte.intake.statements.matching import FigureContext, Matcher
from soyte.intake.statements.tables.context import CellContext
from soyte.intake.statements.tables.heads import Kind
from soyte.intake.statements.tables.rows import Line
from soyte.statements import Role, Statement

_PAIR = ("số ca mắc", "số ca tử vong")


class Namer:
    """Names the figures of cells, and remembers a row's results for the shares and changes that speak of them."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
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
            measure = _PAIR[min(index, 1)] if context.pair else head.measure
            if head.kind in (Kind.OF_PLAN, Kind.COMPARED):
                indicator = self._of_row(measure)
                if indicator is None:
                    indicator = self._match(context, line, sentence, measure, statement, whole=False)
            else:
                indicator = self._match(context, line, sentence, measure, statement, whole=True)
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
        self,
        context: CellContext,
        line: Line,
        sentence: Sentence,
        measure: str,
        statement: Statement,
        *,
        whole: bool,
    ) -> str | None:
        place = "" if line.area or line.total or line.period else line.name
        unit = statement.unit if whole else line.unit.name if line.unit else None
        role = statement.role.value if whole else Role.ACTUAL.value
        above = line.above[:2] if place else ()
        shapes = [" ".join((place, measure)).strip()]
        if above:
            shapes.append(" ".join((*reversed(above), place, measure)))
        if not measure or not place:
            shapes.append(" ".join((place, measure, context.caption)).strip())
        parents = sentence.segment.parents
        if line.disease and place and not measure:
            shapes.append(f"{place} {_PAIR[0]}")
        for before in dict.fromkeys(shapes):
            if not before:
                continue
            spelt = f"{before}: "
            match = self._matcher.match(
                FigureContext(
                    before=spelt,
                    after="",
                    line=f"{spelt}{statement.value_text}",
                    headings=tuple(h for h in (context.title, *above, context.caption, *parents) if h),
                    unit=unit,
                    role=role,
                    at=len(spelt),
                )
            )
            if match:
                return match.indicator
        return None
