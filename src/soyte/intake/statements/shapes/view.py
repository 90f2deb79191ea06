"""A sentence with its statements side by side, as the shapes look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from soyte.intake.statements.figures import Figure, Sentence
from soyte.quantities import UnitKind, related_units
from soyte.statements import Claim, ClaimKind, Role, Statement


@dataclass(frozen=True)
class View:
    """`figures[i]` is the quantity behind `statements[i]`."""

    sentence: Sentence
    statements: list[Statement]

    @property
    def figures(self) -> list[Figure]:
        """The figures of the sentence, in order."""
        return self.sentence.figures

    def __len__(self) -> int:
        return len(self.statements)

    def role(self, index: int) -> Role:
        """The role of figure `index`."""
        return self.figures[index].role

    def kind(self, index: int) -> UnitKind:
        """The kind of unit of figure `index`."""
        return self.figures[index].quantity.unit.kind

    def is_rate(self, index: int) -> bool:
        """Is figure `index` a percentage or per-mille?"""
        return self.kind(index) in (UnitKind.PERCENT, UnitKind.PERMILLE)

    def like(self, one: int, two: int) -> bool:
        """Can the two figures be added or compared: the same unit, or one without?"""
        a, b = self.statements[one].unit, self.statements[two].unit
        averaged = a is not None and b is not None and ("/" in a) != ("/" in b)  # 2.539 lượt/trạm is no total of visits
        return not averaged and related_units(a, b)

    def aside(self, one: int, two: int) -> bool:
        """Does figure `one` stand in a bracket that is closed before figure `two`?"""
        return one < two and -1 < self.figures[one].bracket != self.figures[two].bracket

    def claim(
        self, kind: ClaimKind, operands: Iterable[tuple[str, int]], assertion: str = "", traits: Iterable[str] = ()
    ) -> Claim:
        """A claim over figures given by their place in the sentence; its span covers them all."""
        parts = tuple((name, index) for name, index in operands)
        spans = [self.statements[index] for _, index in parts]
        numbered = tuple((name, self.statements[index].number) for name, index in parts)
        return Claim(
            kind, min(s.start for s in spans), max(s.end for s in spans), numbered, assertion, frozenset(traits)
        )
