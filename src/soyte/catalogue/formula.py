"""How an indicator is made of measures, as a catalogue file writes it.

{measure: cases, where: {disease: dengue}}      {measure: births, where: {sex: [male, female]}}
{measure: bhyt_cost, per: 1000000}              a measure in đồng as million đồng
{sum: [...]}   {minus: [a, b]}   {ratio: [numerator, denominator]}, which the indicator's `multiplier` scales
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Word = Annotated[str, Field(min_length=1)]


class Formula(BaseModel):
    """One formula: a measure, counted under conditions on its breakdowns, or a sum, difference or ratio of others."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    measure: Annotated[str | None, Field(pattern=r"^[a-z][a-z0-9_]*$")] = None
    where: dict[str, Word | Annotated[list[Word], Field(min_length=1)]] = Field(default_factory=dict)
    per: Annotated[int, Field(ge=2)] | None = None
    sum: Annotated[list[Formula] | None, Field(min_length=2)] = None
    minus: Annotated[list[Formula] | None, Field(min_length=2, max_length=2)] = None
    ratio: Annotated[list[Formula] | None, Field(min_length=2, max_length=2)] = None

    @model_validator(mode="after")
    def _one_thing(self) -> Formula:
        made = [part for part in (self.measure, self.sum, self.minus, self.ratio) if part is not None]
        if len(made) != 1 or ((self.where or self.per) and self.measure is None):
            raise ValueError("mỗi công thức gồm đúng một trong measure (có thể kèm where, per), sum, minus, ratio")
        return self

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The formulas that this one is made of; none for a measure."""
        return tuple(self.sum or self.minus or self.ratio or ())

    @property
    def leaves(self) -> Iterator[Formula]:
        """The measures within, in the order in which they are written."""
        if self.measure is not None:
            yield self
        for part in self.parts:
            yield from part.leaves

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """Breakdown → the values that count."""
        return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in self.where.items()}
