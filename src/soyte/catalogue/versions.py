"""Several versions of one definition, each with the days on which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from soyte.catalogue.files import CatalogueError


class Dated(Protocol):
    """Whatever holds from a day to a day, both included; None is open."""

    @property
    def id(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


_D = TypeVar("_D", bound=Dated)


def by_id(file: str, entries: Iterable[_D]) -> dict[str, tuple[_D, ...]]:
    """The versions of each id, oldest first. Versions that hold on the same day are refused."""
    found: dict[str, list[_D]] = {}
    for entry in entries:
        found.setdefault(entry.id, []).append(entry)
    for name, versions in found.items():
        versions.sort(key=lambda one: one.valid_from or date.min)
        for entry in versions:
            if entry.valid_from and entry.valid_to and entry.valid_from > entry.valid_to:
                raise CatalogueError(f"{file}: {name}: valid_from phải trước valid_to")
        for earlier, later in pairwise(versions):
            if (earlier.valid_to or date.max) >= (later.valid_from or date.min):
                raise CatalogueError(
                    f"{file}: {name}: hai định nghĩa cùng có hiệu lực ngày {later.valid_from or 'đầu tiên'}; "
                    "hãy ghi valid_to cho định nghĩa cũ, trước valid_from của định nghĩa mới"
                )
    return {name: tuple(versions) for name, versions in found.items()}


def on_day(versions: Iterable[_D], day: date) -> _D | None:
    """The version that holds on a day."""
    return next(
        (one for one in versions if (one.valid_from or date.min) <= day <= (one.valid_to or date.max)),
        None,
    )
