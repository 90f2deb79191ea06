"""The place of a figure: named in its clause, or the province of the department that writes."""

from __future__ import annotations

from soyte.intake.statements.figures import Sentence


class Map:
    """Places named in one normalised text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def place_of(self, sentence: Sentence, index: int) -> str | None:
        """The place that the figure at `index` speaks of, or None when the text names none."""
        return None
