"""Several versions of one definition, each with the days on which it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from soyte.catalogue.files import Faults


class Spanned(Protocol):
    """Whatever holds from a day to a day, both included; None is open."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


class Dated(Spanned, Protocol):
    """One of the versions of an id."""

    @property
    def id(self) -> str: ...


_D = TypeVar("_D", bound=Dated)


def by_id(entries: Sequence[_D], where: Callable[[int], str]) -> dict[str, tuple[_D, ...]]:
    """The versions of each id, oldest first. Versions that hold on the same day are refused, all of them at once.

    `where` says where the entry with a number stands.
    """
    found: dict[str, list[tuple[_D, int]]] = {}
    for number, entry in enumerate(entries):
        found.setdefault(entry.id, []).append((entry, number))
    faults = Faults()
    for versions in found.values():
        versions.sort(key=lambda one: one[0].valid_from or date.min)
        for entry, number in versions:
            if entry.valid_from and entry.valid_to and entry.valid_from > entry.valid_to:
                faults.add(f"{where(number)}: valid_from phải trước valid_to")
        for (earlier, _), (later, number) in pairwise(versions):
            if (earlier.valid_to or date.max) >= (later.valid_from or date.min):
                since = f"ngày {later.valid_from:%d/%m/%Y}" if later.valid_from else "từ đầu"
                faults.add(
                    f"{where(number)}: hai định nghĩa cùng có hiệu lực {since}; "
                    "hãy ghi valid_to cho định nghĩa cũ, trước valid_from của định nghĩa mới"
                )
    faults.check()
    return {name: tuple(entry for entry, _ in versions) for name, versions in found.items()}


def holds(one: Spanned, day: date) -> bool:
    """Whether it holds on a day."""
    return (one.valid_from or date.min) <= day <= (one.valid_to or date.max)


def on_day(versions: Iterable[_D], day: date) -> _D | None:
    """The version that holds on a day."""
    return next((one for one in versions if holds(one, day)), None)
