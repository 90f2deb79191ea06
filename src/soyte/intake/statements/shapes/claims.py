"""All the shapes, tried on one sentence."""

from __future__ import annotations

from soyte.intake.statements.figures import Sentence
from soyte.intake.statements.shapes.changes import changes
from soyte.intake.statements.shapes.counts import counts, stages
from soyte.intake.statements.shapes.densities import densities
from soyte.intake.statements.shapes.places import place_lists
from soyte.intake.statements.shapes.ratios import ratios
from soyte.intake.statements.shapes.remainders import remainders
from soyte.intake.statements.shapes.sums import sums
from soyte.intake.statements.shapes.targets import targets
from soyte.intake.statements.shapes.view import View
from soyte.statements import Claim, Statement


def claims_of(sentence: Sentence, statements: list[Statement]) -> list[Claim]:
    """What the sentence asserts about its figures."""
    view = View(sentence, statements)
    shapes = (ratios, densities, changes, targets, sums, remainders, place_lists, counts, stages)
    return [claim for shape in shapes for claim in shape(view)] if statements else []
