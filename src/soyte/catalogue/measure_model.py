"""What a file of measures may say. Apart from the model of indicators: it brings the engine, which an audit never needs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from soyte.catalogue.model import Identifier, Words
from soyte.engine.structured import Condition

ColumnName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
CLAIMS = "contribution"
"""The table of what dossiers of the claim feed add to sums (`ledger.contribution`)."""
CLAIM_BREAKDOWNS = (
    *("facility", "tier", "sex", "age_group", "care", "insured", "form", "object", "card_group"),
    *("icd", "chapter", "result", "leaving"),
)


class Feed(BaseModel):
    """How dossiers of the claim feed give a measure: which of them, and the sum of which column; `count` counts them."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    where: Condition | None = None
    aggregate: Literal["sum", "count"] = "count"
    of: ColumnName = "row_key"


class Measure(BaseModel):
    """An additive quantity over the rows of a table.

    `where` says which rows, `aggregate` what is done with column `of`: its sum, the number of rows that report it
    (`count`), or of its different values (`distinct`). `over_time` is `sum` for what flows and `last` for what stands (a
    population): there the last reported sub-period counts, and a yearly number serves the months of its year. `time` are
    the columns of a row's first and last day. `breakdowns` are the columns by which it may be asked. `claims` says how the claim
    feed gives the same measure, where it does: a source of its own, beside the tables that somebody sends.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Identifier
    name_vi: Words
    unit: Words
    table: Identifier
    where: Condition | None = None
    aggregate: Literal["sum", "count", "distinct"]
    of: ColumnName
    time: Annotated[tuple[Identifier, Identifier], Field(strict=False)] = ("period_start", "period_end")
    place: Identifier = "place"
    breakdowns: list[Identifier] = Field(default_factory=list)
    over_time: Literal["sum", "last"] = "sum"
    whole: bool = True
    claims: Feed | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    legal_source: Words
    certainty: Literal["looked_up", "memory", "uncertain", "seed_only"]

    @model_validator(mode="after")
    def _possible(self) -> Measure:
        if self.over_time == "last" and (self.aggregate != "sum" or self.claims):
            raise ValueError("over_time: last chỉ đi cùng aggregate: sum, và không đi cùng claims")
        return self

    @property
    def asked_by(self) -> tuple[str, ...]:
        """The columns by which some source of the measure may be asked."""
        return tuple(dict.fromkeys((*self.breakdowns, *(CLAIM_BREAKDOWNS if self.claims else ()))))

    @property
    def on_claims(self) -> Measure | None:
        """The measure as the claim feed gives it; None if it does not."""
        if self.claims is None:
            return None
        said = {"where": self.claims.where, "aggregate": self.claims.aggregate, "of": self.claims.of}
        return self.model_copy(update={**said, "table": CLAIMS, "breakdowns": list(CLAIM_BREAKDOWNS)})


class MeasureFile(BaseModel):
    """One `measures/<domain>.yaml`."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    domain: Identifier
    measures: Annotated[list[Measure], Field(min_length=1)]


class Breakdown(BaseModel):
    """A column by which figures are broken down: its name, and the names of the codes that stand in it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    name_vi: Words
    open: bool = False
    values: dict[str, Words] = Field(default_factory=dict)


class BreakdownFile(BaseModel):
    """`breakdowns.yaml`. Where `open` is true, codes that are not listed may stand too."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    breakdowns: dict[Identifier, Breakdown]
