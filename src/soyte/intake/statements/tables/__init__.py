"""Tables: what row and column headers say about the figures in the cells, and what a table asserts."""

from soyte.intake.statements.tables.claims import table_claims
from soyte.intake.statements.tables.context import CellContext, TableMap
from soyte.intake.statements.tables.naming import Namer

__all__ = ["CellContext", "Namer", "TableMap", "table_claims"]
