"""What a file of diseases may say."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from soyte.catalogue.model import Certainty, Identifier, Words

Deadline = Literal["24h", "48h", "weekly", "monthly"]
Group = Literal["A", "B", "C"]
Icd10 = Annotated[str, Field(pattern=r"^[A-Z][0-9]{2}(?:\.[0-9])?$")]


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Codes(_Record):
    """The ICD-10 codes of a disease, three or four characters, and the days on which they meant it."""

    codes: Annotated[list[Icd10], Field(min_length=1)]
    valid_from: date | None = None
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty


class Grouping(_Record):
    """The group by danger (A, B, C) in which the law or the ministry put a disease."""

    group: Group
    valid_from: date
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty


class Listing(_Record):
    """A list asks for the disease within this time; `certainty` where it differs from that of the list."""

    list: Identifier
    deadline: Deadline
    certainty: Certainty | None = None


class Disease(_Record):
    """A disease; or a group of diseases, a syndrome or an exposure, which series count but no code of its own names.

    `part_of` names the group or disease that includes it. `surveillance_code` is its number in the surveillance system.
    """

    id: Identifier
    name_vi: Words
    name_en: Words
    kind: Literal["disease", "group", "syndrome", "exposure"] = "disease"
    part_of: Identifier | None = None
    icd10: list[Codes] = Field(default_factory=list)
    listed: list[Listing] = Field(default_factory=list)
    groups: list[Grouping] = Field(default_factory=list)
    surveillance_code: int | None = None
    note: Words | None = None


class DiseaseFile(_Record):
    """One file of `diseases/` other than `lists.yaml`."""

    diseases: Annotated[list[Disease], Field(min_length=1)]


class DiseaseList(_Record):
    """A list of diseases that must be reported, with the hours allowed for a suspected case and for a death."""

    id: Identifier
    name_vi: Words
    valid_from: date
    valid_to: date | None = None
    suspected_within_hours: Annotated[int, Field(ge=1)]
    death_within_hours: Annotated[int, Field(ge=1)]
    legal_source: Words
    certainty: Certainty
    note: Words | None = None


class ListFile(_Record):
    """`diseases/lists.yaml`."""

    lists: Annotated[list[DiseaseList], Field(min_length=1)]
