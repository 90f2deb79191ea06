"""Sentence shapes: what the words of a sentence assert about its figures. One module a family of claims."""

from soyte.intake.statements.shapes.claims import claims_of

__all__ = ["claims_of"]
