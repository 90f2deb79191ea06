"""Bodies: whose figures they are, who sends and receives reports, who sets targets; `owners.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from soyte.catalogue.files import ROOT, CatalogueError, read_located
from soyte.catalogue.model import Certainty, Identifier, Words
from soyte.catalogue.versions import by_id, holds, on_day

Role = Literal["owns", "sends", "receives", "sets_targets"]


class Owner(BaseModel):
    """A body, in the days in which it had this name."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: Identifier
    name_vi: Words
    roles: Annotated[list[Role], Field(min_length=1)]
    valid_from: date | None = None
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty
    note: Words | None = None


class OwnerFile(BaseModel):
    """`owners.yaml`."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    owners: Annotated[list[Owner], Field(min_length=1)]


@dataclass(frozen=True)
class Owners:
    """The versions of each body, oldest first."""

    versions: Mapping[str, tuple[Owner, ...]]

    def owner(self, identifier: str, on: date | None = None) -> Owner:
        """A body as it was on a day; by default its newest version."""
        versions = self.versions.get(identifier)
        if versions is None:
            raise CatalogueError(f"owners.yaml không có cơ quan '{identifier}'.")
        found = versions[-1] if on is None else on_day(versions, on)
        if found is None:
            raise CatalogueError(f"Cơ quan '{identifier}' không tồn tại vào ngày {on:%d/%m/%Y}.")
        return found

    def with_role(self, role: Role, on: date) -> tuple[Owner, ...]:
        """The bodies that have a role on a day: those that set targets, say."""
        return tuple(
            one for versions in self.versions.values() for one in versions if holds(one, on) and role in one.roles
        )

    def name(self, identifier: str, on: date | None = None) -> str:
        """What to call a body."""
        return self.owner(identifier, on).name_vi


@cache
def load_owners() -> Owners:
    """The shipped bodies, read and checked once."""
    return read_owners(ROOT)


def read_owners(root: Path) -> Owners:
    """`owners.yaml` of a folder."""
    located = read_located(root / "owners.yaml", OwnerFile, root)
    return Owners(by_id(located.content.owners, partial(located.where, "owners")))
