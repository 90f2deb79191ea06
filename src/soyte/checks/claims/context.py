"""What a rule needs to judge a claim: the statements by number, the catalogue, and how to write a finding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from soyte.catalogue import Catalogue
from soyte.catalogue.directions import direction_of
from soyte.statements import Claim, ClaimKind, Finding, Reading, Statement, Verdict


@dataclass(frozen=True)
class Judge:
    """The document under audit and the catalogue it is judged by."""

    reading: Reading
    catalogue: Catalogue

    def statement(self, number: int) -> Statement:
        """The statement with this number."""
        return self.reading.statements[number]

    def operand(self, claim: Claim, part: str) -> Statement:
        """The first statement that plays `part` in the claim, which must have one."""
        number = claim.one(part)
        if number is None:
            raise KeyError(part)
        return self.statement(number)

    def operands(self, claim: Claim, part: str) -> list[Statement]:
        """All statements that play `part` in the claim."""
        return [self.statement(number) for number in claim.all(part)]

    @cached_property
    def compared(self) -> frozenset[tuple[frozenset[int | None], str | None]]:
        """Pairs of figures with the unit of a change that the text measures between them."""
        differences = (claim for claim in self.reading.claims if claim.kind is ClaimKind.DIFFERENCE)
        return frozenset(
            (frozenset({claim.one("actual"), claim.one("previous")}), self.operand(claim, "change").unit)
            for claim in differences
        )

    def direction(self, *statements: Statement) -> str:
        """`higher_better`, `lower_better`, `count_only`, `range` or empty: the direction of the indicator they are matched to."""
        for statement in statements:
            indicator = self.catalogue.indicators.get(statement.indicator) if statement.indicator else None
            if indicator is not None:
                return str(indicator.direction)
        for statement in statements:
            words = direction_of(self._line_around(statement))
            if words:
                return words
        return ""

    def _line_around(self, statement: Statement) -> str:
        """The words in front of the statement in its own line."""
        line = next((line for line in self.reading.lines if line.start <= statement.start < line.end), None)
        start = line.body if line is not None else max(0, statement.start - 200)
        return self.reading.text[start : statement.start][-240:]

    def finding(
        self,
        claim: Claim,
        verdict: Verdict,
        claimed: str,
        recomputed: str,
        message: str,
        *,
        kind: str = "",
        severity: str = "",
    ) -> Finding:
        """A finding on the claim's own span and figures."""
        return Finding(
            claim.start, claim.end, self.reading.text[claim.start : claim.end], kind or claim.kind.value, claimed, recomputed,
            verdict, message, tuple(sorted({number for _, number in claim.operands})),
            severity or {"ok": "ok", "wrong": "error", "ambiguous": "note"}[verdict.value],
        )  # fmt: skip
