"""The language of reports: from a document's text to the figures it states and what it claims about them."""

from soyte.intake.statements.extract import read_statements

__all__ = ["read_statements"]
