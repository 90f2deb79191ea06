"""What a table asserts: changes between its columns, results against targets, totals over its rows."""

from __future__ import annotations

from collections.abc import Iterator

from soyte.intake.statements.outline import Segment
from soyte.intake.statements.tables.comparisons import comparisons, of_one_year, shares
from soyte.intake.statements.tables.context import CellContext
from soyte.intake.statements.tables.parts import among, column_parts, columns_among, deaths
from soyte.intake.statements.tables.rates import row_rates
from soyte.intake.statements.tables.totals import row_totals, subtotals
from soyte.intake.statements.tables.values import Values, claim
from soyte.statements import Claim, ClaimKind, Role, Statement


def table_claims(cells: list[tuple[Segment, CellContext, list[Statement]]]) -> list[Claim]:
    """The claims of all tables, given their cells in reading order with the statements read from each."""
    return [made for values in _tables(cells) for made in _claims_of(values)]


def _tables(cells: list[tuple[Segment, CellContext, list[Statement]]]) -> list[Values]:
    found: dict[int, Values] = {}
    for _, context, statements in cells:
        if context.sheet is None or context.line is None or context.head is None:
            continue
        values = found.setdefault(id(context.sheet), Values(context.sheet))
        place = context.line.number, context.head.column
        values.cells.setdefault(place, []).extend(statements)
        values.signs[place] = context.sign
    for values in found.values():
        values.close()
    return list(found.values())


def _claims_of(values: Values) -> Iterator[Claim]:
    yield from comparisons(values)
    yield from shares(values)
    yield from _attainments(values)
    yield from row_totals(values)
    yield from subtotals(values)
    yield from column_parts(values)
    yield from among(values)
    yield from columns_among(values)
    yield from deaths(values)
    yield from row_rates(values)


def _attainments(values: Values) -> Iterator[Claim]:
    """A column of verdicts against the one result and the one target of its row."""
    lines = [line for line in values.sheet.lines if line.verdict]
    if not lines:
        return
    results = [s for s in values.results(Role.ACTUAL) if s.part == 0]
    targets = [s for s in values.results(Role.TARGET) if s.part == 0]
    current = [target for target in targets if all(of_one_year(result, target) for result in results)]
    if len(results) != 1 or len(current) != 1:
        return
    for line in lines:
        actual, target = values.at(line, results[0]), values.at(line, current[0])
        if actual is not None and target is not None:
            yield claim(ClaimKind.TARGET_ATTAINMENT, (("actual", actual), ("target", target)), line.verdict)
