"""Tables: what row and column headers say about the figures in the cells, and what a table asserts."""

from soyte.intake.statements.tables.claims import table_claims
from soyte.intake.statements.tables.context import CellContext, TableMap

__all__ = ["CellContext", "TableMap", "table_claims"]
