"""What the productions of the grammar share: the tokens of a text, its number style, and what was read so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from soyte.quantities.literals import Style
from soyte.quantities.model import Ignored, Quantity
from soyte.quantities.tokens import Tokens


@dataclass
class State:
    """`taken` maps a token of a date or period to the token behind it."""

    text: str
    tokens: Tokens
    taken: dict[int, int]
    style: Style
    quantities: list[Quantity] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)

    def free(self, i: int, length: int) -> int:
        """How many of the `length` tokens from `i` on can be read: up to the next date, within the text."""
        last = min(i + length, len(self.tokens))
        return next((k for k in range(i, last) if k in self.taken), last) - i
