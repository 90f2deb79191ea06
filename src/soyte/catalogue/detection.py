"""How series are watched: methods by length of history, what counts as one case, what is endemic. Choices as data."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from soyte.catalogue.files import ROOT, read_yaml
from soyte.catalogue.model import Certainty, Identifier, Words

_Share = Annotated[float, Field(gt=0, le=1)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Farrington(_Record):
    """The flexible Farrington detector over the last three to five years: settings as in `farrington_flexible.Settings`."""

    # `false_share`: of the tests where nothing is unusual so many give an alarm, measured (docs/surveillance-proof.md)
    method: Literal["farrington_flexible"]
    name_vi: Words
    least_years: Annotated[int, Field(ge=1)]
    most_years: Annotated[int, Field(ge=1)]
    alpha: Annotated[float, Field(gt=0, lt=1)]
    trend: bool
    half_width: Annotated[int, Field(ge=0)]
    parts: Annotated[int, Field(ge=1)]
    left_out: Annotated[int, Field(ge=0)]
    false_share: _Share
    least_cases: tuple[int, int]
    compat: Literal["textbook", "surveillance"]


class Ears(_Record):
    """EARS C1, C2 or C3 on the last weeks."""

    method: Literal["ears_c1", "ears_c2", "ears_c3"]
    name_vi: Words
    least_weeks: Annotated[int, Field(ge=3)]
    baseline: Annotated[int, Field(ge=2)]
    alpha: Annotated[float, Field(gt=0, lt=1)]
    false_share: _Share
    min_sigma: Annotated[float, Field(ge=0)]


Method = Annotated[Farrington | Ears, Field(discriminator="method")]


class Endemic(_Record):
    """A disease is endemic in a province if it was seen in `least_years` of the `years` before."""

    years: Annotated[int, Field(ge=1)]
    least_years: Annotated[int, Field(ge=1)]
    basis_vi: Words


class EpidemicYears(_Record):
    """A past year was epidemic if it stands out from the others: by deviations, by times, and by a number of cases."""

    deviations: float
    times: float
    least_cases: int
    basis_vi: Words


class Clusters(_Record):
    """How the scan looks for clusters."""

    neighbours: int
    radius_km: float
    weeks: int
    longest: int
    least_cases: int
    replications: int
    level: Annotated[float, Field(gt=0, lt=1)]


class Detection(_Record):
    """`detection.yaml`."""

    valid_from: date
    legal_source: Words
    certainty: Certainty
    week: Annotated[list[Method], Field(min_length=1)]
    month: Annotated[list[Method], Field(min_length=1)]
    practice: frozenset[Identifier]
    least_known: _Share
    least_complete: _Share
    claims_week: _Share
    endemic: Endemic
    epidemic_years: EpidemicYears
    clusters: Clusters


class Episode(_Record):
    """Visits of a person for a disease not more than `days` apart are one case; `secondary` diagnoses count too or not."""

    days: Annotated[int, Field(ge=0)]
    secondary: bool
    valid_from: date
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty


class Episodes(_Record):
    """`episodes.yaml`."""

    default: Episode
    diseases: dict[str, Episode]

    def of(self, disease: str) -> Episode:
        """That of a disease."""
        return self.diseases.get(disease, self.default)


@cache
def detection() -> Detection:
    """The shipped choices."""
    return read_yaml(ROOT / "detection.yaml", Detection)


@cache
def episodes() -> Episodes:
    """The shipped windows."""
    return read_yaml(ROOT / "episodes.yaml", Episodes)
