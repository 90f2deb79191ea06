"""What a file of thresholds may say: conditions of the law and rules of thumb, each with its text, formula and test vectors."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from soyte.catalogue.disease_model import Group
from soyte.catalogue.model import Certainty, Identifier, Words

Window = Literal["week", "month_to_date"]
Reason = Literal[
    "not_reported", "short_history", "links_unknown", "confirmation_unknown", "needs_weeks", "unknown_endemic"
]
_Count = Annotated[float, Field(ge=0)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AboveMean(_Record):
    """More than the mean of the same time of `years` before + `deviations`·sd. `spread`: sd with n − 1 or n.

    `without_epidemic_years`: years in which the same time was an epidemic are left out.
    """

    rule: Literal["above_mean"]
    window: Window
    years: Annotated[int, Field(ge=1)]
    deviations: _Count
    spread: Literal["sample", "population"] = "sample"
    without_epidemic_years: bool = False


class BetweenMeans(_Record):
    """More than mean + `deviations`·sd; more than mean + `below`·sd is beyond the band."""

    rule: Literal["between_means"]
    window: Window
    years: Annotated[int, Field(ge=1)]
    deviations: _Count
    below: _Count
    spread: Literal["sample", "population"] = "sample"
    without_epidemic_years: bool = False


class AboveQuartile(_Record):
    """More than the third quartile (interpolated linearly) of the same time of `years` before."""

    rule: Literal["above_quartile"]
    window: Window
    years: Annotated[int, Field(ge=1)]


class TimesRecent(_Record):
    """At least `least` and more than `times` the mean of the `weeks` right before."""

    rule: Literal["times_recent"]
    window: Literal["week"]
    weeks: Annotated[int, Field(ge=1)]
    times: _Count
    least: _Count


class AtLeast(_Record):
    """At least so many cases; `needs` is what must be known of them beyond their number."""

    rule: Literal["at_least"]
    window: Window
    cases: Annotated[int, Field(ge=1)]
    needs: Literal["linked", "confirmed"] | None = None


class UnitsMet(_Record):
    """At least so many of the units below meet another threshold."""

    rule: Literal["units_met"]
    of: Identifier
    units: Annotated[int, Field(ge=1)]


Formula = Annotated[
    AboveMean | BetweenMeans | AboveQuartile | TimesRecent | AtLeast | UnitsMet, Field(discriminator="rule")
]


class Vector(_Record):
    """A worked example: what is known, and the bound and answer that follow, or the `reason` why there is no answer.

    `past` are the same times of the years before, the last year first, null where not reported; `epidemic` positions in it.
    """

    past: list[_Count | None] = Field(default_factory=list)
    recent: list[_Count | None] = Field(default_factory=list)
    epidemic: list[int] = Field(default_factory=list)
    count: _Count
    linked: int | None = None
    confirmed: int | None = None
    bound: float | None = None
    met: bool | None = None
    above: bool = False
    reason: Reason | None = None


class Threshold(_Record):
    """A condition with its days. `kind`: law, or practice, which is no law. `endemic` None: whether endemic or not."""

    id: Identifier
    name_vi: Words
    kind: Literal["law", "practice"]
    says: Literal["epidemic", "warning", "unusual"]
    groups: Annotated[list[Group], Field(min_length=1)]
    endemic: bool | None = None
    level: Literal["commune", "district", "any"]
    formula: Formula
    text_vi: Words
    article: Words | None = None
    legal_source: Words
    certainty: Certainty
    valid_from: date
    valid_to: date | None = None
    note_vi: Words | None = None
    vectors: Annotated[list[Vector], Field(min_length=1)]


class ThresholdFile(_Record):
    """One file of `thresholds/`."""

    thresholds: Annotated[list[Threshold], Field(min_length=1)]
