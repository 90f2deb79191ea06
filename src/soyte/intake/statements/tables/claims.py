"""What a table asserts: changes between its columns, results against targets, totals over its rows."""

from __future__ import annotations

from soyte.intake.statements.outline import Segment
from soyte.intake.statements.tables.context import CellContext
from soyte.statements import Claim, Statement


def table_claims(cells: list[tuple[Segment, CellContext, list[Statement]]]) -> list[Claim]:
    """The claims of all tables, given their cells in reading order with the statements read from each."""
    return []
