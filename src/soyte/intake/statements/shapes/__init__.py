"""Sentence shapes: what the words of a sentence assert about its figures. One module a family of claims."""

from soyte.intake.statements.shapes.claims import claims_of
from soyte.intake.statements.shapes.lists import list_sums
from soyte.intake.statements.shapes.paragraph import completed, paragraph_claims

__all__ = ["claims_of", "completed", "list_sums", "paragraph_claims"]
