"""Sentence shapes: what the words of a sentence assert about its figures. One module a family of claims."""

from soyte.intake.statements.shapes.claims import claims_of
from soyte.intake.statements.shapes.paragraph import paragraph_claims

__all__ = ["claims_of", "paragraph_claims"]
