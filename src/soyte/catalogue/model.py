"""What a catalogue file may say: indicators, and the relations that their figures must keep."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from soyte.catalogue.formula import Formula

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]
Certainty = Literal["looked_up", "memory", "uncertain", "seed_only"]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Band(_Record):
    """The values a province can plausibly have; outside it a figure is a slip until shown otherwise."""

    low: float
    high: float
    basis: Words

    @model_validator(mode="after")
    def _ordered(self) -> Band:
        if self.low >= self.high:
            raise ValueError("low phải nhỏ hơn high")
        return self


class Ownership(_Record):
    """The body whose figure it is (`owners.yaml`), and how well that is known."""

    body: Identifier
    certainty: Certainty


class Example(_Record):
    """A worked example: two whole numbers and what a report prints of them, a point before the decimals."""

    numerator: int
    denominator: Annotated[int, Field(ge=1)]
    value: Annotated[str, Field(pattern=r"^[0-9]+(?:\.[0-9]+)?$")]


class Indicator(_Record):
    """A formula over measures as a decree or a plan names it, and the phrases by which reports name it (`labels`).

    `formula` says how it is made of measures, where they can give it. One id may have several versions, each with its days.
    `units` are nouns that reports also use for it, beyond those of the group of its own unit. `certainty` says how well
    the legal source is known: looked up, from memory, uncertain, or seen in a real report only. `breakdowns` are the words
    by which the regime asks for parts of it, `seen_in` the real reports (`seen_reports.csv`) that state it.
    """

    id: Identifier
    name_vi: Words
    unit: Words
    numerator: Words
    denominator: Words | None = None
    direction: Literal["higher_better", "lower_better", "count_only", "range"]
    rollup: Literal["sum", "last", "distinct", "recompute", "external"]
    multiplier: int | None = None
    formula: Formula | None = None
    legal_source: Words
    certainty: Certainty
    frequency: Literal["weekly", "monthly", "quarterly", "annual"] | None = None
    breakdowns: list[Words] = Field(default_factory=list)
    owner: Ownership | None = None
    seen_in: list[Identifier] = Field(default_factory=list)
    example: Example | None = None
    note: Words | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    band: Band | None = None
    units: list[Words] = Field(default_factory=list)
    labels: list[Words] = Field(default_factory=list)

    @model_validator(mode="after")
    def _example_holds(self) -> Indicator:
        if self.example is None:
            return self
        if self.denominator is None or self.multiplier is None:
            raise ValueError("example chỉ đi cùng denominator và multiplier")
        written = Decimal(self.example.value)
        exact = Decimal(self.example.numerator) * self.multiplier / self.example.denominator
        if exact.quantize(written, ROUND_HALF_UP) != written:
            raise ValueError(f"example: tính lại được {exact:.4f}, khác {self.example.value}")
        return self

    @property
    def plausible(self) -> Band | None:
        """The values to expect; a percentage without a band of its own is a part of a whole."""
        return self.band or (_PART_OF_WHOLE if self.unit == "%" else None)


_PART_OF_WHOLE = Band(low=0.0, high=100.0, basis="một phần của tổng")


class IndicatorFile(_Record):
    """One `indicators/<domain>.yaml`."""

    domain: Identifier
    indicators: Annotated[list[Indicator], Field(min_length=1)]


class Sum(_Record):
    """The parts exhaust the whole."""

    kind: Literal["sum"]
    whole: Identifier
    parts: Annotated[list[Identifier], Field(min_length=2)]


class Subset(_Record):
    """Each part is contained in the whole and can at most equal it."""

    kind: Literal["subset"]
    whole: Identifier
    parts: Annotated[list[Identifier], Field(min_length=1)]


class Between(_Record):
    """A rate lies between the rates of the parts of its population."""

    kind: Literal["between"]
    whole: Identifier
    parts: Annotated[list[Identifier], Field(min_length=2)]


class Ratio(_Record):
    """`rate` = `numerator` ÷ `denominator` × `multiplier` (100 gives a percentage)."""

    kind: Literal["ratio"]
    rate: Identifier
    numerator: Identifier
    denominator: Identifier
    multiplier: int


class Change(_Record):
    """`change` is the difference of two values of `of`."""

    kind: Literal["change"]
    change: Identifier
    of: Identifier


Relation = Annotated[Sum | Subset | Between | Ratio | Change, Field(discriminator="kind")]


class RelationFile(_Record):
    """`relations.yaml`."""

    relations: list[Relation]
